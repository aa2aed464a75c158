"""Measures the levels of finished sound, block by block, in little memory.

Samples are numpy arrays with 1.0 as full scale; every level is in dB of full scale, where a sine
of full scale has an RMS of -3 dB.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

STEP_MS = 10
"""Everything is measured in steps of this length."""
FLOOR_MS = 500
"""The noise floor is the level of the quietest stretch so long."""
SOUND_DB = -55.0
"""A step above this level is sound: above any noise floor that passes, below a soft consonant."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a file, as a meter measured them.

    *rms_db* is over everything, pauses too; *peak_db* is the highest sample; *floor_db* the RMS
    of the quietest half second, -inf for digital silence. *head_s* and *tail_s* are the time
    before the first and after the last sound; both are the whole length where there is none.
    """

    seconds: float
    rms_db: float
    peak_db: float
    floor_db: float
    head_s: float
    tail_s: float


class Meter:
    """Reads the levels of sound at *rate* Hz with *channels* interleaved channels."""

    def __init__(self, rate: int, channels: int = 1) -> None:
        self._second = rate * channels
        self._step = max(1, STEP_MS * rate // 1000) * channels
        self._rest: Floats = np.zeros(0, dtype=np.float32)
        self._energy, self._peak, self._count = 0.0, 0.0, 0
        self._lowest = math.inf
        self._recent: deque[float] = deque(maxlen=FLOOR_MS // STEP_MS)
        self._first: int | None = None
        self._last = 0

    def feed(self, samples: Floats) -> None:
        """Measure the next *samples*, of any number."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % self._step
        self._read(sound[:whole])
        self._rest = sound[whole:].copy()

    def read(self) -> Levels:
        """The levels of all that was fed; call it once, at the end."""
        self._read_step(self._rest)
        if not math.isfinite(self._lowest):
            self._lowest = self._mean(self._energy)
        return Levels(
            seconds=self._count / self._second,
            rms_db=decibel(self._mean(self._energy)),
            peak_db=decibel(self._peak**2),
            floor_db=decibel(self._lowest),
            head_s=(self._count if self._first is None else self._first) / self._second,
            tail_s=(self._count - self._last) / self._second,
        )

    def _mean(self, energy: float) -> float:
        return energy / self._count if self._count else 0.0

    def _read(self, sound: Floats) -> None:
        """Read *sound*, a whole number of steps."""
        steps = np.square(sound, dtype=np.float64).reshape(-1, self._step).sum(axis=1)
        if not len(steps):
            return
        self._find_sound(steps)
        self._find_floor(steps)
        self._energy += float(steps.sum())
        self._peak = max(self._peak, float(np.abs(sound).max()))
        self._count += len(sound)

    def _read_step(self, rest: Floats) -> None:
        """Read the last step, which may be a short one."""
        if len(rest):
            energy = float(np.square(rest, dtype=np.float64).sum())
            if energy / len(rest) > _power(SOUND_DB):
                self._first = self._count if self._first is None else self._first
                self._last = self._count + len(rest)
            self._energy += energy
            self._peak = max(self._peak, float(np.abs(rest).max()))
            self._count += len(rest)

    def _find_sound(self, steps: NDArray[np.float64]) -> None:
        loud = np.flatnonzero(steps / self._step > _power(SOUND_DB))
        if len(loud):
            if self._first is None:
                self._first = self._count + int(loud[0]) * self._step
            self._last = self._count + (int(loud[-1]) + 1) * self._step

    def _find_floor(self, steps: NDArray[np.float64]) -> None:
        """Slide a window over the steps, those before this block included."""
        width = FLOOR_MS // STEP_MS
        joined = np.concatenate((np.array(self._recent, dtype=np.float64), steps))
        if len(joined) >= width:
            windows = np.lib.stride_tricks.sliding_window_view(joined, width).sum(axis=1)
            self._lowest = min(self._lowest, float(windows.min()) / (width * self._step))
        self._recent.extend(steps[-width + 1 :])
        while len(self._recent) >= width:
            self._recent.popleft()


def decibel(power: float) -> float:
    """The level of a mean *power* in dB; -inf for none at all."""
    return 10.0 * math.log10(power) if power > 0.0 else -math.inf


def _power(level_db: float) -> float:
    return float(10.0 ** (level_db / 10.0))
