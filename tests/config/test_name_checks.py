from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.config import check_voices, read_settings, unused_names
from narrate.config.name_checks import HINTS, nearest_voices
from narrate.errors import Place, SettingsError
from narrate.model import (
    Book,
    Chapter,
    Character,
    Kind,
    Manuscript,
    Script,
    Segment,
    Span,
    VoiceInfo,
)

Write = Callable[[str], Path]

NAMES = [
    f"{base}{variant}"
    for base in ("en-us", "en-gb", "en-gb-scotland", "de", "fr-fr")
    for variant in ("", "+f1", "+f2", "+m1", "+Annie", "+whisper")
]
VOICES = [VoiceInfo(name, "en") for name in NAMES]


@pytest.mark.parametrize(
    "text",
    [
        "engine: x\nnarrator:\n  voice: nope",
        "casting:\n  female:\n  - nope",
        "unnamed:\n  male: en-us\n  unknown: {voice: nope}",
        "characters:\n  Tom: en-us\n  Ann: nope",
    ],
)
def test_a_voice_the_engine_lacks_is_told_at_its_line(write: Write, text: str) -> None:
    path = write(text)
    with pytest.raises(SettingsError, match="has no voice 'nope'") as caught:
        check_voices(read_settings(path), VOICES)
    assert caught.value.at == Place(path, 3)


def test_voices_the_engine_has_pass(write: Write) -> None:
    path = write("narrator: en-us\ncharacters: {Tom: en-gb+f1, Ann: {rate: 100}}")
    check_voices(read_settings(path), VOICES)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("EN-US+F1", ["en-us+f1"]),
        ("en-us+f9", ["en-us+f2", "en-us+f1"]),
        ("en-us+anie", ["en-us+Annie"]),
        ("en-su+f1", ["en-us+f1"]),
        ("scotland", ["en-gb-scotland"]),
        ("en-gb-scotlnd", ["en-gb-scotland"]),
        ("us", ["en-us"]),
        ("xyzzy", []),
        ("", []),
        ("+", []),
    ],
)
def test_the_nearest_voices_are_found_part_by_part(wrong: str, near: list[str]) -> None:
    found = nearest_voices(wrong, NAMES)
    assert list(found[: len(near)]) == near
    assert bool(found) == bool(near)
    assert set(found) <= set(NAMES)


def a_script(text: str, *characters: Character, speaker: str | None = None) -> Script:
    span = Span(0, len(text))
    manuscript = Manuscript(Path("a.txt"), text)
    book = Book(manuscript, "A", None, (Chapter(1, "A", span, Span(0, 0)),))
    return Script(book, (Segment(span, text, Kind.DIALOGUE, 1, 0, speaker),), characters)


def test_a_name_the_story_never_uses_is_told_with_the_nearest_one(write: Write) -> None:
    path = write(
        "characters:\n  Lukas:\n    aliases: Luk\n  Ann:\n  Peyton Sawyer:\n    aliases: P. S."
    )
    script = a_script("Ann saw Lucas\nand P. S. there.", Character("Lucas"))
    notes = unused_names(script, read_settings(path))
    assert [(note.code, note.at, note.hint) for note in notes] == [
        ("unused-name", Place(path, 2), "did you mean 'Lucas'?")
    ]
    assert "'Lukas'" in notes[0].message


@pytest.mark.parametrize("speaker", ["Lucas", "Lukas"])
def test_a_slip_is_told_though_another_name_of_the_character_stands_there(
    write: Write, speaker: str
) -> None:
    path = write("characters:\n  Lukas:\n    aliases: [Mr. Scott, Mrs. Pike]")
    people = Character("Lucas"), Character("Mr. Pike")
    script = a_script("Lucas is Mr. Scott, not Mr. Pike.", *people, speaker=speaker)
    notes = unused_names(script, read_settings(path))
    assert [(note.code, note.at, note.hint) for note in notes] == [
        ("unused-name", Place(path, 2), "did you mean 'Lucas'?")
    ]


def test_a_name_that_is_like_no_strangers_is_no_slip(write: Write) -> None:
    read = read_settings(write("characters:\n  Bettina Crowe:\n    aliases: [Tina]"))
    people = Character("Tina"), Character("Oscar")
    assert unused_names(a_script("Tina saw Oscar.", *people, speaker="Tina"), read) == ()


def test_a_part_of_a_word_is_no_mention_but_a_speaker_is_one(write: Write) -> None:
    read = read_settings(write("characters: {Ann: , Tom: , I: }\nnarrator_is: I"))
    notes = unused_names(a_script("Annabel", speaker="Tom"), read)
    assert ["'Ann'" in note.message for note in notes] == [True]


def test_a_word_of_the_text_may_be_what_was_meant(write: Write) -> None:
    notes = unused_names(
        a_script("Then Elizabeth left."), read_settings(write("characters: {Elisabeth: }"))
    )
    assert notes[0].hint == "did you mean 'Elizabeth'?"


def test_no_hint_names_another_name_that_the_story_lacks(write: Write) -> None:
    people = [Character("Lukas"), Character("Lucas")]
    notes = unused_names(
        a_script("Nobody came.", *people), read_settings(write("characters: {Lukas: , Lucas: }"))
    )
    assert [note.hint for note in notes] == [None, None]


def test_a_long_list_of_strangers_is_told_in_reasonable_time(write: Write) -> None:
    """Every one is told; the nearest name, which takes a search each, only for the first."""
    listed = "".join(f"  Elisabeth {number}:\n" for number in range(3000))
    script = a_script("Then Elisabeth Bennet left.", Character("Elisabeth B."))
    notes = unused_names(script, read_settings(write(f"characters:\n{listed}")))
    assert len(notes) == 3000
    assert sum(note.hint is not None for note in notes) == HINTS


@pytest.mark.parametrize(
    ("listed", "printed"), [("Mr Scott", "Mr. Scott"), ("Mr. Scott", "Mr Scott")]
)
def test_a_title_is_the_same_with_a_point_and_without(
    write: Write, listed: str, printed: str
) -> None:
    read = read_settings(write(f"characters: {{{listed}: }}"))
    assert unused_names(a_script(f"“No,” said {printed}.", Character(printed)), read) == ()


def test_a_slip_in_a_name_with_a_title_is_told(write: Write) -> None:
    read = read_settings(write("characters:\n  Lucas:\n    aliases: [Mr. Scot]"))
    people = Character("Lucas", ("Mr. Scott",)), Character("Mrs. Scott")
    notes = unused_names(a_script("Lucas is Mr. Scott.", *people, speaker="Lucas"), read)
    assert [note.hint for note in notes] == ["did you mean 'Mr. Scott'?"]


def test_a_name_without_a_letter_stands_in_no_story(write: Write) -> None:
    read = read_settings(write("characters:\n  Lucas:\n    aliases: [...]\n  '..':"))
    script = a_script("Lucas ran", Character("Lucas"), Character("Ann"), speaker="Lucas")
    assert [note.message.count("'..'") for note in unused_names(script, read)] == [1]
