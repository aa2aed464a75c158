from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.casting import with_ages
from narrate.model import Age, Character, Script
from narrate.pipeline import read_script
from narrate.settings import Role, Settings

Make = Callable[..., Script]


def age(script: Make, character: Character, narration: str, speech: str = "") -> Age | None:
    story = script([(None, narration), (character.name, speech or "Yes.")], character)
    return with_ages(story).characters[0].age


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("the boy", "child"),
        ("the little girl", "child"),
        ("a small boy in a cap", "child"),
        ("the other boy", "child"),
        ("the shivering child", "child"),
        ("the girl", None),
        ("the shop girl", None),
        ("the cabin boy", None),
        ("the old man", "old"),
        ("the old woman behind the bar", "old"),
        ("an elderly clerk", "old"),
        ("his grandmother", "old"),
        ("Granny Weatherwax", "old"),
        ("Old Ben", "old"),
        ("the old boy", None),
        ("the old man's daughter", None),
        ("his grandmother's maid", None),
        ("the young man", None),
        ("Grant", None),
        ("Goldie", None),
    ],
)
def test_a_description_tells_an_age(script: Make, description: str, expected: Age | None) -> None:
    assert age(script, Character(description, named=False), "It rained.") == expected


@pytest.mark.parametrize(
    ("narration", "expected"),
    [
        ("Old Hale laughed.", "old"),
        ("He met old Mr. Hale there.", "old"),
        ("They met old\nMr. Hale there.", "old"),
        ("He told Mr. Hale.", None),
        ("Little Tim Hale cried.", "child"),
        ("The little Hale boys cried.", None),
        ("It was the little Dr. Hale.", None),
        ("Hale, an old sailor, sat down.", "old"),
        ("Hale, an old friend, sat down.", None),
        ("Hale was only a boy of nine.", "child"),
        ("Hale, a boy of nineteen, sat down.", None),
        ("Hale was a boy at heart.", None),
        ("There was a small boy called Tim Hale.", "child"),
        ("There was an old farmer named Hale.", "old"),
        ("Hale was eight years old.", "child"),
        ("Hale, nearly seventy years of age, sat down.", "old"),
        ("Hale was thirty years old.", None),
        ("Old Hale sat. " + "Hale rose and sat. " * 10, None),
        ("Old Hale sat. " * 2 + "Hale rose. " * 10, "old"),
        ("Old Amos sat.", None),
    ],
)
def test_the_narration_tells_the_age_of_who_has_a_name(
    script: Make, narration: str, expected: Age | None
) -> None:
    hale = Character("Hale", ("Tim Hale", "Mr. Hale", "Dr. Hale"), "M")
    assert age(script, hale, narration) == expected


def test_speech_is_believed_where_a_title_stands(script: Make) -> None:
    hale = Character("Hale", ("Mr. Hale",), "M")
    assert age(script, hale, "Hale sat.", "Good day to you, old Mr. Hale.") == "old"
    assert age(script, hale, "Hale sat.", "Good day to you, old Hale.") is None


def test_an_alias_of_another_family_member_tells_nothing(script: Make) -> None:
    diana = Character("Diana", ("Miss Barry", "Diana Barry"), "F")
    assert age(script, diana, "They went to old Miss Barry.") is None


def test_what_is_known_goes_before_what_is_told(script: Make) -> None:
    boy = Character("the boy", named=False, age="adult")
    assert age(script, boy, "It rained.") == "adult"
    roles = (Role(Character("Tim", ("the boy",), age="old")),)
    story = script([("the boy", "Yes.")], boy)
    assert with_ages(story, roles).characters[0].age == "old"


def test_a_story_tells_the_ages_of_its_people() -> None:
    story = Path(__file__).parents[2] / "stories" / "the-slow-train.txt"
    told = with_ages(read_script(story, Settings()))
    ages = {each.name: each.age for each in told.characters if each.age}
    assert ages == {"the old man": "old", "the boy": "child"}
