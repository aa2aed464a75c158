"""Who is married to whom, as the narration says it: Mrs. White is Anna, his wife."""

from __future__ import annotations

import pytest

from telling import voices

TALK = (
    "\n\n“It is late,” said Mr. White.\n\n“So it is,” said Mrs. White.\n\n“I know,” said Mr. White."
    "\n\n“Sit down,” cried Anna."
)


@pytest.mark.parametrize(
    "story",
    [
        "Mr. White and his wife Anna came in.",
        "Mr. White stood by Anna, his wife.",
        "Mr. White came in. Anna, Mr. White’s wife, sat by the fire.",
        "Mr. White’s wife Anna sat by the fire.",
        "Mr. White came in. His wife, Anna, sat by the fire.",
    ],
)
def test_his_wife_has_his_surname(story: str) -> None:
    assert voices(story + TALK) == ["Mr. White", "Anna", "Mr. White", "Anna"]


@pytest.mark.parametrize(
    "story",
    [
        "Mr. White left Anna, and his wife cried.",
        "Mr. White went to his wife. Anna sat by the fire.",
        "Mr. White and his wife, Anna, and Tom came in.",
        "Mr. White came in with his sister Anna.",
    ],
)
def test_who_stands_beside_his_wife_is_another(story: str) -> None:
    assert voices(story + TALK) == ["Mr. White", "Mrs. White", "Mr. White", "Anna"]


def test_her_husband_has_her_surname() -> None:
    story = (
        "Mrs. White and her husband Karl came in.\n\n“It is late,” said Karl.\n\n"
        "“It is,” said Mrs. White.\n\n“I know,” said Mr. White."
    )
    assert voices(story) == ["Karl", "Mrs. White", "Karl"]


def test_a_title_may_be_the_noun_for_a_wife() -> None:
    story = (
        "Herr Weiss trat in das Zimmer, und seine Frau Anna saß am Fenster.\n\n„Es ist spät“, "
        "sagte Frau Weiss.\n\n„Ich weiß“, sagte Herr Weiss.\n\n„Setz dich nicht“, rief Anna."
    )
    assert voices(story) == ["Anna", "Herr Weiss", "Anna"]
