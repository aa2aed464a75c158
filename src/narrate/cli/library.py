"""Several stories in one call: while the crew records some, the next ones are read."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import TypeVar

from narrate.cli.production import Engines, Made, Plan, Read, Wish, plan_story, read_story
from narrate.cli.progress import Bar
from narrate.cli.shelf import open_shelf
from narrate.cli.sizes import size_of
from narrate.cli.workers import hired
from narrate.pipeline import produce
from narrate.recording import Production, Progress, Shelf, Studio, perform
from narrate.recording.crew import Crew

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""as many stories lie read and wait to be cast and recorded"""
BYTES_A_CHARACTER = 3_500
"""of takes and pressings: 2 GB for the 570,000 of a novel (:data:`narrate.settings.CACHE_LIMIT`)"""
SHARE = 10
"""The shelf is pruned whenever so small a part of its limit was added."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A story that was not made, and why."""

    story: Path
    error: Exception


Outcome = Made | Plan | Failed
Outcomes = Generator[Outcome, None, None]


def plan_stories(stories: Sequence[Path], wish: Wish) -> Outcomes:
    """Read and cast *stories*, one after the other."""
    engines = Engines()
    for story in stories:
        try:
            yield plan_story(story, read_story(story, wish), engines, wish)
        except Exception as error:  # noqa: BLE001 -- the caller tells it or raises it
            yield Failed(story, error)


def make_stories(stories: Sequence[Path], wish: Wish, bar: Bar) -> Outcomes:
    """Make audiobooks of *stories*, and yield each when it is finished; *bar* is told.

    They are begun in their order, the next one whenever a worker would soon have nothing to do,
    and finished in whatever order. What one of them fails of is no concern of the others; what
    befalls the crew itself is raised.
    """
    with hired(wish.jobs, wish.cluster) as crew, ExitStack() as doors:
        library = _Library(wish, bar, crew, doors, len(stories))
        yield from perform(crew, library.productions(stories))


class _Library:
    """What the productions of one call share."""

    def __init__(self, wish: Wish, bar: Bar, crew: Crew, doors: ExitStack, stories: int) -> None:
        self._wish, self._bar, self._crew, self._doors = wish, bar, crew, doors
        self._shelf = open_shelf()
        self._engines = Engines()
        self._studios: dict[str, Studio] = {}
        self._cache = _Cache(self._shelf, stories)

    def productions(self, stories: Sequence[Path]) -> Iterator[Production[Made | Failed]]:
        """One for each of *stories*; none is begun yet."""

        def read(story: Path) -> Read:
            return read_story(story, self._wish)

        for story, reading in zip(stories, ahead(read, stories, AHEAD), strict=True):
            yield self._attempt(story, reading)

    async def _attempt(self, story: Path, reading: Future[Read]) -> Made | Failed:
        try:
            with self._cache.at_work(story), self._bar.story(story) as report:
                return await self._make(story, reading, report)
        except Exception as error:  # noqa: BLE001 -- the caller tells it or raises it
            return Failed(story, error)

    async def _make(self, story: Path, reading: Future[Read], report: Progress) -> Made:
        began = time.monotonic()
        with self._bar.aside():
            plan = plan_story(story, reading.result(), self._engines, self._wish)
        studio = self._studio(plan)
        release = await produce(plan.prep, plan.settings, studio, plan.out, report, plan.chapters)
        return Made(plan, release, time.monotonic() - began)

    def _studio(self, plan: Plan) -> Studio:
        """The studio of the engine that *plan* asks for, opened when it is first wanted."""
        name = plan.settings.engine
        if name not in self._studios:
            studio = Studio(plan.engine, self._shelf, crew=self._crew)
            self._studios[name] = self._doors.enter_context(studio)
        return self._studios[name]


class _Cache:
    """Keeps the *shelf* within its limit while story after story adds to it, and at the end."""

    def __init__(self, shelf: Shelf, stories: int) -> None:
        self._shelf = shelf
        self._left = stories
        self._added = 0

    @contextmanager
    def at_work(self, story: Path) -> Iterator[None]:
        """While *story* is being made: what it uses is spared, by other programs too."""
        with self._shelf.at_work():
            try:
                yield
            finally:
                self._left -= 1
                self._added += BYTES_A_CHARACTER * size_of(story)
                self._prune()

    def _prune(self) -> None:
        if not self._left or self._added > (self._shelf.limit or 0) // SHARE:
            self._added = 0
            self._shelf.prune()


def ahead(
    function: Callable[[Item], Result], items: Sequence[Item], most: int
) -> Generator[Future[Result], None, None]:
    """What *function* makes of each of *items*, in order: it is called in a thread of its own.

    Up to *most* results wait to be taken. What the function raises, the future does. Nobody waits
    for the thread: a program that is interrupted ends at once.
    """
    results: Queue[Future[Result]] = Queue(most)
    over = Event()

    def work() -> None:
        for item in items:
            if over.is_set():
                return
            results.put(_attempt(function, item))

    Thread(target=work, daemon=True).start()
    try:
        for _ in items:
            yield results.get()
    finally:
        over.set()
        while not results.empty():
            results.get()


def _attempt(function: Callable[[Item], Result], item: Item) -> Future[Result]:
    result: Future[Result] = Future()
    try:
        result.set_result(function(item))
    except Exception as error:  # noqa: BLE001 -- it is raised where the result is wanted
        result.set_exception(error)
    return result
