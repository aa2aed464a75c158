"""How a text sets names before its lines is learned from the text itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.model import Kind, Script
from narrate.text.chapters import find_chapters
from narrate.text.plaintext import read_plain_text
from narrate.text.script import write_script

TALK = [
    ("Tilda", "Who left the gate open?"),
    ("Old Marn", "Not I. I was asleep, and so was the dog."),
    ("Tilda", "Then where are the sheep?"),
    ("Old Marn", "In the lane, I should think."),
    ("Wick", "In the lane? All forty of them?"),
    ("Tilda", "You had the key last."),
    ("Wick", "I gave it back on Sunday."),
    ("Old Marn", "He did. I hung it up myself."),
]


def read(text: str) -> Script:
    return write_script(find_chapters(read_plain_text(Path("story.txt"), text)))


def told(text: str) -> list[tuple[str | None, str]]:
    """Who says what; nobody says what is narrated."""
    kinds = (Kind.NARRATION, Kind.DIALOGUE, Kind.HEADING)
    return [
        (one.speaker, " ".join(one.text.split()).strip("“”「」"))
        for one in read(text).segments
        if one.kind in kinds
    ]


def is_prose(text: str) -> bool:
    return not read(text).notes


LAYOUTS: list[Callable[[str, str], str]] = [
    "{} = {}\n".format,
    "{}\t{}\n".format,
    "{} / {}\n\n".format,
    "{} - {}\n\n".format,
    "{} → {}\n".format,
    "{}] {}\n".format,
    "~{}~ {}\n\n".format,
    "({}) {}\n\n".format,
    "【{}】{}\n\n".format,
    "{}\n{}\n\n".format,
    "**{}**\n{}\n\n".format,
    "'''{}:''' {}\n\n".format,
    "- {}: {}\n".format,
    "00:14 - {} - {}\n".format,
    "(02:05) {} {}\n".format,
    "🐑 {} {}\n\n".format,
    "{} “{}”\n\n".format,
    "{}「{}」\n".format,
]


@pytest.mark.parametrize("printed", LAYOUTS, ids=lambda printed: printed("WHO", "LINE").strip())
def test_names_that_come_again_before_what_people_say_are_the_speakers(
    printed: Callable[[str, str], str],
) -> None:
    assert told("".join(printed(*line) for line in TALK)) == TALK


def test_a_talk_may_stand_in_a_story() -> None:
    story = "The gate stood open, and there was nobody in the field.\n\n"
    talk = "".join(f"{name} ~ {line}\n\n" for name, line in TALK)
    assert told(story * 20 + talk + story * 20)[20:-20] == TALK


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            f"{word} = {what}"
            for word, what in [
                ("Dog", "A kind of vice."),
                ("Horse", "The sawing trestle."),
                ("Cat", "An anchor tackle."),
                ("Horse", "Also a rope under a yard."),
                ("Dog", "Also a short watch."),
                ("Cat", "Also a whip."),
            ]
        ),
        "\n\n".join(f"{when}. We went to the gate." for when in ("Dawn", "Midday", "Dusk") * 4),
        "\n".join(f"{who} - {job}" for who in ("Tilda", "Wick") for job in ("gate", "key", "dog")),
        "\n\n\n".join(
            f"{who}\n\nI have told nobody.\n\nI shall tell you.\n\nIt was I.\n\nDo you hear?"
            for who in ("Tilda", "Wick", "Tilda", "Wick", "Tilda", "Wick")
        ),
        "\n\n".join(
            f"{who} looked up. {what}"
            for who, what in [
                ("Tilda", "Was that the gate?"),
                ("Wick", "It was the wind."),
                ("Tilda", "Was it? It sounded like iron."),
                ("Wick", "He did not answer."),
            ]
            * 3
        ),
        "Flour: two cups\nWater: one cup\nSalt: a pinch\n" * 2,
        "Mix: Stir the flour.\nRest: Leave it for an hour.\nBake: Put it in the oven.\n" * 2,
    ],
    ids=["glossary", "diary", "list", "tellers", "story", "recipe", "steps"],
)
def test_lists_headings_and_stories_stay_what_they_are(text: str) -> None:
    assert is_prose(text)


def test_sentences_of_a_novel_that_begin_with_two_names_are_prose() -> None:
    people = ["Anna Pavlova went out.", "Pyotr Ilyich stayed. Was it late?", "Anna Pavlova sang!"]
    between = ["It rained.", "They said nothing to each other, and the lamp burned low."] * 20
    assert is_prose("\n\n".join((*between, *people * 3, *between)))


def test_the_sign_behind_a_direction_is_not_said() -> None:
    lines = [(f"{name} (angrily)" if n % 3 else name, said) for n, (name, said) in enumerate(TALK)]
    spoken = [one for one in told("".join(f"{a} = {b}\n" for a, b in lines)) if one[0]]
    assert spoken == TALK


@pytest.mark.parametrize("heading", ["AKT", "AUFTRITT", "ACTE", "SCÈNE", "ATTO", "ESCENA"])
def test_acts_and_scenes_of_any_language_are_no_speakers(heading: str) -> None:
    scene = "".join(f"{name.upper()}. {line}\n\n" for name, line in TALK)
    speakers = {who for who, _ in told(f"{heading}. Prima.\n\n{scene}" * 3) if who}
    assert speakers == {"Tilda", "Old Marn", "Wick"}


@pytest.mark.parametrize("printed", ["{}\n\n{}\n\n\n".format, "# {}\n\n{}\n\n".format])
def test_a_name_alone_above_a_line_begins_no_chapter(printed: Callable[[str, str], str]) -> None:
    script = read("".join(printed(*line) for line in TALK))
    assert [one.speaker for one in script.segments] == [name for name, _ in TALK]
    assert [one.number for one in script.book.chapters] == [1]


def test_capitals_far_from_a_talk_in_capitals_are_no_names() -> None:
    story = "The gate stood open, and there was nobody in the field.\n\n"
    talk = "".join(f"{name.upper()}, {line}\n\n" for name, line in TALK)
    notice = "FOLIOS, Among these are the largest of them.\n\n"
    speakers = [who for who, _ in told(story * 20 + talk + story * 20 + notice + story) if who]
    assert speakers == [name for name, _ in TALK]
