"""A voice that is ready to speak: its model in memory, its phonemes, and its own pace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from narrate.engines.measuring import PASSAGE
from narrate.engines.neural.phonemes import Phonemizer
from narrate.engines.neural.sound import Part
from narrate.engines.neural.text import Sentence, sentences
from narrate.engines.piper.model import (
    STILL,
    Durations,
    Model,
    Noise,
    load_model,
    no_noise,
)
from narrate.engines.piper.voice_list import VoiceFile
from narrate.errors import ToolError

PACE_PASSAGE = PASSAGE[: PASSAGE.index("We waited")]
"""What a voice's own pace is measured on: a statement, a question, a comma."""
PACE_WORDS = len(PACE_PASSAGE.split())
EVEN_PACE = 225 / 175
"""How many of these short words are said in a minute, for each that is asked for.

At 175 a voice then reads a page as fast as eSpeak does, 200 words a minute with its pauses, and
most were taught by people who read as fast as that.
"""
SENTENCE_PAUSE_S = 0.25
"""between two sentences of an utterance; each ends with some silence of its own"""
NARROWEST, WIDEST = 0.5, 4.0
"""the bounds of a length scale; a voice that is hurried more than that is not understood"""


@dataclass(frozen=True, slots=True)
class LoadedVoice:
    """A model with all its speakers; *length_scale* tells how to say so many words a minute."""

    model: Model
    phonemizer: Phonemizer
    rate_hz: int
    hop: int
    noise_scales: tuple[float, float]
    pace: Callable[[int], Durations]

    def length_scale(self, words_a_minute: float, speaker: int) -> float:
        """The length scale at which *speaker* is as fast as eSpeak is at *words_a_minute*.

        Every sound is rounded up to a whole frame, so it is found by trying.
        """
        durations = self.pace(speaker)
        pauses_s = SENTENCE_PAUSE_S * (len(sentences(PACE_PASSAGE)) - 1)
        wanted = (
            (PACE_WORDS * 60 / (EVEN_PACE * words_a_minute) - pauses_s) * self.rate_hz / self.hop
        )
        low, high = NARROWEST, WIDEST
        for _ in range(20):
            middle = (low + high) / 2
            if np.ceil(durations * middle).sum() > wanted:
                high = middle
            else:
                low = middle
        return low

    def say(
        self, sentence: Sentence, length_scale: float, speaker: int, noise: Noise
    ) -> Part | None:
        """*sentence* said by *speaker*; None where nothing in it has a sound."""
        sounds = self.phonemizer.sounds(sentence)
        if sounds is None:
            return None
        ids = np.array(sounds.ids, dtype=np.int64)
        samples, durations = self.model.run(ids, length_scale, self.noise_scales, speaker, noise)
        if durations is None:
            return Part(sounds, samples, None)
        frames = np.ceil(durations).astype(np.int64)
        return Part(sounds, samples, (np.cumsum(frames) - frames) * self.hop)


def load_voice(file: VoiceFile) -> LoadedVoice:
    """The voice in *file*. Raises ToolError for a model, or a language, that cannot be loaded."""
    from piper import PiperVoice  # noqa: PLC0415 -- late: only whoever speaks needs it
    from piper.config import PiperConfig  # noqa: PLC0415 -- as above

    model = load_model(file.path)
    config = PiperConfig.from_dict(dict(file.settings))
    voice = PiperVoice(session=model.session, config=config)
    try:
        voice.phonemize("a")
    except RuntimeError as error:  # eSpeak's
        hint = f"get the voice anew, or remove it: {file.path}"
        raise ToolError(f"the voice {file.name} has no language: {error}", hint=hint) from error
    remembered = lru_cache(maxsize=4096)(voice.phonemize)
    phonemizer = Phonemizer(voice.phonemize, remembered, config.phoneme_id_map)
    return LoadedVoice(
        model=model,
        phonemizer=phonemizer,
        rate_hz=config.sample_rate,
        hop=config.hop_length,
        noise_scales=(config.noise_scale, config.noise_w_scale),
        pace=cache(lambda speaker: _pace(model, phonemizer, config.hop_length, speaker)),
    )


def _pace(model: Model, phonemizer: Phonemizer, hop: int, speaker: int) -> Durations:
    """How many frames each id of the passage lasts, said by *speaker* at length scale 1."""
    every: list[Durations] = []
    for sentence in sentences(PACE_PASSAGE):
        sounds = phonemizer.sounds(sentence)
        if sounds is not None:
            ids = np.array(sounds.ids, dtype=np.int64)
            lengths = model.lengths(ids, speaker)
            if lengths is None:
                samples, _ = model.run(ids, 1.0, STILL, speaker, no_noise)
                lengths = np.full(len(ids), len(samples) / hop / len(ids), dtype=np.float32)
            every.append(lengths)
    return np.concatenate(every)
