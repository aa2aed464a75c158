"""What becomes of the workers when the program is interrupted or killed: whole processes here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import signal
import sys
from pathlib import Path
from narrate.recording import Store, Recorder
from narrate.testing import FailingEngine, Fault, Rule, ToneEngine
from soundstage import Report, book_of, each

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if we run in the background
engine = FailingEngine(ToneEngine(), (Rule(Fault.HANG, "line"),))
prep = book_of(["First."], ["A line that hangs.", "Another line."])
try:
    with Recorder(engine, Store(Path(sys.argv[1])), jobs=2) as recorder:
        for chapter, _ in each(recorder, recorder.record(prep.script, prep.utterances, Report())):
            print("recorded", chapter.number, flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    sys.exit(130)
"""


@pytest.fixture
def program(tmp_path: Path) -> subprocess.Popen[str]:
    """A recording that has its first chapter and hangs in the second, in a group of its own."""
    tests = Path(__file__).parent.parent / "support"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tests)},
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "recorded 1\n"
    return process


def test_workers_do_not_outlive_a_program_that_is_killed(
    program: subprocess.Popen[str], tmp_path: Path
) -> None:
    """They hold its output open; so it ends only when they have all gone."""
    program.kill()
    out, _ = program.communicate(timeout=300)
    assert out == ""
    takes = [path for path in (tmp_path / "takes").rglob("*") if path.is_file()]
    assert {path.suffix for path in takes} == {".wav"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to signal")
def test_ctrl_c_ends_everything_at_once_and_without_a_word_from_the_workers(
    program: subprocess.Popen[str], tmp_path: Path
) -> None:
    os.killpg(program.pid, signal.SIGINT)
    out, err = program.communicate(timeout=300)
    assert (program.returncode, out, err) == (130, "interrupted\n", "")
    assert list((tmp_path / "scratch").iterdir()) == []
