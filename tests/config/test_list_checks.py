"""What is told where a story speaks against the user's list of characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.attribution import attribute
from narrate.config import doubted_roles, doubted_tellers, read_settings
from narrate.errors import Place
from narrate.model import Manuscript, Note, Script
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

STORY = """Lucas Scott and Mrs. Scott, his mother, came down the stairs.

“You forgot your hat, Lucas,” said Mrs. Scott.

“I have it here,” said Lucas.

Dr. Amelia Hart looked up from her newspaper.

“Pay him, Mr. Scott,” Dr. Hart said.

“I have,” Mr. Scott said.

“He has not,” said Amelia.
"""

Write = Callable[[str], Path]


def a_script(path: Path) -> Script:
    """The story, read with the settings at *path*."""
    settings = read_settings(path)
    script = write_script(find_chapters(Manuscript(Path("story.txt"), STORY)))
    listed = tuple(role.character for role in settings.roles)
    return attribute(script, listed, settings.narrator_is)


def notes(path: Path) -> list[Note]:
    return list(doubted_roles(a_script(path), read_settings(path)))


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ("Lucas: {gender: F}", "the story tells of 'Lucas' as of a man"),
        ("Mrs. Scott: {gender: M}", "the story tells of 'Mrs. Scott' as of a woman"),
        (
            "Lucas: {aliases: [Amelia]}",
            "the story tells of 'Lucas' and 'Amelia' as of two people",
        ),
        (
            "Lucas: {aliases: [Mrs. Scott]}",
            "the story tells of 'Lucas' and 'Mrs. Scott' as of two people",
        ),
    ],
)
def test_what_the_story_tells_otherwise_is_told_at_its_line(
    write: Write, listed: str, message: str
) -> None:
    path = write(f"characters:\n  Nobody: en\n  {listed}")
    assert [(note.message, note.at) for note in notes(path)] == [(message, Place(path, 3))]


def test_one_person_who_is_listed_twice_is_told_where_one_says_nothing(write: Write) -> None:
    found = notes(write("characters:\n  Lucas: {gender: M}\n  Lucas Scott: {gender: M}"))
    assert [note.message for note in found] == [
        "the story tells of 'Lucas Scott' and 'Lucas' as of one person"
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "Lucas: {gender: M, aliases: [Mr. Scott, Lucas Scott]}",
        "Amelia: {gender: F, aliases: [Dr. Hart, the doctor]}",
        "lucas: {aliases: [mr scott]}",
        "Lucas: en\n  Mrs. Scott: en\n  Amelia: {aliases: [Dr Hart]}",
    ],
)
def test_a_list_that_is_right_is_no_doubt(write: Write, listed: str) -> None:
    assert notes(write(f"characters:\n  {listed}")) == []


@pytest.mark.parametrize(
    ("told", "message", "hint"),
    [
        ("Amelja", "the story never mentions 'Amelja'", "did you mean 'Amelia'?"),
        (
            "{1: Amelia, 4-: Tom}",
            "narrator_is: the story has no chapter 4, which 'Tom' tells",
            None,
        ),
    ],
)
def test_a_slip_in_who_tells_the_story_is_told(
    write: Write, told: str, message: str, hint: str | None
) -> None:
    path = write(f"engine: x\nnarrator_is: {told}")
    found = [*doubted_tellers(a_script(path), read_settings(path))]
    assert [(note.message, note.hint, note.at) for note in found] == [
        (message, hint, Place(path, 2))
    ]


@pytest.mark.parametrize("told", ["Amelia", "Xerxes", "I", "{1: Mrs. Scott, 2-: Lucas}"])
def test_who_may_tell_the_story_is_no_slip(write: Write, told: str) -> None:
    path = write(f"narrator_is: {told}")
    found = doubted_tellers(a_script(path), read_settings(path))
    assert [note for note in found if note.hint] == []
