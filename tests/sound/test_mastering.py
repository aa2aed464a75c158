from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrate.sound import mastering
from narrate.sound.mastering import Samples

RATE = 22_050
CEILING = 10 ** (mastering.CEILING_DB / 20) * 32768


def sine(hertz: float, seconds: float, peak: float, rate: int = RATE) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return np.rint(peak * np.sin(2 * np.pi * hertz * time)).astype("<i2")


def silence(frames: int) -> Samples:
    return np.zeros(frames, dtype="<i2")


def level_db(samples: NDArray[np.floating]) -> float:
    return float(10 * np.log10(np.mean(np.square(samples / 32768))))


def trimmed(samples: Samples) -> Samples:
    return samples[mastering.trim(samples, 1000, floor_db=-60, lead_ms=10, trail_ms=20)]


def test_trimming_keeps_a_margin_of_silence() -> None:
    sound = np.full(100, 5000, dtype="<i2")
    whole = np.concatenate([silence(300), sound, silence(400)])
    assert trimmed(whole).tolist() == [0] * 10 + [5000] * 100 + [0] * 20


def test_trimming_adds_no_silence() -> None:
    sound = np.full(100, 5000, dtype="<i2")
    assert trimmed(sound).tolist() == sound.tolist()


def test_what_is_soft_beside_the_take_s_own_peak_is_still_sound() -> None:
    soft = np.concatenate([silence(300), np.full(50, 25), np.full(50, 20000), silence(300)])
    assert len(trimmed(soft.astype("<i2"))) == 10 + 100 + 20


def test_nothing_is_left_of_silence() -> None:
    assert len(trimmed(silence(500))) == 0
    assert len(trimmed(silence(0))) == 0


def test_the_level_of_a_sine_is_known() -> None:
    assert mastering.active_level_db(sine(441, 2, 32767), RATE) == pytest.approx(-3.01, abs=0.05)
    assert mastering.active_level_db(sine(441, 2, 3276.7), RATE) == pytest.approx(-23.01, abs=0.05)


def test_pauses_do_not_lower_the_level() -> None:
    speech = sine(441, 1, 8000)
    paused = np.concatenate([speech, silence(5 * RATE), speech])
    expected = mastering.active_level_db(speech, RATE)
    assert mastering.active_level_db(paused, RATE) == pytest.approx(expected, abs=0.05)


def test_silence_has_no_level_and_gets_no_more_than_the_most_gain() -> None:
    assert mastering.active_level_db(silence(100), RATE) == float("-inf")
    assert mastering.gain_db(silence(100), RATE) == mastering.MOST_GAIN_DB


@pytest.mark.parametrize("peak", [900, 3000, 9000, 12000])
def test_a_voice_of_any_level_comes_out_at_the_target(peak: int) -> None:
    voice = sine(220, 2, peak)
    mastered = mastering.master(voice, RATE, mastering.gain_db(voice, RATE))
    assert level_db(mastered.astype(float)) == pytest.approx(mastering.TARGET_DB, abs=0.05)


