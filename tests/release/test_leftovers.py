"""What an earlier edition left goes when a new one is complete, and nothing else ever does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from narrate.errors import NarrateError
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import Release
from narrate.release.leftovers import clear_away
from narrate.release.values import FileData
from narrate.settings import BookInfo, Output, Settings
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine
from soundstage import Report, book_of, inline

LINES = ["It rained. It went on all day.", "“Hello there. Who is it?”"], ["“So?”", "It was over."]
BOOK = book_of(*LINES)
PLAIN = Settings(output=Output("wav"))
OTHERS = {"book.json", "listen.html"}


def make(
    store: Store,
    out: Path,
    prep: Prep = BOOK,
    settings: Settings = PLAIN,
    *,
    engine: Any = None,
    chapters: slice = slice(None),
) -> Release:
    with Recorder(engine or ToneEngine(), store, jobs=2, start=inline) as recorder:
        chosen = prep.script.book.chapters[chapters]
        return recorder.run(produce(prep, settings, recorder, out, Report(), chosen))


def called(*titles: str) -> Prep:
    """The book with other titles for its chapters, and no more chapters than titles."""
    book = BOOK.script.book
    chapters = [
        replace(one, title=title) for one, title in zip(book.chapters, titles, strict=False)
    ]
    return replace(BOOK, script=replace(BOOK.script, book=replace(book, chapters=tuple(chapters))))


def names(out: Path) -> set[str]:
    return {path.name for path in out.iterdir()} - OTHERS


def named(out: Path) -> set[str]:
    """The files that book.json names."""
    return {one["name"] for one in data(out)["files"]}


def data(out: Path) -> Any:
    return json.loads((out / "book.json").read_text(encoding="utf-8"))


def rewrite(out: Path, change: Callable[[Any], object]) -> None:
    book = data(out)
    change(book)
    (out / "book.json").write_text(json.dumps(book))


def row(name: object, digest: object, chapter: object = 1) -> dict[str, object]:
    return {"name": name, "chapter": chapter, "sha256": digest}


FULL = Output("wav", book="m4b", subtitles=("vtt", "srt"), sample=1)


def test_every_file_is_named_with_what_is_in_it(store: Store, out: Path) -> None:
    make(store, out, settings=Settings(output=FULL))
    assert named(out) == names(out)
    for one in data(out)["files"]:
        assert one["sha256"] == sha256((out / one["name"]).read_bytes()).hexdigest()
    owners = {one["name"]: one["chapter"] for one in data(out)["files"]}
    assert owners["02 - Part 2.srt"] == 2
    assert owners["Retail sample.wav"] == 1
    assert owners["The Book.m4b"] is owners["The Book.m3u8"] is None


@pytest.mark.parametrize(
    ("prep", "settings"),
    [
        (called("Part 1", "The End"), PLAIN),
        (called("Part 1"), PLAIN),
        (BOOK, replace(PLAIN, book=BookInfo(title="Another"))),
        (BOOK, Settings(output=Output("flac"))),
        (BOOK, Settings(output=Output("flac", sample=1))),
        (BOOK, Settings(output=replace(FULL, subtitles=("srt",)))),
        (BOOK, Settings(output=replace(FULL, book="mp3"), book=BookInfo(title="Another"))),
    ],
)
def test_a_folder_holds_what_a_fresh_one_would(
    store: Store, out: Path, prep: Prep, settings: Settings
) -> None:
    make(store, out, settings=Settings(output=FULL))
    earlier = names(out)
    release = make(store, out, prep, settings)
    make(store, out.with_name("fresh"), prep, settings)
    assert names(out) == names(out.with_name("fresh"))
    assert set(release.removed) == earlier - names(out)
    assert (out / "book.json").read_bytes() == (out.parent / "fresh/book.json").read_bytes()


def test_nothing_goes_where_nothing_changed(store: Store, out: Path) -> None:
    make(store, out)
    assert make(store, out).removed == ()


def test_what_somebody_changed_or_put_there_stays(store: Store, out: Path) -> None:
    make(store, out)
    changed = out / "01 - Part 1.wav"
    changed.write_bytes(changed.read_bytes()[:-1] + b"?")
    own = {"notes.txt", "Retail sample.wav", "00 - Preface.mp3", "cover.jpg"}
    for name in own:
        (out / name).write_text("mine")
    release = make(store, out, called("One", "Two"))
    assert release.removed == ("02 - Part 2.wav",)
    assert names(out) == own | {changed.name, "01 - One.wav", "02 - Two.wav", "The Book.m3u8"}
    assert changed.name not in named(out)


def test_files_of_chapters_that_were_not_asked_for_stay(store: Store, out: Path) -> None:
    """Theirs and the book's; the next edition of the whole still knows them."""
    make(store, out, settings=Settings(output=FULL))
    other = called("One", "Two")
    release = make(store, out, other, chapters=slice(1, 2))
    old = {"02 - Part 2.wav", "02 - Part 2.vtt", "02 - Part 2.srt"}
    assert set(release.removed) == old
    left = {"01 - Part 1.wav", "01 - Part 1.vtt", "01 - Part 1.srt"}
    assert left | {"Retail sample.wav", "The Book.m4b"} <= names(out) == named(out)
    assert left | {"Retail sample.wav", "The Book.m4b"} == set(make(store, out, other).removed)


