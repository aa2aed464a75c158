"""Several books in production at once: they take turns, and share one crew.

A production is a coroutine that gives way whenever it has to wait for a worker. All of them run
in the parent process, one at a time, so nothing of theirs needs a lock; what takes long is done
by the crew.
"""

from __future__ import annotations

from collections.abc import Coroutine, Generator, Iterable, Iterator
from typing import TypeVar

from narrate.recording.crew import Crew, Job

T = TypeVar("T")
Production = Coroutine[bool, None, T]
"""yields, as often as it gives way, whether it has more work to hand out; comes to a T"""


class _Turn:
    def __init__(self, *, more: bool) -> None:
        self._more = more

    def __await__(self) -> Generator[bool, None, None]:
        yield self._more


async def give_way(*, more: bool = False) -> None:
    """Let other productions go on until a job is over, whosever it is.

    Whoever has *more* to hand out, and waits for room, wants no further production to begin.
    """
    await _Turn(more=more)


async def over(*jobs: Job) -> None:
    """Give way until all *jobs* are over."""
    while not all(job.over for job in jobs):
        await give_way()


def perform(crew: Crew, productions: Iterable[Production[T]]) -> Iterator[T]:
    """Carry *productions* to their ends; yields what each comes to, in the order they end.

    The next one begins when a worker would soon have nothing to do and none of those that have
    begun has more to hand out: few are in hand at once, however many there are.
    Raises what one of them raises, and then gives the others up.
    """
    coming = iter(productions)
    active: list[Production[T]] = []
    try:
        while True:
            more = False
            for one in list(active):
                try:
                    more |= one.send(None)
                except StopIteration as end:
                    active.remove(one)
                    yield end.value
            wanted = not active or (crew.idle and not more)
            following = next(coming, None) if wanted else None
            if following is not None:
                active.append(following)
            elif active:
                crew.wait()
            else:
                return
    finally:
        for one in active:
            one.close()
