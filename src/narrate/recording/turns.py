"""Several books in production at once: they take turns, and share one pool.

A production is a coroutine that gives way whenever it has to wait for a worker. All of them run
in the parent process, one at a time, so nothing of theirs needs a lock; what takes long is done
by the pool.

asyncio over a pool of processes would replace :func:`give_way` and :func:`perform`, but neither
the pool nor the rule of when the next book begins: a pool that loses a worker breaks every future
at once, and who is to blame must be decided over all of them before any book goes on. The price of
this form is that nothing of asyncio can be awaited in a production.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator, Iterable, Iterator
from typing import Generic, TypeVar

from narrate.errors import Cancelled
from narrate.recording.pool import Job, Pool

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


class _Stoppable(Generic[T]):
    def __init__(self, production: Production[T], stop: Callable[[], bool]) -> None:
        self._production, self._stop = production, stop

    def __await__(self) -> Generator[bool, None, T]:
        try:
            while not self._stop():
                try:
                    more = self._production.send(None)
                except StopIteration as end:
                    result: T = end.value
                    return result
                yield more
            raise Cancelled("it was given up")
        finally:
            self._production.close()


async def unless(stop: Callable[[], bool], production: Production[T]) -> T:
    """What *production* comes to. Raises Cancelled if its turn comes and *stop* says so."""
    return await _Stoppable(production, stop)


def perform(pool: Pool, productions: Iterable[Production[T]]) -> Iterator[T]:
    """Carry *productions* to their ends; yields what each comes to, in the order they end.

    The next one begins when a worker would soon have nothing to do and none of those that have
    begun has more to hand out: few are in hand at once, however many there are. Jobs of one that
    has ended are not begun any more.
    Raises what one of them raises, and then gives the others up.
    """
    coming = iter(productions)
    active: list[Production[T]] = []
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
