"""A folder with a story in it, and the studio that serves it, asked as its page asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from narrate.production import Request
from narrate.studio.desk import Desk
from narrate.studio.events import Events
from narrate.studio.guard import Door
from narrate.studio.server import make_app
from narrate.studio.shelf import folder_of

STORIES = Path(__file__).parents[2] / "stories"
STORY = "the-slow-train.txt"
DOOR = Door(8765)
ORIGIN = f"http://127.0.0.1:{DOOR.port}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one story; the working folder and the cache are elsewhere."""
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    books = tmp_path / "books"
    books.mkdir()
    monkeypatch.chdir(tmp_path)
    shutil.copy(STORIES / STORY, books)
    return books


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    """Somebody who knows the address of the studio, but not its token."""
    desk = Desk(folder_of(folder, Request(engine="tone")), Events())
    with TestClient(make_app(desk, DOOR), ORIGIN, raise_server_exceptions=True) as client:
        yield client


@pytest.fixture
def page(stranger: TestClient) -> TestClient:
    """The page: it was opened with the token, and says where its requests come from."""
    assert stranger.get("/", params={"token": DOOR.token}).status_code == 200
    stranger.headers["origin"] = ORIGIN
    return stranger
