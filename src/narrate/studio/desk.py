"""The books that are open, and the changes of each: what of the studio is not a value."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from narrate.studio.book import OpenBook, open_book
from narrate.studio.events import Events
from narrate.studio.messages import Book
from narrate.studio.shelf import Folder
from narrate.studio.views import book_view


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
                opened = await asyncio.to_thread(open_book, story, self.folder.request)
                self._open[name] = Working(opened)
            return self._open[name]


class Working:
    """A book that is being worked on."""

    def __init__(self, book: OpenBook) -> None:
        self.book = book
        self.version = 1
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[OpenBook]:
        """The book as it is, which nobody else changes in the block."""
        async with self._lock:
            yield self.book

    def view(self) -> Book:
        """The book as the page is told of it."""
        return book_view(self.book, self.version)
