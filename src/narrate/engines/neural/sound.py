"""From sentences that were said to one take: pauses between them, gaps between words, marks."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from narrate.engines.neural.phonemes import Sounds
from narrate.engines.neural.text import Word
from narrate.model import Mark

Ids = NDArray[np.int64]
Samples = NDArray[np.float32]

FADE = 64
"""samples over which sound fades out before a gap, and in behind it"""
FULL_SCALE = 32767


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that was said: its samples, and the first sample of each id."""

    sounds: Sounds
    samples: Samples
    starts: Ids | None

    @property
    def beginnings(self) -> tuple[tuple[int, Word], ...]:
        """At which sample each word begins that is known to."""
        if self.starts is None:
            return ()
        return tuple((int(self.starts[id_]), word) for id_, word in self.sounds.words)

    @property
    def gaps(self) -> tuple[int, ...]:
        """The samples at which a word begins that is not drawn together with the one before."""
        if self.starts is None:
            return ()
        return tuple(int(self.starts[id_]) for id_ in self.sounds.parted)


@dataclass(frozen=True, slots=True)
class Joined:
    """The samples of a whole take, and its marks in them."""

    samples: Samples
    marks: tuple[Mark, ...]


def join(parts: Sequence[Part], pause: int, gap: int) -> Joined:
    """*parts* one after the other with *pause* samples between them, and *gap* between words.

    A gap stands where a word begins and the voice does not draw it together with the one before;
    a model that gives no durations has none.
    """
    pieces: list[Samples] = []
    marks: list[Mark] = []
    done = 0
    for part in parts:
        if pieces:
            pieces.append(np.zeros(pause, dtype=np.float32))
            done += pause
        gaps = part.gaps if gap else ()
        marks += _marks(part, gaps, gap, done)
        widened = _widened(part.samples, gaps, gap)
        pieces.append(widened)
        done += len(widened)
    return Joined(np.concatenate(pieces), tuple(marks))


def _marks(part: Part, gaps: Sequence[int], gap: int, before: int) -> Iterator[Mark]:
    """The marks of *part*, which begins *before* samples behind the beginning of the take."""
    for frame, word in part.beginnings:
        shift = gap * sum(place <= frame for place in gaps)
        yield Mark(before + frame + shift, word.start, word.end)


def _widened(samples: Samples, gaps: Sequence[int], gap: int) -> Samples:
    """*samples* with silence at each of *gaps*."""
    if not gaps:
        return samples
    fade = np.linspace(0, 1, FADE, dtype=np.float32)
    pieces: list[Samples] = []
    for number, piece in enumerate(np.split(samples, list(gaps))):
        faded = piece.copy()
        size = min(FADE, len(faded))
        if number:
            faded[:size] *= fade[:size]
            pieces.append(np.zeros(gap, dtype=np.float32))
        if number < len(gaps):
            faded[len(faded) - size :] *= fade[:size][::-1]
        pieces.append(faded)
    return np.concatenate(pieces)


def write_wav(wav: Path, samples: Samples, rate_hz: int, volume: float) -> None:
    """Write *samples*, of which 1 is full scale, to the new file *wav*."""
    scaled: NDArray[np.float32] = np.clip(samples * volume, -1, 1) * FULL_SCALE
    with wave.open(str(wav), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.rint(scaled).astype("<i2").tobytes())
