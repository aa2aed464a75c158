"""What a person changes stands in the files at once, can be undone, and teaches the rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient

from narrate.model import Script
from narrate.production import Request, read_story
from narrate.studio import working
from narrate.studio.rest import Rest
from studioserver import page_of

BOOK = "/api/books/lamp.txt"
STORY = """The Lamp

“Who is there?” asked Rose.

“Only me,” said Tom.

“It is late.”

“I know.”

“Then go home,” said Rose.
"""


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "lamp.txt").write_text(STORY)
    (folder / "voices.yaml").write_text("# ours\nnarrator:\n  rate: 165  # slow\n")
    return folder


def script(files: Path) -> str:
    return (files / "lamp.script.txt").read_text()


def send(page: TestClient, edit: dict[str, Any], version: int | None = None) -> Any:
    seen = page.get(BOOK).json()["version"] if version is None else version
    answer = page.post(f"{BOOK}/edits", json={"version": seen, "edit": edit})
    wait_until_settled(page)
    return answer


def wait_until_settled(page: TestClient) -> None:
    while not page.get(BOOK).json()["settled"]:
        pass


def step(page: TestClient, what: str) -> int:
    """Undo or redo; the status of the answer."""
    version = page.get(BOOK).json()["version"]
    status = page.post(f"{BOOK}/{what}", json={"version": version}).status_code
    wait_until_settled(page)
    return int(status)


def rows(page: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.get(f"{BOOK}/segments").json()["segments"]
    return found


def line(page: TestClient, words: str) -> int:
    return int(next(one["index"] for one in rows(page) if words in one["text"]))


def test_a_line_is_given_to_somebody(page: TestClient, files: Path) -> None:
    at = line(page, "I know.")
    answer = send(page, {"kind": "set_speaker", "lines": [at], "person": "Ann"})
    assert answer.status_code == 200
    assert "[Ann] “I know.”\n; confirmed\n" in script(files)
    told = answer.json()["told"][0]
    assert (told["index"], told["speaker"], told["confirmed"]) == (at, "Ann", True)
    assert answer.json()["book"]["undo"] == "set_speaker"


def test_the_command_line_reads_what_the_page_wrote(page: TestClient, files: Path) -> None:
    at = line(page, "I know.")
    send(page, {"kind": "set_speaker", "lines": [at], "person": "Ann"})
    read = read_story(files / "lamp.script.txt", Request(engine="tone")).script
    assert [one.speaker for one in read.segments] == [one["speaker"] for one in rows(page)]


def wait_until_ready(page: TestClient) -> None:
    while not page.get(BOOK).json()["ready"]:
        pass


def test_what_follows_is_decided_anew(page: TestClient, files: Path) -> None:
    wait_until_ready(page)
    first, second = line(page, "It is late."), line(page, "I know.")
    before = [one["speaker"] for one in rows(page)]
    assert (before[first], before[second]) == ("Rose", "Tom")
    seen = page.get(BOOK).json()["version"]
    send(page, {"kind": "set_speaker", "lines": [first], "person": "Tom"})
    changes = page.get(f"{BOOK}/changes?since={seen}").json()
    after = [one["speaker"] for one in rows(page)]
    assert after[first] == "Tom"
    changed = {n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]}
    assert changed > {first}
    assert [one["index"] for one in changes["told"]] == [first]
    assert {one["index"] for one in changes["also"]} == changed - {first}
    assert script(files).count("; confirmed") == 1


def test_what_was_changed_too_early_is_decided_anew_later(page: TestClient, files: Path) -> None:
    first, second = line(page, "It is late."), line(page, "I know.")
    send(page, {"kind": "set_speaker", "lines": [first], "person": "Tom"})
    wait_until_ready(page)
    wait_until_settled(page)
    assert [rows(page)[n]["speaker"] for n in (first, second)] == ["Tom", "Rose"]
    step(page, "undo")
    assert [rows(page)[n]["speaker"] for n in (first, second)] == ["Rose", "Tom"]


def test_undo_gives_every_byte_back_and_redo_takes_it_again(page: TestClient, files: Path) -> None:
    page.get(BOOK)
    texts = [script(files)]
    for words, person in (("I know.", "Ann"), ("It is late.", None), ("Only me", "Rose")):
        answer = send(page, {"kind": "set_speaker", "lines": [line(page, words)], "person": person})
        assert answer.status_code == 200
        texts.append(script(files))
    for text in reversed(texts[:-1]):
        assert step(page, "undo") == 200
        assert script(files) == text
    assert step(page, "undo") == 400
    for text in texts[1:]:
        assert step(page, "redo") == 200
        assert script(files) == text


def test_undo_goes_on_when_the_studio_begins_again(files: Path) -> None:
    with page_of(files) as page:
        page.get(BOOK)
        texts = [script(files)]
        for words in ("I know.", "Only me"):
            send(page, {"kind": "set_speaker", "lines": [line(page, words)], "person": "Ann"})
            texts.append(script(files))
        step(page, "undo")
    with page_of(files) as page:
        assert page.get(BOOK).json()["undo"] == "set_speaker"
        assert step(page, "redo") == 200
        assert script(files) == texts[2]
        step(page, "undo")
        step(page, "undo")
        assert script(files) == texts[0]


def test_what_was_changed_meanwhile_is_not_undone(files: Path) -> None:
    with page_of(files) as page:
        send(page, {"kind": "confirm", "lines": [1]})
    (files / "lamp.script.txt").write_text(script(files).replace("[Tom]", "[Ann]"))
    with page_of(files) as page:
        book = page.get(BOOK).json()
        assert (book["undo"], book["redo"]) == (None, None)


def test_who_undoes_before_all_is_decided_takes_that_back_too(
    page: TestClient, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SHORT", 0)
    wait_until_ready(page)
    before, first = script(files), line(page, "It is late.")
    edit = {"kind": "set_speaker", "lines": [first], "person": "Tom"}
    seen = page.get(BOOK).json()["version"]
    answer = page.post(f"{BOOK}/edits", json={"version": seen, "edit": edit}).json()["book"]
    assert not answer["settled"]
    wait_until_settled(page)
    assert page.get(BOOK).json()["version"] == answer["version"] + 1
    undone = page.post(f"{BOOK}/undo", json={"version": answer["version"]})
    assert undone.status_code == 200
    wait_until_settled(page)
    assert script(files) == before


@pytest.fixture
def may_decide(page: TestClient, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Until it is set, nothing is decided of what follows from an edit."""
    monkeypatch.setattr(working, "SHORT", 0)
    wait_until_ready(page)
    decide, allowed = Rest.decide, Event()

    def decide_later(rest: Rest, corrections: Mapping[int, str]) -> Script:
        assert allowed.wait(60)
        return decide(rest, corrections)

    monkeypatch.setattr(Rest, "decide", decide_later)
    return allowed


