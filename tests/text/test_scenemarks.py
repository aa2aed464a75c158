"""What is printed between two scenes, and what only looks like it."""

from __future__ import annotations

import pytest

from narrate.text.scenemarks import is_scene_mark, repeated_marks

MARKS = (
    "* * *", "***", "#", "# # #", "~", "~~~~", "-----", "=====", "<<>>", ">>><<<", "/",
    "//", "...", "…", ". . .", "§", "☆☆☆", "★ ★ ★", "♥", "🌹🌹🌹", "•", "⁂", "+++", "^^^",
    "|", "~*~*~", "-=-=-=-", "_____", "oOo", "oOoOo", "OoO", "xxx", "XxXxX", "xXx",
    "xoxo", "0-0-0-0", "o0o0o", "o.o.o", "-oOo-", "~xXx~", "---ooo---", "-x-", "~ o ~",
    "* xx *", "vVv", "zZzZz", "LINE BREAK", "(line break)", "[Scene Break]",
    "~page break~", "linebreak", "-- time skip --", "Insert line break here",
    "*scene change*", "[break]",
)  # fmt: skip
OTHERS = (
    "X", "XX", "XXX", "x", "o", "Oo", "Oh", "Zoo", "Ooh!", "I", "10", "000", "-X-", "V.",
    "()", "[]", "xx Ann", "Mmm", "aaa", "AAA", "Aaa", "Brr", "No.", "?!", '"..."',
    "Break", "Scene", "A line break", "* bread", "- 12 -", "The end", "~ Ann ~",
    "LINE BREAKS THE SILENCE", "1.", "Ⅳ",
)  # fmt: skip


@pytest.mark.parametrize("words", MARKS)
def test_it_parts_scenes(words: str) -> None:
    assert is_scene_mark(words)


@pytest.mark.parametrize("words", OTHERS)
def test_it_does_not_by_itself(words: str) -> None:
    assert not is_scene_mark(words)


def test_a_letter_parts_scenes_where_it_comes_again() -> None:
    paragraphs = ["x", "He ran.", "x", "-X-", "She ran.", "-X-", "X", "X", "o", "Oh", "Oh"]
    assert repeated_marks(paragraphs) == {"x", "-X-"}


def test_a_line_of_nothing_but_signs_is_looked_at_quickly() -> None:
    assert not is_scene_mark("oO" * 100_000)
