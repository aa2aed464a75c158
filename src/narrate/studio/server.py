"""Answers the page: Starlette's routes over the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from narrate.errors import NarrateError
from narrate.studio import answers, answers_sound
from narrate.studio.desk import Desk
from narrate.studio.guard import Door, Guard, TooLarge
from narrate.studio.messages import Problem
from narrate.studio.shelf import NotHereError
from narrate.studio.views import problem_of
from narrate.studio.wire import encode
from narrate.studio.working import ConflictError

PAGE = Path(str(files("narrate.studio").joinpath("page")))
Answer = Callable[[Request, Desk], Awaitable[Any]]
ROUTES: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/api/books", answers.shelf),
    ("GET", "/api/books/{id}", answers.book),
    ("GET", "/api/books/{id}/segments", answers.segments),
    ("GET", "/api/books/{id}/changes", answers.changes),
    ("GET", "/api/books/{id}/doubtful", answers.doubtful),
    ("GET", "/api/books/{id}/changed", answers.changed),
    ("GET", "/api/books/{id}/lines", answers.lines),
    ("POST", "/api/books/{id}/edits", answers.edit),
    ("POST", "/api/books/{id}/undo", answers.undo),
    ("POST", "/api/books/{id}/redo", answers.redo),
    ("GET", "/api/books/{id}/settings", answers.settings),
    ("GET", "/api/books/{id}/cover", answers.cover),
    ("PUT", "/api/covers/{id}", answers.set_cover),
    ("PUT", "/api/stories/{name}", answers.add_story),
    ("GET", "/api/books/{id}/cast", answers_sound.cast),
    ("GET", "/api/books/{id}/voices", answers_sound.voices),
    ("GET", "/api/books/{id}/sound", answers_sound.sound),
    ("GET", "/api/books/{id}/suspects", answers_sound.suspects),
    ("GET", "/api/books/{id}/takes/{line:int}", answers_sound.take),
    ("GET", "/api/books/{id}/peaks", answers_sound.peaks),
    ("GET", "/api/books/{id}/recording", answers_sound.recording),
    ("POST", "/api/books/{id}/recording", answers_sound.begin),
    ("POST", "/api/books/{id}/recording/cancel", answers_sound.cancel),
    ("GET", "/api/books/{id}/files", answers_sound.files),
    ("GET", "/api/books/{id}/files/{name:path}", answers_sound.file),
    ("GET", "/api/books/{id}/acx", answers_sound.check),
    ("GET", "/api/books/{id}/zip", answers_sound.packed),
)
"""see :mod:`narrate.studio.routes`"""


def make_app(desk: Desk, door: Door) -> ASGIApp:
    """The application, behind its guard."""
    routes = [Route(path, _told(answer, desk), methods=[how]) for how, path, answer in ROUTES]
    static = (
        Route("/", _page),
        Mount("/page", StaticFiles(directory=PAGE)),
        Route("/api/events", _told(_events, desk)),
    )
    app = Starlette(
        routes=[*static, *routes],
        exception_handlers={HTTPException: _refused},
        lifespan=lambda _: desk.watching(),
    )
    return Guard(app, door)


def _told(answer: Answer, desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """*answer* over HTTP: its message, or the problem it has."""

    async def respond(request: Request) -> Response:
        try:
            found = await answer(request, desk)
        except TooLarge:
            return _json(Problem("refused", "this is too much"), 413)
        except ConflictError as error:
            return _json(
                Problem("conflict", error.message, "", error.hint or "", error.version), 409
            )
        except NarrateError as error:
            return _json(problem_of(error), 404 if isinstance(error, NotHereError) else 400)
        return found if isinstance(found, Response) else _json(found)

    return respond


async def _page(_: Request) -> Response:
    return FileResponse(PAGE / "index.html")


async def _events(_: Request, desk: Desk) -> Response:
    return StreamingResponse(desk.events.listen(), media_type="text/event-stream")


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _json(Problem("refused", "there is nothing of this kind here"), status)


def _json(message: Any, status: int = 200) -> Response:  # noqa: ANN401 -- any of the messages
    return Response(encode(message), status, media_type="application/json")