def send_only(page: TestClient, what: str, **edit: Any) -> int:
    """Make an edit, or undo or redo, and wait for nothing; the status of the answer."""
    body = {"version": page.get(BOOK).json()["version"]} | ({"edit": edit} if edit else {})
    return int(page.post(f"{BOOK}/{what}", json=body).status_code)


@pytest.mark.parametrize("first_undone", [True, False])
def test_what_follows_comes_also_when_something_was_undone_meanwhile(
    page: TestClient, files: Path, may_decide: Event, *, first_undone: bool
) -> None:
    before = script(files)
    late, other = line(page, "It is late."), line(page, "Only me")
    assert send_only(page, "edits", kind="set_speaker", lines=[late], person="Tom") == 200
    if first_undone:
        steps = send_only(page, "undo"), send_only(page, "redo")
    else:
        steps = send_only(page, "edits", kind="confirm", lines=[other]), send_only(page, "undo")
    assert steps == (200, 200)
    may_decide.set()
    wait_until_settled(page)
    assert rows(page)[line(page, "I know.")]["speaker"] == "Rose"
    send(page, {"kind": "direct", "lines": [other], "manner": "whispering"})
    assert script(files).count("; confirmed") == 1
    assert (step(page, "undo"), step(page, "undo")) == (200, 200)
    assert script(files) == before


def test_what_follows_is_not_written_over_a_file_that_is_wrong_by_then(
    page: TestClient, files: Path, may_decide: Event
) -> None:
    late = line(page, "It is late.")
    send_only(page, "edits", kind="set_speaker", lines=[late], person="Tom")
    good = script(files)
    (files / "lamp.script.txt").write_text("nonsense\n")
    assert send_only(page, "edits", kind="confirm", lines=[late]) == 400
    may_decide.set()
    wait_until_settled(page)
    assert script(files) == "nonsense\n"
    (files / "lamp.script.txt").write_text(good)
    send(page, {"kind": "confirm", "lines": [line(page, "Only me")]})
    assert rows(page)[line(page, "I know.")]["speaker"] == "Rose"


