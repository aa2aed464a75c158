"""Which names of a short story one person bears, and which are two people's."""

from __future__ import annotations

import pytest

from narrate.model import Character
from telling import voices


@pytest.mark.parametrize("title", ["Mr.", "Mrs."])
def test_who_are_tagged_in_one_talk_by_a_given_and_a_surname_are_two(title: str) -> None:
    story = (
        f"Robin Vane sat by the fire with Ned.\n\n“It is hot,” said Robin.\n\n"
        f"“It is,” said Ned.\n\n“It is cold,” said {title} Vane.\n\n“It is not,” said Robin.\n"
    )
    assert voices(story) == ["Robin", "Ned", f"{title} Vane", "Robin"]


def test_one_is_called_in_one_talk_by_either_half_of_a_whole_name() -> None:
    story = (
        "Ludovic Prynne lay down.\n\n“It is hot,” said Ludovic.\n\n“It is,” said Ned.\n\n"
        "“It is cold,” said Prynne.\n"
    )
    first, other, last = voices(story)
    assert first == last != other


def test_a_doctor_may_be_the_only_one_of_the_surname_in_a_short_story() -> None:
    story = "Robin Quayle sat down.\n\n“It is hot,” said Robin Quayle.\n\n“Is it?” said Ned.\n\n"
    story += "Dr. Quayle nodded. “It is.”"
    first, other, last = voices(story)
    assert first == last != other


def test_a_listed_name_with_a_title_is_one_name_whatever_word_follows() -> None:
    story = (
        "“Is it late?” said Widow Green.\n\n“It is,” said Ned.\n\n“Then go,” said Widow Green.\n"
    )
    assert voices(story, Character("Widow Green")) == ["Widow Green", "Ned", "Widow Green"]


def test_who_is_told_more_of_by_a_relative_clause_is_somebody() -> None:
    story = "“It is hot,” said Ada.\n\nWill, who had come in late, sat down. “Is it?”\n"
    assert voices(story) == ["Ada", "Will"]
