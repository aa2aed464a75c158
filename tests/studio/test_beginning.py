"""A story is dropped on the page, and a picture for its cover."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from narrate.studio.guard import LARGEST_UPLOAD

BOOK = "/api/books/the-slow-train.txt"
STORY = "“Only me,” said Tom.\n".encode()
PNG = b"\x89PNG\r\n\x1a\n and more"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_dropped_story_is_a_book(page: TestClient, folder: Path) -> None:
    shelf = page.put("/api/stories/A Lamp.TXT", content=STORY).json()
    assert [one["id"] for one in shelf["books"]] == ["A Lamp.txt", "the-slow-train.txt"]
    assert (folder / "A Lamp.txt").read_bytes() == STORY
    assert page.get("/api/books/A Lamp.txt").json()["people"][0]["name"] == "Tom"


def test_a_dropped_script_is_one(page: TestClient, folder: Path) -> None:
    page.put("/api/stories/x.script.txt", content=b"[Tom] Only me.\n")
    assert page.get("/api/books/x.script.txt").json()["lines"] == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("the-slow-train.txt", STORY),
        ("lamp.exe", STORY),
        ("lamp", STORY),
        ("lamp.txt", b""),
        ("lamp.txt", b"PK\x03\x04 no text"),
        ("lamp.epub", b"PK\x03\x04 no book"),
        ("lamp.docx", STORY),
    ],
)
def test_what_is_no_new_story_leaves_nothing(
    page: TestClient, folder: Path, name: str, data: bytes
) -> None:
    before = names(folder), (folder / "the-slow-train.txt").read_bytes()
    assert page.put(f"/api/stories/{name}", content=data).status_code == 400
    assert (names(folder), (folder / "the-slow-train.txt").read_bytes()) == before


@pytest.mark.parametrize("name", ["..%2Fout.txt", "%2Ftmp%2Fout.txt", "a%2Fb.txt"])
def test_a_name_leads_nowhere_else(page: TestClient, folder: Path, name: str) -> None:
    assert page.put(f"/api/stories/{name}", content=STORY).status_code == 404
    assert names(folder) == ["the-slow-train.txt"]


def test_a_name_is_made_safe(page: TestClient, folder: Path) -> None:
    page.put("/api/stories/..%5Cc:on*.txt", content=STORY)
    page.put("/api/stories/.txt.txt", content=STORY)
    assert names(folder) == ["c on.txt", "the-slow-train.txt", "txt.txt"]


def test_a_story_that_is_too_large_is_not_read(page: TestClient, folder: Path) -> None:
    headers = {"content-length": str(LARGEST_UPLOAD + 1)}
    assert page.put("/api/stories/lamp.txt", headers=headers).status_code == 413


def test_a_picture_becomes_the_cover_and_can_be_undone(page: TestClient, folder: Path) -> None:
    version = page.get(BOOK).json()["version"]
    assert page.get(f"{BOOK}/cover").status_code == 404
    answer = page.put(f"/api/covers/the-slow-train.txt?version={version}", content=PNG)
    assert answer.status_code == 200
    cover = page.get(f"{BOOK}/cover")
    assert (cover.headers["content-type"], cover.content) == ("image/png", PNG)
    assert "cover: the-slow-train-cover-" in (folder / "voices.yaml").read_text()
    assert page.get(f"{BOOK}/settings").json()["has_cover"]
    page.post(f"{BOOK}/undo", json={"version": answer.json()["book"]["version"]})
    assert page.get(f"{BOOK}/cover").status_code == 404


def test_what_is_no_picture_is_no_cover(page: TestClient, folder: Path) -> None:
    assert page.put("/api/covers/the-slow-train.txt", content=b"<svg/>").status_code == 400


def test_settings_are_told_with_their_defaults(page: TestClient, folder: Path) -> None:
    text = "characters:\n  Tom: {voice: a, lexicon: {isn't: ain't}}\npauses: {scene: 9}\n"
    (folder / "voices.yaml").write_text(text)
    told = page.get(f"{BOOK}/settings").json()
    assert told["pauses"]["scene"] == 9
    assert told["pauses"]["turn"] == 300
    assert told["people"][0]["lexicon"] == [{"word": "isn't", "spoken": "ain't", "alphabet": None}]
    edit = {"kind": "set_setting", "path": ["output", "subtitles"], "value": ["vtt", "srt"]}
    page.post(f"{BOOK}/edits", json={"version": told["version"], "edit": edit})
    assert page.get(f"{BOOK}/settings").json()["output"]["subtitles"] == ["vtt", "srt"]
