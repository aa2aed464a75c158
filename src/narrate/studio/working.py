"""A book that is being worked on: its versions, its history, and its files on the disk."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace

from narrate.errors import NarrateError, RequestError
from narrate.production import Request, read_story
from narrate.production.corrected import reading_of
from narrate.release.files import write_text
from narrate.settings import RULES
from narrate.studio.book import OpenBook, book_of
from narrate.studio.deciding import decided, edited, settled
from narrate.studio.edits import Edit
from narrate.studio.files import Files, Stored
from narrate.studio.history import History, Subject, Version, change_between, subjects_of
from narrate.studio.kept_history import find_history, keep_history
from narrate.studio.marked import keep_marked, was_marked
from narrate.studio.messages import Book, Changed, Lines, Problem
from narrate.studio.rest import Rest
from narrate.studio.views import (
    Session,
    book_view,
    changed_lines,
    lines_by_worth,
    problem_of,
    segment_view,
)
from narrate.studio.wire import kind_of
from narrate.text.scriptfile import format_script

SHORT = 1000
"""segments of a book whose edits wait for what changes besides; in a longer one that comes later"""
SHOWN_S = 0.5
"""so long a page may take to show a book, before anything else is done with it"""
OUTSIDE = "outside"
"""how a change is called that somebody made in the files themselves"""
MOST_TOLD = 500
"""segments that are told of with a change; if more are others, the page asks for what it shows"""
MOST_KEPT = 1000
"""versions that are remembered, to tell which edits conflict"""


class ConflictError(RequestError):
    """The book is another than the one that an edit was made for: it has this *version*."""

    def __init__(self, version: int) -> None:
        super().__init__("the book was changed since", hint="look at it again")
        self.version = version


class Working:
    """The book of *files*, which *tell* is told about whenever it is another.

    Everything of it runs in the server's loop; what takes long, in threads, a change at a time.
    """

    book: OpenBook
    """as it is now; set when it is opened"""

    def __init__(self, files: Files, request: Request, tell: Callable[[int], None]) -> None:
        self._files, self._request, self._tell = files, request, tell
        self._lock = asyncio.Lock()
        self._history = History()
        self._versions = [Version(1, None)]
        self._unsettled: set[bytes] = set()
        self._problems: tuple[Problem, ...] = ()
        self._stamps = files.stamps()
        self._rest = Rest()
        self._warming: asyncio.Task[None] | None = None
        self._catching_up: asyncio.Task[None] | None = None
        self._keeping: asyncio.Task[None] | None = None

    @property
    def version(self) -> int:
        """The number of the version."""
        return self._versions[-1].number

    async def open(self) -> None:
        """Read the files; the script is written first if there is none. Raises NarrateError."""
        self.book = await asyncio.to_thread(self._read)
        self._history = await asyncio.to_thread(find_history, self._files, self.book.stored)

    def begin(self) -> None:
        """Make ready for edits, as soon as the book is shown."""
        by_rules = self.book.settings.attribution.method == RULES
        if self.book.found and by_rules and not self._warming:
            self._warming = asyncio.create_task(self._warm())

    async def close(self) -> None:
        """Begin nothing any more, and keep what was decided."""
        for task in (self._warming, self._catching_up):
            if task:
                task.cancel()
        if self._keeping:
            await self._keeping
        await asyncio.to_thread(self._rest.keep, self.book)
        if self.book.is_marked:
            await asyncio.to_thread(keep_marked, self.book.stored)

    async def ready(self) -> None:
        """Wait until the rest can be decided anew after a change."""
        if self._warming:
            await asyncio.shield(self._warming)

    def view(self) -> Book:
        """The book as the page is told of it."""
        done, undone = self._history.done, self._history.undone
        undo, redo = (one[-1].name if one else None for one in (done, undone))
        ready, settled = self._rest.is_ready, self._catching_up is None
        session = Session(self.version, undo, redo, ready, settled, self._problems)
        return book_view(self.book, session)

    def changes(self, since: int) -> Changed:
        """What became another after the version *since*."""
        newer = [one for one in self._versions if one.number > since]
        if len(newer) != self.version - since or any(one.about is None for one in newer):
            return Changed(self.view(), (), (), moved=True)
        told = {n for one in newer for n in one.about or () if isinstance(n, int)}
        also = {n for one in newer for n in one.lines} - told
        if len(told) + len(also) > MOST_TOLD:
            return Changed(self.view(), (), (), moved=True)
        told_rows, also_rows = (
            tuple(segment_view(self.book, n) for n in sorted(lines)) for lines in (told, also)
        )
        return Changed(self.view(), told_rows, also_rows, moved=False)

    async def worth_asking(self) -> Lines:
        """What a person should look at, what tells most first; the least sure if not ready."""
        book, version = self.book, self.version
        asked = await asyncio.to_thread(self._rest.questions)
        return Lines(version, await asyncio.to_thread(lines_by_worth, book, asked))

    async def edit(self, edit: Edit, version: int) -> Changed:
        """Make *edit*, which was meant for *version*.

        Raises ConflictError if what it is about is another by now, NarrateError if it makes no
        sense.
        """
        await self._facts_known()
        async with self._lock:
            about = subjects_of(edit)
            await self._check(version, about)
            after = await asyncio.to_thread(edited, self.book, edit, self._request)
            before = self.book.stored
            after = await self._settled_soon(after)
            change = change_between(kind_of(edit), before, after.stored)
            return await self._become(after, self._history.with_change(change), about)

    async def undo(self, version: int) -> Changed:
        """Undo the last change. Raises ConflictError if there is a newer version."""
        return await self._step(version, History.undo, lambda one: one.undone[-1].undone)

    async def redo(self, version: int) -> Changed:
        """Do again what was undone last. Raises ConflictError if there is a newer version."""
        return await self._step(version, History.redo, lambda one: one.done[-1].done)

    async def look(self) -> None:
        """Notice what somebody changed in the files themselves."""
        if self._files.stamps() != self._stamps:
            async with self._lock:
                await self._look()

    async def _step(
        self,
        version: int,
        move: Callable[[History], History],
        how: Callable[[History], Callable[[Stored], Stored]],
    ) -> Changed:
        async with self._lock:
            await self._check(version, None)
            try:
                history = move(self._history)
            except IndexError:
                raise RequestError("there is nothing to be undone or done again") from None
            exact = how(history)(self.book.stored)
            after = await self._settled_soon(await asyncio.to_thread(self._holding, exact))
            return await self._become(after, history.going_on(exact, after.stored), frozenset())

    def _read(self) -> OpenBook:
        files, found = self._files, None
        if not files.is_alone:
            is_new = not files.script.exists()
            found = read_story(files.story, self._request, directed=is_new).script
            if is_new:
                write_text(files.script, [format_script(found)])
                keep_marked(files.read())  # nobody has told a fact yet
        self._stamps = files.stamps()
        book = book_of(files, files.read(), found, self._request, None)
        if found and book.corrections:
            decided = reading_of(files.story, self._request).find(book.corrections)
            if decided:
                book = replace(book, decided=decided, knowing=book.corrections)
        return replace(book, is_marked=was_marked(book.stored))

    def _holding(self, stored: Stored) -> OpenBook:
        """The book if its files held what is *stored*.

        Of what stood there before all was decided that follows from its facts, that is due still.
        """
        book = book_of(self._files, stored, self.book.found, self._request, self.book)
        return replace(book, is_marked=_checksum(stored) in self._unsettled)

    async def _warm(self) -> None:
        """Make the reading ready to be corrected, and decide what was left to it until then."""
        await asyncio.sleep(SHOWN_S)
        await asyncio.to_thread(self._rest.read, self._files.story, self._request)
        self._begin_to_catch_up()
        self._tell(self.version)

    async def _facts_known(self) -> None:
        """Wait until it is known which lines are facts."""
        while not (self.book.is_marked or self.book.is_decided):
            task = self._warming if not self._rest.is_ready else self._catching_up
            if task is None:
                return
            await asyncio.shield(task)

    def _begin_to_catch_up(self) -> None:
        if self._rest.is_ready and not self.book.is_decided and not self._catching_up:
            self._catching_up = asyncio.create_task(self._catch_up())

    async def _settled_soon(self, changed: OpenBook) -> OpenBook:
        """*changed* with the rest decided anew; as it is, if that takes long.

        Then it is done when the answer was sent, which it would hold up.
        """
        is_long = len(changed.script.segments) > SHORT
        if is_long or not self._rest.is_ready or self._catching_up:
            return changed  # whatever is being done goes on with it
        return await self._settle(changed)

    async def _catch_up(self) -> None:
        """Decide anew what was left to it, until the book is no other meanwhile."""
        while True:
            changed = self.book
            after = await self._settle(changed)
            async with self._lock:
                if self.book is changed:
                    return await self._take(after)

    async def _take(self, settled_book: OpenBook) -> None:
        """Let the book be what was decided of it; what is undone with the last change."""
        if self._problems:  # a file holds what cannot be read: it is not to be written over
            self._give_up_catching_up()
            return
        history = self._history.going_on(self.book.stored, settled_book.stored)
        try:
            await self._become(settled_book, history, frozenset(), follows=True)
        except ConflictError:  # it is decided anew, of what is in the files by now
            self._catching_up = None
            self._begin_to_catch_up()
        except NarrateError:  # the next edit cannot be written either, and tells of it
            self._give_up_catching_up()

    def _give_up_catching_up(self) -> None:
        """Leave it to what comes next: an edit, or a file that is put right."""
        self._catching_up = None
        self._tell(self.version)

    async def _settle(self, book: OpenBook) -> OpenBook:
        if self.version == 1 and book.stored == self.book.stored:  # it was only opened
            return await asyncio.to_thread(decided, book, self._rest.decide)
        return await asyncio.to_thread(settled, book, self._request, self._rest.decide)

    async def _check(self, version: int, about: frozenset[Subject] | None) -> None:
        """Raise ConflictError if a version after *version* is *about* the same; None is anything.

        What somebody changed in the files is such a version, too.
        """
        await self._look()
        if self._problems:
            raise RequestError("a file of the book is wrong: put it right first")
        newer = [one for one in self._versions if one.number > version]
        if len(newer) != self.version - version or any(one.meets(about) for one in newer):
            raise ConflictError(self.version)

    async def _look(self) -> None:
        stamps = self._files.stamps()
        if stamps == self._stamps:
            return
        try:
            stored = await asyncio.to_thread(self._files.read)
            after = await self._settled_soon(await asyncio.to_thread(self._holding, stored))
        except NarrateError as error:
            self._stamps, self._problems = stamps, (problem_of(error),)
            self._tell(self.version)
            return
        self._stamps, was_wrong, self._problems = stamps, self._problems, ()
        if stored != self.book.stored or was_wrong:
            change = change_between(OUTSIDE, self.book.stored, stored)
            self._set(after, self._history.with_change(change), None)

    async def _become(
        self,
        after: OpenBook,
        history: History,
        about: frozenset[Subject] | None,
        *,
        follows: bool = False,
    ) -> Changed:
        """Write what changed, and let the book be *after*."""
        if self._files.stamps() != self._stamps:
            await self._look()
            raise ConflictError(self.version)
        await asyncio.to_thread(self._files.write, after.stored, self.book.stored)
        self._stamps = self._files.stamps()
        self._set(after, history, about, follows=follows)
        return self.changes(self.version - 1)

    def _set(
        self,
        after: OpenBook,
        history: History,
        about: frozenset[Subject] | None,
        *,
        follows: bool = False,
    ) -> None:
        """Let the book be *after*, a version that differs in what it is *about*; None is all."""
        lines = changed_lines(self.book, after)
        about = about if lines is not None else None
        version = Version(self.version + 1, about, lines or frozenset(), follows)
        self.book, self._history = after, history
        if after.is_marked and not after.is_decided:
            self._unsettled.add(_checksum(after.stored))
        self._versions = [*self._versions, version][-MOST_KEPT:]
        if follows:
            self._catching_up = None
        self._tell(version.number)
        self._begin_to_catch_up()
        if not self._keeping or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep_history())

    async def _keep_history(self) -> None:
        """Keep what can be undone, until nothing changed meanwhile."""
        kept: History | None = None
        while kept is not self._history:
            kept, stored = self._history, self.book.stored
            await asyncio.to_thread(keep_history, self._files, stored, kept)


def _checksum(stored: Stored) -> bytes:
    return hashlib.sha256(stored.script).digest()
