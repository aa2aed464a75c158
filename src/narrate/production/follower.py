"""The interface by which a program follows how far its books have come."""

from __future__ import annotations

from pathlib import Path

from narrate.model import Book, Chapter, Note
from narrate.recording import Forecast


class Follower:
    """Is told how far each story has come.

    Its methods do nothing: override those you need. They are called in the thread that makes the
    books, which waits for each of them.
    """

    def begun(self, story: Path) -> None:
        """*story* is about to be cast and recorded."""

    def warned(self, note: Note, book: Book) -> None:
        """Something in the settings for *book* may be wrong, and is no error."""

    def recorded(self, story: Path, lines: int, of: int) -> None:
        """So many *lines* of *story* are recorded, *of* all that are to be heard.

        Told first with no line; lines that were recorded in an earlier run count as they are found.
        """

    def expected(self, story: Path, forecast: Forecast) -> None:
        """It is known how long recording *story* will take; told once, if it takes long enough."""

    def completed(self, story: Path, chapter: Chapter) -> None:
        """Every line of *chapter* is recorded: it is being encoded now."""

    def over(self, story: Path) -> None:
        """Nothing more will be told of *story*: it is made, or it failed."""


class LineCounter:
    """Counts the lines of *story* for *follower*: a :class:`narrate.recording.Progress`."""

    def __init__(self, follower: Follower, story: Path) -> None:
        self._follower, self._story = follower, story
        self._lines = self._of = 0

    def total(self, lines: int) -> None:
        """There are *lines* lines to be heard."""
        self._of = lines
        self.advance(0)

    def advance(self, lines: int) -> None:
        """*lines* more are recorded."""
        self._lines += lines
        self._follower.recorded(self._story, self._lines, self._of)

    def expected(self, forecast: Forecast) -> None:
        """It is known how long the recording will take."""
        self._follower.expected(self._story, forecast)

    def completed(self, chapter: Chapter) -> None:
        """Every line of *chapter* is recorded."""
        self._follower.completed(self._story, chapter)
