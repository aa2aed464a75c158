"""Makes the books that the page asks for, one after the other, as the command line would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from narrate.errors import RequestError
from narrate.model import Chapter
from narrate.production import Cancelled, Failed, Follower, Making, Request
from narrate.studio.messages import Recording

TOLD_S = 0.25
"""so often the page is told how far a recording is"""


class Recordings:
    """The recordings of books by name; *tell* is told how far each is. Used in the server's loop.

    A book is made in a thread of its own, from its files; so what is changed meanwhile counts the
    next time.
    """

    def __init__(self, tell: Callable[[Recording], None]) -> None:
        self._tell = tell
        self._threads = ThreadPoolExecutor(1, "recording")
        self._runs: dict[str, _Run] = {}

    def state(self, name: str) -> Recording:
        """How far the recording of a book is, or how the last one ended."""
        return self._runs[name].told if name in self._runs else Recording(name, "none")

    def is_running(self, name: str) -> bool:
        """Whether the book called *name* is being recorded."""
        return self.state(name).state == "running"

    def begin(
        self, name: str, script: Path, request: Request, chapters: tuple[int, ...] | None
    ) -> Recording:
        """Begin to record *chapters* of the book called *name*, by their numbers; None for all.

        Raises RequestError if it is being recorded.
        """
        if chapters is not None:
            request = replace(request, chapters=tuple((one, one) for one in chapters))
        if self.is_running(name):
            raise RequestError("this book is being recorded already")
        loop = asyncio.get_running_loop()

        def tell(told: Recording) -> None:
            loop.call_soon_threadsafe(self._tell, told)

        run = _Run(Recording(name, "running", chapters=chapters), script, request, tell)
        self._runs[name] = run
        loop.run_in_executor(self._threads, run.make)
        return run.told

    def cancel(self, name: str) -> Recording:
        """Give the recording of a book up; what was recorded is kept. RequestError for none."""
        if not self.is_running(name):
            raise RequestError("this book is not being recorded")
        self._runs[name].cancel()
        return self.state(name)

    async def close(self) -> None:
        """Give all up, and wait for their workers to end."""
        for run in self._runs.values():
            run.cancel()
        await asyncio.to_thread(self._threads.shutdown)


class _Run(Follower):
    """One recording; all but *told* and ``cancel`` belong to its thread."""

    def __init__(
        self, told: Recording, script: Path, request: Request, tell: Callable[[Recording], None]
    ) -> None:
        self.told = told
        self._script, self._tell = script, tell
        self._making = Making([script], request, self)
        self._began: tuple[float, int] | None = None
        self._last = 0.0

    def cancel(self) -> None:
        """Give it up."""
        self._making.cancel(self._script)

    def make(self) -> None:
        """Make the book, to its end or another."""
        try:
            with self._making:
                outcomes = list(self._making)
        except Exception as error:  # noqa: BLE001 -- the page must not wait for ever
            return self._say(replace(self.told, state="failed", message=str(error)))
        failed = [one.error for one in outcomes if isinstance(one, Failed)]
        if not failed:
            return self._say(replace(self.told, state="done", seconds_left=0.0))
        if isinstance(failed[0], Cancelled):
            return self._say(replace(self.told, state="cancelled"))
        return self._say(replace(self.told, state="failed", message=str(failed[0])))

    def recorded(self, story: Path, lines: int, of: int) -> None:  # noqa: ARG002 -- as its base
        """Tell how much is recorded, now and then."""
        now = time.monotonic()
        if self._began is None and lines:
            self._began = now, lines
        left = self._left_s(now, lines, of)
        told = replace(self.told, lines=lines, of=of, seconds_left=left)
        if now - self._last >= TOLD_S or lines in {0, of}:
            self._last = now
            self._say(told)
        self.told = told

    def completed(self, story: Path, chapter: Chapter) -> None:  # noqa: ARG002 -- as its base
        """Tell that a chapter has all its takes."""
        self._say(self.told)

    def _left_s(self, now: float, lines: int, of: int) -> float | None:
        """The seconds left, from the pace so far; lines that are found at once are no measure."""
        began, first = self._began or (now, lines)
        if lines <= first or now <= began:
            return None
        return (of - lines) * (now - began) / (lines - first)

    def _say(self, told: Recording) -> None:
        self.told = told
        self._tell(told)
