"""Small texts as people really have them, each with a trap that once cost a name or a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.attribution import attribute
from narrate.model import Kind, Script
from narrate.text.chapters import find_chapters
from narrate.text.normalization import normalise
from narrate.text.script import write_script


def read(text: str) -> Script:
    return attribute(write_script(find_chapters(normalise(Path("story.txt"), text))))


def speakers(script: Script) -> list[str | None]:
    return [segment.speaker for segment in script.segments if segment.kind is Kind.DIALOGUE]


GATE = """\
CHAPTER I

The gate stood open, and Mrs. Sherman and Lloyd looked at it. Mr. Forbes
and Mrs. Walton came up behind them.

"I have heard about that gate ever since we left," said Mr.
Forbes, laughing.

"It squeaks," said Lloyd.

"So it does, and so it always will, my dear child," said Mrs.
Walton.

"Then oil it," said Miss
Peabody.

"With what?" asked Dr.
Lane.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_title_at_the_end_of_a_line_belongs_to_the_name_on_the_next(end: str) -> None:
    found = speakers(read(GATE.replace("\n", end)))
    assert found == ["Mr. Forbes", "Lloyd", "Mrs. Walton", "Miss Peabody", "Dr. Lane"]


def test_a_soft_hyphen_is_no_part_of_a_name() -> None:
    script = read(
        "Chapter One\n\nSam\u00aduel and Olive shared the of\u00adfice.\n\n"
        "“It is cold,” said Olive.\n\n“It is,” said Sam\u00aduel.\n\n"
        "“Shut the window, Samuel,” said Olive.\n\n“I have,” said Samuel.\n"
    )
    assert speakers(script) == ["Olive", "Samuel", "Olive", "Samuel"]
    assert not any("\u00ad" in segment.text for segment in script.segments)


FERRY = """\
Title: Tales of a Ferry

Author: N. Body

*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***

Produced by A. Volunteer




TALES

OF

A FERRY

By N. Body



CHAPTER I

"Go," said Ann.

CHAPTER II

"Stay," said Bob.

*** END OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_paragraph_after_the_makers_of_a_file_is_read(end: str) -> None:
    script = read(FERRY.replace("\n", end))
    headings = [one.text for one in script.segments if one.kind is Kind.HEADING]
    assert headings == ["TALES", "OF", "A FERRY", "By N. Body", "CHAPTER I", "CHAPTER II"]


def test_a_heading_broken_at_a_margin_is_one_heading() -> None:
    script = read(
        "CHAPTER I. OF THE GREAT MEETING: MEN TAKE COUNSEL OF THE WAR-\n"
        "FARING, AND OF WHO SHALL LEAD IT\n\nThey met at noon.\n\n"
        "CHAPTER II. OF THE ROAD\n\nThey went at one.\n"
    )
    headings = [one.text for one in script.segments if one.kind is Kind.HEADING]
    assert len(headings) == 2
    assert headings[0].endswith("LEAD IT")


def test_a_name_parted_at_its_hyphen_is_one_name() -> None:
    script = read(
        "Face-of-hill came in. Ann greeted Face-of-hill.\n\n"
        "“Good day,” said Ann.\n\n“Good day,” said Face-\nof-hill.\n"
    )
    assert speakers(script) == ["Ann", "Face-of-hill"]


def test_an_apostrophe_is_the_same_letter_however_it_is_printed() -> None:
    story = "O'Hara and Ann sat. O'Hara yawned.\n\n“Late,” said O'Hara.\n\n“Yes,” said Ann.\n"
    curly = story.replace("'", "’")
    assert speakers(read(story)) == speakers(read(curly)) == ["O'Hara", "Ann"]
