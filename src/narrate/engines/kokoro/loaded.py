"""Kokoro ready to speak: its model in memory, with every accent and voice that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from narrate.engines.espeak_library import PrivateCopy, find_espeak
from narrate.engines.kokoro.files import TO_GET, KokoroFiles
from narrate.engines.kokoro.graph import Graph, foretelling, opened, read_graph
from narrate.engines.kokoro.measured import Measured, keeping, measure
from narrate.engines.kokoro.model import HOP, MOST_TOKENS, RATE_HZ, Model, Said, load_model, row_for
from narrate.engines.kokoro.sounds import Accent, phonemizer
from narrate.engines.kokoro.styles import Blend, Style, StyleFiles, read_blend
from narrate.engines.kokoro.symbols import VOCABULARY
from narrate.engines.kokoro.voice_list import accent_of
from narrate.engines.neural.phonemes import Phonemizer, Sounds
from narrate.engines.neural.sound import Part
from narrate.engines.neural.text import Sentence
from narrate.errors import ToolError

SLOWEST, FASTEST = 0.5, 2.0
"""the bounds of a voice's speed"""
LEAD, TRAIL = RATE_HZ // 8, RATE_HZ // 10
"""how many samples are left before the first token and behind the last: an s begins early"""
AHEAD = 3 * HOP
"""how much earlier the first sound is heard than its token says"""
GROUP = 60
"""words of sentences that are said at once; a longer sentence is said by itself"""
BLANK = VOCABULARY[" "]
ENDS = 2
"""tokens that stand around those of a text"""


@dataclass(frozen=True, slots=True)
class LoadedVoice:
    """A style, how its words become sounds, and what was measured of it."""

    style: Style
    phonemizer: Phonemizer
    measured: Measured

    def speed(self, words_a_minute: float) -> float:
        """At which speed it says so many words a minute, within the bounds of a speed."""
        return min(max(words_a_minute / self.measured.words_a_minute, SLOWEST), FASTEST)


@dataclass(frozen=True, slots=True)
class Melody:
    """How a voice's pitch is changed: by a factor, and in how far it moves about its middle."""

    factor: float = 1.0
    range: float = 1.0

    def steering(self, middle_hz: float | None) -> tuple[float, float]:
        """The factor of a pitch, and what is added to it in Hz."""
        if middle_hz is None:
            return self.factor, 0.0
        return self.factor * self.range, self.factor * (1 - self.range) * middle_hz


@dataclass
class Loaded:
    """What speaks: made of *files*, it loads what is asked for and keeps it.

    In the file *kept* it keeps what was measured of voices, for other processes and later times.
    """

    files: KokoroFiles
    kept: Path
    _phonemizers: dict[str, Phonemizer] = field(default_factory=dict)
    _voices: dict[str, LoadedVoice] = field(default_factory=dict)

    @cached_property
    def styles(self) -> StyleFiles:
        """The styles in the files."""
        return StyleFiles(self.files.styles)

    def voice(self, name: str) -> LoadedVoice | None:
        """The voice called *name*, a style or a blend; None where there is none."""
        if name not in self._voices:
            blend = self._blend(name)
            if blend is None:
                return None
            style, speech = self._parts(blend)
            self._voices[name] = LoadedVoice(style, speech, self.measured((name,))[name])
        return self._voices[name]

    def measured(self, names: Sequence[str]) -> Mapping[str, Measured]:
        """What is measured of the voices called *names*, which there are; once for all times.

        It takes a tenth of a second each, and half a second before the first.
        """
        return keeping(self.kept, self._measure)(tuple(names))

    def _measure(self, name: str) -> Measured:
        blend = self._blend(name)
        if blend is None or self._foretelling is None:
            return Measured()
        style, speech = self._parts(blend)
        return measure(self._foretelling, speech, style)

    def _blend(self, name: str) -> Blend | None:
        """The blend called *name*; None where it is none of our styles."""
        blend = read_blend(name)
        if blend is None or not {style for style, _ in blend.parts} <= {*self.styles.names()}:
            return None
        return blend

    def _parts(self, blend: Blend) -> tuple[Style, Phonemizer]:
        return blend.mixed(self.styles.read), self._phonemizer(accent_of(blend.leading))

    def say(
        self, voice: LoadedVoice, text: Sequence[Sentence], speed: float, melody: Melody
    ) -> Iterator[Part]:
        """*text* said by *voice*, a part for what is said at once; none for what has no sound."""
        gain, lift = melody.steering(voice.measured.pitch_hz)
        for sounds in _at_once(voice.phonemizer, _grouped(text)):
            row = row_for(voice.style, sounds.ids)
            yield _part(sounds, self.model.run(sounds.ids, row, speed, gain, lift))

    def load(self) -> None:
        """Load the model now. Raises ToolError for what is none."""
        _ = self.model

    @cached_property
    def steered(self) -> bool:
        """Whether the model can be told another pitch. Raises ToolError for what is no model."""
        return self._graph.pitch is not None

    @cached_property
    def model(self) -> Model:
        """The model that speaks. Raises ToolError for what is none."""
        return load_model(opened(self._graph))

    @cached_property
    def _foretelling(self) -> Model | None:
        part = foretelling(self._graph)
        return None if part is None else load_model(part)

    @property
    def _graph(self) -> Graph:
        try:
            return read_graph(self.files.read_model())
        except ValueError as error:
            raise ToolError(f"{self.files.model[0]}: {error}", hint=TO_GET) from error

    def _phonemizer(self, accent: Accent) -> Phonemizer:
        if accent.language not in self._phonemizers:
            self._phonemizers[accent.language] = phonemizer(self._espeak, accent)
        return self._phonemizers[accent.language]

    @cached_property
    def _espeak(self) -> PrivateCopy:
        return PrivateCopy(find_espeak())


def _grouped(text: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences of *text*, short ones together: they are said better than alone."""
    group: Sentence = ()
    for sentence in text:
        if group and len(group) + len(sentence) > GROUP:
            yield group
            group = ()
        group += sentence
    if group:
        yield group


def _at_once(phonemizer: Phonemizer, groups: Iterator[Sentence]) -> Iterator[Sounds]:
    """The tokens of *groups*, cut in halves where a group has more than the model takes."""
    for group in groups:
        sounds = phonemizer.sounds(group)
        if sounds is None:
            continue
        if len(sounds.ids) <= MOST_TOKENS + ENDS or len(group) == 1:
            yield sounds
        else:
            middle = len(group) // 2
            yield from _at_once(phonemizer, iter((group[:middle], group[middle:])))


def _part(sounds: Sounds, said: Said) -> Part:
    """What was *said* of *sounds*, without the longer silence at its ends."""
    if said.durations is None:
        return Part(sounds, said.samples, None)
    ends = np.cumsum(said.durations) * HOP
    begin = max(int(ends[0]) - LEAD, 0)
    end = min(int(ends[-2]) + TRAIL, len(said.samples))
    return Part(sounds, said.samples[begin:end], _heard(sounds, ends) - begin)


def _heard(sounds: Sounds, ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each token begins to sound, of where they end.

    What is heard is ahead of the tokens: a word begins where the blank before it does, and the
    first of all by AHEAD earlier (found on the sound of words that begin with a burst).
    """
    begins = np.concatenate(([0], ends[:-1]))
    after_blank = np.concatenate(([False], np.array(sounds.ids[:-1]) == BLANK))
    heard: NDArray[np.int64] = np.where(after_blank, np.concatenate(([0], begins[:-1])), begins)
    heard[1] = max(heard[1] - AHEAD, 0)
    return heard
