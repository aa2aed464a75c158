"""The studio as a person has it: the command in a folder, and its page in the system's Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import uvicorn

from narrate.production import Request
from narrate.studio.desk import Desk
from narrate.studio.events import Events
from narrate.studio.guard import Door
from narrate.studio.rest import Rest
from narrate.studio.server import make_app
from narrate.studio.shelf import folder_of

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
PAGE = Path(__file__).parents[2] / "src" / "narrate" / "studio" / "page"
STORIES = Path(__file__).parents[2] / "stories"
PATIENCE_MS = 20_000
"""until a page must show something: the machine may be busy"""
MOVED = """n => {
  const { index } = document.activeElement.dataset;
  return index !== undefined && index !== String(n);
}"""
"""whether another segment has the focus than *n*; between the two, for a moment, none has it"""
HEARD = """() => {
  const audio = document.querySelector("#player audio");
  audio.addEventListener("timeupdate", () => {
    if (audio.currentTime > 0) window.heard ??= document.querySelector("#player .now").textContent;
  });
}"""
"""notes the line that is heard next: it may be over before anybody looks"""
expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True, slots=True)
class Studio:
    """A running studio: the folder with its books, and the address it printed."""

    folder: Path
    address: str


def environment(folder: Path) -> dict[str, str]:
    """In which narrate runs in *folder*: with a cache beside it."""
    return os.environ | {"NARRATE_CACHE": str(folder.parent / "cache")}


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Studio]:
    """``narrate studio`` in *folder*, until it is told to end."""
    command = [sys.executable, "-m", "narrate", "studio", "--no-browser", "--engine", "tone"]
    with subprocess.Popen(
        [*command, *arguments],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield Studio(folder, process.stdout.readline().split()[-1])
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


@dataclass(frozen=True, slots=True)
class Hand:
    """Holds back that a reading is ready, until it lets go."""

    opened: Event = field(default_factory=Event)

    def hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No reading of this process is ready from now on."""
        read = Rest.read

        def read_later(rest: Rest, story: Path, request: Request) -> None:
            self.opened.wait(PATIENCE_MS / 1000)
            read(rest, story, request)

        monkeypatch.setattr(Rest, "read", read_later)

    def let_go(self, page: Any) -> None:
        """Let it be ready, and wait until *page* was told and has drawn it."""
        with page.expect_response("**/changes?since=*"):
            self.opened.set()
        page.evaluate("() => new Promise((drawn) => setTimeout(drawn, 200))")


@contextmanager
def serving(folder: Path, story: str) -> Iterator[Studio]:
    """A studio in a thread of this process, which the test may look into."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        door = Door(listening.getsockname()[1])
        desk = Desk(folder_of(folder / story, Request(engine="tone")), Events())
        config = uvicorn.Config(
            make_app(desk, door), log_level="critical", ws="none", timeout_graceful_shutdown=2
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Studio(folder, door.address)
        finally:
            server.should_exit = True
            thread.join(PATIENCE_MS / 1000)


@contextmanager
def chromium() -> Iterator[Any]:
    """The system's Chromium, without a window; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("there is no Chromium here")
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        browser.close()


def is_serious(message: Any) -> bool:
    """Whether the console tells of more than an answer that the page itself shows."""
    return message.type == "error" and "Failed to load resource" not in message.text


def opened(page: Any, address: str) -> Any:
    """*page*, when it shows the text of the book at *address*."""
    page.goto(address)
    page.locator("[data-index='0']").wait_for()
    return page


def choose(page: Any, text: str) -> None:
    """Click a segment by its *text*, on its first letters: the middle may be beside its lines."""
    page.get_by_role("option", name=text).click(position={"x": 6, "y": 10})
