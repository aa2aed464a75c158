"""A WebDriver client of a dozen lines (W3C, "WebDriver"), so that tests need no library for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAMS = ("chromedriver", "chromium")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Enter": "\ue007", "Space": " ", "Left": "\ue012", "Right": "\ue014", "Shift": "\ue008"}


class Browser:
    """One window of a headless Chromium."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}/session"
        options = {"binary": shutil.which("chromium"), "args": ARGUMENTS}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        started = self._post("", {"capabilities": {"alwaysMatch": wanted}})
        self._base += f"/{started['sessionId']}"
        self._post("/timeouts", {"script": 120_000})

    def _post(self, path: str, body: object = None, method: str = "POST") -> Any:
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"{self._base}{path}", data, method=method)  # noqa: S310 -- always http on this machine
        with urllib.request.urlopen(request, timeout=300) as answer:  # noqa: S310 -- as above
            return json.load(answer)["value"]

    def open(self, url: str) -> None:
        self._post("/url", {"url": url})

    def run(self, program: str, *arguments: object) -> Any:
        """The value of the function body *program*."""
        return self._post("/execute/sync", {"script": program, "args": arguments})

    def wait(self, condition: str) -> Any:
        """Look at the expression *condition* at every frame until it is true; its value."""
        program = f"""
            const done = arguments[0];
            const look = () => {{ const found = {condition};
              if (found) done(found); else requestAnimationFrame(look); }};
            look();"""
        return self._post("/execute/async", {"script": program, "args": []})

    def click(self, selector: str) -> None:
        """Click an element, away from the edge of the window, where others may lie over it.

        First it has to stay where it is for a frame: a page may still be scrolling by itself.
        """
        self.wait(
            f"""(() => {{ const one = document.querySelector({json.dumps(selector)});
              const place = () => one.getBoundingClientRect().y;
              if (window.rested === place()) return true;
              one.scrollIntoView({{block: "center"}});
              window.rested = place(); }})()"""
        )
        found = self._post("/element", {"using": "css selector", "value": selector})
        self._post(f"/element/{found[ELEMENT]}/click")

    def press(self, *names: str) -> None:
        """Press the keys together, as a user does, on whatever has the focus."""
        down = [{"type": "keyDown", "value": KEYS[name]} for name in names]
        up = [{"type": "keyUp", "value": KEYS[name]} for name in reversed(names)]
        keys = {"type": "key", "id": "keys", "actions": [*down, *up]}
        self._post("/actions", {"actions": [keys]})

    def complaints(self) -> list[str]:
        """What the console says: blocked scripts, errors."""
        entries = self._post("/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries]

    def command(self, name: str, **parameters: object) -> Any:
        """A command of the Chrome DevTools protocol."""
        return self._post("/goog/cdp/execute", {"cmd": name, "params": parameters})

    def close(self) -> None:
        self._post("", method="DELETE")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser that is closed afterwards."""
    with subprocess.Popen(
        [shutil.which("chromedriver") or "chromedriver", "--port=0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as driver:
        assert driver.stdout
        line = next(line for line in driver.stdout if "started successfully on port" in line)
        try:
            browser = Browser(int(line.rsplit("port", 1)[1].strip(" .\n")))
            try:
                yield browser
            finally:
                browser.close()
        finally:
            driver.terminate()
