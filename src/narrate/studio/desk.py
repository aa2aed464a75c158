"""The books that are open: what of the studio is not a value."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict

from narrate.engines import Engine
from narrate.errors import NarrateError
from narrate.production import Engines, Plan, plan_story
from narrate.settings import Settings
from narrate.studio.book import OpenBook
from narrate.studio.events import Events
from narrate.studio.files import files_of
from narrate.studio.recordings import Recordings
from narrate.studio.shelf import Folder
from narrate.studio.takes import Takes
from narrate.studio.working import Working

LOOK_S = 1.0
"""so often is looked whether somebody changed the files of an open book"""


class Desk:
    """The opened books of a *folder*; everything of it runs in the server's loop."""

    def __init__(self, folder: Folder, events: Events) -> None:
        self.folder, self.events = folder, events
        self.takes = Takes()
        self.recordings = Recordings(lambda told: events.tell("recording", asdict(told)))
        self._open: dict[str, Working] = {}
        self._opening, self._planning = asyncio.Lock(), asyncio.Lock()
        self._engines = Engines()
        self._plans: dict[str, tuple[OpenBook, Plan]] = {}

    async def book(self, name: str) -> Working:
        """The book called *name*, opened when it is first asked for. Raises NarrateError."""
        async with self._opening:
            if name not in self._open:
                story = await asyncio.to_thread(self.folder.story, name)
                files = files_of(story, self.folder.request.voices)
                working = Working(files, self.folder.request, self._telling(name))
                await working.open()
                self._open[name] = working
            return self._open[name]

    async def engine(self, settings: Settings) -> Engine:
        """The engine that *settings* name. Raises NarrateError for none."""
        async with self._planning:
            return await asyncio.to_thread(self._engines.of, settings)

    async def plan(self, name: str) -> tuple[OpenBook, Plan]:
        """The book called *name*, and what is to be said in it, in which voices.

        Raises NarrateError for what would be one on the command line, too.
        """
        book = (await self.book(name)).book
        async with self._planning:
            if name not in self._plans or self._plans[name][0].stored != book.stored:
                plan = await asyncio.to_thread(
                    plan_story, book.files.script, book.read, self.folder.request, self._engines
                )
                self._plans[name] = book, plan
            return self._plans[name]

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """In the block, what somebody changes in the files of open books is noticed."""
        tasks = [asyncio.create_task(one) for one in (self._watch(), self._open_named())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            self.events.close()
            await self.recordings.close()
            await self.takes.close()
            for one in self._open.values():
                await one.close()

    async def _open_named(self) -> None:
        """Open the book that the command named, while the browser starts."""
        if self.folder.opened is not None:
            with suppress(NarrateError):  # the page asks again, and tells of it
                await self.book(self.folder.opened)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            for one in list(self._open.values()):
                await one.look()

    def _telling(self, name: str) -> Callable[[int], None]:
        return lambda version: self.events.tell("book", {"id": name, "version": version})
