"""Whole runs with a speech server: what came is kept, and its key is nowhere."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from speechserver import Asked, Handler, SpeechServer, hums, speech_server
from wholeruns import WAIT_S, Place, book, place

KEY = "sk-5f1e9c0d7b3a"
LINES = 8


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with speech_server() as running:
        yield running


def here(tmp_path: Path, server: SpeechServer, *words: str, url: str = "") -> Place:
    """A story and its settings."""
    settings = (
        "engine: http\n"
        "narrator: low-01\n"
        "engines:\n"
        f"  http: {{url: '{url or server.url}', jobs: 2, key_env: MY_KEY, instructions: yes}}\n"
    )
    made = place(tmp_path / "here", book(chapters=1, lines=LINES), *words)
    (made.root / "voices.yaml").write_text(settings, encoding="utf-8")
    return made


def spoken(server: SpeechServer) -> Counter[str]:
    """How often each text was asked for, the passage apart that loudness is measured on."""
    texts = [asked.told["input"] for asked in server.asked if asked.method == "POST"]
    return Counter(text for text in texts if "yellow evening" not in text)


def holding(secret: str, root: Path) -> list[Path]:
    """The files below *root* that hold *secret*, or have it in their names."""
    raw = secret.encode()
    return [
        path
        for path in root.rglob("*")
        if secret in path.name or (path.is_file() and raw in path.read_bytes())
    ]


def test_a_book_is_made_its_key_is_nowhere_and_the_second_run_asks_for_nothing(
    tmp_path: Path, server: SpeechServer
) -> None:
    made = here(tmp_path, server, "--jobs", "2", "-v", "--words", "--book", "m4b", "--debug")
    code, printed, said = made.hear(MY_KEY=KEY)
    assert code == 0, said
    assert set(spoken(server).values()) == {1}
    assert len(spoken(server)) > LINES
    assert {asked.headers["Authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
    assert KEY not in printed + said
    assert (made.out / "book.json").exists()
    assert holding(KEY, tmp_path) == []
    server.asked.clear()
    assert made.run_inline()[0] == 0
    assert spoken(server) == Counter()


def test_a_key_that_the_server_repeats_in_its_refusal_is_not_told(
    tmp_path: Path, server: SpeechServer
) -> None:
    def refuses(handler: Handler, _: Asked) -> None:
        handler.send_json(401, {"error": {"message": f"Incorrect API key: {KEY}."}})

    server.usual = refuses
    code, printed, said = here(tmp_path, server).hear_inline("--debug", MY_KEY=KEY)
    assert code == 5
    assert "fails: 401: Incorrect API key: ***. (hint: the key is in the variable MY_KEY" in said
    assert KEY not in printed + said
    assert holding(KEY, tmp_path) == []


def test_without_a_server_the_run_ends_in_one_line(tmp_path: Path, server: SpeechServer) -> None:
    code, said = here(tmp_path, server, url="http://127.0.0.1:1").run_inline()
    assert code == 5
    assert said.startswith("the speech server at http://127.0.0.1:1/v1 fails: no connection")
    assert said.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to kill")
def test_takes_that_came_before_a_run_was_killed_are_kept(
    tmp_path: Path, server: SpeechServer
) -> None:
    sixth = threading.Event()

    def hangs_at_the_sixth(handler: Handler, asked: Asked) -> None:
        if asked.method == "POST" and sum(spoken(server).values()) >= 6:
            sixth.set()
            handler.close_connection = True
            handler.speech.over.wait()
        else:
            hums(handler, asked)

    server.usual = hangs_at_the_sixth
    made = here(tmp_path, server, "--jobs", "2")
    program = made.start()
    assert sixth.wait(300)
    program.kill()
    program.communicate(WAIT_S)
    before = spoken(server)
    server.usual = hums
    assert made.run() == (0, "")
    both = spoken(server)
    twice = [text for text, times in both.items() if times > 1]
    assert len(before) >= 6
    assert 1 <= len(twice) <= 2
    assert max(both.values()) == 2
