"""A folder with a story in it, and the studio that serves it, asked as its page asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from soundstage import inline
from studioserver import page_of, studio_of

STORIES = Path(__file__).parents[2] / "stories"
STORY = "the-slow-train.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one story; the working folder and the cache are elsewhere.

    It is recorded in this process: each worker would import the program again.
    """
    monkeypatch.setattr("narrate.recording.pool.start_processes", inline)
    monkeypatch.setattr("narrate.studio.working.SHOWN_S", 0.0)
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    books = tmp_path / "books"
    books.mkdir()
    monkeypatch.chdir(tmp_path)
    shutil.copy(STORIES / STORY, books)
    return books


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    """Somebody who knows the address of the studio, but not its token."""
    with studio_of(folder) as client:
        yield client


@pytest.fixture
def page(folder: Path) -> Iterator[TestClient]:
    """The page of the studio."""
    with page_of(folder) as client:
        yield client
