"""Every story of the casebook, in two styles of quotation: each style tells every sixth story.

``casebook.py --update`` asks for all of them in every style.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import pytest

from casebook import MARKS, STYLES, aside_score, case_names, find_faults, read_unsolved

UNSOLVED = read_unsolved()
MOST_UNSOLVED = 119
"""So many stories may be listed at the most; whoever solves one lowers it."""


def places(faults: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """For each style, which lines are wrong."""
    return {style: [fault.partition(":")[0] for fault in faults[style]] for style in faults}


def styles_of(name: str) -> tuple[str, ...]:
    """The first style and another one, which stays the same; all where what is wrong differs."""
    first, *others = STYLES
    listed = [UNSOLVED.get(name, {}).get(style) for style in MARKS]
    if listed != listed[:1] * len(listed):
        return STYLES
    return first, others[crc32(name.encode()) % len(others)]


@pytest.mark.parametrize("name", case_names())
def test_the_right_person_says_each_line(name: str) -> None:
    """All lines but the listed ones, and a listed one that comes right must leave the list."""
    wrong, listed = find_faults(name, styles_of(name)), UNSOLVED.get(name, {})
    assert places(wrong) == places({style: listed.get(style, []) for style in wrong}), wrong


def test_the_unsolved_list_names_real_stories_and_only_shrinks() -> None:
    assert set(UNSOLVED) <= set(case_names())
    assert {style for styles in UNSOLVED.values() for style in styles} <= set(STYLES)
    assert len(UNSOLVED) <= MOST_UNSOLVED


def test_most_lines_of_stories_nobody_worked_on_are_right() -> None:
    right, every = aside_score()
    assert every > 600
    assert right > 0.75 * every
