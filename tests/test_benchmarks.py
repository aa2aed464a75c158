"""The benchmarks run; what they measure is nobody's to promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(BENCHMARKS / script), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_speed_is_measured_from_the_floor_to_the_naive_program() -> None:
    out = run("speed.py", "--words", "60", "--sample", "2", "--jobs", "1", "--grow")
    figures = re.findall(r"^(\S.*?)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d,]+)", out, re.MULTILINE)
    assert [figure[0].partition(":")[0] for figure in figures[:3]] == [
        "floor",
        "narrate, first run",
        "narrate, nothing changed",
    ]
    assert figures[0][3] == "1.00"
    assert "narrate, one word changed" in out
    assert "pyttsx3 and pydub, naively*" in out
    assert re.search(r"^ +60 +[\d.]+", out, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_many_short_stories_are_measured_in_one_call_and_in_many() -> None:
    out = run("speed.py", "--books", "2", "--jobs", "1")
    assert out.startswith("2 stories of ")
    figures = re.findall(r"^(\S.*?)\s+([\d.]+)\s+([\d.]+)", out, re.MULTILINE)
    assert [figure[0] for figure in figures[-3:]] == ["a call for each", "one call", "ratio"]


def test_prose_is_the_same_every_time_and_has_the_length_asked_for() -> None:
    text = run("prose.py", "7000")
    assert run("prose.py", "7000") == text
    assert 7000 <= len(text.split()) <= 7400
    assert text.count("\nChapter ") == 3
    paragraphs = [part for part in text.split("\n\n") if part and part != "* * *"]
    assert len(set(paragraphs)) > 0.95 * len(paragraphs)


@pytest.mark.skipif(sys.platform == "win32", reason="it reads what POSIX says of a process")
def test_speed_is_measured_of_another_engine() -> None:
    out = run("speed.py", "--engine", "tone", "--words", "60", "--jobs", "1")
    assert re.search(r"^floor: tone and LAME alone +[\d.]+ +[\d.]+ +1\.00", out, re.MULTILINE)
    assert "narrate, nothing changed" in out
    assert "naively" not in out
