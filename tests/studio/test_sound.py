"""A line is heard at once, in any voice; chapters are recorded as by the command line."""

from __future__ import annotations

import io
import shutil
import wave
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from narrate.production import Making, Request

BOOK = "/api/books/lamp.script.txt"
SCRIPT = """cast: Rose (F)
cast: Tom (M)

# One

[Rose] "Who is there?"
[narrator] asked Rose.

[Tom] "Only me, and I have brought the lamp that you have been looking for all day."

# Two

[Rose | whispering] "It is late."

* * *

[?] "I know."
"""
ROSE, SCENE = 1, 6


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "lamp.script.txt").write_text(SCRIPT)
    return folder


def heard(content: bytes) -> tuple[int, float]:
    with wave.open(io.BytesIO(content)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth()) == (1, 2)
        return wav.getframerate(), wav.getnframes() / wav.getframerate()


def record(page: TestClient, what: dict[str, Any]) -> dict[str, Any]:
    assert page.post(f"{BOOK}/recording", json=what).status_code == 200
    while (told := page.get(f"{BOOK}/recording").json())["state"] == "running":
        pass
    return dict(told)


def test_who_has_which_voice(page: TestClient, files: Path) -> None:
    cast = page.get(f"{BOOK}/cast").json()
    assert set(cast["voices"]) == {"Rose", "Tom"}
    offered = page.get(f"{BOOK}/voices").json()["voices"]
    names = {one["name"] for one in offered}
    assert {cast["narrator"]["name"], cast["voices"]["Tom"]["name"]} <= names


def test_a_line_is_heard_and_then_kept(page: TestClient, files: Path) -> None:
    sound = page.get(f"{BOOK}/sound").json()
    assert ROSE in sound["chapters"][0]["stale"]
    first = page.get(f"{BOOK}/takes/{ROSE}")
    assert first.headers["content-type"] == "audio/wav"
    assert heard(first.content)[1] > 0.3
    assert page.get(f"{BOOK}/takes/{ROSE}").content == first.content
    after = page.get(f"{BOOK}/sound").json()
    assert ROSE not in after["chapters"][0]["stale"]
    assert len(after["chapters"][0]["stale"]) == len(sound["chapters"][0]["stale"]) - 1


def test_a_line_is_heard_in_another_voice(page: TestClient, files: Path) -> None:
    own = page.get(f"{BOOK}/takes/{ROSE}").content
    names = [one["name"] for one in page.get(f"{BOOK}/voices").json()["voices"]]
    others = {page.get(f"{BOOK}/takes/{ROSE}?voice={name}").content for name in names[:3]}
    assert len(others | {own}) >= 3
    slow = page.get(f"{BOOK}/takes/{ROSE}?voice={names[0]}&rate=90").content
    fast = page.get(f"{BOOK}/takes/{ROSE}?voice={names[0]}&rate=300").content
    assert heard(slow)[1] > 2 * heard(fast)[1]
    assert ROSE not in page.get(f"{BOOK}/sound").json()["chapters"][0]["stale"]


def test_a_line_has_a_take_in_each_manner_and_the_kept_one_is_in_the_book(
    page: TestClient, files: Path
) -> None:
    late = 5
    own = page.get(f"{BOOK}/takes/{late}").content
    takes = {
        manner: page.get(f"{BOOK}/takes/{late}?manner={manner}").content
        for manner in ("", "whispering", "shouting", "slow")
    }
    assert takes["whispering"] == own
    assert len(set(takes.values())) == 4
    edit = {"kind": "direct", "lines": [late], "manner": "slow"}
    page.post(f"{BOOK}/edits", json={"version": page.get(BOOK).json()["version"], "edit": edit})
    assert page.get(f"{BOOK}/takes/{late}").content == takes["slow"]
    assert "[Rose | slow]" in (files / "lamp.script.txt").read_text()


