from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

import pytest

from narrate.errors import ToolError
from narrate.recording.pool import MOST_DEATHS, Job, WorkerPool, end, start_processes
from soundstage import InlineExecutor, inline


class Morgue:
    """Starts executors in which whatever calls :meth:`die` takes all running jobs with it."""

    def __init__(self) -> None:
        self.started = 0

    def __call__(self, _jobs: int) -> Executor:
        self.started += 1
        return MortalExecutor()


class MortalExecutor(InlineExecutor):
    """Makes its calls when the second job comes in; a dying one breaks every one of them."""

    def __init__(self) -> None:
        self._futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn is die:
            future: Future[Any] = Future()
            self._futures.append(future)
            for one in self._futures:
                one.set_exception(BrokenExecutor("a worker died"))
            return future
        if fn is linger:
            future = Future()
            self._futures.append(future)
            return future
        return super().submit(fn, *args, **kwargs)


def die() -> None:
    """Stands for a call that ends its worker."""


def linger() -> None:
    """Stands for a call that is still running when the worker beside it dies."""


def run(pool: WorkerPool) -> list[Job]:
    over = []
    while pool.busy:
        over += pool.wait()
    return over


def double(number: int) -> int:
    return 2 * number


def test_jobs_come_back_with_their_results() -> None:
    jobs = [Job(double, (number,)) for number in range(10)]
    with WorkerPool(2, inline) as pool:
        for job in jobs:
            pool.submit(job)
        over = run(pool)
    assert set(over) == set(jobs)
    assert [job.result() for job in jobs] == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]


def test_a_job_raises_what_its_function_raised() -> None:
    job = Job(double, (None,))
    with WorkerPool(1, inline) as pool:
        pool.submit(job)
        run(pool)
    with pytest.raises(TypeError):
        job.result()


def test_no_worker_is_started_for_nothing() -> None:
    start = Morgue()
    with WorkerPool(2, start) as pool:
        assert pool.wait() == []
    assert start.started == 0


def test_there_is_room_until_every_worker_has_a_job_and_another_ready() -> None:
    with WorkerPool(2, inline) as pool:
        for _ in range(4):
            assert pool.room
            pool.submit(Job(double, (1,)))
        assert not pool.room


def test_a_risky_job_that_was_running_when_a_worker_died_is_over() -> None:
    guilty, innocent = Job(die, (), risky=True), Job(double, (4,))
    start = Morgue()
    with WorkerPool(2, start) as pool:
        pool.submit(guilty)
        pool.submit(innocent)
        over = run(pool)
    assert set(over) == {guilty, innocent}
    assert (guilty.died, innocent.died) == (True, False)
    assert innocent.result() == 8
    assert start.started <= 2


def test_another_job_that_was_running_is_started_again() -> None:
    waiting, guilty = Job(linger, ()), Job(die, (), risky=True)
    with WorkerPool(2, Morgue()) as pool:
        pool.submit(waiting)
        pool.submit(guilty)
        assert pool.wait() == [guilty]
        assert (waiting.died, waiting.over) == (False, False)
        pool.submit(again := Job(die, (), risky=True))
        assert pool.wait() == [again]
        assert (waiting.died, waiting.deaths) == (False, 2)
        assert pool.busy


def test_a_job_starts_when_those_it_comes_after_are_over_and_takes_their_results() -> None:
    first, second = Job(double, (1,)), Job(double, (2,))
    last = Job(pow, (first, second), after=(first, second))
    beside = [Job(double, (number,)) for number in range(9)]
    with WorkerPool(1, inline) as pool:
        pool.submit(last)
        for job in (first, *beside, second):
            pool.submit(job)
        over = run(pool)
    assert last.result() == 2**4
    assert over.index(last) > max(over.index(first), over.index(second))
    assert len(over) == 12


def test_a_job_that_is_over_holds_nothing_of_what_it_was_told() -> None:
    first = Job(double, (1,))
    last = Job(double, (first,), after=(first,))
    with WorkerPool(1, inline) as pool:
        pool.submit(first)
        pool.submit(last)
        run(pool)
    assert last.result() == 4
    assert (first.arguments, last.arguments, last.after) == ((), (), ())


def test_a_job_is_next_when_those_it_comes_after_are_over() -> None:
    first = Job(double, (1,))
    last = Job(double, (first,), after=(first,))
    beside = [Job(double, (number,)) for number in range(9)]
    with WorkerPool(1, inline) as pool:
        for job in (first, last, *beside):
            pool.submit(job)
        over = run(pool)
    assert over.index(last) in {2, 3}  # one job was with the worker already, one comes with it


