"""The command line as a user has it: arguments in; exit code, stdout and stderr out."""

from __future__ import annotations

from pathlib import Path

import pytest

from commandline import STORY, Narrate, Outcome
from narrate.cli import run
from soundstage import inline


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with a cache of its own that nobody else uses."""
    working = tmp_path / "work"
    working.mkdir()
    monkeypatch.chdir(working)
    monkeypatch.setenv("NARRATE_CACHE", str(tmp_path / "cache"))
    return working


@pytest.fixture
def story(folder: Path) -> Path:
    path = folder / "lighthouse.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def narrate(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Narrate:
    """Run narrate with the words given; the tone engine hums where one is needed.

    It works in this process: each worker would import the program again. ``tests/whole`` has them.
    """
    monkeypatch.setattr("narrate.recording.pool.start_processes", inline)

    def call(*words: object) -> Outcome:
        code = run([str(word) for word in words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call
