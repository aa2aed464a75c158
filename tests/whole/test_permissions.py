"""Whole runs of a user who may not do everything: each refusal is one line with its exit code."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from narrate.cli import run
from powers import without_powers
from wholeruns import Place, book, files, place, unlike

TEXT = book(chapters=2, lines=4)
TONE = ("--engine", "tone")
FOLDERS = ("scratch", "takes", "pressings", "receipts")
"""those of the cache"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions are other ones there")


@pytest.fixture(autouse=True)
def powerless() -> Iterator[None]:
    """Who has root's powers may do everything, so nobody has them here."""
    with without_powers():
        yield


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return place(tmp_path / "here", TEXT, *TONE)


@contextmanager
def barred(path: Path, mode: int = 0) -> Iterator[None]:
    """Nothing but *mode* may be done with *path*, which is made if there is none."""
    if not path.exists():
        path.mkdir(parents=True)
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


def test_a_story_that_may_not_be_read(here: Place) -> None:
    with barred(here.story):
        code, said = here.run_inline()
    assert (code, said.count("\n")) == (3, 1)
    assert "story.txt: this file may not be read" in said


@pytest.mark.parametrize("asked", [(), ("--voices", "shut/voices.yaml")])
def test_voices_that_may_not_be_read(here: Place, asked: tuple[str, ...]) -> None:
    shut = here.root / "shut"
    shut.mkdir()
    for voices in (here.root / "voices.yaml", shut / "voices.yaml"):
        voices.write_text("narrator: low-01\n")
    with barred(here.root / "voices.yaml"), barred(shut):
        code, said = here.run_inline(*asked)
    assert (code, said.count("\n")) == (4, 1)
    assert "voices.yaml: cannot be read: Permission denied" in said


@pytest.mark.parametrize("folder", ["audio", "audio/story"])
def test_a_folder_that_may_not_be_written(here: Place, folder: str) -> None:
    with barred(here.root / folder, 0o555):
        code, said = here.run_inline()
    assert (code, said.count("\n")) == (7, 1)
    assert "audio/story: cannot write to this folder: Permission denied" in said


@pytest.mark.parametrize("mode", [0, 0o555])
def test_a_cache_that_may_not_be_written(here: Place, mode: int) -> None:
    for folder in (here.cache, *(here.cache / name for name in FOLDERS)):
        with barred(folder, mode):
            code, said = here.run_inline()
        assert (code, said.count("\n")) == (7, 1), folder
        assert "the cache cannot be written: Permission denied (hint: " in said
        assert [*here.out.glob(".*")] == []
    assert here.run_inline() == (0, "")


def test_a_cache_that_may_only_be_read_serves_as_long_as_nothing_is_new(here: Place) -> None:
    assert here.run_inline() == (0, "")
    made = files(here.out)
    with barred(here.cache / "takes", 0o555), barred(here.cache / "pressings", 0o555):
        shutil.rmtree(here.out)
        assert here.run_inline() == (0, "")
    assert unlike(files(here.out), made, all_of_it=True) == []


@pytest.mark.parametrize("command", ["cache", "cache --json", "cache --prune 0", "doctor"])
def test_a_cache_that_may_not_even_be_looked_into_is_an_empty_one(
    here: Place,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (here.cache / "takes").mkdir(parents=True)
    (here.cache / "takes" / "mine.wav").write_bytes(bytes(99))
    monkeypatch.setenv("NARRATE_CACHE", str(here.cache))
    with barred(here.cache):
        assert run(command.split()) == 0
    assert capsys.readouterr().err == ""


def test_finished_files_may_be_write_protected(here: Place) -> None:
    """What is replaced is the folder's entry, and that may be written."""
    assert here.run_inline() == (0, "")
    made = files(here.out)
    for path in here.out.iterdir():
        path.chmod(0o444)
    here.story.write_text(TEXT.replace("boats", "vessels"))
    assert here.run_inline() == (0, "")
    assert unlike(files(here.out), made) == sorted(made)


def test_a_link_in_the_place_of_a_file_is_replaced_and_what_it_points_to_stays(
    here: Place,
) -> None:
    assert here.run_inline() == (0, "")
    made = files(here.out)
    name = next(name for name in made if name.endswith(".mp3"))
    precious = here.root / "precious"
    precious.write_text("mine")
    (here.out / name).unlink()
    (here.out / name).symlink_to(precious)
    assert here.run_inline() == (0, "")
    assert precious.read_text() == "mine"
    assert unlike(files(here.out), made, all_of_it=True) == []


def test_the_folder_may_be_a_link_to_another_disk(here: Place, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    here.out.parent.mkdir()
    here.out.symlink_to(real)
    assert here.run_inline() == (0, "")
    assert here.out.is_symlink()
    assert len(files(real)) == 5


def test_temporary_files_need_no_folder_of_their_own(
    here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)  # looked for anew, as a new process does
    assert here.run_inline("--format", "flac", TMPDIR=str(here.root / "nowhere")) == (0, "")


def test_a_home_that_does_not_exist_is_no_place_for_a_cache(here: Place) -> None:
    code, said = here.run_inline(NARRATE_CACHE="~nobody-of-that-name/cache")
    assert code == 2
    assert "NARRATE_CACHE: " in said
    with barred(here.root / "home", 0o555):
        code, said = here.run_inline(
            NARRATE_CACHE="", HOME=str(here.root / "home"), XDG_CACHE_HOME=""
        )
    assert (code, said.count("\n")) == (7, 1)
    assert "the cache cannot be written: Permission denied" in said
