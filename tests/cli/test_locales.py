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
LATIN = {"LANG": "xx_YY", "LC_ALL": "", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1:strict"}
"""a locale that nobody knows, and streams that can show no more than Latin letters"""
COMMANDS = (
    "cast STORY --engine tone",
    "cast STORY --engine tone --format json",
    "script STORY --format jsonl",
    "script STORY --explain",
    "check STORY --engine tone --below 1",
    "chapters STORY",
    "make STORY --engine tone --dry-run",
    "make STORY --engine tone --dry-run --json",
    "--help",
    "voices --language all",
    "doctor",
)
ONE_AFTER_ANOTHER = """
import sys
from narrate.__main__ import main

story, *commands = sys.argv[1:]
for command in commands:
    sys.argv[1:] = [story if word == "STORY" else word for word in command.split()]
    try:
        main()
    except SystemExit as end:
        print(f"\\0{end.code}\\0", end="")
"""
"""Each would import the program anew in a process of its own."""


@pytest.fixture
def story(folder: Path) -> Path:
    path = folder / "été.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def narrate(setting: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "narrate", *map(str, words)]
    given = {**os.environ, **setting}
    return subprocess.run(command, check=False, capture_output=True, env=given)


def narrate_each(
    setting: dict[str, str], story: Path, *commands: str
) -> tuple[list[tuple[str, str]], list[str]]:
    """For each of the commands its exit code and what it printed; all lines on stderr."""
    command = [sys.executable, "-c", ONE_AFTER_ANOTHER, str(story), *commands]
    given = {**os.environ, **setting}
    done = subprocess.run(command, check=True, capture_output=True, env=given)
    *parts, rest = done.stdout.decode("utf-8").split("\0")
    assert rest == ""
    return [*zip(parts[1::2], parts[::2], strict=True)], done.stderr.decode("utf-8").splitlines()


@pytest.mark.parametrize("setting", [ASCII, LATIN], ids=["C", "latin-1"])
def test_a_script_sent_to_a_file_is_utf_8_whatever_the_locale(
    setting: dict[str, str], story: Path
) -> None:
    done = narrate(setting, "script", story)
    assert (done.returncode, done.stderr) == (0, b"")
    Path("copy.script.txt").write_bytes(done.stdout)
    assert "] “Нет — 🙂,”\n" in done.stdout.decode("utf-8")
    assert narrate(setting, "script", "copy.script.txt").stdout == done.stdout


def test_every_command_prints_where_the_locale_knows_no_accents(story: Path) -> None:
    done, told = narrate_each(ASCII, story, *COMMANDS)
    assert told == []
    for command, (code, printed) in zip(COMMANDS, done, strict=True):
        assert code == "0", command
        assert printed.strip(), command


def test_an_error_is_printed_there_too(folder: Path) -> None:
    done = narrate(ASCII, "où.txt")
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


def test_a_title_that_cannot_be_a_file_s_name_there_is_told_in_one_line(story: Path) -> None:
    how = "STORY --engine tone --format wav"
    done, told = narrate_each(ASCII, story, f"make {how}", f"make --json {how}", f"audition {how}")
    assert [code for code, _ in done] == ["7", "7", "7"]
    assert len(told) == 3
    assert all("PYTHONUTF8=1" in line for line in told)
    assert not list(Path().rglob("*.part"))


def test_where_it_can_be_one_it_is_made(story: Path) -> None:
    done = narrate(LATIN, story, "--engine", "tone", "--format", "wav", "--jobs", "1", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    (made,) = json.loads(done.stdout.decode("utf-8"))["stories"]
    assert Path(made["files"][0]["file"]).name == "01 - Été.wav"
    assert Path(made["files"][0]["file"]).is_file()
