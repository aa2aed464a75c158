"""Every case of the casebook, in every style of quotation."""

from __future__ import annotations

import pytest
from casebook import (
    STYLES,
    aside_score,
    case_names,
    complaints,
    read_story,
    read_unsolved,
    told_cases,
)

from narrate.model import Script

UNSOLVED = read_unsolved()


def params() -> list[object]:
    return [
        pytest.param(
            case,
            story,
            id=f"{style}:{name}",
            marks=[pytest.mark.xfail(reason=UNSOLVED[style, name], raises=AssertionError)]
            if (style, name) in UNSOLVED
            else [],
        )
        for style, name, case, story in told_cases()
    ]


@pytest.mark.parametrize(("case", "story"), params())
def test_the_right_person_says_each_line(case: Script, story: str) -> None:
    assert not complaints(case, read_story(story)), story


def test_the_unsolved_list_names_real_cases() -> None:
    assert {name for _, name in UNSOLVED} <= set(case_names())
    assert {style for style, _ in UNSOLVED} <= set(STYLES)


def test_most_lines_of_stories_nobody_worked_on_are_right() -> None:
    right, every = aside_score()
    assert every > 600
    assert right > 0.75 * every
