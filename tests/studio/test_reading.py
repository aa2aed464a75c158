"""A book is opened, and told in windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from narrate.production import Request, ask_about_story, read_story
from narrate.studio import views
from narrate.studio.rest import MOST_ASKED, Rest
from narrate.text.scriptfile import format_script

BOOK = "/api/books/the-slow-train.txt"


def test_opening_a_story_writes_its_script(page: TestClient, folder: Path) -> None:
    book = page.get(BOOK).json()
    story = folder / "the-slow-train.txt"
    expected = format_script(read_story(story, Request(engine="tone")).script)
    assert (folder / book["script"]).read_text() == expected


def test_a_script_that_is_there_is_kept(page: TestClient, folder: Path) -> None:
    script = folder / "the-slow-train.script.txt"
    script.write_text('[narrator] One.\n[Tom] "Two."\n')
    assert page.get(BOOK).json()["segments"] == 2
    assert script.read_text() == '[narrator] One.\n[Tom] "Two."\n'


def test_windows_together_are_the_whole_book(page: TestClient) -> None:
    book = page.get(BOOK).json()
    starts = range(0, book["segments"], 50)
    windows = [page.get(f"{BOOK}/segments?start={n}&count=50").json()["segments"] for n in starts]
    told = [one for window in windows for one in window]
    assert [one["index"] for one in told] == list(range(book["segments"]))
    assert sum(one["kind"] == "dialogue" for one in told) == book["lines"]
    assert sum(one["doubtful"] for one in told) == book["doubtful"]


def test_a_window_that_is_no_window_is_refused(page: TestClient) -> None:
    assert page.get(f"{BOOK}/segments?start=-1").status_code == 400
    assert page.get(f"{BOOK}/segments?start=1&count=x").status_code == 400
    assert page.get(f"{BOOK}/segments?start=99999").json()["segments"] == []


def test_a_line_tells_why_and_who_else(page: TestClient) -> None:
    told = page.get(f"{BOOK}/segments").json()["segments"]
    line = next(one for one in told if one["kind"] == "dialogue" and one["words"])
    assert line["reason"]
    assert 0 <= line["confidence"] <= 1
    assert not line["confirmed"]
    assert line["automatic"] == line["speaker"]


def test_people_are_told_by_how_much_they_say(page: TestClient) -> None:
    book = page.get(BOOK).json()
    counts = [one["lines"] for one in book["people"]]
    assert counts == sorted(counts, reverse=True)
    loudest = book["people"][0]
    lines = page.get(f"{BOOK}/lines", params={"person": loudest["name"]}).json()["lines"]
    assert len(lines) == loudest["lines"]
    assert lines[0] == loudest["first"]


def test_the_lines_to_look_at_are_the_doubtful_ones(page: TestClient) -> None:
    told = page.get(f"{BOOK}/segments").json()["segments"]
    doubtful = page.get(f"{BOOK}/doubtful").json()["lines"]
    assert doubtful == [one["index"] for one in told if one["doubtful"]]


def test_what_tells_most_of_others_is_asked_first(page: TestClient, folder: Path) -> None:
    doubtful = page.get(f"{BOOK}/doubtful").json()["lines"]
    while not page.get(BOOK).json()["ready"]:
        pass
    _, asked = ask_about_story(folder / "the-slow-train.txt", Request(engine="tone"), MOST_ASKED)
    worth = page.get(f"{BOOK}/doubtful?order=worth").json()["lines"]
    assert worth[: len(asked)] == [one.segment for one in asked]
    assert len(worth) == len(set(worth))
    assert set(worth) >= set(doubtful)
    edit = {"kind": "confirm", "lines": worth[:1]}
    version = page.get(BOOK).json()["version"]
    assert page.post(f"{BOOK}/edits", json={"version": version, "edit": edit}).status_code == 200
    assert worth[0] not in page.get(f"{BOOK}/doubtful?order=worth").json()["lines"]


def test_until_more_is_known_the_least_sure_line_is_asked_first(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rest, "questions", lambda _: [])
    monkeypatch.setattr(views, "DOUBTFUL", 0.9)
    told = page.get(f"{BOOK}/segments").json()["segments"]
    worth = page.get(f"{BOOK}/doubtful?order=worth").json()["lines"]
    sure = [told[n]["confidence"] or 0 for n in worth]
    assert sure == sorted(sure)
    assert list(worth) != sorted(worth)


def test_the_lines_that_the_story_alone_tells_otherwise(page: TestClient) -> None:
    assert page.get(f"{BOOK}/changed").json()["lines"] == []
    line = page.get(f"{BOOK}/doubtful").json()["lines"][0]
    edit = {"kind": "set_speaker", "lines": [line], "person": "Somebody New"}
    version = page.get(BOOK).json()["version"]
    assert page.post(f"{BOOK}/edits", json={"version": version, "edit": edit}).status_code == 200
    told = page.get(f"{BOOK}/segments").json()["segments"]
    differing = page.get(f"{BOOK}/changed").json()["lines"]
    assert line in differing
    assert differing == [one["index"] for one in told if one["changed"]]


def test_what_a_script_alone_says_is_certain(page: TestClient, folder: Path) -> None:
    (folder / "alone.script.txt").write_text('[Tom] "One."\n[?] "Two."\n')
    book = page.get("/api/books/alone.script.txt").json()
    assert not book["decided"]
    one, two = page.get("/api/books/alone.script.txt/segments").json()["segments"]
    assert (one["confidence"], one["doubtful"]) == (1.0, False)
    assert (two["confidence"], two["doubtful"]) == (None, True)


def test_markup_in_a_story_stays_text(page: TestClient, folder: Path) -> None:
    (folder / "bad.script.txt").write_text('[<b>Tom</b>] "<script>alert(1)</script>"\n')
    answer = page.get("/api/books/bad.script.txt/segments")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["segments"][0]["speaker"] == "<b>Tom</b>"
    assert "<script>alert" not in page.get("/").text


def test_a_file_that_is_no_book_is_told(page: TestClient, folder: Path) -> None:
    (folder / "bad.script.txt").write_text("no speaker\n")
    problem = page.get("/api/books/bad.script.txt").json()
    assert problem["code"] == "failed"
    assert problem["at"].endswith("bad.script.txt:1")
    assert problem["hint"]
