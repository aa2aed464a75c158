from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines import Engine, find_engine
from narrate.errors import RecordingError
from narrate.model import Mark, Utterance, Voice
from narrate.testing import (
    RATE,
    TONES,
    EngineContract,
    FailingEngine,
    Fault,
    Rule,
    ToneEngine,
    heard,
    read_wav,
)

LOW = Voice("tone", "low-01")
LINE = Utterance("A line to be hummed.", LOW)


class TestToneEngine(EngineContract):
    def make_engine(self) -> Engine:
        return ToneEngine()


def hum(tmp_path: Path, utterance: Utterance, engine: Engine | None = None) -> tuple[int, ...]:
    wav = tmp_path / "hum.wav"
    (engine or ToneEngine()).speak(utterance, wav)
    rate, samples = read_wav(wav)
    assert rate == RATE
    return tuple(samples)


def test_the_tone_engine_is_found_by_its_name() -> None:
    assert find_engine("tone") == ToneEngine()


@pytest.mark.parametrize("pitch", [0, 50, 100])
@pytest.mark.parametrize("info", TONES, ids=lambda info: info.name)
def test_a_hum_tells_whose_it_is_at_any_pitch(tmp_path: Path, info: object, pitch: int) -> None:
    name = info.name  # type: ignore[attr-defined]  # pytest hands parameters over untyped
    samples = hum(tmp_path, Utterance("Me.", Voice("tone", name, pitch=pitch)))
    assert heard(samples) == name


def test_half_a_tenth_of_a_second_is_enough_to_tell(tmp_path: Path) -> None:
    samples = hum(tmp_path, LINE)
    assert heard(samples[1000:2100]) == "low-01"


def test_nobody_is_heard_in_silence() -> None:
    assert heard([0] * 5000) is None
    assert heard([]) is None


def test_voices_lie_far_enough_apart_for_every_pitch_setting() -> None:
    own = [info.pitch_hz or 0 for info in TONES]
    assert all(high - low > 100 for low, high in pairwise(own))


@given(
    spoken=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    rate=st.integers(80, 450),
)
def test_the_length_is_told_by_the_words(
    tmp_path_factory: pytest.TempPathFactory, spoken: str, rate: int
) -> None:
    folder = tmp_path_factory.mktemp("hum")
    utterance = Utterance(spoken, Voice("tone", "high-03", rate=rate))
    assert len(hum(folder, utterance)) == len(spoken) * 220_500 // rate


def test_there_is_silence_around_a_hum_when_asked_for(tmp_path: Path) -> None:
    samples = hum(tmp_path, LINE, ToneEngine(head=700, tail=300))
    bare = hum(tmp_path, LINE)
    assert samples == (0,) * 700 + bare + (0,) * 300


def test_every_word_of_a_hum_is_marked_where_it_begins(tmp_path: Path) -> None:
    engine = ToneEngine(head=700)
    marks = engine.speak(Utterance("Me too.", LOW), tmp_path / "hum.wav")
    assert marks == (Mark(700, 0, 2), Mark(700 + 3 * 1260, 3, 7))
    assert ToneEngine(marked=False).speak(LINE, tmp_path / "hum.wav") is None


def test_silence_is_part_of_the_fingerprint() -> None:
    assert ToneEngine(head=1).fingerprint() != ToneEngine().fingerprint()


def test_volume_is_heard(tmp_path: Path) -> None:
    quiet = Utterance(LINE.spoken, Voice("tone", "low-01", volume=0.5))
    assert max(hum(tmp_path, quiet)) * 2 == max(hum(tmp_path, LINE))


def test_an_engine_told_to_raise_raises_and_writes_nothing(tmp_path: Path) -> None:
    engine = FailingEngine(ToneEngine(), (Rule(Fault.RAISE),))
    with pytest.raises(RecordingError):
        engine.speak(LINE, tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_a_rule_touches_only_the_lines_with_its_words(tmp_path: Path) -> None:
    engine = FailingEngine(ToneEngine(), (Rule(Fault.RAISE, words="murder"),))
    assert hum(tmp_path, LINE, engine) == hum(tmp_path, LINE)


def test_an_engine_can_claim_success_and_write_nothing(tmp_path: Path) -> None:
    FailingEngine(ToneEngine(), (Rule(Fault.NOTHING),)).speak(LINE, tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_has_no_frames(tmp_path: Path) -> None:
    assert hum(tmp_path, LINE, FailingEngine(ToneEngine(), (Rule(Fault.EMPTY),))) == ()


def test_half_a_file_promises_more_than_it_holds(tmp_path: Path) -> None:
    ToneEngine().speak(LINE, tmp_path / "whole.wav")
    FailingEngine(ToneEngine(), (Rule(Fault.HALF),)).speak(LINE, tmp_path / "half.wav")
    whole = (tmp_path / "whole.wav").read_bytes()
    assert (tmp_path / "half.wav").read_bytes() == whole[: len(whole) // 2]


def test_garbage_is_no_sound(tmp_path: Path) -> None:
    FailingEngine(ToneEngine(), (Rule(Fault.GARBAGE),)).speak(LINE, tmp_path / "a.wav")
    assert not (tmp_path / "a.wav").read_bytes().startswith(b"RIFF")


def test_it_can_fail_twice_and_then_work(tmp_path: Path) -> None:
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    engine = FailingEngine(ToneEngine(), (Rule(Fault.RAISE, times=2),), attempts)
    for _ in range(2):
        with pytest.raises(RecordingError):
            engine.speak(LINE, tmp_path / "a.wav")
    assert hum(tmp_path, LINE, engine) == hum(tmp_path, LINE)
    assert engine.attempted(LINE) == 3


def test_attempts_are_counted_by_utterance(tmp_path: Path) -> None:
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    engine = FailingEngine(ToneEngine(), (), attempts)
    engine.speak(LINE, tmp_path / "a.wav")
    assert engine.attempted(Utterance("Another line.", LOW)) == 0


@pytest.mark.parametrize("fault", [Fault.EXIT, Fault.ABORT])
def test_a_process_can_be_made_to_die(tmp_path: Path, fault: Fault) -> None:
    program = f"""
from pathlib import Path
from narrate.model import *
from narrate.testing import *
engine = FailingEngine(ToneEngine(), (Rule(Fault({str(fault)!r})),))
engine.speak(Utterance("Hm.", Voice("tone", "low-01")), Path({str(tmp_path / "a.wav")!r}))
"""
    died = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert died.returncode not in (0, 1)
    assert not (tmp_path / "a.wav").exists()


def test_a_slow_engine_still_says_it_all(tmp_path: Path) -> None:
    engine = FailingEngine(ToneEngine(), (Rule(Fault.SLOW, seconds=0.0),))
    assert hum(tmp_path, LINE, engine) == hum(tmp_path, LINE)


def test_the_doubles_need_no_pytest() -> None:
    program = "import sys; sys.modules['pytest'] = None; import narrate.testing"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_counting_needs_a_folder() -> None:
    with pytest.raises(ValueError, match="folder"):
        FailingEngine(ToneEngine(), (Rule(Fault.RAISE, times=1),))
    with pytest.raises(ValueError, match="folder"):
        FailingEngine(ToneEngine(), ()).attempted(LINE)