def test_a_job_whose_predecessor_failed_fails_as_that_did() -> None:
    bad = Job(double, (None,))
    after = Job(double, (bad,), after=(bad,))
    later = Job(double, (3,), after=(after,))
    with WorkerPool(1, inline) as pool:
        for job in (bad, after, later):
            pool.submit(job)
        assert set(run(pool)) == {bad, after, later}
    for job in (bad, after, later):
        assert job.failed
        with pytest.raises(TypeError):
            job.result()


def test_a_job_whose_predecessor_died_is_over_too() -> None:
    deadly = Job(die, ())
    after = Job(double, (4,), after=(deadly,))
    with WorkerPool(2, Morgue()) as pool:
        pool.submit(deadly)
        pool.submit(after)
        assert set(run(pool)) == {deadly, after}
    assert (deadly.died, after.died) == (True, True)


def test_a_job_waits_for_one_that_is_started_again() -> None:
    waiting, guilty = Job(linger, ()), Job(die, (), risky=True)
    after = Job(double, (4,), after=(waiting,))
    with WorkerPool(2, Morgue()) as pool:
        for job in (waiting, guilty, after):
            pool.submit(job)
        assert pool.wait() == [guilty]
        assert not after.over
        assert pool.busy


def test_a_job_that_kills_its_worker_again_and_again_is_over() -> None:
    deadly = Job(die, ())
    start = Morgue()
    with WorkerPool(2, start) as pool:
        pool.submit(deadly)
        assert run(pool) == [deadly]
    assert deadly.died
    assert start.started == MOST_DEATHS


class Stillborn:
    """Starts executors the first *often* of which have workers that die before they read a word."""

    def __init__(self, often: int) -> None:
        self.left = often

    def __call__(self, _jobs: int) -> Executor:
        if self.left == 0:
            return InlineExecutor()
        self.left -= 1
        return StillbornExecutor()


class StillbornExecutor(InlineExecutor):
    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        raise BrokenPipeError(32, "Broken pipe")


def test_a_worker_that_dies_as_it_starts_is_replaced() -> None:
    job = Job(double, (4,))
    with WorkerPool(2, Stillborn(MOST_DEATHS - 1)) as pool:
        pool.submit(job)
        assert run(pool) == [job]
    assert job.result() == 8


def test_workers_that_never_start_are_a_tool_that_does_not_work() -> None:
    with WorkerPool(2, Stillborn(99)) as pool:
        pool.submit(Job(double, (4,)))
        with pytest.raises(ToolError, match="no worker process can be started: Broken pipe"):
            run(pool)


def test_nothing_runs_beside_a_job_that_wants_to_be_alone() -> None:
    beside: list[int] = []

    class Noting(InlineExecutor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            beside.append(len(pool._running))
            return super().submit(fn, *args, **kwargs)

    jobs = [Job(double, (number,)) for number in range(5)]
    jobs[2].alone = True
    with WorkerPool(2, lambda _jobs: Noting()) as pool:
        for job in jobs:
            pool.submit(job)
        assert run(pool) == jobs
    assert beside == [0, 1, 0, 0, 1]


def test_a_job_that_wants_new_workers_gets_them() -> None:
    start = Morgue()
    jobs = [Job(double, (number,)) for number in range(6)]
    jobs[3].new = True
    with WorkerPool(2, start) as pool:
        for job in jobs:
            pool.submit(job)
        assert set(run(pool)) == set(jobs)
    assert start.started == 2


def test_a_process_that_ends_is_replaced() -> None:
    guilty = Job(os._exit, (3,), risky=True)
    later = [Job(pow, (2, number)) for number in range(5)]
    with WorkerPool(1) as pool:
        pool.submit(guilty)
        for job in later:
            pool.submit(job)
        over = run(pool)
    assert guilty.died
    assert set(over) == {guilty, *later}
    assert [job.result() for job in later] == [1, 2, 4, 8, 16]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_a_worker_does_not_hear_ctrl_c_while_it_starts(capfd: pytest.CaptureFixture[str]) -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    executor = start_processes(1)
    try:
        future = executor.submit(os.getpid)
        (worker,) = multiprocessing.active_children()
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGINT)
        assert future.result(timeout=120) == worker.pid
        assert executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result() == before
    finally:
        end(executor)
    assert capfd.readouterr().err == ""
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
