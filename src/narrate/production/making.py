"""Several stories in one call: while the pool records some, the next ones are read."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from narrate.cache.folder import open_cache
from narrate.engines import Engine
from narrate.engines.readiness import loads
from narrate.errors import NarrateError
from narrate.pipeline import produce
from narrate.production.follower import Follower, LineCounter
from narrate.production.foretelling import foretell
from narrate.production.planning import Engines, Folders, Plan, plan_story
from narrate.production.prefetch import prefetch
from narrate.production.pruner import Pruner
from narrate.production.request import Request, Workers
from narrate.production.stories import Read, keep_apart, read_story
from narrate.production.workers import open_pool
from narrate.recording import Recorder, run_tasks
from narrate.recording.pool import WorkerPool
from narrate.recording.scheduling import cancellable
from narrate.release import Release
from narrate.release.sidecars import BOOK
from narrate.settings import Settings

AHEAD = 2
"""how many stories are read in advance"""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished audiobook and the seconds it took to make; *first* where none stood before."""

    plan: Plan
    release: Release
    took_s: float
    first: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """A story that was not made, and why; *error* is Cancelled if it was given up."""

    story: Path
    error: Exception


Outcome = Made | Plan | Failed


def plan_stories(
    stories: Sequence[Path],
    request: Request,
    follower: Follower | None = None,
    workers: Workers | None = None,
) -> Generator[Plan | Failed, None, None]:
    """Read and cast *stories*, one after the other. Raises RequestError for two of one name.

    With *workers*, they record the beginning of each whose engine takes long, to foretell how long
    the whole would take.
    """
    keep_apart(stories, request.output)
    engines, folders = Engines(), Folders()
    for story in stories:
        try:
            plan = plan_story(story, read_story(story, request), request, engines, follower)
            folders.take(plan)
            yield replace(plan, forecast=foretell(plan, workers)) if workers else plan
        except Exception as error:  # noqa: BLE001 -- the caller tells it or raises it
            yield Failed(story, error)


class Making:
    """Makes audiobooks of *stories*; iterate over it once, it yields each when it is over.

    They are begun in their order, the next one whenever a worker would soon have nothing to do,
    and finished in whatever order. What one of them fails of is no concern of the others; what
    befalls the pool itself is raised. Raises RequestError for two stories of one name.

    A context manager: leaving it closes it. What was recorded is kept, so that
    whoever makes the same again goes on.
    """

    def __init__(
        self,
        stories: Sequence[Path],
        request: Request,
        follower: Follower | None = None,
        workers: Workers | None = None,
    ) -> None:
        keep_apart(stories, request.output)
        self._request = request
        self._follower = follower or Follower()
        self._cancelled: set[Path] = set()
        self._run = self._make_all(stories, workers or Workers())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give up whatever is not over, and end the workers at once."""
        self._run.close()

    def __iter__(self) -> Iterator[Made | Failed]:
        return self._run

    def cancel(self, story: Path) -> None:
        """Give *story* up, and go on with the others; any thread may say so.

        It is over when a worker next ends a job; a story that is over already stays as it is.
        """
        self._cancelled.add(story)

    def _make_all(
        self, stories: Sequence[Path], workers: Workers
    ) -> Generator[Made | Failed, None, None]:
        with open_pool(workers) as pool, ExitStack() as open_recorders:
            run = _Run(self._request, self._follower, pool, open_recorders, stories)
            run.early = workers.cluster is None
            coming = prefetch(run.read, stories, AHEAD)
            yield from run_tasks(
                pool,
                (
                    self._attempt(run, story, reading)
                    for story, reading in zip(stories, coming, strict=True)
                ),
            )

    async def _attempt(self, run: _Run, story: Path, reading: Future[Read]) -> Made | Failed:
        try:
            with run.protect_used(story):
                making = run.make(story, reading)
                return await cancellable(lambda: story in self._cancelled, making)
        except Exception as error:  # noqa: BLE001 -- the caller tells it or raises it
            return Failed(story, error)


class _Run:
    """What the tasks of one call share: engines, recorders, the pool, the cache."""

    early = False
    """whether workers may be started before there is anything to say"""

    def __init__(
        self,
        request: Request,
        follower: Follower,
        pool: WorkerPool,
        open_recorders: ExitStack,
        stories: Sequence[Path],
    ) -> None:
        self._request, self._follower = request, follower
        self._pool, self._open_recorders = pool, open_recorders
        self._cache = open_cache()
        self._pruner = Pruner(self._cache, len(stories))
        self._engines, self._folders = Engines(), Folders()
        self._recorders: dict[int, Recorder] = {}
        self._new: dict[Path, Future[Settings | None]] = {story: Future() for story in stories}

    def read(self, story: Path) -> Read:
        """Read *story*; called in a thread of its own."""
        new = self._new[story]
        try:
            return read_story(story, self._request, is_new=new.set_result)
        finally:
            if not new.done():
                new.set_result(None)

    @contextmanager
    def protect_used(self, story: Path) -> Iterator[None]:
        """While *story* is being made."""
        with self._pruner.protect_used(story):
            self._follower.begun(story)
            try:
                yield
            finally:
                self._follower.over(story)

    async def make(self, story: Path, reading: Future[Read]) -> Made:
        """Cast, record and finish *story*."""
        began = time.monotonic()
        self._get_ready(self._new.pop(story).result())
        plan = plan_story(story, reading.result(), self._request, self._engines, self._follower)
        self._folders.take(plan)
        recorder = self._recorder(plan.engine)
        report = LineCounter(self._follower, story)
        first = not (plan.out / BOOK).exists()
        release = await produce(plan.prep, plan.settings, recorder, plan.out, report, plan.chapters)
        return Made(plan, release, time.monotonic() - began, first)

    def _get_ready(self, settings: Settings | None) -> None:
        """Start the workers of a new book while it is read, if they take long to load an engine.

        One whose script is kept was recorded before, so there may be nothing to say. Another
        machine's workers load when they speak. What goes wrong is told when the book is planned.
        """
        if settings is None or not self.early:
            return
        with suppress(NarrateError):
            engine = self._engines.of(settings)
            if loads(engine):
                self._recorder(engine).get_ready()

    def _recorder(self, engine: Engine) -> Recorder:
        """The recorder with *engine*, opened when it is first needed."""
        key = id(engine)  # it lives as long as the run: the engines keep it
        if key not in self._recorders:
            recorder = Recorder(engine, self._cache, pool=self._pool)
            self._recorders[key] = self._open_recorders.enter_context(recorder)
        return self._recorders[key]
