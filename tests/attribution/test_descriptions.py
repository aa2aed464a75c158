"""Whom a common noun means: somebody of his own, one who is named, or nobody at all."""

from __future__ import annotations

import pytest

from telling import voices

LONG = "Ann Stone and Hugh Vale walked on, and nobody said a word. " * 1100
"""so much narration that the story is a long one, in which a noun mostly means somebody named"""


@pytest.mark.parametrize("nobody", ["No one", "No girl", "Any girl", "Every girl", "Each girl"])
def test_nobody_in_particular_has_no_lines(nobody: str) -> None:
    story = f"{nobody} spoke to Ann.\n\n“It is late,” she said.\n\n“It is,” said Hugh."
    assert voices(story) == ["Ann", "Hugh"]


def test_some_one_speaks_as_someone_does() -> None:
    story = "Ann and Hugh sat down.\n\n“Who is it?” said Ann.\n\n“I am,” said some one outside."
    assert voices(story) == ["Ann", "some one"]


def test_a_girl_is_not_the_one_who_is_known() -> None:
    story = f"{LONG}\n\nAnn Stone sat down.\n\n“Is it late?” said a girl opposite."
    assert voices(story) != ["Ann Stone"]


def test_whom_the_next_tag_names_is_no_noun_in_this_one() -> None:
    story = f"{LONG}\n\nHugh Vale sat.\n\n“Is it late?” said the man.\n\n“It is,” said Hugh Vale."
    first, second = voices(story)
    assert first != "Hugh Vale" == second
