"""Recording on a real cluster: a dask scheduler and two workers, all on the loopback interface."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import narrate
from clusterstage import Native, Regicide, Scheduler, scheduler, workers
from narrate.engines import Engine
from narrate.errors import RecordingError, ToolError
from narrate.pipeline import Prep
from narrate.recording import Recorder, Store, TimeLimit
from narrate.recording.cluster import Cluster
from narrate.recording.recording import TRIES
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine
from soundstage import Report, book_of, each, inline
from wholeruns import book, files, place

SHORT = TimeLimit(start_s=5.0, per_character_s=0.0)
"""long enough for a process to start on a machine that has other things to do"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a scheduler with two workers answers."""
    folder = tmp_path_factory.mktemp("cluster")
    with (
        scheduler(folder) as one,
        workers(folder, one.address, "--nworkers", "2", "--nthreads", "1"),
    ):
        yield one.address


@pytest.fixture
def lonely(tmp_path: Path) -> Iterator[Scheduler]:
    """A scheduler without workers."""
    with scheduler(tmp_path) as one:
        yield one


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    with Cluster(address) as one:
        yield one


def lines(number: int) -> list[str]:
    return [f"This is line {line}." for line in range(number)]


def record(recorder: Recorder, prep: Prep, report: Report | None = None) -> list[int]:
    """The numbers of the chapters, in the order they were complete."""
    recording = recorder.record(prep.script, prep.utterances, report or Report())
    done = [chapter.number for chapter, _ in each(recorder, recording)]
    recording.check()
    return done


def away(
    engine: Engine, store: Path, cluster: Cluster, time_limit: TimeLimit | None = None
) -> Recorder:
    jobs = cluster.threads + 1
    return Recorder(engine, Store(store), jobs, start=cluster.start, time_limit=time_limit)


def at_home(engine: Engine, store: Path, prep: Prep) -> dict[str, bytes]:
    with Recorder(engine, Store(store), start=inline) as recorder:
        record(recorder, prep)
    return files(store)


def test_a_book_recorded_elsewhere_is_the_same_to_the_byte(
    cluster: Cluster, tmp_path: Path
) -> None:
    prep, report = book_of([*lines(60), "“Hello.”"], ["“Hello.”", "***", "It rained."]), Report()
    with away(ToneEngine(), tmp_path / "away", cluster) as recorder:
        assert sorted(record(recorder, prep, report)) == [1, 2]
    assert report.done == report.lines == 63
    assert files(tmp_path / "away") == at_home(ToneEngine(), tmp_path / "home", prep)


def test_a_worker_that_dies_costs_nothing_but_time(cluster: Cluster, tmp_path: Path) -> None:
    engine = Regicide(words="line 40.", mark=tmp_path / "done")
    prep = book_of(lines(100))
    with away(engine, tmp_path / "away", cluster) as recorder:
        assert record(recorder, prep) == [1]
    assert engine.mark.exists()
    assert files(tmp_path / "away") == at_home(ToneEngine(), tmp_path / "home", prep)


def test_a_story_made_on_a_cluster_is_the_same_to_the_byte(address: str, tmp_path: Path) -> None:
    how = (book(chapters=2, lines=4), "--engine", "pyttsx3")
    here, there = (place(tmp_path / name, *how) for name in ("here", "there"))
    assert here.run_inline() == (0, "")
    assert there.run_inline("--executor", f"dask={address}") == (0, "")
    assert files(there.out) == files(here.out)
    assert files(there.cache) == files(here.cache)


