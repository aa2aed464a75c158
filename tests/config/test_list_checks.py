"""What is told where a story speaks against the user's list of characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.attribution import attribute
from narrate.config import doubted_roles, read_settings
from narrate.errors import Place
from narrate.model import Manuscript, Note
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


def notes(path: Path) -> list[Note]:
    settings = read_settings(path)
    script = write_script(find_chapters(Manuscript(Path("story.txt"), STORY)))
    listed = tuple(role.character for role in settings.roles)
    return list(doubted_roles(attribute(script, listed), settings))


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
