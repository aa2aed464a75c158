"""The studio: an engine, the shelf of takes, and the workers, for one book after another."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Self, TypeVar

from narrate.cache.store import Shelf
from narrate.engines import Engine
from narrate.engines.asking import asking, name_of
from narrate.model import Chapter, Script, Utterance
from narrate.recording.orders import Order, Patience, Progress, Trimming, fingerprint
from narrate.recording.pool import Job, Pool, Starter, start_processes
from narrate.recording.recorder import Microphones, Recording
from narrate.recording.scheduling import Task, run_tasks
from narrate.recording.wanted_takes import WantedTakes

T = TypeVar("T")


class Studio:
    """Where books are recorded. A context manager: leaving it ends the workers at once.

    It has *jobs* workers, by default one for each core, and *start* makes the executor they run
    in, given that number; unless it shares the *pool* of other studios, for stories of another
    engine. *patience* bounds how long one utterance may take.
    """

    order: Order
    """what every job is told first; set while the studio is open"""

    def __init__(  # noqa: PLR0913 -- what a studio is made of; all but two have a default
        self,
        engine: Engine,
        shelf: Shelf,
        jobs: int | None = None,
        *,
        pool: Pool | None = None,
        start: Starter = start_processes,
        patience: Patience | None = None,
    ) -> None:
        self.pool = pool or Pool(jobs or cores(), start)
        self._engine = engine
        self._shelf = shelf
        self._patience = patience or Patience()
        self._microphones = Microphones(_at_once(engine, self.pool))
        self._open = ExitStack()
        self._over = ExitStack()

    def __enter__(self) -> Self:
        scratch = self._open.enter_context(self._shelf.scratch())
        self._over = self._open.enter_context(ExitStack())
        self._open.callback(self.pool.stop)
        trimming = Trimming()
        with asking(name_of(self._engine)):
            name = fingerprint(self._engine, trimming)
            engine = pickle.dumps(self._engine)
        shelf = replace(self._shelf, desk=scratch)
        self.order = Order(engine, name, shelf, self._patience, trimming)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def when_over(self, clear_up: Callable[[], object]) -> None:
        """Have *clear_up* called when the studio is left, after every worker has ended."""
        self._over.callback(clear_up)

    def record(
        self,
        script: Script,
        utterances: Sequence[Sequence[Utterance]],
        report: Progress,
        chapters: Sequence[Chapter] | None = None,
    ) -> Recording:
        """Record *chapters*, all of the book's unless told: something for a task to iterate.

        *utterances* holds a tuple for each of the script's segments.
        """
        wanted = WantedTakes(
            script, utterances, script.book.chapters if chapters is None else chapters
        )
        return Recording(wanted, self.order, self.pool, report, self._microphones)

    def submit(
        self, function: Callable[..., Any], *arguments: object, after: Sequence[Job] = ()
    ) -> Job:
        """Have a worker call ``function(order, *arguments)``, before any more is recorded.

        It is called when the jobs *after* which it comes are over, and those among *arguments*:
        each of these stands for its result.
        """
        awaited = (*after, *(one for one in arguments if isinstance(one, Job)))
        job = Job(function, (self.order, *arguments), after=awaited)
        self.pool.submit(job)
        return job

    def run(self, task: Task[T]) -> T:
        """Carry *task* to its end; what it comes to."""
        return next(run_tasks(self.pool, [task]))


def _at_once(engine: Engine, pool: Pool) -> int:
    """How many recording jobs there may be: one for each worker may lie ready for it."""
    with asking(name_of(engine)):
        jobs = int(engine.jobs or pool.size)
    return max(1, jobs) if jobs < pool.size else 2 * pool.size


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
