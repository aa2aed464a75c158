from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrate.engines.espeak_voices import read_table
from narrate.engines.measurement import Measurement
from narrate.engines.measuring import measure, say
from narrate.engines.pyttsx3 import Pyttsx3Engine

MAN = Measurement(110.0, 6.0, 0.7, -20.0, -3.0, 0.0, 190, 1500)


def hummed(
    hz: float, seconds: float = 2.0, rate: int = 16_000
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A tone with overtones, as a voice has."""
    times = np.arange(int(seconds * rate)) / rate
    tone = sum(np.sin(2 * np.pi * hz * n * times) / n for n in range(1, 6))
    return np.asarray(0.2 * tone, dtype=np.float64)


@pytest.mark.parametrize(
    ("hz", "gender"), [(100.0, "M"), (220.0, "F"), (155.0, None), (350.0, None)]
)
def test_who_is_heard_is_told_by_pitch_where_that_tells(hz: float, gender: str | None) -> None:
    measured = measure(16_000, hummed(hz))
    assert measured.pitch_hz == pytest.approx(hz, rel=0.02)
    assert measured.gender == gender
    assert measured.fault == "monotonous"


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(5).standard_normal(32_000) * 0.1
    measured = measure(16_000, noise)
    assert (measured.pitch_hz, measured.spread_st, measured.gender) == (None, None, None)
    assert measured.fault == "hardly voiced"


def test_level_peak_and_clipping_are_against_full_scale() -> None:
    square = np.sign(hummed(100.0))
    measured = measure(16_000, square)
    assert measured.peak_db == measured.level_db == 0
    assert measured.clipped > 900


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, ""),
        ({"clipped": 0.2}, "clips"),
        ({"spread_st": 13.0}, "its pitch leaps"),
        ({"words_a_minute": 150}, "slow"),
        ({"words_a_minute": 270}, "fast"),
        ({"pitch_hz": 50.0}, "no speaking voice"),
    ],
)
def test_what_is_odd_about_a_voice_is_named(changed: dict[str, float], fault: str) -> None:
    assert replace(MAN, **changed).fault == fault  # type: ignore[arg-type]  # one field each


def test_espeaks_table_holds_what_is_measured_of_its_voices(tmp_path: Path) -> None:
    rate, sound = say(Pyttsx3Engine(), "en-us", tmp_path)
    measured, row = measure(rate, sound), read_table()["en-us"].figures
    assert (measured.pitch_hz, measured.words_a_minute) == (row.pitch_hz, row.words_a_minute)
