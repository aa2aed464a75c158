"""The recorder with real worker processes, and with engines that fail in every way there is."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from narrate.errors import RecordingError
from narrate.pipeline import Prep
from narrate.recording import Recorder, Store, TimeLimit
from narrate.recording.calibration import calibration
from narrate.recording.pool import Job, Starter, WorkerPool
from narrate.recording.recording import GIVE_UP, TRIES
from narrate.recording.scheduling import run_tasks, wait_for
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine
from soundstage import ANN, Report, book_of, each, inline, second

SHORT = TimeLimit(start_s=5.0, per_character_s=0.0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    folder = tmp_path / "attempts"
    folder.mkdir()
    return folder


class Watched(WorkerPool):
    """Counts how many jobs are there at once."""

    most = 0
    there = 0

    def submit(self, job: Job) -> None:
        self.there += 1
        self.most = max(self.most, self.there)
        super().submit(job)

    def wait(self) -> list[Job]:
        over = super().wait()
        self.there -= len(over)
        return over


class Ordered(WorkerPool):
    """Knows what was said, in that order."""

    def __init__(self, size: int, start: Starter) -> None:
        super().__init__(size, start)
        self.said: list[str] = []

    def submit(self, job: Job) -> None:
        self.said += [one.spoken for one in job.arguments[1]]
        super().submit(job)


def record(recorder: Recorder, prep: Prep, report: Report | None = None) -> list[int]:
    """Record all of *prep*; the numbers of the chapters in the order they were complete."""
    recording = recorder.record(prep.script, prep.utterances, report or Report())
    done = []
    for chapter, takes in each(recorder, recording):
        done.append(chapter.number)
        for index, some in takes.items():
            assert [take.utterance for take in some] == list(prep.utterances[index])
            assert all(take.wav.is_file() for take in some)
    recording.check()
    return done


def counting(attempts: Path, *rules: Rule) -> FailingEngine:
    return FailingEngine(ToneEngine(), rules, attempts)


def tried(attempts: Path) -> int:
    return len(list(attempts.iterdir()))


def lines(number: int, first: int = 0) -> list[str]:
    return [f"This is line {line}." for line in range(first, first + number)]


def test_what_takes_long_comes_first_in_the_last_chapter_and_only_there(store: Store) -> None:
    told = ["Short.", f"A line {'that goes on and on ' * 20}.", "Not so short."]
    engine, said = ToneEngine(cost="time"), [*told, *(one[:-1] + "!" for one in told)]
    pool = Ordered(1, inline)
    with Recorder(engine, store, pool=pool) as recorder:
        record(recorder, book_of(said[:3], said[3:]))
    assert pool.said == [*said[:3], said[4], said[5], said[3]]


def test_a_book_is_recorded_chapter_by_chapter_and_each_line_is_told(store: Store) -> None:
    prep, report = book_of(lines(30), lines(30, 30), ["“Hello.”", "***", "“Hello.”"]), Report()
    with Recorder(ToneEngine(), store, jobs=2) as recorder:
        assert sorted(record(recorder, prep, report)) == [1, 2, 3]
    assert (report.lines, report.done) == (62, 62)
    assert list((store.root / "scratch").iterdir()) == []


def test_equal_utterances_are_recorded_once_and_a_second_run_records_nothing(
    store: Store, attempts: Path
) -> None:
    prep = book_of(["It rained.", "“No.”", "“No.”"], ["It rained."])
    for _ in range(2):
        with Recorder(counting(attempts), store, start=inline) as recorder:
            assert record(recorder, prep) == [1, 2]
    assert tried(attempts) == 4


def test_one_changed_line_is_one_take(store: Store, attempts: Path) -> None:
    with Recorder(counting(attempts), store, start=inline) as recorder:
        record(recorder, book_of(lines(20)))
        before = tried(attempts)
        record(recorder, book_of([*lines(19), "Another line."]))
    assert tried(attempts) == before + 1


def test_only_the_chapters_asked_for_are_recorded(store: Store, attempts: Path) -> None:
    prep = book_of(lines(5), lines(5, 5))
    with Recorder(counting(attempts), store, start=inline) as recorder:
        chapters = prep.script.book.chapters[1:]
        recording = recorder.record(prep.script, prep.utterances, Report(), chapters)
        assert [chapter.number for chapter, _ in each(recorder, recording)] == [2]
    assert tried(attempts) == 6


def test_a_chapter_is_handed_over_while_later_ones_are_still_to_be_recorded(
    store: Store, attempts: Path
) -> None:
    prep = book_of(lines(2), lines(50, 2))
    with Recorder(counting(attempts), store, jobs=1, start=inline) as recorder:
        recording = each(recorder, recorder.record(prep.script, prep.utterances, Report()))
        chapter, _ = next(recording)
        assert chapter.number == 1
        assert tried(attempts) < 30


@pytest.mark.parametrize(("at_once", "most"), [(1, 1), (3, 3), (9, 8), (None, 8)])
def test_an_engine_is_never_asked_more_often_at_once_than_it_bears(
    store: Store, at_once: int | None, most: int
) -> None:
    pool = Watched(4, inline)
    with Recorder(ToneEngine(jobs=at_once), store, jobs=4, start=inline) as recorder:
        recorder.pool = pool
        assert record(recorder, book_of(lines(70))) == [1]
    assert pool.most == most


def test_few_books_are_in_hand_at_once_though_the_engine_leaves_most_workers_idle(
    store: Store,
) -> None:
    begun: list[int] = []
    with Recorder(ToneEngine(jobs=1), store, jobs=4, start=inline) as recorder:

        async def recorded(number: int) -> int:
            begun.append(number)
            prep = book_of(lines(30, 30 * number))
            async for _ in recorder.record(prep.script, prep.utterances, Report()):
                pass
            return number

        ended = 0
        for _ in run_tasks(recorder.pool, map(recorded, range(6))):
            ended += 1
            assert len(begun) <= ended + 1
    assert ended == 6


PASSING = (Fault.RAISE, Fault.NOTHING, Fault.EMPTY, Fault.HALF, Fault.GARBAGE)


def test_what_fails_once_is_recorded_at_the_second_try(store: Store, attempts: Path) -> None:
    rules = [Rule(fault, f"line {n}.", times=1) for n, fault in enumerate(PASSING)]
    with Recorder(counting(attempts, *rules), store, start=inline) as recorder:
        assert sorted(record(recorder, book_of(lines(8), lines(4, 8)))) == [1, 2]
    assert tried(attempts) == 13 + len(PASSING)


def test_workers_that_die_or_hang_once_cost_nothing_but_time(store: Store, attempts: Path) -> None:
    rules = [
        Rule(Fault.EXIT, "line 3.", times=1),
        Rule(Fault.ABORT, "line 20.", times=1),
        Rule(Fault.HANG, "line 30.", times=1),
    ]
    report = Report()
    with Recorder(counting(attempts, *rules), store, jobs=2, time_limit=SHORT) as recorder:
        assert sorted(record(recorder, book_of(lines(15), lines(25, 15)), report)) == [1, 2]
    assert report.done == report.lines == 40
    assert list((store.root / "scratch").iterdir()) == []


class Sleeper(ToneEngine):
    """Never comes through to a worker."""

    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (3600,)


def test_an_engine_that_never_starts_in_a_worker_is_not_waited_for(store: Store) -> None:
    impatient = TimeLimit(start_s=0.2, per_character_s=0.0)
    with (
        Recorder(Sleeper(), store, jobs=1, time_limit=impatient) as recorder,
        pytest.raises(RecordingError, match="line 1: the engine hung or crashed"),
    ):
        record(recorder, book_of(["It rained."]))


def test_a_chapter_with_a_hole_is_not_handed_over_and_the_others_are(
    store: Store, attempts: Path
) -> None:
    deadly = Rule(Fault.EXIT, "line 7.")
    prep = book_of(lines(5), lines(5, 5), lines(5, 10))
    recorder = Recorder(counting(attempts, deadly), store, jobs=2)
    with recorder, pytest.raises(RecordingError) as failed:
        record(recorder, prep)
    assert str(failed.value).startswith("story.txt:15: ")
    assert "chapters not made: 2 (line 15: the engine hung or crashed)" in str(failed.value)
    guilty = prep.utterances[7][0]
    assert counting(attempts).attempted(guilty) == TRIES
    with Recorder(ToneEngine(), store, start=inline) as again:
        assert sorted(record(again, prep)) == [1, 2, 3]


def test_a_voice_that_cannot_be_calibrated_fails_where_it_first_speaks(
    store: Store, attempts: Path
) -> None:
    words = calibration(ANN).spoken[:20]
    prep = book_of(["“Hello.”", "It rained."])
    with Recorder(counting(attempts, Rule(Fault.RAISE, words)), store, start=inline) as recorder:
        recording = recorder.record(prep.script, prep.utterances, Report())
        assert list(each(recorder, recording)) == []
        with pytest.raises(RecordingError, match="2 passages could not be recorded"):
            recording.check()


def test_an_engine_that_says_nothing_at_all_is_given_up(store: Store, attempts: Path) -> None:
    engine = counting(attempts, Rule(Fault.RAISE))
    with (
        Recorder(engine, store, start=inline) as recorder,
        pytest.raises(RecordingError, match="and 496 more"),
    ):
        record(recorder, book_of(lines(500)))
    assert tried(attempts) <= 8 * GIVE_UP


def test_a_hundred_lines_that_fail_are_told_in_one_short_sentence(
    store: Store, attempts: Path
) -> None:
    engine = counting(attempts, Rule(Fault.RAISE, "This"))
    with Recorder(engine, store, start=inline) as recorder, pytest.raises(RecordingError) as failed:
        record(recorder, book_of(lines(100)))
    assert len(str(failed.value)) < 1000


def test_an_interruption_keeps_what_is_done_and_leaves_nothing_half_done(
    store: Store, attempts: Path
) -> None:
    prep = book_of(lines(2), lines(80, 2))
    with Recorder(counting(attempts), store, jobs=2) as recorder:
        next(each(recorder, recorder.record(prep.script, prep.utterances, Report())))
    assert list((store.root / "scratch").iterdir()) == []
    takes = list((store.root / "takes").rglob("*.*"))
    assert all(path.suffix == ".wav" for path in takes)
    before = tried(attempts)
    assert 0 < len(takes) <= before
    with Recorder(counting(attempts), store, start=inline) as again:
        assert sorted(record(again, prep)) == [1, 2]
    assert tried(attempts) == before + 83 - len(takes)


def test_other_jobs_run_beside_the_recording_and_outlive_its_accidents(
    store: Store, attempts: Path
) -> None:
    prep = book_of(lines(4), lines(4, 4))
    jobs: list[Job] = []
    with Recorder(
        counting(attempts, Rule(Fault.EXIT, "line 5.", times=1)), store, jobs=2
    ) as recorder:
        for chapter, _ in each(recorder, recorder.record(prep.script, prep.utterances, Report())):
            jobs.append(recorder.submit(second, chapter.number))
        recorder.run(wait_for(*jobs))
        assert sorted(job.result() for job in jobs) == [1, 2]


def test_the_parent_process_loads_neither_numpy_nor_pydub_nor_mutagen() -> None:
    """They belong to the workers; a start-up that loads them takes twice as long."""
    heavy = "{'numpy', 'pydub', 'mutagen', 'imageio_ffmpeg'}"
    code = f"import sys, narrate.recording, narrate.release; print({heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout == "set()\n"
