"""The judge is judged: what it lets pass and what it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook import CASES, DASH, ENDING, case_names, complaints, read_case, tell
from narrate.model import Character, Kind, Manuscript, Script
from narrate.text.scriptfile import parse_script

CASE = """\
title: two at a gate
cast: Ann (F) also Annie
cast: the guard (M, unnamed)

[narrator] Ann came to the gate.

[Ann] “Let me in,”
[narrator] said Annie.

[the guard] “Say ‘please’ first,”
[narrator] said the guard.

[Ann] “Please!”
"""


def script(text: str) -> Script:
    return parse_script(Manuscript(Path("case.script.txt"), text))


def heard(speakers: list[str | None], *characters: Character) -> Script:
    """The case as a program would return it that gave its lines to *speakers*."""
    case, names = script(CASE), iter(speakers)
    segments = tuple(
        replace(segment, speaker=next(names)) if segment.kind is Kind.DIALOGUE else segment
        for segment in case.segments
    )
    return replace(case, segments=segments, characters=characters)


@pytest.mark.parametrize("name", case_names())
def test_a_case_satisfies_itself(name: str) -> None:
    case = read_case(CASES / f"{name}{ENDING}")
    assert complaints(case, case) == []
    assert 3 <= len(case.segments) <= 120
    assert case.book.manuscript.text.startswith("title: ")


@pytest.mark.parametrize(
    "speakers",
    [["Ann", "the guard", "Ann"], ["Annie", "guard", "Annie"], ["Ann Lee", "a guard", "Ann Lee"]],
)
def test_another_name_for_the_same_person_will_do(speakers: list[str | None]) -> None:
    assert complaints(script(CASE), heard(speakers)) == []


def test_a_name_listed_among_others_will_do() -> None:
    mine = Character("Miss Lee", aliases=("Ann",))
    assert complaints(script(CASE), heard(["Miss Lee", "the guard", "Miss Lee"], mine)) == []


@pytest.mark.parametrize(
    ("speakers", "lines"),
    [
        (["the guard", "the guard", "Ann"], ["line 1"]),
        (["Ann", None, "Ann"], ["line 2"]),
        (["Ann", "Bob", "Ann"], ["line 2"]),
        (["Ann", "the guard", "Annie"], ["line 3"]),
    ],
    ids=["another's line", "nobody", "a stranger", "two voices for one person"],
)
def test_a_wrong_speaker_is_found(speakers: list[str | None], lines: list[str]) -> None:
    found = complaints(script(CASE), heard(speakers))
    assert [fault.partition(":")[0] for fault in found] == lines


def test_two_people_in_one_voice_are_not_both_right() -> None:
    both = Character("Ann", aliases=("the guard",))
    found = complaints(script(CASE), heard(["Ann", "Ann", "Ann"], both))
    assert found == ["line 2: the guard, not Ann"]


def test_other_speech_is_found() -> None:
    actual = script(CASE.replace("[narrator] said the guard.", "[Ann] said the guard."))
    assert complaints(script(CASE), actual) == ["other speech: 'please', not 'saidtheguard'"]


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("curly", "“Say ‘please’ first,” said the guard."),
        ("straight", "\"Say 'please' first,\" said the guard."),
        ("curly-single", "‘Say “please” first,’ said the guard."),
        ("straight-single", "'Say \"please\" first,' said the guard."),
        ("guillemets", "«Say “please” first,» said the guard."),
        ("german", "„Say ‚please‘ first,“ said the guard."),
        (DASH, "— Say ‘please’ first, said the guard."),
    ],
)
def test_a_story_is_printed_in_each_style(style: str, line: str) -> None:
    story = tell(script(CASE), style)
    assert story is not None
    assert line in story.splitlines()


@pytest.mark.parametrize("after", ["The guard sighed.", "said he. “Now.”", "he said — “Now.”"])
def test_a_dash_prints_only_what_can_be_told_apart(after: str) -> None:
    assert tell(script(CASE.replace("said the guard.", after)), DASH) is None
