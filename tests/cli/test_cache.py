"""``narrate cache``, and the two variables that say where the cache is and how large."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from commandline import STORY, Narrate
from programs import start
from wholeruns import WAIT_S

MAKE = ("--engine", "tone", "--format", "flac", "-q")


class Person(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def age(folder: Path, days: float) -> None:
    for path in kept(folder):
        os.utime(path, (time.time() - days * 86_400,) * 2)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the cache of these tests lies."""
    return tmp_path / "cache"


def shown(narrate: Narrate, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(narrate("cache", "--json", *words).out)
    return found


def test_it_shows_folder_size_and_what_is_kept(narrate: Narrate, story: Path, store: Path) -> None:
    assert narrate("make", story, *MAKE).code == 0
    age(store, 3.5)
    out = narrate("cache").out
    assert out.startswith(f"{store}: ")
    assert "of 5 GB at most" in out
    takes = len(list((store / "takes").rglob("*.wav")))
    assert re.search(rf"^takes +{takes} +\d.* [kM]B +3 days ago +3 days ago$", out, re.MULTILINE)
    assert re.search(r"^encoded pieces +1 ", out, re.MULTILINE)


def test_it_tells_the_same_as_data(narrate: Narrate, story: Path, store: Path) -> None:
    narrate("make", story, *MAKE)
    found = shown(narrate)
    assert (found["folder"], found["limit"]) == (str(store), 5_000_000_000)
    assert found["size"] == sum(path.stat().st_size for path in kept(store))
    assert found["files"] == len(kept(store)) == sum(kind["files"] for kind in found["kinds"])
    assert {"takes", "pressings"} <= {kind["kind"] for kind in found["kinds"]}
    assert "removed" not in found


@pytest.mark.parametrize(
    "words", [("script", "--explain"), ("check",), ("cast", "--engine", "tone")]
)
def test_a_story_that_was_read_before_is_told_the_same(
    narrate: Narrate, story: Path, store: Path, words: tuple[str, ...]
) -> None:
    fresh = narrate(words[0], story, *words[1:])
    (script,) = (store / "scripts").rglob("*.json")
    assert narrate(words[0], story, *words[1:]) == fresh
    script.write_bytes(script.read_bytes()[:-1])
    assert narrate(words[0], story, *words[1:]) == fresh


def test_looking_makes_no_folder(narrate: Narrate, store: Path) -> None:
    assert narrate("cache").code == 0
    assert narrate("doctor").out.count(f"{store}: 0 bytes of 5 GB at most") == 1
    assert not store.exists()


def test_prune_leaves_what_was_used_last(narrate: Narrate, story: Path, store: Path) -> None:
    narrate("make", story, *MAKE)
    age(store, 2)
    newest = kept(store)[0]
    os.utime(newest)
    removed = len(kept(store)) - 1
    size = newest.stat().st_size
    assert f"removed {removed} files" in narrate("cache", "--prune", f"{size}B").out
    assert kept(store) == [newest]


def test_prune_alone_prunes_to_the_limit(
    narrate: Narrate, story: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrate("make", story, *MAKE)
    assert shown(narrate, "--prune")["removed"] == {"files": 0, "size": 0}
    monkeypatch.setenv("NARRATE_CACHE_LIMIT", "0")
    everything = len(kept(store))
    assert shown(narrate, "--prune")["removed"]["files"] == everything
    monkeypatch.setenv("NARRATE_CACHE_LIMIT", "none")
    assert narrate("cache", "--prune").code == 2


def test_clear_asks_and_nobody_to_ask_is_wrong_usage(
    narrate: Narrate, story: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrate("make", story, *MAKE)
    before = kept(store)
    refused = narrate("cache", "--clear")
    assert (refused.code, kept(store)) == (2, before)
    assert "--yes" in refused.err
    monkeypatch.setattr(sys, "stdin", Person("n\n"))
    assert "nothing was removed" in narrate("cache", "--clear").out
    assert kept(store) == before
    monkeypatch.setattr(sys, "stdin", Person("y\n"))
    assert narrate("cache", "--clear").code == 0
    assert kept(store) == []


def test_what_was_cleared_is_made_again_just_as_it_was(
    narrate: Narrate, story: Path, store: Path
) -> None:
    narrate("make", story, *MAKE)
    before, first = [path.name for path in kept(store)], sounds()
    narrate("cache", "--clear", "--yes")
    narrate("make", story, *MAKE)
    assert [path.name for path in kept(store)] == before
    assert sounds() == first


@pytest.mark.parametrize(
    "words", [("--clear", "--prune", "1GB"), ("--prune", "none"), ("--prune", "7"), ("x",)]
)
def test_what_makes_no_sense_is_wrong_usage(narrate: Narrate, words: tuple[str, ...]) -> None:
    assert narrate("cache", *words).code == 2


def test_a_limit_that_is_no_size_is_wrong_usage(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_CACHE_LIMIT", "five")
    for words in (("cache",), ("make", story, *MAKE)):
        done = narrate(*words)
        assert done.code == 2
        assert "NARRATE_CACHE_LIMIT: 'five' is no size: write 5GB" in done.err


def test_a_run_prunes_when_it_is_done_and_keeps_what_it_used(
    narrate: Narrate, story: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrate("make", story, *MAKE)
    other = Path("other.txt")
    other.write_text("“Ho,” said Ben.\n", encoding="utf-8")
    first = set(kept(store))
    age(store, 1)
    monkeypatch.setenv("NARRATE_CACHE_LIMIT", "0")
    narrate("make", other, *MAKE)
    assert first - set(kept(store))
    assert set(kept(store)) - first
    age(store, 1)
    made = set(kept(store))
    narrate("make", other, *MAKE)
    assert {path for path in made if path.suffix == ".wav"} <= set(kept(store))


def sounds() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path("audio").rglob("*.flac"))}


def test_two_processes_that_prune_all_they_can_do_not_hurt_each_other(
    narrate: Narrate, story: Path, store: Path, tmp_path: Path
) -> None:
    other = Path("other.txt")
    other.write_text(STORY.replace("lamp", "stairs"), encoding="utf-8")
    narrate("make", story, other, *MAKE)
    undisturbed = sounds()
    age(store, 1)
    environment = {**os.environ, "NARRATE_CACHE_LIMIT": "0"}
    words = ["make", "--jobs", "1", *MAKE, "-o", str(tmp_path / "out")]
    runs = [start(Path.cwd(), [*words, str(one)], environment) for one in (story, other)]
    assert [run.communicate(WAIT_S) for run in runs] == [(0, "", "")] * 2
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*.flac")}
    assert made == undisturbed


def test_the_cache_may_be_named_from_the_working_folder_and_need_not_be_there(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_CACHE", "not/yet/there")
    assert narrate("make", story, *MAKE).code == 0
    assert shown(narrate)["folder"] == str(Path("not/yet/there").absolute())
    assert shown(narrate)["files"] > 0


def test_the_cache_may_be_named_from_home(
    narrate: Narrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("NARRATE_CACHE", "~/sounds")
    assert shown(narrate)["folder"] == str(tmp_path / "sounds")


def test_a_file_in_the_place_of_the_cache_is_one_clear_line(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_CACHE", str(story))
    done = narrate("make", story, *MAKE)
    assert (done.code, done.err.count("\n")) == (7, 1)
    assert "the cache cannot be written: Not a directory" in done.err
    assert "NARRATE_CACHE" in done.err
    assert narrate("cache").code == 0


def test_a_cache_that_can_only_be_read_is_one_clear_line(
    narrate: Narrate, story: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", refuse)
    done = narrate("make", story, *MAKE)
    assert (done.code, done.err.count("\n")) == (7, 1)
    assert f"{store}" in done.err
    assert "the cache cannot be written: Read-only file system (hint: " in done.err
    for words in (("script", story), ("cast", story, "--engine", "tone"), ("cache",)):
        assert narrate(*words).code == 0