def test_two_pages_do_not_fight(page: TestClient, files: Path) -> None:
    at, other = line(page, "I know."), line(page, "Who is there")
    seen = page.get(BOOK).json()["version"]
    assert send(page, {"kind": "confirm", "lines": [at]}, seen).status_code == 200
    late = send(page, {"kind": "set_speaker", "lines": [at], "person": "Ann"}, seen)
    assert late.status_code == 409
    assert late.json()["code"] == "conflict"
    assert late.json()["version"] == page.get(BOOK).json()["version"]
    assert "[Ann]" not in script(files)
    assert send(page, {"kind": "confirm", "lines": [other]}, seen).status_code == 200
    assert script(files).count("; confirmed") == 2


def test_what_is_changed_outside_is_kept(page: TestClient, files: Path) -> None:
    seen = page.get(BOOK).json()["version"]
    at = line(page, "I know.")
    text = script(files).replace("[Rose] “Then", "[Ann] “Then")
    assert text != script(files)
    (files / "lamp.script.txt").write_text(text)
    assert send(page, {"kind": "confirm", "lines": [at]}, seen).status_code == 409
    assert send(page, {"kind": "confirm", "lines": [at]}).status_code == 200
    assert "[Ann] “Then go home,”\n; confirmed\n" in script(files)


def test_what_was_changed_in_the_file_is_marked_with_the_first_correction(files: Path) -> None:
    with page_of(files) as page:
        last = line(page, "I know.")
    changed = script(files).replace("[Rose] “It", "[Ann] “It")
    (files / "lamp.script.txt").write_text(changed)
    with page_of(files) as page:
        wait_until_ready(page)
        send(page, {"kind": "set_speaker", "lines": [last], "person": "Ann"})
    marked = "[Ann] “It is late.”\n; confirmed\n\n[Ann] “I know.”\n; confirmed\n\n[Rose]"
    assert marked in script(files)


def test_a_file_that_was_broken_outside_is_told_and_left_alone(
    page: TestClient, files: Path
) -> None:
    at = line(page, "I know.")
    (files / "lamp.script.txt").write_text("nonsense\n")
    assert send(page, {"kind": "confirm", "lines": [at]}).status_code == 400
    assert script(files) == "nonsense\n"
    book = page.get(BOOK).json()
    assert book["problems"][0]["at"].endswith("lamp.script.txt:1")
    assert book["segments"] > 5


def test_confirmed_lines_are_facts_until_they_are_not(page: TestClient, files: Path) -> None:
    at = line(page, "I know.")
    send(page, {"kind": "confirm", "lines": [at]})
    assert rows(page)[at]["confidence"] == 1.0
    send(page, {"kind": "unconfirm", "lines": [at]})
    assert not rows(page)[at]["confirmed"]
    assert "; confirmed" not in script(files)


def test_renaming_leaves_the_old_name_as_an_alias(page: TestClient, files: Path) -> None:
    assert send(page, {"kind": "rename", "person": "Tom", "name": "Thomas"}).status_code == 200
    assert "cast: Thomas (M) also Tom\n" in script(files)
    assert "[Tom]" not in script(files)
    people = {one["name"] for one in page.get(BOOK).json()["people"]}
    assert people == {"Rose", "Thomas"}
    assert not any(one["changed"] for one in rows(page))


