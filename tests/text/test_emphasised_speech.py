"""Speech that is set in italics instead of marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.attribution import attribute
from narrate.model import Kind, Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script

STORY = """\
Chapter One

Ann came in, and Bob looked up from his book.

_Where have you been?_ asked Bob.

_Out,_ said Ann. _It rained._

Bob closed _Emma_ and yawned. _You might have said so,_ he said.

Ann said, _I might._

They were _very_ quiet for a while.
"""
SPOKEN = ["Where have you been?", "Out,", "It rained.", "You might have said so,", "I might."]


def dialogue(story: str) -> list[tuple[str, str | None]]:
    script = attribute(write_script(find_chapters(Manuscript(Path("story.txt"), story))))
    spoken = [one for one in script.segments if one.kind is Kind.DIALOGUE]
    return [(one.text.strip("_*"), one.speaker) for one in spoken]


@pytest.mark.parametrize("sign", ["_", "*"])
def test_emphasis_beside_tags_is_speech_where_no_marks_are(sign: str) -> None:
    found = dialogue(STORY.replace("_", sign))
    assert [words for words, _ in found] == SPOKEN
    assert [speaker for _, speaker in found] == ["Bob", "Ann", "Ann", "Bob", "Ann"]


HOUSE = """\
Ann had lived there for a week when the house spoke.

_You left the tap on,_ said the house.

“Who’s there?” said Ann.

_I am. I am also in the pantry._

“In the _pantry?_” Ann asked. She read _Emma._

_I count the spoons,_ the house said. _Always have._
"""


def test_one_who_is_tagged_may_speak_in_emphasis_beside_marks() -> None:
    assert dialogue(HOUSE) == [
        ("You left the tap on,", "the house"),
        ("“Who’s there?”", "Ann"),
        ("I am. I am also in the pantry.", "the house"),
        ("“In the _pantry?_”", "Ann"),
        ("I count the spoons,", "the house"),
        ("Always have.", "the house"),
    ]


def test_what_is_thought_in_emphasis_is_not_said_beside_marks() -> None:
    thoughts = "\n_He is late,_ Ann thought.\n"
    assert [words for words, _ in dialogue(HOUSE + thoughts)] == [
        "“Who’s there?”",
        "“In the _pantry?_”",
    ]


def test_one_tagged_run_beside_marks_is_no_speech() -> None:
    assert dialogue("“Tea?” said Ann.\n\n_No,_ said Bob.\n") == [("“Tea?”", "Ann")]


def test_emphasis_without_a_tag_is_no_speech() -> None:
    assert dialogue("_Never,_ they thought, was _not_ long. _So it goes._\n") == []
