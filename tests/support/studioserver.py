"""The studio over a folder, asked as its page asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from narrate.production import Request
from narrate.studio.desk import Desk
from narrate.studio.events import Events
from narrate.studio.guard import Door
from narrate.studio.server import make_app
from narrate.studio.shelf import folder_of

DOOR = Door(8765)
ORIGIN = f"http://127.0.0.1:{DOOR.port}"


@contextmanager
def studio_of(folder: Path) -> Iterator[TestClient]:
    """Somebody who knows the address of a studio over *folder*, but not its token."""
    desk = Desk(folder_of(folder, Request(engine="tone")), Events())
    with TestClient(make_app(desk, DOOR), ORIGIN) as client:
        yield client


@contextmanager
def page_of(folder: Path) -> Iterator[TestClient]:
    """Its page: it was opened with the token, and says where its requests come from."""
    with studio_of(folder) as client:
        assert client.get("/", params={"token": DOOR.token}).status_code == 200
        client.headers["origin"] = ORIGIN
        yield client
