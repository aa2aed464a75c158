"""The three stories: the program hears who says each line as a careful reader does."""

from __future__ import annotations

import pytest

from casebook import (
    bare,
    find_unsolved_lines,
    read_expected,
    read_story,
    read_unsolved_lines,
    story_names,
    story_text,
)
from narrate.model import Kind, Script

STORIES = story_names()


def headings(script: Script) -> list[str]:
    return [bare(segment.text) for segment in script.segments if segment.kind is Kind.HEADING]


def place(complaint: str) -> str:
    return complaint.partition(":")[0]


@pytest.mark.parametrize("name", STORIES)
def test_the_expected_script_is_the_story(name: str) -> None:
    expected = read_expected(name)
    words = "".join(bare(segment.text) for segment in expected.segments)
    assert bare(expected.book.title) + words == bare(story_text(name))


@pytest.mark.parametrize("name", STORIES)
def test_title_and_chapters_are_found(name: str) -> None:
    expected, actual = read_expected(name), read_story(story_text(name))
    assert actual.book.title == expected.book.title
    assert len(actual.book.chapters) == len(expected.book.chapters)
    assert [h for h in headings(actual) if h != bare(expected.book.title)] == headings(expected)


@pytest.mark.parametrize("name", STORIES)
def test_the_right_person_says_each_line(name: str) -> None:
    """All lines but the listed ones, and a listed one that comes right must leave the list."""
    wrong, listed = find_unsolved_lines(name), read_unsolved_lines(name)
    assert list(map(place, wrong)) == list(map(place, listed)), wrong
