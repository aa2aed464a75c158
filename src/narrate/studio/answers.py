"""What each request is answered: a message, made of the book it asks for."""

from __future__ import annotations

from starlette.requests import Request

from narrate.errors import RequestError
from narrate.studio.desk import Desk, Working
from narrate.studio.messages import Book, Lines, Segments, Shelf
from narrate.studio.views import doubtful_lines, lines_by, segment_view

MOST_SEGMENTS = 500
"""in one answer"""


async def shelf(_: Request, desk: Desk) -> Shelf:
    """The books of the folder."""
    return desk.folder.shelf()


async def book(request: Request, desk: Desk) -> Book:
    """A book, which is opened."""
    return (await _working(request, desk)).view()


async def segments(request: Request, desk: Desk) -> Segments:
    """A window of a book's segments."""
    working = await _working(request, desk)
    start, count = number(request, "start", 0), number(request, "count", MOST_SEGMENTS)
    stop = min(start + min(count, MOST_SEGMENTS), len(working.book.script.segments))
    window = tuple(segment_view(working.book, n) for n in range(start, stop))
    return Segments(working.version, start, window)


async def doubtful(request: Request, desk: Desk) -> Lines:
    """The lines to look at."""
    working = await _working(request, desk)
    return Lines(working.version, doubtful_lines(working.book))


async def lines(request: Request, desk: Desk) -> Lines:
    """The lines of a person, or all."""
    working = await _working(request, desk)
    person = request.query_params.get("person")
    return Lines(working.version, lines_by(working.book, person))


def number(request: Request, name: str, otherwise: int) -> int:
    """The number from 0 on that the address has for *name*. Raises RequestError for no number."""
    text = request.query_params.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise RequestError(f"{name} must be a number")
    return int(text)


async def _working(request: Request, desk: Desk) -> Working:
    return await desk.book(request.path_params["id"])