def test_a_take_that_is_kept_is_the_one_that_was_heard(page: TestClient, files: Path) -> None:
    version = page.get(BOOK).json()["version"]
    own = page.get(f"{BOOK}/takes/{ROSE}").content
    other = page.get(f"{BOOK}/takes/{ROSE}?manner=slow&own=low-07&take=2").content
    assert other != own
    edit = {"kind": "keep_take", "line": ROSE, "manner": "slow", "voice": "low-07", "take": 2}
    answer = page.post(f"{BOOK}/edits", json={"version": version, "edit": edit}).json()
    (told,) = answer["told"]
    assert (told["manner"], told["voice"], told["take"]) == ("slow", "low-07", 2)
    assert page.get(f"{BOOK}/takes/{ROSE}").content == other
    assert ROSE not in page.get(f"{BOOK}/sound").json()["chapters"][0]["stale"]
    script = (files / "lamp.script.txt").read_text()
    assert '[Rose | slow | voice: low-07 | take: 2] "Who is there?"' in script
    given: dict[str, Any] = {"kind": "set_speaker", "lines": [ROSE], "person": "Tom"}
    page.post(f"{BOOK}/edits", json={"version": answer["book"]["version"], "edit": given})
    assert '[Tom | slow] "Who is there?"' in (files / "lamp.script.txt").read_text()


@pytest.mark.parametrize(
    "path",
    [
        f"takes/{SCENE}",
        "takes/99",
        f"takes/{ROSE}?voice=nobody",
        "takes/1?voice=a&rate=9",
        "takes/1?manner=dancing",
        "takes/1?manner=slow&own=nobody",
        "takes/1?manner=slow&take=0",
        "takes/2?manner=slow",
    ],
)
def test_what_cannot_be_heard_is_told(page: TestClient, files: Path, path: str) -> None:
    answer = page.get(f"{BOOK}/{path}")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_the_page_makes_the_book_that_the_command_line_makes(
    page: TestClient, files: Path, tmp_path: Path
) -> None:
    told = record(page, {})
    assert (told["state"], told["lines"]) == ("done", told["of"])
    shelved = {one["id"]: one for one in page.get("/api/books").json()["books"]}
    assert shelved["lamp.script.txt"] == {"id": "lamp.script.txt", "script": True, "finished": 2}
    out = tmp_path / "audio" / "lamp"
    made = {one.name: one.read_bytes() for one in out.iterdir() if one.is_file()}
    shutil.rmtree(out)
    script = files / "lamp.script.txt"
    with Making([script], Request(engine="tone")) as making:
        list(making)
    assert {one.name: one.read_bytes() for one in out.iterdir() if one.is_file()} == made


def test_only_one_chapter_is_recorded_if_only_one_is_asked_for(
    page: TestClient, files: Path
) -> None:
    assert record(page, {"chapters": [2]})["chapters"] == [2]
    first, second = page.get(f"{BOOK}/sound").json()["chapters"]
    assert (first["files"], first["fresh"]) == ([], False)
    assert second["fresh"]
    assert not second["stale"]
    (name,) = second["files"]
    whole = page.get(f"{BOOK}/files/{name}")
    part = page.get(f"{BOOK}/files/{name}", headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])


def test_a_changed_line_makes_its_chapter_stale(page: TestClient, files: Path) -> None:
    record(page, {})
    edit = {"kind": "set_speaker", "lines": [ROSE], "person": "Tom"}
    page.post(f"{BOOK}/edits", json={"version": page.get(BOOK).json()["version"], "edit": edit})
    first, second = page.get(f"{BOOK}/sound").json()["chapters"]
    assert (first["fresh"], second["fresh"]) == (False, True)
    assert first["stale"] == [ROSE]
    assert first["files"]
    assert record(page, {})["state"] == "done"
    assert all(one["fresh"] for one in page.get(f"{BOOK}/sound").json()["chapters"])


