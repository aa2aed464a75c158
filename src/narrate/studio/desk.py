"""The books that are open: what of the studio is not a value."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from narrate.studio.events import Events
from narrate.studio.files import files_of
from narrate.studio.shelf import Folder
from narrate.studio.working import Working

LOOK_S = 1.0
"""so often is looked whether somebody changed the files of an open book"""


class Desk:
    """The opened books of a *folder*; everything of it runs in the server's loop."""

    def __init__(self, folder: Folder, events: Events) -> None:
        self.folder, self.events = folder, events
        self._open: dict[str, Working] = {}
        self._lock = asyncio.Lock()

    async def book(self, name: str) -> Working:
        """The book called *name*, opened when it is first asked for. Raises NarrateError."""
        async with self._lock:
            if name not in self._open:
                story = await asyncio.to_thread(self.folder.story, name)
                files = files_of(story, self.folder.request.voices)
                working = Working(files, self.folder.request, self._telling(name))
                await working.open()
                self._open[name] = working
            return self._open[name]

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """In the block, what somebody changes in the files of open books is noticed."""
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watch.cancel()
            self.events.close()
            for one in self._open.values():
                await one.close()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            for one in list(self._open.values()):
                await one.look()

    def _telling(self, name: str) -> Callable[[int], None]:
        return lambda version: self.events.tell("book", {"id": name, "version": version})
