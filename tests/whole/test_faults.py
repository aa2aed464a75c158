"""Whole runs with a full disk, a damaged cache, a clock that jumps, folders in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wholeruns import Place, book, files, place, unlike

TEXT = book(chapters=2, lines=12)
TONE = ("--engine", "tone", "--jobs", "2")
Run = Callable[[Place], tuple[int, str]]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where the story was made, and nothing happened."""
    here = place(tmp_path_factory.mktemp("undisturbed") / "here", TEXT, *TONE)
    assert here.run_inline() == (0, "")
    return here


@pytest.fixture(scope="module")
def audiobook(undisturbed: Place) -> dict[str, bytes]:
    """What an undisturbed run makes of the story."""
    return files(undisturbed.out)


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return place(tmp_path / "here", TEXT, *TONE)


def test_files_are_the_same_to_the_byte_with_any_jobs_in_any_order(tmp_path: Path) -> None:
    words = ("--engine", "pyttsx3", "--subtitles", "srt")
    text = book(chapters=2, lines=4)
    alone, many = (place(tmp_path / name, text, *words) for name in ("alone", "many"))
    assert alone.run_inline() == (0, "")
    assert many.run_inline("--chapters", "2") == (0, "")  # the last chapter first
    assert many.run("--jobs", "3") == (0, "")
    assert unlike(files(many.out), files(alone.out), all_of_it=True) == []


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


def _halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    os.truncate(path, 0)


def _garble(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


def _lose(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere")


def _put_a_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


@pytest.mark.parametrize("harm", [_flip, _halve, _empty, _garble, _lose, _put_a_folder])
def test_a_damaged_cache_costs_nothing_but_time(
    here: Place, undisturbed: Place, audiobook: dict[str, bytes], harm: Callable[[Path], None]
) -> None:
    shutil.copytree(undisturbed.cache, here.cache)
    store = [path for path in here.cache.rglob("*") if path.is_file()]
    assert len(store) > 20
    for path in store:
        harm(path)
    assert here.run_inline() == (0, "")
    assert unlike(files(here.out), audiobook, all_of_it=True) == []


def test_a_clock_that_jumped_costs_nothing(here: Place, audiobook: dict[str, bytes]) -> None:
    assert here.run_inline() == (0, "")
    for years in (-30, 60):
        for path in [*here.cache.rglob("*"), *here.out.rglob("*")]:
            then = path.stat().st_mtime + years * 365 * 86_400
            os.utime(path, (then, then))
        assert here.run_inline() == (0, "")
        assert unlike(files(here.out), audiobook, all_of_it=True) == []


def _sounds(here: Place) -> dict[str, bytes]:
    """The finished chapters; a playlist of some of them is another than one of all."""
    return {name: data for name, data in files(here.out).items() if name.endswith(".mp3")}


def _mount(*words: str | Path) -> bool:
    """Run mount or umount; whether it could."""
    program = shutil.which(str(words[0]))
    command = [str(program), *map(str, words[1:])]
    return program is not None and not subprocess.run(command, check=False).returncode


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A disk of its own for *folder*; the test is skipped where none may be mounted."""
    folder.mkdir(parents=True)
    if not _mount("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder):
        pytest.skip("no small disk may be mounted here")
    try:
        yield
    finally:
        _mount("umount", "-l", folder)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
@pytest.mark.parametrize(("kilobytes", "run"), [(100, Place.run_inline), (700, Place.run)])
def test_a_full_disk_under_the_cache_is_told_and_more_room_goes_on(
    here: Place, audiobook: dict[str, bytes], kilobytes: int, run: Run
) -> None:
    with _small_disk(here.cache, kilobytes):
        code, said = run(here)
        assert (code, said.count("\n")) == (7, 1)
        assert "No space left" in said
        assert unlike(_sounds(here), audiobook) == []
        assert _mount("mount", "-o", f"remount,size={100 * kilobytes}k", here.cache)
        assert here.run_inline() == (0, "")
    assert unlike(files(here.out), audiobook, all_of_it=True) == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
@pytest.mark.parametrize(
    ("kilobytes", "run"),
    [(4, Place.run_inline), (28, Place.run_inline), (60, Place.run_inline), (100, Place.run)],
)
def test_a_full_disk_under_the_audiobook_is_told_and_leaves_nothing_half_done(
    here: Place, audiobook: dict[str, bytes], kilobytes: int, run: Run
) -> None:
    with _small_disk(here.out, kilobytes):
        code, said = run(here)
        assert (code, said.count("\n")) == (7, 1)
        assert "No space left" in said
        assert unlike(_sounds(here), audiobook) == []
        assert [*here.out.glob(".*")] == []


def test_a_folder_in_the_place_of_a_file_is_told_and_left_alone(
    here: Place, audiobook: dict[str, bytes]
) -> None:
    taken = next(name for name in audiobook if name.endswith(".mp3"))
    (here.out / taken / "mine").mkdir(parents=True)
    code, said = here.run_inline()
    assert (code, said.count("\n")) == (7, 1)
    assert taken in said
    assert (here.out / taken / "mine").is_dir()


def test_a_file_in_the_place_of_the_folder_is_told(here: Place) -> None:
    here.out.parent.mkdir()
    here.out.write_text("mine")
    code, said = here.run_inline()
    assert (code, said.count("\n")) == (7, 1)
    assert here.out.read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name")
@pytest.mark.parametrize("story", ["/dev/zero", "/dev/null", "/dev/stdin", "."])
def test_what_is_no_story_is_refused(here: Place, story: str) -> None:
    here.story.unlink()
    here.story.symlink_to(story)
    code, said = here.run_inline()
    assert (code, said.count("\n")) == (3, 1)