def test_of_many_lines_that_are_others_it_is_told_only_that_they_are(
    page: TestClient, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page.get(BOOK).json()["version"]
    told = send(page, {"kind": "rename", "person": "Rose", "name": "Rosa"}).json()
    assert (len(told["also"]) > 1, told["moved"]) == (True, False)
    monkeypatch.setattr(working, "MOST_TOLD", 1)
    changed = page.get(f"{BOOK}/changes?since={before}").json()
    assert (changed["told"], changed["also"], changed["moved"]) == ([], [], True)


def test_two_who_are_one_are_merged(page: TestClient, files: Path) -> None:
    assert send(page, {"kind": "merge", "person": "Tom", "into": "Rose"}).status_code == 200
    assert "cast: Rose (F) also Tom\n" in script(files)
    assert {one["speaker"] for one in rows(page)} == {"Rose", None}


def test_one_who_is_two_is_split(page: TestClient, files: Path) -> None:
    at = line(page, "I know.")
    edit = {"kind": "split", "person": "Tom", "lines": [at], "name": "Thomas"}
    assert send(page, edit).status_code == 200
    assert rows(page)[at]["speaker"] == "Thomas"
    assert send(page, edit).status_code == 400


def test_nobody_says_nothing(page: TestClient, files: Path) -> None:
    assert send(page, {"kind": "nobody", "person": "Tom"}).status_code == 200
    assert "; nobody: Tom\n" in script(files)
    assert "Tom" not in {one["speaker"] for one in rows(page)}
    assert "cast: Tom" not in script(files)


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "nonsense"},
        {"kind": "confirm"},
        {"kind": "confirm", "lines": [999]},
        {"kind": "confirm", "lines": [-1]},
        {"kind": "confirm", "lines": ["1"]},
        {"kind": "confirm", "lines": [0]},
        {"kind": "confirm", "lines": [1], "more": 1},
        {"kind": "set_speaker", "lines": [1], "person": " "},
        {"kind": "set_speaker", "lines": [1], "person": "a\x00b"},
        {"kind": "rename", "person": "Tom", "name": "Rose"},
        {"kind": "rename", "person": "Who", "name": "What"},
        {"kind": "direct", "lines": [1], "manner": "dancing"},
        {"kind": "set_setting", "path": ["nonsense"], "value": 1},
        {"kind": "set_voice", "person": "Tom", "rate": 10_000},
        {"kind": "cut", "line": 1, "at": 0},
        {"kind": "take_back", "index": 0},
        {"kind": "leave_out", "number": 1},
        [],
        None,
    ],
)
def test_what_makes_no_sense_changes_nothing(page: TestClient, files: Path, edit: Any) -> None:
    page.get(BOOK)
    before = script(files), (files / "voices.yaml").read_text()
    assert send(page, edit).status_code == 400
    assert (script(files), (files / "voices.yaml").read_text()) == before


def test_a_voice_is_set_and_comments_stay(page: TestClient, files: Path) -> None:
    page.get(BOOK)
    edit = {"kind": "set_voice", "person": "Tom", "rate": 150}
    assert send(page, edit).status_code == 200
    assert send(page, {"kind": "set_voice", "person": None, "rate": 160}).status_code == 200
    assert (files / "voices.yaml").read_text() == (
        "# ours\nnarrator:\n  rate: 160  # slow\n"
        "characters:\n  Tom:\n    gender: M\n    rate: 150\n"
    )


def test_a_voices_file_is_made_and_undone(page: TestClient, files: Path) -> None:
    (files / "voices.yaml").unlink()
    page.get(BOOK)
    assert send(page, {"kind": "book_data", "title": "The Lamp, 2"}).status_code == 200
    assert "title: The Lamp, 2" in (files / "voices.yaml").read_text()
    book = page.get(BOOK).json()
    assert book["title"] == "The Lamp, 2"
    page.post(f"{BOOK}/undo", json={"version": book["version"]})
    assert not (files / "voices.yaml").exists()


def test_the_voices_of_all_can_be_kept(page: TestClient, files: Path) -> None:
    cast = page.get(f"{BOOK}/cast").json()
    keep = [
        {"person": name, **{key: voice[key] for key in ("name", "rate", "pitch", "volume")}}
        for name, voice in cast["voices"].items()
    ]
    assert send(page, {"kind": "set_voices", "voices": keep}).status_code == 200
    at = [line(page, "I know."), line(page, "Only me")]
    send(page, {"kind": "set_speaker", "lines": at, "person": "Rose"})
    after = page.get(f"{BOOK}/cast").json()
    assert after["voices"] == cast["voices"]
    assert {one["name"] for one in page.get(f"{BOOK}/settings").json()["people"]} == {"Rose", "Tom"}


def test_what_was_decided_anew_is_no_fact_when_the_book_is_opened_again(files: Path) -> None:
    with page_of(files) as page:
        wait_until_ready(page)
        at = line(page, "It is late.")
        send(page, {"kind": "set_speaker", "lines": [at], "person": "Tom"})
        told = rows(page)
    with page_of(files) as page:
        again = rows(page)
        assert [one["confirmed"] for one in again] == [n == at for n in range(len(again))]
        assert again == told
        send(page, {"kind": "unconfirm", "lines": [at]})
        wait_until_ready(page)
        assert not any(one["changed"] for one in rows(page))


def test_what_was_changed_while_the_studio_was_closed_is_a_fact(files: Path) -> None:
    with page_of(files) as page:
        at = line(page, "It is late.")
    (files / "lamp.script.txt").write_text(script(files).replace("[Rose] “It", "[Ann] “It"))
    with page_of(files) as page:
        assert [one["confirmed"] for one in rows(page)].index(True) == at
