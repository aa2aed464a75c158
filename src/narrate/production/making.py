"""Several stories in one call: while the pool records some, the next ones are read."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from narrate.cache.folder import open_cache
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
            run = _Run(self._request, self._follower, pool, open_recorders, len(stories))
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

    def __init__(
        self,
        request: Request,
        follower: Follower,
        pool: WorkerPool,
        open_recorders: ExitStack,
        stories: int,
    ) -> None:
        self._request, self._follower = request, follower
        self._pool, self._open_recorders = pool, open_recorders
        self._cache = open_cache()
        self._pruner = Pruner(self._cache, stories)
        self._engines, self._folders = Engines(), Folders()
        self._recorders: dict[int, Recorder] = {}

    def read(self, story: Path) -> Read:
        """Read *story*; called in a thread of its own."""
        return read_story(story, self._request)

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
        plan = plan_story(story, reading.result(), self._request, self._engines, self._follower)
        self._folders.take(plan)
        recorder = self._recorder(plan)
        report = LineCounter(self._follower, story)
        first = not (plan.out / BOOK).exists()
        release = await produce(plan.prep, plan.settings, recorder, plan.out, report, plan.chapters)
        return Made(plan, release, time.monotonic() - began, first)

    def _recorder(self, plan: Plan) -> Recorder:
        """The recorder with the engine that *plan* asks for, opened when it is first needed."""
        key = id(plan.engine)  # it lives as long as the run: the engines keep it
        if key not in self._recorders:
            recorder = Recorder(plan.engine, self._cache, pool=self._pool)
            self._recorders[key] = self._open_recorders.enter_context(recorder)
        return self._recorders[key]
