"""Several books in production at once: they take turns, and share one crew.

A production is a coroutine that gives way whenever it has to wait for a worker. All of them run
in the parent process, one at a time, so nothing of theirs needs a lock; what takes long is done
by the crew.
"""

from __future__ import annotations

from collections.abc import Coroutine, Generator, Iterable, Iterator
from typing import Any, TypeVar

from narrate.recording.crew import Crew, Job

T = TypeVar("T")
Production = Coroutine[Any, None, T]


class _Turn:
    def __await__(self) -> Generator[None, None, None]:
        yield


async def give_way() -> None:
    """Let other productions go on until a job is over, whosever it is."""
    await _Turn()


async def over(*jobs: Job) -> None:
    """Give way until all *jobs* are over."""
    while not all(job.over for job in jobs):
        await give_way()


def perform(crew: Crew, productions: Iterable[Production[T]]) -> Iterator[T]:
    """Carry *productions* to their ends; yields what each comes to, in the order they end.

    The next one begins when a worker would soon have nothing to do: not all are in hand at once.
    Raises what one of them raises, and then gives the others up.
    """
    coming = iter(productions)
    active: list[Production[T]] = []
    try:
        while True:
            for one in list(active):
                try:
                    one.send(None)
                except StopIteration as end:
                    active.remove(one)
                    yield end.value
            following = next(coming, None) if crew.idle or not active else None
            if following is not None:
                active.append(following)
            elif active:
                crew.wait()
            else:
                return
    finally:
        for one in active:
            one.close()
