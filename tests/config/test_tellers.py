"""Who tells which chapters, as voices.yaml says it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.config import read_settings
from narrate.errors import SettingsError
from narrate.model import ToldChapters

Write = Callable[[str], Path]


def test_one_name_tells_the_whole_story(write: Write) -> None:
    settings = read_settings(write("narrator_is: Jess"))
    assert settings.narrator_is == (ToldChapters("Jess"),)
    assert settings.teller == "Jess"


def test_chapters_are_one_some_or_all_from_one_on(write: Write) -> None:
    settings = read_settings(write("narrator_is:\n  9-: Bo\n  2 - 4: Kai\n  1: Jess\n"))
    assert settings.narrator_is == (
        ToldChapters("Jess", 1, 1),
        ToldChapters("Kai", 2, 4),
        ToldChapters("Bo", 9, None),
    )
    assert settings.teller is None


def test_an_alias_stands_for_the_character_it_is_listed_under(write: Write) -> None:
    settings = read_settings(
        write("characters: {Tom Reed: {aliases: Tommy}, Kai: }\nnarrator_is: {1: tommy, 2: Kai}")
    )
    assert [told.name for told in settings.narrator_is] == ["Tom Reed", "Kai"]
    assert not any(role.character.narrator for role in settings.roles)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{one: Jess}", "'one' is no chapter"),
        ("{0: Jess}", "'0' is no chapter"),
        ("{4-2: Jess}", "'4-2' ends before it begins"),
        ("{1-3: Jess, 3: Kai}", "both 'Jess' and 'Kai' tell chapter 3"),
        ("{2-: Jess, 7: Kai}", "both 'Jess' and 'Kai' tell chapter 7"),
        ("{1: ''}", "narrator_is > 1 is empty"),
        ("[Jess, Kai]", "must be text or a mapping, not a list"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(
    write: Write, written: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message) as refused:
        read_settings(write(f"engine: tone\nnarrator_is: {written}\n"))
    assert refused.value.at is not None
    assert refused.value.at.line == 2
