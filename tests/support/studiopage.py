"""The studio as a person has it: over a folder, and its page in the system's Chromium."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest
import uvicorn

from narrate.production import Request
from narrate.studio.running import serve
from narrate.studio.shelf import folder_of
from wholeruns import WAIT_S

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
def running(folder: Path, story: str) -> Iterator[Studio]:
    """The studio of *story* in *folder*, in a thread: a process would import the program again.

    As a command, ended by Ctrl-C, it is run by ``tests/studio/test_running.py``.
    """
    servers, addresses = Queue[uvicorn.Server](), Queue[str]()

    class Server(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            servers.put(self)

    with pytest.MonkeyPatch.context() as patch, chdir(folder), _settings_of_python():
        patch.setenv("NARRATE_CACHE", environment(folder)["NARRATE_CACHE"])
        patch.setattr(uvicorn, "Server", Server)
        shelf = folder_of(Path(story), Request(engine="tone"))
        thread = Thread(target=serve, args=(shelf, addresses.put))
        thread.start()
        try:
            yield Studio(folder, addresses.get(timeout=WAIT_S))
        finally:
            servers.get(timeout=WAIT_S).should_exit = True
            thread.join(WAIT_S)
            assert not thread.is_alive()


@contextmanager
def _settings_of_python() -> Iterator[None]:
    """The studio sets what is set for a whole process; afterwards it is as before."""
    collecting, switching_s = gc.get_threshold(), sys.getswitchinterval()
    try:
        yield
    finally:
        gc.set_threshold(*collecting)
        sys.setswitchinterval(switching_s)


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
