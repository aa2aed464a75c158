"""Who somebody is whom the story first describes, and names beside that or later."""

from __future__ import annotations

import pytest

from telling import voices

APPOSITIVE = """Hugh Vale, a doctor, said: "They need help to fix the roof.

"If they don't get it they'll freeze," he added.

Last night Anna Stone, a clerk, said she was worried. \
"What he has done is bring us all in," she said.

"Cold tonight," said a man who goes by the name "Shorty."

"Is it?" said Shorty.
"""


def test_a_description_beside_a_name_is_no_second_person() -> None:
    assert voices(APPOSITIVE) == ["Hugh Vale", "Hugh Vale", "Anna Stone", "Shorty", "Shorty"]


@pytest.mark.parametrize(
    ("named", "described"),
    [
        ("Clara Pike, a nurse,", "the nurse"),
        ("Oscar Wick, a porter from the mill,", "the porter"),
        ("Hob, the miller,", "the miller"),
        ("Edith, a tall girl,", "the girl"),
        ("Walter, an old sailor,", "the sailor"),
    ],
)
def test_who_was_named_and_described_is_meant_by_the_description(
    named: str, described: str
) -> None:
    story = f"{named} came in with Ruth.\n\n“It is late,” said {described}.\n\n“It is,” said Ruth."
    assert voices(story) == [named.split(",", maxsplit=1)[0], "Ruth"]


@pytest.mark.parametrize(
    "described",
    [
        "a woman who was called Tib",
        "a man named Tib",
        "a boy by the name of Tib",
        "a girl whose name was Tib",
        "an old man who goes by the name Tib",
    ],
)
def test_a_description_that_ends_in_a_name_is_somebody_of_that_name(described: str) -> None:
    story = f"“Cold tonight,” said {described}.\n\n“Is it?” said Ann.\n\n“It is,” said Tib."
    assert voices(story) == ["Tib", "Ann", "Tib"]


def test_a_description_that_tells_of_another_name_is_not_of_that_name() -> None:
    story = "“Cold tonight,” said a man who sat beside Hugh.\n\n“Is it?” said Hugh."
    assert voices(story) == ["the man", "Hugh"]


def test_a_list_describes_nobody() -> None:
    story = "They met Nora, a boy, and a dog.\n\n“Come,” said the boy.\n\n“Why?” said Nora."
    assert voices(story) == ["the boy", "Nora"]


ADDRESSED = "“Is it ready, {}?” asked Nora.\n\n“Not yet,” said the {}.\n\nRain fell.\n\n"


@pytest.mark.parametrize(("name", "noun"), [("Fenn", "tailor"), ("Oscar", "porter")])
def test_who_is_always_addressed_by_a_name_bears_it(name: str, noun: str) -> None:
    story = f"{name} was at work. The {noun} laughed.\n\n" + ADDRESSED.format(name, noun) * 6
    assert voices(story) == ["Nora", name] * 6


def test_who_answers_a_name_does_not_bear_it() -> None:
    asked = "“Is it ready, Oscar?” asked the porter.\n\n“Not yet,” said Oscar.\n\nRain fell.\n\n"
    assert voices("Oscar was at work.\n\n" + asked * 6) == ["the porter", "Oscar"] * 6


def test_a_woman_is_nobody_who_bears_a_mans_name() -> None:
    story = "Oscar was at work. The woman laughed.\n\n" + ADDRESSED.format("Oscar", "woman") * 6
    assert voices(story)[1] == "the woman"


def test_speech_without_a_word_asks_for_no_name() -> None:
    assert voices("“…”\n") == [None]
    assert voices("“?”\n\n“…”\n") == [None, None]


def test_a_relation_is_who_it_is_wherever_he_is_and_a_stranger_is_told_by_his_place() -> None:
    story = "“Late,” said {} in the kitchen.\n\nAnn rose.\n\n“Is it?” asked Ann."
    assert voices(story.format("her father")) == ["her father", "Ann"]
    assert voices(story.format("the man")) == ["the man in the kitchen", "Ann"]
