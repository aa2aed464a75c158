"""Exit codes and one-line errors: a promise to scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commandline import Narrate


def test_help_names_every_command(narrate: Narrate) -> None:
    done = narrate("--help")
    assert done.code == 0
    for command in ("make", "script", "cast", "chapters", "voices", "audition", "doctor"):
        assert command in done.out


def test_a_wrong_option_is_wrong_usage(narrate: Narrate) -> None:
    done = narrate("make", "--no-such-option")
    assert done.code == 2
    assert "no-such-option" in done.err.lower()


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.txt", None), ("empty.txt", b""), ("binary.txt", b"\x7fELF\x00\x00\x01\x02" * 99)],
)
def test_a_story_that_cannot_be_read_is_told_in_one_line(
    narrate: Narrate, name: str, content: bytes | None
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    done = narrate("script", name)
    assert done.code == 3
    assert done.err.startswith(f"{name}: ")
    assert done.err.count("\n") == 1
    assert done.out == ""


def test_a_folder_is_no_story(narrate: Narrate) -> None:
    Path("folder").mkdir()
    done = narrate("folder")
    assert done.code == 3
    assert done.err.count("\n") == 1


def test_broken_yaml_is_told_with_its_line(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("narrator: en-gb\ncharacters: [unclosed\n")
    done = narrate(story)
    assert done.code == 4
    assert "voices.yaml:3: " in done.err
    assert done.err.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_told(narrate: Narrate, story: Path) -> None:
    Path("taken").write_text("a file, where the folder should be")
    done = narrate(story, "--engine", "tone", "-o", "taken")
    assert done.code == 7
    assert done.err.startswith("taken")


def test_every_mistake_in_voices_yaml_is_told_at_once(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").write_text("narator: en-gb\ncharacters:\n  Ada: {rate: 9}\n")
    done = narrate(story)
    assert done.code == 4
    first, second = done.err.splitlines()
    assert "voices.yaml:1: " in first
    assert "narrator" in first
    assert "voices.yaml:3: " in second


def test_help_waits_for_no_library() -> None:
    heavy = (
        "numpy pydub soxr mutagen ruamel jsonschema msgspec langcodes num2words tqdm pyttsx3 "
        "importlib.metadata concurrent"
    )
    check = f"import sys, narrate.cli; print(*set('{heavy}'.split()) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("mistake", ["engine: tonne", "book: {cover: lighthouse.txt}"])
def test_what_settings_ask_in_vain_is_told_with_its_line(
    narrate: Narrate, story: Path, mistake: str
) -> None:
    Path("voices.yaml").write_text(f"# mine\n{mistake}\n", encoding="utf-8")
    done = narrate(story, "--dry-run")
    assert done.code == 4
    assert "voices.yaml:2: " in done.err
    assert done.err.count("\n") == 1


def test_a_folder_called_voices_yaml_is_not_passed_over(narrate: Narrate, story: Path) -> None:
    Path("voices.yaml").mkdir()
    done = narrate(story, "--dry-run")
    assert done.code == 4
    assert "voices.yaml" in done.err


def test_an_unknown_engine_is_told(narrate: Narrate, story: Path) -> None:
    done = narrate(story, "--engine", "no-such-engine")
    assert done.code == 4
    assert "pyttsx3" in done.err


def test_debug_shows_the_traceback(narrate: Narrate) -> None:
    assert "Traceback" not in narrate("missing.txt").err
    assert "Traceback" in narrate("missing.txt", "--debug").err


def test_an_interruption_ends_with_130(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("narrate.production.read_story", interrupted)
    done = narrate("chapters", story)
    assert done.code == 130
    assert "again" in done.err


def test_a_pipe_that_is_not_our_output_s_is_an_error(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies as it starts breaks one; nothing is made then, and that is no success."""

    def broken(*_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("narrate.production.read_story", broken)
    done = narrate("chapters", story)
    assert done.code == 5
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "there is too little memory (hint: "),
        (ModuleNotFoundError("No module named 'numpy'"), "a library is missing: No module named"),
    ],
)
def test_what_the_machine_lacks_is_told_as_such(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def lacking(*_: object) -> None:
        raise error

    monkeypatch.setattr("narrate.production.read_story", lacking)
    outcome = narrate("chapters", story)
    assert outcome.code == 5
    assert outcome.err.startswith(told)


def test_a_bug_of_ours_still_ends_in_one_line(
    narrate: Narrate, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("narrate.production.read_story", broken)
    done = narrate("chapters", story)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "--debug" in done.err


def test_a_reader_that_goes_away_is_no_error(story: Path) -> None:
    command = [sys.executable, "-m", "narrate", "voices", "--language", "all"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def program(*args: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "narrate", *map(str, args)]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, **options)


def test_a_reader_that_goes_between_two_lines_is_no_error(story: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = program("chapters", story, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_to_a_full_disk_is_told_in_one_line(story: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program("script", story, stdout=full)
    assert (done.returncode, done.stderr.count(b"\n")) == (7, 1)
    assert done.stderr.startswith(b"cannot write: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
def test_streams_may_be_closed(story: Path) -> None:
    run = '"$0" -m narrate make "$1" --engine tone --format wav --jobs 1 <&- >&- 2>&-'
    done = subprocess.run(["/bin/sh", "-c", run, sys.executable, str(story)], check=False)
    assert done.returncode == 0
    assert Path("audio/lighthouse/01 - The Lighthouse Keeper.wav").read_bytes()[:4] == b"RIFF"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_file_name_of_any_bytes_is_taken_and_printed(folder: Path) -> None:
    name = os.fsdecode(b"odd\xff.txt")
    Path(name).write_text("Ada sat down.", encoding="utf-8")
    done = program(name, "--engine", "tone", "--jobs", "1", "--json", stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    (book,) = json.loads(done.stdout)["stories"]
    assert (book["story"], book["title"]) == (name, "Odd\ufffd")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses such a name")
def test_a_file_name_of_several_lines_is_told_in_one(narrate: Narrate) -> None:
    outcome = narrate("script", "no\nsuch\x1b[31mstory.txt")
    assert outcome.code == 3
    assert outcome.err.startswith("no such [31mstory.txt: there is no such file")
    assert outcome.err.count("\n") == 1


def test_the_list_of_commands_is_not_cut(narrate: Narrate) -> None:
    assert "..." not in narrate("--help").out.partition("Commands:")[2]


def test_an_interruption_at_once_ends_without_a_traceback() -> None:
    """Ctrl-C while the command line is still being imported."""
    run = (
        "import sys, narrate.__main__\n"
        "class Finder:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'narrate.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        "narrate.__main__.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", run], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"")
