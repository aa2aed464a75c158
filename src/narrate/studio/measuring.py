"""Measures sounds for the page: their levels in time, and which takes may be wrong."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from narrate.model import Take, Voice
from narrate.sound import audio
from narrate.studio.messages import Peaks, Suspect

STEP_S = 0.01
"""seconds: the finest that peaks are told in"""
FULL_SCALE = 32_767
CLIPPED = 3
"""so many samples in a row at full scale are no accident"""
QUIET_DB = 12.0
"""so far below the middle of the takes of its voice"""
LONG = 2.5
"""so many times as long, for its letters, as the middle of the takes of its voice"""
FEW = 20
"""letters: how long a shorter text lasts says little"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A take as it was measured: its level in dB of full scale, and seconds for each letter.

    *letters* of what it says are letters or digits.
    """

    voice: Voice
    letters: int
    level_db: float
    pace_s: float
    clipped: bool


def measure(take: Take, pcm: bytes) -> Measured:
    """*take*, whose samples are *pcm*."""
    samples = np.frombuffer(pcm, dtype="<i2")
    letters = sum(map(str.isalnum, take.utterance.spoken))
    power = float(np.square(samples / FULL_SCALE).mean()) if len(samples) else 0.0
    level_db = 10 * math.log10(power) if power else -math.inf
    pace_s = take.frames / take.rate / max(1, letters)
    return Measured(take.utterance.voice, letters, level_db, pace_s, _is_clipped(samples))


def _is_clipped(samples: NDArray[np.int16]) -> bool:
    full = np.abs(samples.astype(np.int32)) >= FULL_SCALE
    runs = np.convolve(full, np.ones(CLIPPED, dtype=np.int32), "valid") if len(full) else full
    return bool((runs >= CLIPPED).any())


def suspects_among(measured: Sequence[tuple[int, Measured]]) -> Iterator[Suspect]:
    """Those of the *measured* takes, each of a segment, that differ from others of their voice."""
    levels, paces = defaultdict(list), defaultdict(list)
    for _, one in measured:
        if one.letters >= FEW and math.isfinite(one.level_db):
            levels[one.voice].append(one.level_db)
            paces[one.voice].append(one.pace_s)
    for line, one in measured:
        usual = levels[one.voice] or [one.level_db], paces[one.voice] or [one.pace_s]
        reason = _reason(one, *map(statistics.median, usual))
        if reason:
            yield Suspect(line, reason)


def _reason(
    one: Measured, level_db: float, pace_s: float
) -> Literal["silent", "quiet", "long", "clipped"] | None:
    if one.letters and not math.isfinite(one.level_db):
        return "silent"
    if one.clipped:
        return "clipped"
    if one.level_db < level_db - QUIET_DB and one.letters >= FEW:
        return "quiet"
    return "long" if one.letters >= FEW and one.pace_s > LONG * pace_s else None


def peaks_of_file(path: Path, count: int) -> Peaks:
    """The peaks of a finished file, *count* of them at the most. Raises OutputError."""
    with audio.decode(path) as stream:
        step = max(1, round(STEP_S * stream.rate)) * stream.channels
        rest = np.zeros(0, dtype=np.float32)
        highest: list[NDArray[np.float32]] = []
        length = 0
        for block in stream.blocks:
            samples = np.concatenate((rest, np.frombuffer(block, dtype=">f4").astype(np.float32)))
            whole = len(samples) - len(samples) % step
            highest.append(np.abs(samples[:whole]).reshape(-1, step).max(axis=1, initial=0.0))
            rest, length = samples[whole:], length + len(block) // 4
    seconds = length / stream.rate / stream.channels
    tail = np.abs(rest).max(keepdims=True) if len(rest) else rest
    return _peaks(np.concatenate((*highest, tail)), seconds, count)


def peaks_of_sound(pcm: bytes, rate: int, count: int) -> Peaks:
    """The peaks of mono 16-bit samples at *rate* Hz, *count* of them at the most."""
    samples = np.abs(np.frombuffer(pcm, dtype="<i2").astype(np.float32)) / FULL_SCALE
    return _peaks(samples, len(samples) / rate, count)


def _peaks(highest: NDArray[Any], seconds: float, count: int) -> Peaks:
    if not len(highest):
        return Peaks(0.0, ())
    parts = np.array_split(highest, min(count, len(highest)))
    return Peaks(seconds, tuple(round(min(1.0, float(part.max())), 3) for part in parts))
