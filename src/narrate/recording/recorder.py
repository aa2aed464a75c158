"""Records books with one engine, in the workers of a pool, into the cache."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Self, TypeVar

from narrate.cache.store import Store
from narrate.engines import Engine
from narrate.engines.asking import asking, name_of
from narrate.engines.costs import is_costly
from narrate.engines.mixed import engines_in
from narrate.engines.patience import USUAL_LIMIT, TimeLimit
from narrate.model import Chapter, Script, Utterance
from narrate.recording.jobs import get_ready
from narrate.recording.pool import Job, Starter, WorkerPool, start_processes
from narrate.recording.recording import EngineSlots, Recording
from narrate.recording.scheduling import Task, run_tasks
from narrate.recording.wanted_takes import WantedTakes
from narrate.recording.worker_setup import (
    Progress,
    Trimming,
    WorkerSetup,
    take_fingerprint,
    take_fingerprints,
)

T = TypeVar("T")


class Recorder:
    """Records any number of books with *engine*, and keeps their takes in the cache.

    The engine may be made of several (see :mod:`narrate.engines.mixed`).
    A context manager: leaving it ends the workers at once. It has *jobs* workers, by default one
    for each core, and *start* makes the executor they run in; or it shares a *pool* with the
    recorders of other engines. *time_limit* bounds how long one utterance may take.
    """

    setup: WorkerSetup
    """the first argument of every job; set while the recorder is open"""

    def __init__(  # noqa: PLR0913 -- what a recorder is made of; all but two have a default
        self,
        engine: Engine,
        store: Store,
        jobs: int | None = None,
        *,
        pool: WorkerPool | None = None,
        start: Starter = start_processes,
        time_limit: TimeLimit | None = None,
    ) -> None:
        self.pool = pool or WorkerPool(jobs or cores(), start)
        self._engine = engine
        self._store = store
        self._time_limit = time_limit or USUAL_LIMIT
        parts = engines_in(engine)
        self._costly = frozenset(name_of(one) for one in parts if is_costly(one))
        self._slots = EngineSlots({name_of(one): _at_once(one, self.pool) for one in parts})
        self._open = ExitStack()
        self._at_exit = ExitStack()

    def __enter__(self) -> Self:
        trimming = Trimming()
        with asking(name_of(self._engine)):
            name = take_fingerprint(self._engine, trimming)
            each = take_fingerprints(self._engine, trimming)
            engine = pickle.dumps(self._engine)
        scratch = self._open.enter_context(self._store.run_folder())
        self._at_exit = self._open.enter_context(ExitStack())
        self._open.callback(self.pool.stop)
        store = replace(self._store, temporary=scratch)
        self.setup = WorkerSetup(engine, name, store, self._time_limit, trimming, each)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def when_over(self, clear_up: Callable[[], object]) -> None:
        """Have *clear_up* called when the recorder is left, after every worker has ended."""
        self._at_exit.callback(clear_up)

    def get_ready(self) -> None:
        """Start the workers, and have each load what the engine can, before there is a book.

        Not where they have begun to work already.
        """
        if self.pool.busy:
            return
        for _ in range(self.pool.size):
            self.pool.submit(Job(get_ready, (self.setup,), risky=True))
        self.pool.start()

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
        asked = script.book.chapters if chapters is None else chapters
        wanted = WantedTakes(script, utterances, asked, self._costly)
        return Recording(wanted, self.setup, self.pool, report, self._slots)

    def submit(
        self, function: Callable[..., Any], *arguments: object, after: Sequence[Job] = ()
    ) -> Job:
        """Have a worker call ``function(setup, *arguments)``, before any more is recorded.

        It is called when the jobs *after* which it comes are over, and those among *arguments*:
        each of these stands for its result.
        """
        awaited = (*after, *(one for one in arguments if isinstance(one, Job)))
        job = Job(function, (self.setup, *arguments), after=awaited)
        self.pool.submit(job)
        return job

    def run(self, task: Task[T]) -> T:
        """Run *task* to its end; returns what it returns."""
        return next(run_tasks(self.pool, [task]))


def _at_once(engine: Engine, pool: WorkerPool) -> int:
    """How many recording jobs there may be: besides its own, one may wait for each worker.

    An engine that speaks in fewer workers at once has one for each of those.
    """
    with asking(name_of(engine)):
        jobs = int(engine.jobs or pool.size)
    return max(1, jobs) if jobs < pool.size else 2 * pool.size


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
