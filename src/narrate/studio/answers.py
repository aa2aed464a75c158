"""What each request is answered: a message, made of the book it asks for."""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from narrate.errors import RequestError
from narrate.release.files import write_whole
from narrate.release.filetags import picture_of, read_cover
from narrate.studio.desk import Desk
from narrate.studio.edits import SetSetting
from narrate.studio.messages import Book, Changed, Chosen, Lines, Segments, Shelf
from narrate.studio.settings_view import settings_view
from narrate.studio.shelf import NotHereError
from narrate.studio.views import changed_by_hand, doubtful_lines, lines_by, segment_view
from narrate.studio.wire import decode_edit
from narrate.studio.working import Working

MOST_SEGMENTS = 500
"""in one answer"""


async def shelf(_: Request, desk: Desk) -> Shelf:
    """The books of the folder."""
    return desk.folder.shelf()


async def book(request: Request, desk: Desk) -> Book:
    """A book, which is opened."""
    return (await working_on(request, desk)).view()


async def segments(request: Request, desk: Desk) -> Segments:
    """A window of a book's segments."""
    working = await working_on(request, desk)
    start, count = number(request, "start", 0), number(request, "count", MOST_SEGMENTS)
    stop = min(start + min(count, MOST_SEGMENTS), len(working.book.script.segments))
    window = tuple(segment_view(working.book, n) for n in range(start, stop))
    return Segments(working.version, start, window)


async def changes(request: Request, desk: Desk) -> Changed:
    """What is another since a version."""
    return (await working_on(request, desk)).changes(number(request, "since", 0))


async def doubtful(request: Request, desk: Desk) -> Lines:
    """The lines to look at."""
    working = await working_on(request, desk)
    if request.query_params.get("order") == "worth":
        return await working.worth_asking()
    return Lines(working.version, doubtful_lines(working.book))


async def changed(request: Request, desk: Desk) -> Lines:
    """The lines that somebody else says than the story alone tells."""
    working = await working_on(request, desk)
    return Lines(working.version, changed_by_hand(working.book))


async def lines(request: Request, desk: Desk) -> Lines:
    """The lines of a person, or all."""
    working = await working_on(request, desk)
    person = request.query_params.get("person")
    return Lines(working.version, lines_by(working.book, person))


async def edit(request: Request, desk: Desk) -> Changed:
    """An edit, made."""
    sent = await body(request)
    working = await working_on(request, desk)
    return await working.edit(decode_edit(sent.get("edit")), _version(sent))


async def undo(request: Request, desk: Desk) -> Changed:
    """The last change, undone."""
    sent = await body(request)
    return await (await working_on(request, desk)).undo(_version(sent))


async def redo(request: Request, desk: Desk) -> Changed:
    """The change that was undone last, done again."""
    sent = await body(request)
    return await (await working_on(request, desk)).redo(_version(sent))


async def settings(request: Request, desk: Desk) -> Chosen:
    """What voices.yaml says."""
    working = await working_on(request, desk)
    return settings_view(working.book, working.version)


async def add_story(request: Request, desk: Desk) -> Shelf:
    """The folder with one story more."""
    data = await request.body()
    await asyncio.to_thread(desk.folder.add, request.path_params["name"], data)
    return desk.folder.shelf()


async def set_cover(request: Request, desk: Desk) -> Changed:
    """The book with another cover: a picture that lies beside voices.yaml from then on."""
    working, data = await working_on(request, desk), await request.body()
    picture = picture_of(data)
    if picture is None:
        raise RequestError("a cover is a JPEG or PNG picture", hint="of 10 MB at the most")
    files = working.book.files
    ending = "png" if picture.mime == "image/png" else "jpg"
    name = f"{files.story.stem}-cover-{hashlib.sha256(data).hexdigest()[:8]}.{ending}"
    await asyncio.to_thread(write_whole, files.settings.with_name(name), data)
    edit = SetSetting(("book", "cover"), name)
    return await working.edit(edit, number(request, "version", working.version))


async def cover(request: Request, desk: Desk) -> Response:
    """The picture of the book's cover."""
    read = (await working_on(request, desk)).book.read
    found = await asyncio.to_thread(read_cover, read.settings)
    if found is None:
        raise NotHereError("this book has no cover")
    return Response(found.data, media_type=found.mime)


def number(request: Request, name: str, otherwise: int) -> int:
    """The number from 0 on that the address has for *name*. Raises RequestError for no number."""
    text = request.query_params.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise RequestError(f"{name} must be a number")
    return int(text)


async def body(request: Request) -> dict[str, Any]:
    """The object that was sent. Raises RequestError for anything else."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise RequestError("this must be sent as application/json")
    try:
        sent = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise RequestError("this is no JSON") from None
    if not isinstance(sent, dict):
        raise RequestError("this must be an object")
    return sent


def _version(sent: dict[str, Any]) -> int:
    version = sent.get("version")
    if type(version) is not int:
        raise RequestError("the version that was seen is missing")
    return version


async def working_on(request: Request, desk: Desk) -> Working:
    """The book that the address names. Raises NarrateError."""
    working = await desk.book(request.path_params["id"])
    working.begin()
    return working
