"""What lies as it was left is not made again, and whatever else may be is."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.cache.pruning import CacheKind
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import file_records
from narrate.settings import BookInfo, Output, Pauses, Settings
from narrate.testing import ToneEngine
from soundstage import Report, book_of, inline

FIRST = ["It rained. It went on all day.", "“Hello there. Who is it?”"]
SECOND = ["“So?”", "It was over."]
BOOK = book_of(FIRST, SECOND)
BOTH = Settings(output=Output("mp3", subtitles=("vtt",)))
PNG = b"\x89PNG\r\n\x1a\n"


def nobody(_jobs: int) -> Executor:
    raise AssertionError("a worker was asked for")


def make(
    store: Store,
    out: Path,
    settings: Settings = BOTH,
    prep: Prep = BOOK,
    *,
    idle: bool = False,
) -> dict[str, bytes]:
    """Make the book; what is in its folder then. Whoever is *idle* has no worker to ask."""
    with Recorder(ToneEngine(), store, jobs=2, start=nobody if idle else inline) as recorder:
        recorder.run(produce(prep, settings, recorder, out, Report()))
    return {path.name: path.read_bytes() for path in out.iterdir()}


def remade(out: Path, before: dict[str, int]) -> set[str]:
    """The sound files and subtitles that are not the very files they were *before*."""
    return {name for name, number in numbers(out).items() if before.get(name) != number}


def numbers(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in out.iterdir() if path.name[0] == "0"}


def test_a_second_run_asks_no_worker_for_anything_and_leaves_the_same(
    store: Store, out: Path
) -> None:
    first = make(store, out)
    before = numbers(out)
    assert make(store, out, idle=True) == first
    assert not remade(out, before)


def test_the_files_are_those_of_a_run_that_knew_nothing(store: Store, out: Path) -> None:
    make(store, out)
    known = make(store, out, idle=True)
    assert known == make(Store(store.root.with_name("other")), out.with_name("fresh"))


@pytest.mark.parametrize("name", ["01 - Part 1.mp3", "02 - Part 2.vtt"])
def test_a_file_that_is_gone_is_made_again(store: Store, out: Path, name: str) -> None:
    first = make(store, out)
    (out / name).unlink()
    assert make(store, out) == first


@pytest.mark.parametrize("name", ["01 - Part 1.mp3", "02 - Part 2.vtt"])
def test_a_file_that_somebody_changed_is_made_again(store: Store, out: Path, name: str) -> None:
    first = make(store, out)
    path = out / name
    left = path.stat()
    path.write_bytes(first[name][:-1] + b"?")
    os.utime(path, ns=(left.st_atime_ns, left.st_mtime_ns + 1))
    assert make(store, out) == first
    path.write_bytes(first[name] + b"?")
    os.utime(path, ns=(left.st_atime_ns, path.stat().st_mtime_ns))
    assert make(store, out) == first


def test_a_change_in_one_chapter_leaves_the_files_of_those_behind_it(
    store: Store, out: Path
) -> None:
    make(store, out)
    before = numbers(out)
    longer = book_of([*FIRST, "Then it stopped."], SECOND)
    assert make(store, out, prep=longer) == make(store, out.with_name("fresh"), prep=longer)
    assert remade(out, before) == {"01 - Part 1.mp3", "01 - Part 1.vtt"}


@pytest.mark.parametrize(
    "settings",
    [
        replace(BOTH, pauses=Pauses(tail=1000)),
        replace(BOTH, output=Output("mp3", 32, subtitles=("vtt",))),
        replace(BOTH, book=BookInfo(title="Another")),
        replace(BOTH, book=BookInfo(cover=Path("cover.png"))),
        replace(BOTH, output=Output("mp3", subtitles=("vtt",), preset="acx")),
        replace(BOTH, output=Output("mp3", subtitles=("vtt",), words=True)),
    ],
)
def test_what_decides_a_file_makes_it_anew(
    store: Store,
    out: Path,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cover.png").write_bytes(PNG + b"one")
    make(store, out)
    before = numbers(out)
    fresh = make(store, out.with_name("fresh"), settings)
    assert fresh.items() <= make(store, out, settings).items()
    assert "01 - Part 1.mp3" in remade(out, before)
    before = numbers(out)
    make(store, out, settings, idle=True)
    assert not remade(out, before)


def test_another_cover_of_the_same_name_makes_all_files_anew(
    store: Store, out: Path, tmp_path: Path
) -> None:
    cover = tmp_path / "cover.png"
    pictured = replace(BOTH, book=BookInfo(cover=cover))
    cover.write_bytes(PNG + b"one")
    make(store, out, pictured)
    cover.write_bytes(PNG + b"two")
    assert PNG + b"two" in make(store, out, pictured)["02 - Part 2.mp3"]


def test_another_narrate_makes_all_files_anew(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(store, out)
    before = numbers(out)
    monkeypatch.setattr(file_records, "digest_of_sources", lambda: "another")
    make(store, out)
    assert remade(out, before) == set(before)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\0",
        b"null",
        b"[]",
        b"{}",
        b'{"stamps": [], "sentences": []}',
        b'{"stamps": [[1]], "sentences": []}',
        b'{"stamps": [["x", null]], "sentences": 1}',
        b"[" * 100_000,
    ],
)
def test_a_receipt_that_is_not_ours_is_noticed(store: Store, out: Path, payload: bytes) -> None:
    first = make(store, out)
    before = numbers(out)
    for path in (store.root / "receipts").rglob("*.json"):
        store.keep_payload(CacheKind.RECORDS, path.stem, "json", payload)
    assert make(store, out) == first
    assert remade(out, before) == set(before)


def test_a_book_in_one_file_is_made_of_all_its_chapters(store: Store, out: Path) -> None:
    whole = replace(BOTH, output=Output("mp3", book="mp3"))
    first = make(store, out, whole)
    assert "The Book.mp3" in first
    (out / "The Book.mp3").unlink()
    assert make(store, out, whole) == first
