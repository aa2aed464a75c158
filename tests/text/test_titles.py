"""What chapters are called that have certain printed headings."""

from __future__ import annotations

import pytest

from narrate.model import Span
from narrate.text.chapters.headings import heading_lines
from narrate.text.titlecase import capitalise
from narrate.text.titles import chapter_title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("WHAT THE MILLER DID, IF HE DO!", "What the Miller Did, If He Do!"),
        ("THE WORLD SHE CAME OF", "The World She Came Of"),
        ("A TALE OF TO-MORROW", "A Tale of To-Morrow"),
        ("THE STREET-OF-THE-TWO-WELLS", "The Street-of-the-Two-Wells"),
        ("THE MILL--A RUIN", "The Mill--A Ruin"),
        ("MY COUSIN O'MEARA", "My Cousin O'Meara"),
        ("RAIN AND--", "Rain and--"),
        ("MORNING VISITS-A LECTURE", "Morning Visits-A Lecture"),
        ("ALLEN-A-DALE", "Allen-a-Dale"),
        ("THE WHIPPER-IN", "The Whipper-in"),
        ("TO THE", "To the"),
        ("TEN O'CLOCK", "Ten O'clock"),
    ],
)
def test_a_title_in_capitals_is_written_as_titles_are(printed: str, title: str) -> None:
    assert capitalise(printed) == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (["CHAPTER NINE A WEDDING"], "Chapter Nine. A Wedding"),
        (["CHAPTER XIV THE FLOOD"], "Chapter XIV. The Flood"),
        (["CHAPTER ONE HUNDRED AND TWO"], "Chapter One Hundred and Two"),
        (["CHAPTER TWENTY-ONE THE FLOOD"], "Chapter Twenty-One. The Flood"),
        (["CHAPTER TWENTY ONE. THE FLOOD"], "Chapter Twenty One. The Flood"),
        (["CHAPTER ONE AND ALL"], "Chapter One. And All"),
        (["PART 2 OF 3"], "Part 2 Of 3"),
        (["THE LETTER I WROTE"], "The Letter I Wrote"),
        (["Chapter 9 A Wedding"], "Chapter 9 A Wedding"),
    ],
)
def test_a_stop_parts_a_number_from_the_title_behind_it(printed: list[str], title: str) -> None:
    assert chapter_title(printed) == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (["CHAPTER II.", "THE _WILD GOOSE_ SAILS."], "Chapter II. The Wild Goose Sails"),
        (["The **Long** Way"], "The Long Way"),
        (["_THE FLOOD._"], "The Flood"),
        (["#Chapter Two"], "Chapter Two"),
        (["snake_case_names"], "snake_case_names"),
    ],
)
def test_marks_of_emphasis_are_no_part_of_a_title(printed: list[str], title: str) -> None:
    assert chapter_title(printed) == title


def test_a_line_in_brackets_is_no_part_of_a_title_that_has_others() -> None:
    assert chapter_title(["CHAPTER II", "THE FLOOD", "[_To ADA_]"]) == "Chapter II. The Flood"
    assert chapter_title(["CHAPTER II", "[1881]"]) == "Chapter II. [1881]"


def test_what_is_printed_twice_is_told_once() -> None:
    assert chapter_title(["Part II: The Ford", "PART II. THE FORD.", "I"]) == "Part II: The Ford. I"
    assert chapter_title(["I", "I"]) == "I. I"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("ENTER THE M. C. C.", "Enter the M. C. C."),
        ("THE MILL.", "The Mill"),
        ("PLAN B.", "Plan B"),
    ],
)
def test_the_stop_of_initials_belongs_to_a_title(printed: str, title: str) -> None:
    assert chapter_title([printed]) == title


@pytest.mark.parametrize(
    ("printed", "lines"),
    [
        ("HOW THE MILLER AND HIS\nWIFE FELL OUT", 1),
        ("THE TRUTH ABOUT\nTHE FLOOD", 1),
        ("THE MILL\nA TALE OF THE FLOOD", 2),
        ("PART A\nTHE FLOOD", 2),
        ("THE MILLER AND\nThe rain had stopped", 2),
    ],
)
def test_a_title_goes_on_below_a_word_that_none_ends_in(printed: str, lines: int) -> None:
    assert len(heading_lines(printed, Span(0, len(printed)))) == lines
