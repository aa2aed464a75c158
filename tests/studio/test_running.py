"""The command starts a server, tells its address, and loses nothing however it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from narrate.cli import run
from narrate.production import Request, read_story
from programs import Program, start

SCRIPT = 'cast: Tom (M)\n\n[Tom] "Only me."\n[narrator] said Tom.\n' + '\n[Tom] "And me."\n' * 300
BOOK = "/api/books/lamp.script.txt"


@pytest.fixture
def script(folder: Path) -> Path:
    path = folder / "lamp.script.txt"
    path.write_text(SCRIPT)
    return path


@contextmanager
def studio(*arguments: str) -> Iterator[tuple[Program, httpx2.Client]]:
    """The command as it runs, and a browser that opened the address it told."""
    words = ["studio", "--no-browser", "--engine", "tone", *arguments]
    with start(Path.cwd(), words, os.environ) as program:
        address = urlsplit(program.out.readline().split()[-1])
        origin = f"http://{address.netloc}"
        with httpx2.Client(base_url=origin, headers={"origin": origin}, timeout=300) as page:
            try:
                assert page.get(f"/?{address.query}").status_code == 303
                yield program, page
            finally:
                program.kill()


def test_it_tells_an_address_and_ends_with_ctrl_c(script: Path) -> None:
    with studio(str(script)) as (program, page):
        assert page.base_url.host == "127.0.0.1"
        assert page.get("/api/books").json()["opened"] == "lamp.script.txt"
        program.send_signal(signal.SIGINT)
        assert program.wait(300) == 0
        assert program.out.read().endswith("The studio is closed.\n")


def test_only_this_machine_is_listened_to(script: Path) -> None:
    with studio(str(script)) as (_, page):
        for family, *_, address in socket.getaddrinfo(socket.gethostname(), page.base_url.port):
            if address[0] not in {"127.0.0.1", "::1"} and not str(address[0]).startswith("127."):
                with socket.socket(family, socket.SOCK_STREAM) as other:
                    assert other.connect_ex(address) != 0


def test_a_page_is_told_what_was_changed_outside(script: Path) -> None:
    with studio(str(script)) as (_, page):
        seen = page.get(BOOK).json()["version"]
        with page.stream("GET", "/api/events") as events:
            assert events.headers["content-type"].startswith("text/event-stream")
            lines = events.iter_lines()
            assert next(lines) == "retry: 1000"
            script.write_text(SCRIPT.replace("said Tom", "said Tom again"))
            assert next(line for line in lines if line.startswith("event:")) == "event: book"
            told = json.loads(next(lines).removeprefix("data: "))
        assert told == {"id": "lamp.script.txt", "version": seen + 1}
        segments = page.get(f"{BOOK}/segments").json()["segments"]
        assert segments[1]["text"] == "said Tom again."


def test_a_port_that_is_taken_is_told(script: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        words = ["studio", "--no-browser", "--port", port, str(script)]
        code, _, said = start(Path.cwd(), words, os.environ).communicate(300)
    assert code == 2
    assert f"port {port} cannot be used" in said


def send_in_vain(page: httpx2.Client, sent: dict[str, Any]) -> None:
    with suppress(httpx2.TransportError):
        page.post(f"{BOOK}/edits", json=sent)


@pytest.mark.parametrize("edits", [1, 7, 20])
def test_killed_at_any_moment_the_files_are_whole(script: Path, edits: int) -> None:
    with studio(str(script)) as (program, page):
        version = page.get(BOOK).json()["version"]
        for n in range(edits):
            edit = {"kind": "set_speaker", "lines": [2 + n], "person": f"Nobody {n}"}
            answer = page.post(f"{BOOK}/edits", json={"version": version, "edit": edit})
            version = answer.json()["book"]["version"]
        edit = {"kind": "rename", "person": "Tom", "name": "Thomas"}
        sending = Thread(target=send_in_vain, args=(page, {"version": version, "edit": edit}))
        sending.start()
        sending.join(0.02 * (edits % 5))  # killed before it comes, while it is done, or after
        program.kill()
        sending.join()
    said = [one.speaker for one in read_story(script, Request(engine="tone")).script.segments]
    assert said[2 : 2 + edits] == [f"Nobody {n}" for n in range(edits)]
    assert {*said} - {None, *(f"Nobody {n}" for n in range(edits))} in ({"Tom"}, {"Thomas"})
    assert script.read_text().count("; confirmed") == edits


def test_without_its_libraries_it_says_what_to_install(
    script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "narrate.studio.running", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["studio", str(script)]) == 5
    assert "pip install 'narrate[studio]'" in capsys.readouterr().err


def test_what_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["studio", "nothing.txt"]) == 3
    assert "there is no such file" in capsys.readouterr().err
