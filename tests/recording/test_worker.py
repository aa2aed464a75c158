from __future__ import annotations

import os
import pickle
import tempfile
import wave
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import OutputError, RecordingError, ToolError
from narrate.model import Mark, Take, Utterance, Voice, VoiceInfo
from narrate.recording import Failure, Store, TimeLimit, WorkerSetup, worker
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine

NEEDS_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name")
HELLO = Utterance("Hello, everybody.", Voice("tone", "low-01"))


@dataclass(frozen=True)
class OddEngine:
    """Gives what it is told to give: silence of *frames* frames, or the error *fails*."""

    frames: int = 0
    fails: Exception | None = None
    name: str = "odd"
    jobs: int | None = None

    def fingerprint(self) -> str:
        return "odd"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return ()

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        return ()

    def speak(self, _utterance: Utterance, wav: Path) -> None:
        if self.fails:
            raise self.fails
        with wave.open(str(wav), "wb") as file:
            file.setparams((1, 2, 16000, 0, "NONE", ""))
            file.writeframes(bytes(2 * self.frames))


@pytest.fixture
def setup(tmp_path: Path) -> WorkerSetup:
    return setup_for(ToneEngine(head=1000, tail=5000), tmp_path)


def setup_for(engine: object, folder: Path) -> WorkerSetup:
    return WorkerSetup(pickle.dumps(engine), "tone", Store(folder / "cache"))


def say(spoken: str) -> Utterance:
    return replace(HELLO, spoken=spoken)


def test_a_take_is_trimmed_and_shelved(setup: WorkerSetup) -> None:
    take = worker.record(setup, HELLO)
    assert isinstance(take, Take)
    hum, lead, trail = ToneEngine().frames(HELLO), 220, 441
    assert abs(take.frames - (hum + lead + trail)) < 5
    assert setup.store.find_take(HELLO, "tone") == take
    first = lead - 1  # a sine begins with a zero
    assert setup.store.read_marks(take) == (Mark(first, 0, 6), Mark(first + 7 * 1260, 7, 17))
    assert list((setup.store.root / "scratch").iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.RAISE, "told to fail"),
        (Fault.NOTHING, "the engine wrote no file"),
        (Fault.EMPTY, "the engine gave no sound"),
        (Fault.HALF, "the engine wrote half a file"),
        (Fault.GARBAGE, "the engine wrote no WAV file"),
        (Fault.FOLDER, "the engine wrote something that is no file"),
        pytest.param(Fault.PIPE, "something that is no file", marks=NEEDS_PIPES),
        (Fault.INTERRUPT, "the engine failed: KeyboardInterrupt"),
        (Fault.QUIT, "the engine failed: SystemExit"),
    ],
)
def test_a_fault_is_a_failure_and_shelves_nothing(
    tmp_path: Path, fault: Fault, reason: str
) -> None:
    setup = setup_for(FailingEngine(ToneEngine(), (Rule(fault),)), tmp_path)
    outcome = worker.record(setup, HELLO)
    assert isinstance(outcome, Failure)
    assert reason in outcome.reason
    assert setup.store.find_take(HELLO, "tone") is None
    assert list((setup.store.root / "scratch").iterdir()) == []


def test_silence_for_words_is_a_failure(tmp_path: Path) -> None:
    outcome = worker.record(setup_for(OddEngine(30000), tmp_path), say("Héllo"))
    assert outcome == Failure(say("Héllo"), "the engine gave no sound")


@pytest.mark.parametrize("frames", [0, 30000])
@pytest.mark.parametrize("spoken", ["漢字", "—", "😀", ""])
def test_silence_for_what_the_engine_may_not_know_is_an_empty_take(
    tmp_path: Path, spoken: str, frames: int
) -> None:
    take = worker.record(setup_for(OddEngine(frames), tmp_path), say(spoken))
    assert isinstance(take, Take)
    assert take.frames == 0


def test_a_refusal_is_an_answer_only_where_there_is_nothing_to_pronounce(tmp_path: Path) -> None:
    setup = setup_for(OddEngine(fails=RecordingError("nothing to say")), tmp_path)
    assert isinstance(worker.record(setup, say("…!")), Take)
    assert worker.record(setup, say("漢字")) == Failure(say("漢字"), "nothing to say")


def test_whatever_an_engine_raises_is_its_failure_to_say_this(tmp_path: Path) -> None:
    outcome = worker.record(setup_for(OddEngine(fails=ZeroDivisionError("oops")), tmp_path), HELLO)
    assert outcome == Failure(HELLO, "the engine failed: ZeroDivisionError: oops")


class Unspeakable(Exception):  # noqa: N818 -- its name is what is told
    """Cannot even be printed."""

    def __str__(self) -> str:
        raise ValueError("no words")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Unspeakable(), "the engine failed: Unspeakable"),
        (MemoryError(), "the engine failed: MemoryError"),
        (RuntimeError("x" * 10_000), f"the engine failed: RuntimeError: {'x' * 254}"),
    ],
)
def test_what_an_engine_says_of_its_failure_is_told_in_a_few_words(
    tmp_path: Path, error: Exception, told: str
) -> None:
    outcome = worker.record(setup_for(OddEngine(fails=error), tmp_path), HELLO)
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith(told)
    assert len(outcome.reason) <= 300


