from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.casting.ear import ACCENT, PACE, TIMBRE, UNKNOWN_PITCH, Ear
from narrate.model import Voice, VoiceInfo

MEASURED = VoiceInfo(
    "a", "en-us", "M", 100.0, spread_st=4.0, bright_hz=1000.0, words_a_minute=200.0
)
OTHERS = {
    "twin": MEASURED,
    "high": replace(MEASURED, pitch_hz=200.0),
    "bright": replace(MEASURED, bright_hz=2000.0),
    "scot": replace(MEASURED, language="en-gb-scotland"),
    "quick": replace(MEASURED, words_a_minute=400.0),
    "lively": replace(MEASURED, spread_st=8.0),
    "stranger": VoiceInfo("", "en-us"),
}
EAR = Ear({"a": MEASURED, **OTHERS})
A = Voice("tone", "a")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("twin", 0.0),
        ("high", 12.0),
        ("bright", TIMBRE),
        ("scot", ACCENT),
        ("quick", PACE),
        ("lively", 1.0),
    ],
)
def test_each_thing_by_which_voices_differ_counts(name: str, expected: float) -> None:
    assert EAR.distance(A, Voice("tone", name)) == pytest.approx(expected)


def test_pitch_and_rate_as_set_count_too() -> None:
    assert EAR.distance(A, Voice("tone", "a", pitch=100)) == pytest.approx(12)
    assert EAR.distance(A, Voice("tone", "a", rate=350)) == pytest.approx(PACE)
    assert EAR.distance(A, Voice("tone", "high", pitch=0)) == pytest.approx(0)


def test_what_nobody_measured_is_taken_to_differ_a_little() -> None:
    assert UNKNOWN_PITCH < EAR.distance(A, Voice("tone", "stranger")) < 2
    assert UNKNOWN_PITCH < EAR.distance(A, Voice("tone", "not listed")) < 2


voices = st.builds(
    Voice,
    st.just("tone"),
    st.sampled_from(["a", *OTHERS, "unknown"]),
    st.integers(80, 450),
    st.integers(0, 100),
)


@given(voices, voices)
def test_a_distance_is_the_same_both_ways_and_none_to_itself(a: Voice, b: Voice) -> None:
    assert EAR.distance(a, b) == EAR.distance(b, a) >= 0
    assert EAR.distance(a, a) == 0
