"""A folder with a story in it, the studio that serves it, and its page in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from soundstage import inline

STORIES = Path(__file__).parents[3] / "stories"
STORY = "the-slow-train.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one story."""
    books = tmp_path / "books"
    books.mkdir()
    shutil.copy(STORIES / STORY, books)
    return books


@pytest.fixture
def studio(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The studio of the one story, in this process: another would import the program again."""
    from studiopage import environment, serving  # noqa: PLC0415 -- there may be no playwright

    monkeypatch.setattr("narrate.recording.pool.start_processes", inline)
    monkeypatch.setenv("NARRATE_CACHE", environment(folder)["NARRATE_CACHE"])
    monkeypatch.chdir(folder)
    with serving(folder, STORY) as found:
        yield found


@pytest.fixture
def command(folder: Path) -> Iterator[Any]:
    """The command that serves the one story."""
    from studiopage import running  # noqa: PLC0415 -- as above

    with running(folder, STORY) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The system's Chromium. As long as it is open, no other test can run a loop of asyncio."""
    from studiopage import chromium  # noqa: PLC0415 -- as above

    with chromium() as found:
        yield found


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Makes a page, with Playwright's options for its context, on which nothing may go wrong."""
    from studiopage import PATIENCE_MS, is_serious  # noqa: PLC0415 -- as above

    contexts: list[Any] = []
    complaints: list[str] = []

    def make(**options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda one: complaints.append(one.text) if is_serious(one) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Any], studio: Any) -> Any:
    """The page of the one story, opened."""
    from studiopage import opened  # noqa: PLC0415 -- as above

    return opened(new_page(), studio.address)
