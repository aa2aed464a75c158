"""Which names are one person's, and of what sex."""

from __future__ import annotations

import pytest

from narrate.model import Character
from telling import told

TWO = "“Stay,” said {}. “No,” said {}. “Please,” said {}.\n\n"


def cast(story: str) -> dict[str, Character]:
    return {character.name: character for character in told(story).characters}


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Harriet Blythe", "Harriet"),
        ("Mr. Tobias Crane", "Mr. Crane"),
        ("Professor Lund", "the Professor"),
        ("Robert Vane", "Bob"),
        ("Lord Ashcombe", "Ashcombe"),
        ("Abel Skaggs", "Skaggsy"),
    ],
)
def test_a_long_and_a_short_name_are_one_person(long: str, short: str) -> None:
    story = (
        f"{long} came in and sat down by the fire.\n\n“It is cold,” said {long}.\n\n"
        f"Agatha nodded.\n\nSnow fell.\n\n“Colder than ever,” said {short}.\n\n“Yes,” said Agatha."
    )
    assert len(cast(story)) == 2


def test_a_husband_and_a_wife_are_two() -> None:
    story = (
        "“More tea?” asked Mrs. Bell.\n\n“No tea,” said Mr. Bell.\n\n“Then cake,” said Mrs. Bell."
    )
    assert {name: who.gender for name, who in cast(story).items()} == {
        "Mrs. Bell": "F",
        "Mr. Bell": "M",
    }


def test_a_pronoun_tells_the_sex_of_a_name_nobody_knows() -> None:
    story = (
        "Zerrith closed her book. She had read enough.\n\n“Well?” said Zerrith.\n\n"
        "Okk scratched his ear. He was bored.\n\n“Well what?” said Okk."
    )
    assert {name: who.gender for name, who in cast(story).items()} == {"Zerrith": "F", "Okk": "M"}


def test_what_somebody_is_called_tells_the_sex() -> None:
    story = "Robin, the miller's daughter, sang.\n\n“Hush,” said Tom.\n\n“Why?” said Robin."
    assert cast(story)["Robin"].gender == "F"


def test_a_place_is_nobody() -> None:
    story = "They lived in Marlow. “I love Marlow,” said Edith. “Who does not?” asked Walter."
    assert set(cast(story)) == {"Edith", "Walter"}


def test_every_other_name_is_an_alias() -> None:
    story = "Miss Ada Finch sat down.\n\n“Good,” said Ada.\n\n“Very good,” said Miss Finch."
    (who,) = told(story).characters
    assert {who.name, *who.aliases} >= {"Ada", "Miss Finch"}