def test_work_that_dask_gives_up_with_a_worker_is_tried_again(tmp_path: Path) -> None:
    engine = Regicide(words="line 5.", mark=tmp_path / "done")
    with (
        scheduler(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as strict,
        workers(tmp_path, strict.address, "--nthreads", "2"),
        Cluster(strict.address) as cluster,
        away(engine, tmp_path / "away", cluster) as recorder,
    ):
        assert record(recorder, book_of(lines(20))) == [1]
    assert engine.mark.exists()


def test_what_was_fetched_when_its_worker_died_is_kept(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The takes have come, and then dask says that they are lost: both on their way at once."""
    client, fetch = cluster.client, cluster.client._gather_remote
    prep = book_of(lines(100))

    async def fetch_and_lose(*how: Any) -> Any:
        response = await fetch(*how)
        for key in response["data"]:
            client._handle_lost_data(key=key)
        return response

    monkeypatch.setattr(client, "_gather_remote", fetch_and_lose)
    with away(ToneEngine(), tmp_path / "away", cluster) as recorder:
        assert record(recorder, prep) == [1]
    assert files(tmp_path / "away") == at_home(ToneEngine(), tmp_path / "home", prep)


def test_what_cannot_be_fetched_is_not_waited_for(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cut_off(*_: Any) -> Any:
        raise ConnectionError("the connection was cut")

    with Cluster(address) as cluster, away(ToneEngine(), tmp_path / "away", cluster) as recorder:
        monkeypatch.setattr(cluster.client, "_gather_remote", cut_off)
        with pytest.raises(ToolError, match="the scheduler is gone"):
            record(recorder, book_of(lines(3)))


def test_what_dask_leaves_behind_is_not_told(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    async def leave() -> None:
        asyncio.get_running_loop().create_future().set_exception(TimeoutError("Timeout"))

    cluster.client.sync(leave)
    assert caplog.records == []


def test_who_gives_up_a_book_can_have_another_recorded(cluster: Cluster, tmp_path: Path) -> None:
    class Impatient(Report):
        def advance(self, lines: int) -> None:
            super().advance(lines)
            raise KeyboardInterrupt

    prep = book_of(lines(100))
    with (
        away(ToneEngine(), tmp_path / "away", cluster) as recorder,
        pytest.raises(KeyboardInterrupt),
    ):
        record(recorder, prep, Impatient())
    with away(ToneEngine(), tmp_path / "away", cluster) as again:
        assert record(again, prep) == [1]


def test_what_hangs_or_crashes_is_told_by_its_line_and_takes_no_worker_with_it(
    cluster: Cluster, tmp_path: Path
) -> None:
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    rules = (Rule(Fault.HANG, "line 7."), Rule(Fault.EXIT, "line 12.", times=1))
    engine = FailingEngine(ToneEngine(), rules, attempts)
    prep = book_of(lines(10), [f"And then line {number}." for number in range(10, 20)])
    before = cluster.client.run(os.getpid)
    recorder = away(engine, tmp_path / "away", cluster, SHORT)
    with recorder, pytest.raises(RecordingError, match="chapters not made: 1 ") as failed:
        record(recorder, prep)
    assert str(failed.value).startswith("story.txt:15: ")
    assert "(line 15: the engine hung or crashed)" in str(failed.value)
    assert engine.attempted(prep.utterances[7][0]) == TRIES
    assert cluster.client.run(os.getpid) == before
    with Recorder(ToneEngine(), Store(tmp_path / "away"), start=inline) as again:
        assert sorted(record(again, prep)) == [1, 2]


def test_what_fails_once_is_recorded_at_the_second_try(cluster: Cluster, tmp_path: Path) -> None:
    attempts = tmp_path / "attempts"
    attempts.mkdir()
    rules = (Rule(Fault.RAISE, "line 3.", times=1), Rule(Fault.HALF, "line 5.", times=1))
    with away(FailingEngine(ToneEngine(), rules, attempts), tmp_path / "away", cluster) as recorder:
        assert record(recorder, book_of(lines(8))) == [1]


def test_an_engine_that_is_another_there_is_an_error_that_names_both(
    cluster: Cluster, tmp_path: Path
) -> None:
    with (
        away(Native(), tmp_path, cluster) as recorder,
        pytest.raises(ToolError, match=rf"native of \d+ .* there and 'native of {os.getpid()} "),
    ):
        record(recorder, book_of(lines(3)))
    assert files(tmp_path) == {}


def test_another_narrate_there_is_an_error_that_names_both(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narrate.recording.cluster.__version__", "99.0")
    with (
        away(ToneEngine(), tmp_path, cluster) as recorder,
        pytest.raises(ToolError, match=rf"narrate is {narrate.__version__} there and 99.0 here"),
    ):
        record(recorder, book_of(lines(3)))


def test_an_engine_the_workers_do_not_have_is_a_tool_that_is_missing(
    cluster: Cluster, tmp_path: Path
) -> None:
    with (
        away(OnlyHere(), tmp_path, cluster) as recorder,
        pytest.raises(ToolError, match="the engine cannot be started in a worker"),
    ):
        record(recorder, book_of(lines(3)))


def test_nobody_at_the_address_is_a_tool_that_is_missing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(ToolError, match=f"there is no scheduler at {address}") as failed:
        Cluster(address, answer_s=0.5)
    assert failed.value.hint


def test_a_port_where_somebody_else_answers_is_no_scheduler() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(ToolError, match="there is no scheduler"):
            Cluster(address, answer_s=0.5)


def test_a_connection_that_dask_is_not_set_up_for_is_told_so() -> None:
    with pytest.raises(ToolError, match=r"cannot connect to tls://127\.0\.0\.1:9: TLS expects"):
        Cluster("tls://127.0.0.1:9")


def test_a_scheduler_without_workers_is_told_before_anything_is_recorded(
    lonely: Scheduler,
) -> None:
    with pytest.raises(ToolError, match="has no workers"):
        Cluster(lonely.address)


def test_when_no_worker_is_left_what_was_recorded_is_kept(
    lonely: Scheduler, tmp_path: Path
) -> None:
    prep = book_of(lines(100))
    engine = Regicide(words="line 60.", mark=tmp_path / "done")
    with (
        workers(tmp_path, lonely.address, "--nthreads", "1", "--no-nanny"),
        Cluster(lonely.address, no_worker_s=0.5) as cluster,
        away(engine, tmp_path / "away", cluster) as recorder,
        pytest.raises(ToolError, match="has no worker left") as failed,
    ):
        record(recorder, prep)
    assert "what was recorded is kept" in str(failed.value)
    before = files(tmp_path / "away")
    assert before
    home = at_home(ToneEngine(), tmp_path / "home", prep)
    assert before.items() < home.items()


def test_when_the_scheduler_goes_the_next_run_goes_on_from_there(
    lonely: Scheduler, tmp_path: Path
) -> None:
    class Assassin(Report):
        def advance(self, lines: int) -> None:
            super().advance(lines)
            lonely.process.kill()

    prep = book_of(lines(100))
    with (
        workers(tmp_path, lonely.address, "--nthreads", "1", "--no-nanny"),
        Cluster(lonely.address) as cluster,
        away(ToneEngine(), tmp_path / "away", cluster) as recorder,
        pytest.raises(ToolError, match="is gone") as failed,
    ):
        record(recorder, prep, Assassin())
    with pytest.raises(ToolError, match="is gone"), cluster.start(9) as executor:
        executor.submit(pow, 2, 3)  # as another story of the same call would
    assert "what was recorded is kept" in str(failed.value)
    before = files(tmp_path / "away")
    assert before
    with Recorder(ToneEngine(), Store(tmp_path / "away"), start=inline) as again:
        assert record(again, prep) == [1]
    assert files(tmp_path / "away").items() > before.items()


@dataclass(frozen=True)
class OnlyHere(ToneEngine):
    """Its module is not known to the workers."""