def voice_with_peaks(decay: float) -> Samples:
    """A pulse every 10 ms, as a voice has, and one in ten of them twice as strong."""
    time = np.arange(2 * RATE)
    strength = np.where(time // 220 % 10 == 0, 2.0, 1.0)
    return (strength * 8000 * np.exp(-(time % 220) / decay)).astype("<i2")


def test_a_voice_with_high_peaks_is_as_loud_as_the_others_once_they_are_limited() -> None:
    voice = voice_with_peaks(15)
    plain = mastering.TARGET_DB - mastering.active_level_db(voice, RATE)
    gain = mastering.gain_db(voice, RATE)
    mastered = mastering.master(voice, RATE, gain)
    assert np.abs(mastered).max() <= CEILING
    assert plain + 0.2 < gain < plain + mastering.MOST_CORRECTION_DB
    assert mastering.active_level_db(mastered, RATE) == pytest.approx(mastering.TARGET_DB, abs=0.1)


def test_a_voice_that_is_all_peaks_stays_lower_rather_than_being_crushed() -> None:
    voice = voice_with_peaks(2)
    plain = mastering.TARGET_DB - mastering.active_level_db(voice, RATE)
    assert mastering.gain_db(voice, RATE) == pytest.approx(plain + mastering.MOST_CORRECTION_DB)


def test_what_stays_below_the_ceiling_is_only_raised() -> None:
    quiet = sine(220, 1, 1000)
    assert np.abs(mastering.master(quiet, RATE, 6.0) - quiet * 10**0.3).max() <= 0.5 + 1e-3


def test_a_peak_is_lowered_and_what_is_far_from_it_is_not_touched() -> None:
    sound = sine(200, 2, 4000)
    sound[RATE : RATE + 100] = 30000
    limited = mastering.master(sound, RATE, 0.0)
    assert np.abs(limited).max() <= CEILING
    far = RATE // 10
    assert limited[: RATE - far].tolist() == sound[: RATE - far].tolist()
    assert limited[RATE + 100 + far :].tolist() == sound[RATE + 100 + far :].tolist()


def test_a_loud_tone_is_lowered_without_bending_it() -> None:
    """Harmonics of a clipped sine stand at -20 dB; those of a limited one below -60 dB."""
    loud = sine(100, 2, 32000)
    limited = mastering.master(loud, RATE, 0.0)[RATE // 2 : -RATE // 2].astype(float)
    spectrum = np.abs(np.fft.rfft(limited * np.hanning(len(limited))))
    tone = round(100 * len(limited) / RATE)
    harmonics = spectrum[tone + 20 :]
    assert 20 * np.log10(harmonics.max() / spectrum[tone]) < -60


@given(
    st.lists(st.integers(-32768, 32767), max_size=3000),
    st.floats(-24, 24),
    st.sampled_from([8000, 16000, 22050, 48000]),
)
def test_nothing_ever_leaves_the_ceiling_and_no_frame_is_won_or_lost(
    values: list[int], gain: float, rate: int
) -> None:
    mastered = mastering.master(np.array(values, dtype="<i2"), rate, gain)
    assert len(mastered) == len(values)
    assert np.abs(mastered.astype(int)).max(initial=0) <= CEILING


def test_limiting_does_not_depend_on_the_sign() -> None:
    sound = sine(150, 1, 32000)
    assert (
        mastering.master(-sound, RATE, 3.0).tolist()
        == (-mastering.master(sound, RATE, 3.0)).tolist()
    )


@pytest.mark.parametrize(("before", "after"), [(16000, 22050), (44100, 22050), (22050, 24000)])
def test_resampling_keeps_pitch_level_and_length(before: int, after: int) -> None:
    sound = sine(440, 1, 10000, before)
    again = mastering.resample(sound, after)
    expected = sine(440, 1, 10000, after)
    assert len(again) == after
    middle = slice(after // 10, -after // 10)
    assert np.abs(again[middle].astype(int) - expected[middle]).max() < 150


@pytest.mark.parametrize(("before", "after"), [(16000, 22050), (44100, 22050), (22050, 24000)])
def test_resampling_lets_no_abrupt_end_sound_at_the_beginning(before: int, after: int) -> None:
    sound = np.concatenate([silence(before), sine(440, 1, 10000, before)[: -before // 1000]])
    again = mastering.resample(sound, len(sound) * after // before)
    assert np.abs(again[: after // 2]).max() <= 1


@pytest.mark.parametrize(("before", "after"), [(16000, 22050), (44100, 22050), (22050, 24000)])
def test_resampling_keeps_nine_tenths_of_the_band(before: int, after: int) -> None:
    highest = 0.45 * min(before, after)
    again = mastering.resample(sine(highest, 1, 10000, before), after)[after // 10 : -after // 10]
    assert np.sqrt(np.mean(np.square(again / 10000)) * 2) == pytest.approx(1, abs=0.01)


def test_resampling_to_the_same_length_changes_nothing() -> None:
    sound = sine(440, 0.1, 10000)
    assert mastering.resample(sound, len(sound)).tolist() == sound.tolist()


@given(st.integers(1, 400), st.integers(1, 400))
def test_resampling_gives_exactly_the_frames_asked_for(before: int, after: int) -> None:
    assert len(mastering.resample(sine(440, before / RATE, 1000), after)) == after


def test_energy_is_the_power_of_every_frame_added_up() -> None:
    assert mastering.energy(sine(441, 1, 32767)) == pytest.approx(RATE / 2, rel=0.001)
    paused = np.concatenate([sine(441, 1, 32767), silence(RATE)])
    assert mastering.energy(paused) == mastering.energy(sine(441, 1, 32767))
    assert mastering.energy(silence(9)) == mastering.energy(silence(0)) == 0
