"""What stays of files that are being written, and what goes, when another run sees the folder."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from narrate.release.files import whole_file, write_whole
from narrate.release.partial_files import HOUR_S, partial_path, remove_abandoned

if sys.platform != "win32":
    import fcntl

WRITER = """
import sys
from pathlib import Path
from narrate.release.files import whole_file

with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    sys.stdin.readline()
"""
locks = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by refusing to remove")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "01 - The Storm.mp3"


@pytest.fixture
def writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program in the middle of writing *path*; it ends when it is told something."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        yield process
        process.kill()


def left(path: Path) -> list[Path]:
    return [*path.parent.glob(".*")]


def age(part: Path, hours: float) -> None:
    os.utime(part, (time.time() - hours * HOUR_S,) * 2)


def test_what_a_killed_program_was_writing_goes_at_once(
    writer: subprocess.Popen[str], path: Path
) -> None:
    writer.kill()
    writer.wait()
    assert len(left(path)) == 1
    remove_abandoned(path.parent)
    assert left(path) == []


@pytest.mark.parametrize("hours", [0, 2])
def test_what_a_living_program_is_writing_stays(
    writer: subprocess.Popen[str], path: Path, hours: int
) -> None:
    (part,) = left(path)
    age(part, hours)
    remove_abandoned(path.parent)
    assert left(path) == [part]
    writer.communicate("go on\n")
    assert (path.read_bytes(), left(path)) == (b"half", [])


@pytest.mark.parametrize("number", [os.getpid(), os.getppid()], ids=["ours", "our parent"])
def test_whose_number_another_program_has_by_now_goes_too(path: Path, number: int) -> None:
    part = partial_path(path)
    part.with_name(part.name.replace(f"-{os.getpid()}.", f"-{number}.")).touch()
    remove_abandoned(path.parent)
    assert left(path) == []


@pytest.mark.parametrize("hours", [-2, 0, 2])
def test_what_another_machine_was_writing_goes_when_it_is_old(
    path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    with monkeypatch.context() as there:
        there.setattr("socket.gethostname", lambda: "there")
        part = partial_path(path)
    part.touch()
    age(part, hours)
    remove_abandoned(path.parent)
    assert left(path) == ([] if hours else [part])


def test_a_folder_of_such_a_name_is_none_of_ours(path: Path) -> None:
    partial_path(path).mkdir()
    age(partial_path(path), 2)
    remove_abandoned(path.parent)
    assert left(path) == [partial_path(path)]


@locks
def test_one_that_is_swept_before_it_is_locked_is_begun_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = fcntl.flock
    locked: list[Any] = []

    def late(*words: Any) -> None:
        if not locked:
            partial_path(path).unlink()
        locked.append(words)
        lock(*words)

    monkeypatch.setattr("fcntl.flock", late)
    write_whole(path, b"whole")
    assert (path.read_bytes(), left(path), len(locked)) == (b"whole", [], 2)


@locks
def test_one_that_is_begun_while_an_earlier_one_is_looked_at_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, lock = partial_path(path), fcntl.flock
    part.write_bytes(b"earlier")

    def late(*words: Any) -> None:
        if not path.exists():
            part.replace(path)
            part.write_bytes(b"later")
        lock(*words)

    monkeypatch.setattr("fcntl.flock", late)
    remove_abandoned(path.parent)
    assert part.read_bytes() == b"later"


@locks
@pytest.mark.parametrize("hours", [0, 2])
def test_where_there_are_no_locks_age_tells(
    path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with whole_file(path) as file:
        file.write(b"whole")
        remove_abandoned(path.parent)
    assert path.read_bytes() == b"whole"
    part = partial_path(path)
    part.touch()
    age(part, hours)
    remove_abandoned(path.parent)
    assert left(path) == ([] if hours else [part])
