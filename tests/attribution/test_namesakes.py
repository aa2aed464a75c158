"""Which names of a short story one person bears, and which are two people's."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from time import process_time

import pytest

from narrate.attribution.people.conversations import read_conversations
from narrate.attribution.people.names import find_names
from narrate.attribution.people.rivals import find_rivals
from narrate.attribution.words.reading import read
from narrate.model import Character, Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
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


def test_hundreds_of_names_in_one_paragraph_are_compared_in_reasonable_time() -> None:
    made = ["".join(parts).title() for parts in product(("ba", "ko", "ri", "tu"), repeat=5)]
    talk = "“No,” said {0}. “No,” said Mr. Vane. {0} Vane sat. "
    story = "".join(map(talk.format, made))
    reading = read(write_script(find_chapters(Manuscript(Path("story.txt"), story))))
    names = find_names(reading)
    assert reading.short
    talks = read_conversations(reading, names)
    started = process_time()
    find_rivals(reading, names, talks)
    assert process_time() - started < 10