def test_an_engine_that_fails_for_want_of_room_is_not_to_blame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = setup_for(OddEngine(fails=RecordingError("cannot write")), tmp_path)
    assert isinstance(worker.record(setup, HELLO), Failure)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with pytest.raises(OutputError, match="No space left on device"):
        worker.record(setup, HELLO)


def test_a_desk_that_cannot_be_worked_at_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    with pytest.raises(OutputError, match=r"Not a directory|File exists"):
        worker.record(setup_for(ToneEngine(), tmp_path), HELLO)


def test_an_engine_that_does_not_come_through_is_a_missing_tool(setup: WorkerSetup) -> None:
    with pytest.raises(ToolError, match="the engine cannot be started in a worker"):
        worker.record(replace(setup, engine=b"no pickle"), HELLO)


@dataclass(frozen=True)
class WanderingEngine(ToneEngine):
    """Goes elsewhere to speak."""

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        os.chdir(wav.parent)
        return super().speak(utterance, wav)


def test_an_engine_may_go_elsewhere_but_its_process_comes_back(tmp_path: Path) -> None:
    before = Path.cwd()
    assert isinstance(worker.record(setup_for(WanderingEngine(), tmp_path), HELLO), Take)
    assert Path.cwd() == before


def test_a_missing_library_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="no espeak"):
        worker.record(setup_for(OddEngine(fails=ToolError("no espeak")), tmp_path), HELLO)


@pytest.mark.parametrize("rate", [80, 175, 400])
def test_a_take_of_a_usual_length_passes(rate: int) -> None:
    letters = "Twenty characters, or so. " * 10
    utterance = Utterance(letters, Voice("tone", "low-01", rate=rate))
    worker.verify(utterance, sounds=True, seconds=len(letters) / 15 * 175 / rate)


def test_a_take_far_too_short_or_too_long_is_refused() -> None:
    long = say("Twenty characters, or so. " * 10)
    with pytest.raises(RecordingError, match=r"stopped after 0\.10 s"):
        worker.verify(long, sounds=True, seconds=0.1)
    with pytest.raises(RecordingError, match="went on for 5000 s"):
        worker.verify(long, sounds=True, seconds=5000)


def test_the_engine_is_given_more_time_for_a_longer_text() -> None:
    time_limit = TimeLimit(start_s=10, per_character_s=0.5)
    assert time_limit.limit_s("") == 10
    assert time_limit.limit_s("twelve chars") == 16


def test_a_take_of_an_engine_that_marks_nothing_has_no_marks(tmp_path: Path) -> None:
    setup = setup_for(ToneEngine(marked=False), tmp_path)
    take = worker.record(setup, HELLO)
    assert isinstance(take, Take)
    assert setup.store.read_marks(take) == ()


@given(
    st.lists(st.builds(Mark, st.integers(-9, 99), st.integers(-9, 30), st.integers(-9, 30))),
    st.integers(0, 50),
    st.integers(0, 90),
)
def test_marks_that_cannot_be_are_left_out(marks: list[Mark], head: int, frames: int) -> None:
    found = worker.marks_of_take(marks, HELLO, head, frames)
    assert all(0 <= mark.frame < frames for mark in found)
    assert all(0 <= mark.start < mark.end <= len(HELLO.spoken) for mark in found)
    assert all(a.frame <= b.frame and a.end <= b.start for a, b in pairwise(found))


def test_marks_that_can_be_are_kept_without_the_silence_cut_off() -> None:
    marks = (Mark(3, 0, 6), Mark(30, 7, 17))
    assert worker.marks_of_take(marks, HELLO, 10, 50) == (Mark(0, 0, 6), Mark(20, 7, 17))


@dataclass(frozen=True)
class LitteringEngine(ToneEngine):
    """Keeps something in a temporary file, which it never removes."""

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        tempfile.mkstemp(suffix=".litter")
        return super().speak(utterance, wav)


def test_what_an_engine_leaves_in_temporary_files_goes_with_the_run(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    store = Store(tmp_path / "cache")
    with store.run_folder() as temporary:
        setup = WorkerSetup(
            pickle.dumps(LitteringEngine()), "odd", replace(store, temporary=temporary)
        )
        assert isinstance(worker.record(setup, HELLO), Take)
        assert [path.suffix for path in temporary.iterdir()] == [".litter"]
    assert not temporary.exists()
    assert tempfile.gettempdir() == before


@dataclass(frozen=True, slots=True)
class Waiting(ToneEngine):
    """Says that it may have to wait for two minutes."""

    def limit_s(self, _utterance: Utterance) -> float:
        return 120.0


def test_an_engine_that_waits_for_others_is_ended_when_it_says_it_would_have_been_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits: list[float] = []
    monkeypatch.setattr(
        "faulthandler.dump_traceback_later",
        lambda limit_s, **_: limits.append(limit_s),
    )
    usual = TimeLimit().limit_s(HELLO.spoken)
    assert isinstance(worker.record(setup_for(ToneEngine(), tmp_path), HELLO), Take)
    assert limits == [usual, usual]
    assert isinstance(worker.record(setup_for(Waiting(), tmp_path / "other"), HELLO), Take)
    assert limits[2:] == [usual, 120.0]
