"""Formats figures, tables and notes for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from narrate.errors import NarrateError
from narrate.model import Book, Note, Voice


def table(rows: Iterable[Sequence[object]], head: Sequence[str] = ()) -> str:
    """The *rows* as columns two blanks apart, under *head* if there is one; numbers right.

    A number that is lacking is an empty text.
    """
    body = [tuple(row) for row in rows]
    cells = [[str(cell) for cell in row] for row in ([tuple(head), *body] if head else body)]
    if not cells:
        return ""
    numeric = [_is_numeric(column) for column in zip(*body, strict=True)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_row(line, widths, numeric) for line in cells)


def _is_numeric(column: Sequence[object]) -> bool:
    return {type(cell) for cell in column if cell != ""} == {int}


def _row(line: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    columns = zip(line, widths, numeric or [False] * len(line), strict=True)
    return "  ".join(c.rjust(w) if right else c.ljust(w) for c, w, right in columns).rstrip()


def duration(seconds: float) -> str:
    """*seconds*, rounded, as players show them: ``0:07``, ``12:30``, ``10:39:05``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def rough(seconds: float) -> str:
    """*seconds* as people tell them: ``50 seconds``, ``12 minutes``, ``3.5 hours``."""
    if seconds < 55:
        return count(max(10, 10 * round(seconds / 10)), "second")
    if seconds < 6000:
        return count(max(1, round(seconds / 60)), "minute")
    return f"{seconds / 3600:.1f} hours"


def count(number: int, one: str, many: str = "") -> str:
    """``1 line``, ``2 lines``; *many* where an s does not make the plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shorten(text: str, width: int) -> str:
    """*text* on one line of at most *width* characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def warn(note: Note, book: Book) -> None:
    """Print *note* on stderr."""
    click.echo(describe(note, book), err=True)


def tell(error: NarrateError) -> str:
    """*error* in one line, and a line for each further mistake that was found with it."""
    return "\n".join((str(error), *getattr(error, "__notes__", ())))


def describe(note: Note, book: Book) -> str:
    """The one line that tells *note*: place, sentence, hint, code."""
    place = note.at
    if place is None and note.span is not None:
        place = book.manuscript.place(note.span.start)
    where = f"{place}: " if place else ""
    hint = f" (hint: {note.hint})" if note.hint else ""
    return f"{where}{note.message}{hint} [{note.code}]"


def setting(voice: Voice) -> str:
    """A voice as a table shows it: its name, and what is set away from the usual."""
    usual = Voice(voice.engine, voice.name)
    changes = [
        f"rate {voice.rate}" if voice.rate != usual.rate else "",
        f"pitch {voice.pitch}" if voice.pitch != usual.pitch else "",
        f"volume {voice.volume:g}" if voice.volume != usual.volume else "",
    ]
    return ", ".join([voice.name, *filter(None, changes)])
