"""The time from text to utterances grows with the text and no faster, whatever stands in it.

What is counted is the lines of Python that are run, so a busy machine changes nothing. What a
regular expression does inside is not seen here: ``benchmarks/scaling.py`` measures seconds.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from narrate.pipeline import prepare, read_script
from narrate.settings import Settings
from narrate.testing import ToneEngine

TIMES = 4
SIZE = 750
UNITS = (
    "“",
    '"',
    "'",
    "\n",
    "word ",
    "word\n\n",
    "Mr. ",
    "Dr. Mr. Mrs. ",
    "Ann and ",
    "Ann, ",
    "King of ",
    "J. ",
    "Contents\n\nIt rained on the town all day, and nobody came to the door.\n\n",
    "Mr. Ann of the Old Mill ",
    "“Hello, Tom,” said Ann. “Go away.” ",
    "“Hello, Tom,” said Ann.\n\n“Go away.”\n\n",
    "“I,” said the man. ",
    "— Hello, said Ann.\n",
    "!",
    "[",
    "7",
    "7 ",
    "*a",
    "Chapter 1\n\n",
    "漢",
    "😀",
)


def lines_run(story: Path, text: str) -> int:
    """How many lines of Python it takes to decide who says *text* in which words."""
    story.write_text(f"Ann said hello.\n\n{text}", encoding="utf-8", newline="")
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        prepare(read_script(story, Settings()), Settings(), ToneEngine())
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many lines of Python it takes where there is hardly any text."""
    story = tmp_path_factory.mktemp("nothing") / "story.txt"
    lines_run(story, "")  # also reads the word lists, which are kept
    return lines_run(story, "")


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_the_text_is_four_times_the_work(
    tmp_path: Path, nothing: int, unit: str
) -> None:
    story = tmp_path / "story.txt"
    short, long = unit * (SIZE // len(unit)), unit * (TIMES * SIZE // len(unit))
    once, more = lines_run(story, short) - nothing, lines_run(story, long) - nothing
    assert more < 1.5 * TIMES * once + nothing
