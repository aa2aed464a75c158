"""What is printed and written where the locale knows no accents: the program as a shell runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="their file names are Unicode, whatever the locale"
)

STORY = "Été\n\n“Ça va ?” said Zoé.\n\n“Нет — 🙂,” said Éric.\n"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
UNKNOWN = {"LANG": "xx_YY", "LC_ALL": "", "PYTHONUTF8": "0"}
LATIN = {"PYTHONIOENCODING": "latin-1:strict"}


@pytest.fixture
def story(folder: Path) -> Path:
    path = folder / "été.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def narrate(setting: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "narrate", *map(str, words)]
    given = {**os.environ, **setting}
    return subprocess.run(command, check=False, capture_output=True, env=given)


@pytest.mark.parametrize("setting", [ASCII, UNKNOWN, LATIN], ids=["C", "xx_YY", "latin-1"])
def test_a_script_sent_to_a_file_is_utf_8_whatever_the_locale(
    setting: dict[str, str], story: Path
) -> None:
    done = narrate(setting, "script", story)
    assert (done.returncode, done.stderr) == (0, b"")
    Path("copy.script.txt").write_bytes(done.stdout)
    assert "] “Нет — 🙂,”\n" in done.stdout.decode("utf-8")
    assert narrate(setting, "script", "copy.script.txt").stdout == done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["cast"],
        ["cast", "--format", "json"],
        ["script", "--format", "jsonl"],
        ["script", "--explain"],
        ["check", "--below", "1"],
        ["chapters"],
        ["make", "--dry-run"],
        ["make", "--dry-run", "--json"],
    ],
    ids=" ".join,
)
def test_every_command_prints_where_the_locale_knows_no_accents(
    words: list[str], story: Path
) -> None:
    command, *options = words
    done = narrate(ASCII, command, story, "--engine", "tone", *options)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").strip()


@pytest.mark.parametrize("words", [["--help"], ["voices", "--language", "all"], ["doctor"]])
def test_commands_without_a_story_print_there_too(folder: Path, words: list[str]) -> None:
    done = narrate(ASCII, *words)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_error_is_printed_there_too(folder: Path) -> None:
    done = narrate(ASCII, "où.txt")
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


@pytest.mark.parametrize("words", [["make"], ["make", "--json"], ["audition"]], ids=" ".join)
def test_a_title_that_cannot_be_a_file_s_name_there_is_told_in_one_line(
    words: list[str], story: Path
) -> None:
    command, *options = words
    done = narrate(ASCII, command, story, "--engine", "tone", "--format", "wav", *options)
    assert (done.returncode, done.stderr.count(b"\n")) == (7, 1)
    assert b"PYTHONUTF8=1" in done.stderr
    assert not list(Path().rglob("*.part"))


@pytest.mark.parametrize("setting", [UNKNOWN, LATIN], ids=["xx_YY", "latin-1"])
def test_where_it_can_be_one_it_is_made(setting: dict[str, str], story: Path) -> None:
    done = narrate(setting, story, "--engine", "tone", "--format", "wav", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    (made,) = json.loads(done.stdout.decode("utf-8"))["stories"]
    assert Path(made["files"][0]["file"]).name == "01 - Été.wav"
    assert Path(made["files"][0]["file"]).is_file()
