from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate.sound.metering import Levels, Meter

RATE = 8000
Floats = NDArray[np.float32]


def hum(seconds: float, peak: float) -> Floats:
    time = np.arange(round(seconds * RATE)) / RATE
    return (peak * np.sin(2 * np.pi * 400 * time)).astype(np.float32)


def measure(*parts: Floats, channels: int = 1, block: int = 10**9) -> Levels:
    meter = Meter(RATE, channels)
    sound = np.concatenate(parts)
    for start in range(0, len(sound), block):
        meter.feed(sound[start : start + block])
    return meter.read()


def test_the_levels_of_a_sine_are_known() -> None:
    levels = measure(hum(2, 1.0))
    assert levels.seconds == 2.0
    assert levels.rms_db == pytest.approx(-3.01, abs=0.01)
    assert levels.peak_db == pytest.approx(0, abs=0.01)
    assert levels.floor_db == pytest.approx(-3.01, abs=0.01)


def test_rms_is_over_the_pauses_too() -> None:
    levels = measure(hum(1, 0.5), hum(1, 0.0))
    assert levels.rms_db == pytest.approx(-3.01 - 6.02 - 3.01, abs=0.01)


def test_the_floor_is_the_quietest_half_second_wherever_it_lies() -> None:
    levels = measure(hum(1, 0.5), hum(0.6, 0.001), hum(1, 0.5), hum(0.4, 0.0001), hum(1, 0.5))
    assert levels.floor_db == pytest.approx(-63.01, abs=0.1)


def test_head_and_tail_are_what_lies_around_the_sound_and_noise_is_not_sound() -> None:
    levels = measure(hum(0.7, 0.0005), hum(1, 0.5), hum(0.5, 0.0), hum(1, 0.5), hum(2, 0.0005))
    assert levels.head_s == pytest.approx(0.7, abs=0.01)
    assert levels.tail_s == pytest.approx(2.0, abs=0.01)


def test_silence_has_no_level_and_is_all_head_and_all_tail() -> None:
    levels = measure(hum(1, 0.0))
    assert levels == Levels(1.0, -math.inf, -math.inf, -math.inf, 1.0, 1.0)
    assert measure(hum(0, 0.0)).seconds == 0


def test_a_sound_shorter_than_a_step_is_measured() -> None:
    levels = measure(hum(0.005, 0.5))
    assert levels.seconds == 0.005
    assert (levels.head_s, levels.tail_s) == (0, 0)
    assert levels.floor_db == levels.rms_db


def test_both_channels_count() -> None:
    left = hum(1, 0.5)
    both = np.stack((left, np.zeros_like(left)), axis=1).ravel()
    levels = measure(both, channels=2)
    assert levels.seconds == 1.0
    assert levels.rms_db == pytest.approx(-3.01 - 6.02 - 3.01, abs=0.01)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 9000), st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_it_does_not_matter_how_the_sound_is_cut_up(block: int, peaks: list[float]) -> None:
    parts = [hum(0.337, peak) for peak in peaks]
    whole, pieces = measure(*parts), measure(*parts, block=block)
    for name in Levels.__dataclass_fields__:
        assert getattr(pieces, name) == pytest.approx(getattr(whole, name), abs=1e-6)
