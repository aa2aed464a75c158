from __future__ import annotations

from collections.abc import Iterator

import pytest

from narrate.errors import Cancelled
from narrate.recording.pool import Job, WorkerPool
from narrate.recording.scheduling import Task, cancellable, run_tasks, wait_for, yield_control
from soundstage import inline


async def sums(pool: WorkerPool, number: int, jobs: int) -> int:
    total = 0
    for _ in range(jobs):
        job = Job(abs, (number,))
        pool.submit(job)
        await wait_for(job)
        total += job.result()
    return total


def test_productions_come_to_their_ends_beside_each_other() -> None:
    with WorkerPool(2, inline) as pool:
        assert list(run_tasks(pool, [sums(pool, 1, 30), sums(pool, 2, 2)])) == [4, 30]


def test_the_next_begins_when_a_worker_has_nothing_to_do() -> None:
    begun = 0

    def coming(pool: WorkerPool) -> Iterator[Task[int]]:
        nonlocal begun
        for number in range(50):
            begun += 1
            yield sums(pool, number, 1)

    with WorkerPool(2, inline) as pool:
        results = run_tasks(pool, coming(pool))
        first = next(results)
        assert begun <= 4
        assert sorted([first, *results]) == list(range(50))


def test_none_begins_while_another_has_more_to_hand_out() -> None:
    begun: list[int] = []

    async def slow(pool: WorkerPool, number: int) -> int:
        """One job at a time, as for an engine that bears no more."""
        begun.append(number)
        for left in range(3, 0, -1):
            job = Job(abs, (number,))
            pool.submit(job)
            while not job.over:
                await yield_control(more=left > 1)
        assert begun[-1] <= number + 1
        return number

    with WorkerPool(8, inline) as pool:
        assert list(run_tasks(pool, (slow(pool, number) for number in range(9)))) == list(range(9))


def test_one_that_is_in_trouble_ends_them_all_and_leaves_none_half_open() -> None:
    closed = []

    async def patient(pool: WorkerPool) -> int:
        try:
            return await sums(pool, 1, 100)
        finally:
            closed.append(1)

    async def broken() -> int:
        raise RuntimeError("a bug")

    with WorkerPool(2, inline) as pool, pytest.raises(RuntimeError, match="a bug"):
        list(run_tasks(pool, [patient(pool), broken()]))
    assert closed


def test_one_that_is_over_at_once_needs_no_worker() -> None:
    async def nothing() -> str:
        return "done"

    with WorkerPool(1, inline) as pool:
        assert list(run_tasks(pool, (nothing() for _ in range(10)))) == ["done"] * 10


def test_one_that_is_stopped_is_over_and_its_jobs_are_never_begun() -> None:
    begun: list[int] = []
    stopped = False

    async def handing_out(pool: WorkerPool) -> int:
        nonlocal stopped
        first, last = Job(begun.append, (1,)), Job(begun.append, (2,))
        last.after = (first,)
        pool.submit(first)
        pool.submit(last)
        stopped = True
        await wait_for(last)
        return 0

    async def attempt(pool: WorkerPool) -> str:
        try:
            await cancellable(lambda: stopped, handing_out(pool))
        except Cancelled as cancelled:
            return cancelled.message
        return "not stopped"

    with WorkerPool(1, inline) as pool:
        results = run_tasks(pool, [attempt(pool), sums(pool, 3, 2)])
        assert list(results) == ["it was given up", 6]
    assert begun in ([1], [])


def test_one_that_nobody_stops_comes_to_its_end() -> None:
    with WorkerPool(1, inline) as pool:
        assert list(run_tasks(pool, [cancellable(lambda: False, sums(pool, 2, 3))])) == [6]
