"""However a text is typed, it is the same story: the same words, people and chapters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from casebook import CASES, case_names, read_case, story_names, story_text, tell
from narrate.attribution import attribute
from narrate.model import Script
from narrate.text.chapters import find_chapters
from narrate.text.plaintext import read_plain_text
from narrate.text.script import write_script
from retyping import RETYPED, as_read


def read(text: str) -> Script:
    return attribute(write_script(find_chapters(read_plain_text(Path("story.txt"), text))))


@cache
def usual(name: str) -> tuple[str, object]:
    """The text of a story, and how it is read."""
    if name in story_names():
        text = story_text(name)
    else:
        text = tell(read_case(CASES / f"{name}.script.txt"), "curly") or ""
    return text, as_read(read(text))


def chosen(way: str) -> list[str]:
    """One of our stories and some little ones, so that two ways try each of those."""
    number, half = list(RETYPED).index(way), len(RETYPED) // 2
    ours = story_names()
    return [ours[number % len(ours)], *case_names()[number % half :: half]]


@pytest.mark.parametrize("way", RETYPED)
def test_a_story_is_the_same_however_it_is_typed(way: str) -> None:
    different = set()
    for name in chosen(way):
        text, expected = usual(name)
        again = RETYPED[way](text)
        if again != text and as_read(read(again)) != expected:
            different.add(name)
    assert not different
