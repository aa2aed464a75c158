"""Cooperative scheduling: several books are made at once and share one pool of workers.

A task is a coroutine that makes one book and yields control whenever it has to wait for a worker.
All of them run in the parent process, one at a time, so nothing of theirs needs a lock; what takes
long is done by the pool.

asyncio over a pool of processes would replace :func:`yield_control` and :func:`run_tasks`, but
neither the pool nor the rule of when the next book begins: an executor that loses a worker breaks
every future at once, and which job is to blame must be decided over all of them before any book
goes on. The price of this form is that nothing of asyncio can be awaited in a task.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator, Iterable, Iterator
from typing import Generic, TypeVar

from narrate.errors import Cancelled
from narrate.recording.pool import Job, WorkerPool

T = TypeVar("T")
Task = Coroutine[bool, None, T]
"""each time it yields control it tells whether it has more jobs to submit; it returns a T"""


class _Yield:
    def __init__(self, *, more: bool) -> None:
        self._more = more

    def __await__(self) -> Generator[bool, None, None]:
        yield self._more


async def yield_control(*, more: bool = False) -> None:
    """Let the other tasks run until a job of any of them is over.

    *more* says that this task has further jobs and waits for room in the pool: then no new task
    is begun.
    """
    await _Yield(more=more)


async def wait_for(*jobs: Job) -> None:
    """Yield control until all *jobs* are over."""
    while not all(job.over for job in jobs):
        await yield_control()


class _Cancellable(Generic[T]):
    def __init__(self, task: Task[T], stop: Callable[[], bool]) -> None:
        self._task, self._stop = task, stop

    def __await__(self) -> Generator[bool, None, T]:
        try:
            while not self._stop():
                try:
                    more = self._task.send(None)
                except StopIteration as end:
                    result: T = end.value
                    return result
                yield more
            raise Cancelled("it was given up")
        finally:
            self._task.close()


async def cancellable(stop: Callable[[], bool], task: Task[T]) -> T:
    """What *task* returns. Raises Cancelled if *stop* is true when the task would next run."""
    return await _Cancellable(task, stop)


def run_tasks(pool: WorkerPool, tasks: Iterable[Task[T]]) -> Iterator[T]:
    """Run *tasks* to their ends; yields what each returns, in the order they end.

    The next task begins when a worker would soon have nothing to do and none of those that have
    begun has more jobs to submit: few books are in the making at once, however many there are.
    Jobs of a task that has ended do not start any more.
    Raises what a task raises, and closes the others.
    """
    coming = iter(tasks)
    active: list[Task[T]] = []
    try:
        while True:
            more = False
            for one in list(active):
                pool.owner = one
                try:
                    more |= one.send(None)
                except StopIteration as end:
                    active.remove(one)
                    pool.drop(one)
                    yield end.value
            wanted = not active or (pool.idle and not more)
            following = next(coming, None) if wanted else None
            if following is not None:
                active.append(following)
            elif active:
                pool.wait()
            else:
                return
    finally:
        for one in active:
            one.close()