def test_another_voice_makes_its_chapters_stale_though_every_line_was_heard(
    page: TestClient, files: Path
) -> None:
    record(page, {})
    cast = page.get(f"{BOOK}/cast").json()
    taken = {one["name"] for one in (cast["narrator"], *cast["voices"].values())}
    names = [one["name"] for one in page.get(f"{BOOK}/voices").json()["voices"]]
    other = next(name for name in names if name not in taken)
    edit = {"kind": "set_voice", "person": "Tom", "name": other}
    page.post(f"{BOOK}/edits", json={"version": page.get(BOOK).json()["version"], "edit": edit})
    for line in page.get(f"{BOOK}/lines?person=Tom").json()["lines"]:
        assert page.get(f"{BOOK}/takes/{line}").status_code == 200
    first, second = page.get(f"{BOOK}/sound").json()["chapters"]
    assert (first["stale"], first["fresh"], second["fresh"]) == ([], False, True)
    record(page, {})
    assert page.get(f"{BOOK}/sound").json()["chapters"][0]["fresh"]


def test_what_was_made_is_looked_at_checked_and_packed(page: TestClient, files: Path) -> None:
    record(page, {})
    names = [one["name"] for one in page.get(f"{BOOK}/files").json()["files"]]
    assert "book.json" in names
    packed = zipfile.ZipFile(io.BytesIO(page.get(f"{BOOK}/zip").content))
    assert packed.namelist() == [f"lamp/{name}" for name in names]
    assert packed.testzip() is None
    chapters = page.get(f"{BOOK}/acx").json()["files"]
    assert [one["file"] for one in chapters] == [name for name in names if name.endswith(".mp3")]
    assert {one["name"] for one in chapters[0]["figures"]} >= {"rms_db", "peak_db", "floor_db"}
    peaks = page.get(f"{BOOK}/peaks", params={"file": chapters[0]["file"], "count": 100}).json()
    assert len(peaks["peaks"]) == 100
    assert 0.01 < max(peaks["peaks"]) <= 1
    line = page.get(f"{BOOK}/peaks?line={ROSE}&count=10").json()
    assert 0 < line["seconds"] < peaks["seconds"]


def test_the_takes_of_a_chapter_are_looked_over(page: TestClient, files: Path) -> None:
    assert page.get(f"{BOOK}/suspects?chapter=1").json()["missing"]
    record(page, {})
    assert page.get(f"{BOOK}/suspects?chapter=1").json() == {"suspects": [], "missing": []}


def test_a_recording_can_be_given_up(page: TestClient, files: Path) -> None:
    (files / "lamp.script.txt").write_text(SCRIPT + '\n[Tom] "On and on."\n' * 400)
    assert page.post(f"{BOOK}/recording/cancel", json={}).status_code == 400
    page.post(f"{BOOK}/recording", json={})
    assert page.post(f"{BOOK}/recording", json={}).status_code == 400
    page.post(f"{BOOK}/recording/cancel", json={})
    while (told := page.get(f"{BOOK}/recording").json())["state"] == "running":
        pass
    assert told["state"] == "cancelled"
    assert record(page, {})["state"] == "done"


def test_a_line_is_heard_while_the_rest_is_still_recorded(page: TestClient, files: Path) -> None:
    (files / "lamp.script.txt").write_text(SCRIPT + '\n[Tom] "On and on and on."\n' * 3000)
    last = page.get(BOOK).json()["segments"] - 1
    page.post(f"{BOOK}/recording", json={})
    assert heard(page.get(f"{BOOK}/takes/{ROSE}").content)[1] > 0.3
    assert heard(page.get(f"{BOOK}/takes/{last}").content)[1] > 0.3
    assert page.get(f"{BOOK}/recording").json()["state"] == "running"
    page.post(f"{BOOK}/recording/cancel", json={})


@pytest.mark.parametrize("name", ["..%2F..%2Fbooks%2Flamp.script.txt", "%2Fetc%2Fpasswd", "x.mp3"])
def test_no_file_is_told_but_those_of_the_book(page: TestClient, files: Path, name: str) -> None:
    assert page.get(f"{BOOK}/files/{name}").status_code == 404


def test_a_book_that_cannot_be_made_says_why(page: TestClient, files: Path) -> None:
    (files / "voices.yaml").write_text("narrator: nobody-has-this\n")
    told = record(page, {})
    assert told["state"] == "failed"
    assert "nobody-has-this" in told["message"]
    assert page.get(f"{BOOK}/sound").status_code == 400
