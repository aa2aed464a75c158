"""Brings takes to one loudness and keeps their peaks below a ceiling: samples in, samples out.

Samples are one-dimensional numpy arrays, little-endian 16 bit as a WAV file holds them. A gain
belongs to a voice and is measured once, so that no line's level depends on what else is said.
"""

from __future__ import annotations

import math

import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Floats = NDArray[np.float32]

FULL_SCALE = 32768.0
TARGET_DB = -20.0
"""active RMS of every voice, in dB of full scale: the middle of what ACX asks for"""
CEILING_DB = -4.0
"""the highest peak; lossy encoders overshoot by a few tenths, and -3 dB is what players get"""
MOST_GAIN_DB = 24.0
"""A voice quieter than this allows for is noise, and is not raised any further."""
MOST_CORRECTION_DB = 3.0
ROUNDS = 3
"""enough to come within a tenth of a decibel"""

BLOCK_MS = 20
GATE_DB = -30.0
"""A block counts as speech if it is no further than this below the loudest one."""
STEP_MS = 1
LOOK_MS = 15
"""The limiter looks this far to both sides: more than a period of the deepest voice."""


def from_pcm(pcm: bytes | bytearray) -> Samples:
    """The samples of raw 16-bit little-endian frames, not copied."""
    return np.frombuffer(pcm, dtype="<i2")


def _amplitude(decibel: float) -> float:
    return float(10.0 ** (decibel / 20.0))


def trim(samples: Samples, rate: int, *, floor_db: float, lead_ms: int, trail_ms: int) -> slice:
    """Where *samples* are without the silence at both ends; nowhere if there is only silence.

    Silence lies *floor_db* (negative) below the take's own peak; *lead_ms* of it are kept before
    the sound and *trail_ms* after it.
    """
    peak = max(int(samples.max(initial=0)), -int(samples.min(initial=0)))
    if peak == 0:
        return slice(0, 0)
    floor = math.floor(peak * _amplitude(floor_db))
    sound = (samples > floor) | (samples < -floor)
    start = int(sound.argmax()) - lead_ms * rate // 1000
    end = len(samples) - int(sound[::-1].argmax()) + trail_ms * rate // 1000
    return slice(max(0, start), min(end, len(samples)))


def active_level_db(samples: Samples, rate: int) -> float:
    """The RMS of the parts in which somebody speaks, in dB of full scale; -inf for silence.

    Blocks of ``BLOCK_MS`` more than ``GATE_DB`` below the loudest one are pauses: the relative
    gate of ITU-R BS.1770 without its frequency weighting.
    """
    size = max(1, BLOCK_MS * rate // 1000)
    padded = np.zeros(-(-len(samples) // size) * size, dtype=np.float64)
    padded[: len(samples)] = samples / FULL_SCALE
    power = np.mean(np.square(padded.reshape(-1, size)), axis=1)
    loudest = float(power.max(initial=0.0))
    if loudest == 0.0:
        return float("-inf")
    active = power[power >= loudest * _amplitude(GATE_DB) ** 2]
    return float(10.0 * np.log10(active.mean()))


def energy(samples: Samples) -> float:
    """The squares of all *samples* added up; full scale is 1."""
    return float(np.square(samples / FULL_SCALE).sum())


def gain_db(passage: Samples, rate: int) -> float:
    """The gain that brings a voice to ``TARGET_DB`` when its peaks have been limited.

    *passage* is the voice speaking. Limiting takes some level away, more from a voice with high
    peaks; so the gain is corrected by what is measured behind the limiter, by
    ``MOST_CORRECTION_DB`` at most: to drive a limiter harder is to hear it.
    """
    plain = TARGET_DB - active_level_db(passage, rate)
    gain = min(plain, MOST_GAIN_DB)
    for _ in range(ROUNDS):
        missing = TARGET_DB - active_level_db(master(passage, rate, gain), rate)
        gain = min(gain + missing, plain + MOST_CORRECTION_DB, MOST_GAIN_DB)
    return gain


def resample(samples: Samples, frames: int) -> Samples:
    """*samples* stretched to exactly *frames* frames: the same sound at another rate.

    Flat up to nine tenths of the band, and what ends abruptly does not sound at the other end.
    """
    if not frames or len(samples) in {0, frames}:
        return samples[:frames]
    sound: Floats = soxr.resample(samples.astype(np.float32), len(samples), frames)
    return _to_samples(sound)


def limit(sound: Floats, rate: int, ceiling: float) -> Floats:
    """*sound* with no sample above *ceiling* (1.0 is full scale), and with no delay.

    The gain each step of ``STEP_MS`` needs is held for ``LOOK_MS`` to both sides and smoothed
    over the same time: it moves slower than the voice vibrates, reaches what a peak needs when
    the peak comes, and is exactly 1 elsewhere.
    """
    step = max(1, STEP_MS * rate // 1000)
    count = -(-len(sound) // step)
    padded = np.zeros(count * step, dtype=np.float32)
    padded[: len(sound)] = sound
    columns = np.ascontiguousarray(np.abs(padded).reshape(count, step).T)  # adds up quickly
    peaks = columns.max(axis=0, initial=0.0)
    if not count or peaks.max() <= ceiling:
        return sound
    gains = _smooth_gains(np.minimum(1.0, ceiling / np.maximum(peaks, ceiling)))
    limited: Floats = padded * _ramps(gains, step).ravel()
    return limited[: len(sound)]


def _smooth_gains(needed: Floats) -> Floats:
    """Gains no higher than *needed* at each step and its two neighbours, without a jump.

    A minimum over one window, then a mean over a window one step shorter to each side: every
    value of that minimum is low enough for the step in the middle and those beside it.
    """
    reach = LOOK_MS // STEP_MS
    held = _least(np.pad(needed, reach, mode="edge"), 2 * reach + 1)
    window = np.hanning(2 * reach + 1)[1:-1]
    return np.convolve(np.pad(held, reach - 1, mode="edge"), window / window.sum(), mode="valid")


def _least(values: Floats, width: int) -> Floats:
    """The least of each *width* values in a row, found by doubling a window of one."""
    reach = 1
    while 2 * reach < width:
        values = np.minimum(values[:-reach], values[reach:])
        reach *= 2
    return np.minimum(values[: len(values) - width + reach], values[width - reach :])


def _ramps(gains: Floats, step: int) -> Floats:
    """The gain of every frame, a row for each step: a line from one step's border to the next.

    At a border stands the mean of the two steps' gains, and either is low enough for both.
    """
    padded = np.pad(gains, 1, mode="edge")
    borders = ((padded[:-1] + padded[1:]) / 2).astype(np.float32)
    way = np.arange(step, dtype=np.float32) / np.float32(step)
    return borders[:-1, None] + (borders[1:] - borders[:-1])[:, None] * way


def _to_samples(sound: Floats) -> Samples:
    return np.clip(np.rint(sound), -32768, 32767).astype("<i2")


def master(samples: Samples, rate: int, gain: float, ceiling_db: float = CEILING_DB) -> Samples:
    """*samples* raised by *gain* dB, with peaks held at *ceiling_db*."""
    louder = samples.astype(np.float32) * np.float32(_amplitude(gain))
    return _to_samples(limit(louder, rate, _amplitude(ceiling_db) * FULL_SCALE - 1))


def describe() -> str:
    """All that decides what :func:`master` does to a take at its gain, as a text for cache keys."""
    return f"2 {TARGET_DB} {CEILING_DB} {MOST_GAIN_DB} {BLOCK_MS} {GATE_DB} {STEP_MS} {LOOK_MS}"