def test_a_playlist_is_replaced_by_every_edition(store: Store, out: Path) -> None:
    make(store, out)
    retitled = replace(PLAIN, book=BookInfo(title="Another"))
    release = make(store, out, settings=retitled, chapters=slice(1, 2))
    assert release.removed == ("The Book.m3u8",)


def test_an_edition_that_fails_removes_nothing_and_the_next_one_does(
    store: Store, out: Path
) -> None:
    make(store, out)
    before = names(out)
    failing = FailingEngine(ToneEngine(), (Rule(Fault.RAISE, "So"),))
    other = called("One", "Two")
    with pytest.raises(NarrateError):
        make(Store(store.root.with_name("empty")), out, other, engine=failing)
    assert names(out) == before | {"01 - One.wav"}
    assert make(store, out, other).removed == ("01 - Part 1.wav", "02 - Part 2.wav")


def test_what_cannot_be_written_at_the_end_removes_nothing(store: Store, out: Path) -> None:
    make(store, out)
    before = names(out)
    (out / "listen.html").unlink()
    (out / "listen.html").mkdir()
    with pytest.raises(NarrateError):
        make(store, out, called("One", "Two"))
    assert before < names(out)


OUTSIDE = ["../02.wav", "/{}/02.wav", "sub/02.wav", "sub\\02.wav", "./02.wav", "..", "", ".wav"]
OTHER_KINDS = ["notes.txt", "cover.jpg", "02.wav.part", "book.json", "listen.html", "02", "02.WAV"]


@pytest.mark.parametrize("name", [*OUTSIDE, *OTHER_KINDS, " 02.wav", "02 .wav", ".hidden.wav"])
def test_no_book_can_name_a_file_that_is_not_a_release_s(
    store: Store, out: Path, name: str
) -> None:
    """Not even one of which it knows what is in it."""
    make(store, out)
    name = name.format(out.parent)
    (out / "sub").mkdir()
    mine = [out.parent / "02.wav", out / "sub" / "02.wav"]
    mine += [out / other for other in (*OTHER_KINDS, " 02.wav", "02 .wav", ".hidden.wav", ".wav")]
    for path in mine:
        if path.name not in OTHERS:
            path.write_bytes(b"mine")
    digest = sha256((out / name).read_bytes() if (out / name).is_file() else b"mine").hexdigest()
    rewrite(out, lambda book: book["files"].append(row(name, digest)))
    assert make(store, out, called("One", "Two")).removed == ("01 - Part 1.wav", "02 - Part 2.wav")
    assert all(path.is_file() for path in mine)


@pytest.mark.parametrize(
    "files",
    [
        None,
        1,
        "01 - Part 1.wav",
        {"name": "01 - Part 1.wav"},
        [None, 1, "x", [], {}, {"name": "01 - Part 1.wav"}],
        [row(1, "0" * 64), row("a.wav", 0), row("a.wav", "x"), row([], {})],
        [row("01 - Part 1.wav", "0" * 64, chapter) for chapter in ("1", 1.5)],
        [row("01 - Part 1.wav", "0" * 64)] * 10_000,
    ],
)
def test_a_list_of_files_that_is_none_of_ours_removes_nothing(
    store: Store, out: Path, files: object
) -> None:
    make(store, out)
    before = names(out)
    rewrite(out, lambda book: book.update(files=files))
    assert make(store, out, called("One", "Two")).removed == ()
    assert before <= names(out)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "gone"])
def test_only_plain_files_are_removed(store: Store, out: Path, kind: str) -> None:
    make(store, out)
    path, other = out / "01 - Part 1.wav", out.with_name("mine.wav")
    path.rename(other)
    if kind == "link":
        path.symlink_to(other)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    assert make(store, out, called("One", "Two")).removed == ("02 - Part 2.wav",)
    assert other.is_file()
    assert os.path.lexists(path) == (kind != "gone")


def test_a_name_that_is_another_name_of_a_file_of_this_edition_stays(out: Path) -> None:
    """As where the system does not tell capitals apart."""
    out.mkdir()
    (out / "01 - The End.wav").write_bytes(b"sound")
    (out / "01 - The end.wav").hardlink_to(out / "01 - The End.wav")
    old = FileData("01 - The end.wav", 1, sha256(b"sound").hexdigest())
    assert clear_away(out, [old], ["01 - The End.wav"]).removed == ()
    assert clear_away(out, [old], []).removed == (old,)


def test_what_the_system_keeps_is_removed_by_a_later_run(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(store, out)
    unlink = Path.unlink

    def unless_played(path: Path, *arguments: Any, **more: Any) -> None:
        if path.name == "01 - Part 1.wav":
            raise PermissionError
        unlink(path, *arguments, **more)

    monkeypatch.setattr(Path, "unlink", unless_played)
    assert make(store, out, called("One", "Two")).removed == ("02 - Part 2.wav",)
    monkeypatch.undo()
    assert make(store, out, called("One", "Two")).removed == ("01 - Part 1.wav",)
