from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import direct, put_in_words, spoken_words
from narrate.direction.announcing import announced, without_headings
from narrate.model import Cast, Kind, Manuscript, Script, Utterance
from narrate.pipeline import Prep
from narrate.settings import Settings
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from soundstage import NARRATOR, book_of


def headed(*chapters: list[str]) -> Prep:
    """A book whose chapters each begin with their heading, and that may have others inside."""
    prep = book_of(*chapters)
    segments = [
        replace(one, kind=Kind.HEADING) if one.text.startswith("Chapter") else one
        for one in prep.script.segments
    ]
    book = prep.script.book
    first = {one.chapter: one.span for one in reversed(segments)}
    marked = tuple(replace(one, heading=first[one.number]) for one in book.chapters)
    script = replace(prep.script, segments=tuple(segments), book=replace(book, chapters=marked))
    return replace(prep, script=script)


def said(prep: Prep) -> list[str]:
    return [one.spoken for some in without_headings(prep.script, prep.utterances) for one in some]


def test_the_headings_that_begin_chapters_are_left_unsaid_and_no_others() -> None:
    prep = headed(
        ["Chapter 1", "It rained.", "Chapter of accidents", "“Go.”"], ["Chapter 2", "So."]
    )
    assert said(prep) == ["It rained.", "Chapter of accidents", "Go.", "So."]


def test_every_segment_keeps_its_place() -> None:
    prep = headed(["Chapter 1", "It rained."])
    assert without_headings(prep.script, prep.utterances) == ((), prep.utterances[1])


def test_a_chapter_that_is_only_a_heading_is_still_heard() -> None:
    assert said(headed(["Chapter 1", "***"], ["Chapter 2", "So."])) == ["Chapter 1", "So."]


def test_a_chapter_without_a_heading_is_said_whole() -> None:
    prep = book_of(["It rained.", "It poured."])
    assert without_headings(prep.script, prep.utterances) == prep.utterances


PROSE = "It rained, and nobody came.\n"


def written(*headings: str) -> Script:
    text = "\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings)
    return write_script(find_chapters(Manuscript(Path("rain.txt"), text)))


def utterances_of(script: Script, template: str) -> tuple[tuple[Utterance, ...], ...]:
    settings = Settings(announce_chapters=template)
    return direct(put_in_words(script, settings), Cast(NARRATOR, {}), settings)


def headings_said(script: Script, template: str) -> list[str]:
    utterances = utterances_of(script, template)
    lines = zip(script.segments, utterances, strict=True)
    return [one.spoken for segment, said in lines if segment.kind is Kind.HEADING for one in said]


NOVEL = (
    "THE RAIN\n\nby Ann Hale\n\n\nPROLOGUE",
    "PART ONE\n\nCHAPTER I\n\nTHE MILL",
    "CHAPTER II: HOME",
    "PART TWO\n\nCHAPTER III",
)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("No. {number}, {title}!", ["No. 1, The Mill!", "No. 2, Home!", "No. 3!"]),
        ("{title} ({number})", ["The Mill (1)", "Home (2)", "(3)"]),
        ("{number} ({title})", ["1 (The Mill)", "2 (Home)", "3"]),
        ("({heading})", ["(Chapter I. The Mill)", "(Chapter II: Home)", "(Chapter III)"]),
        ("{title}", ["The Mill", "Home", "CHAPTER III"]),
    ],
)  # fmt: skip
def test_a_heading_is_said_in_the_user_s_words(template: str, said: list[str]) -> None:
    """Title page, prologue and parts are said as they are printed."""
    script = announced(written(*NOVEL), template)
    told = [one.text for one in script.segments if one.kind is Kind.HEADING and one.text]
    prologue = template.replace("{heading}", "Prologue").replace("{title}", "Prologue")
    prologue = "PROLOGUE" if "{number}" in template else prologue
    assert told == [
        "THE RAIN", "by Ann Hale", prologue, "PART ONE", said[0], said[1], "PART TWO", said[2],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["I", "II"], ["Chapter 1", "Chapter 2"]),
        (["I. The Mill", "II. Home"], ["Chapter 1. The Mill", "Chapter 2. Home"]),
        (["# The Mill", "# Home"], ["Chapter 1. The Mill", "Chapter 2. Home"]),
        (["# Prologue", "# The Mill"], ["Prologue", "Chapter 1. The Mill"]),
        (["Chapter 3", "Chapter 4"], ["Chapter 3", "Chapter 4"]),
        (["Chapter 1\nSeven", "Chapter 2\nOne"], ["Chapter 1. Seven", "Chapter 2. One"]),
        (["PART ONE\n\n1", "2"], ["Part One", "Chapter 1", "Chapter 2"]),
        (["Part One", "Part Two"], ["Chapter 1", "Chapter 2"]),
        (["Chapitre premier\n\nLe moulin", "Chapitre II"], ["Chapter 1. Le moulin", "Chapter 2"]),
        (["Chapter the Last"], ["Chapter the Last"]),
    ],
    ids=str,
)
def test_the_number_is_the_printed_one_or_else_counted(
    headings: list[str], said: list[str]
) -> None:
    assert headings_said(written(*headings), "Chapter {number}. {title}") == said


def test_a_story_without_headings_gets_none() -> None:
    script = written("It began so")
    assert announced(script, "Chapter {number}") == script


def test_without_a_template_headings_are_said_as_they_are_printed() -> None:
    script = written(*NOVEL)
    assert announced(script, None) is script


def test_another_template_changes_what_is_said_of_headings_and_of_nothing_else() -> None:
    script = written(*NOVEL)
    one = utterances_of(script, "Chapter {number}")
    other = utterances_of(script, "{title}")
    for segment, a, b in zip(script.segments, one, other, strict=True):
        assert a == b or segment.kind is Kind.HEADING
    assert one != other


def test_what_is_said_in_place_of_a_heading_can_be_shown() -> None:
    script = written(*NOVEL)
    shown = spoken_words(script, Settings(announce_chapters="{number}: {title}"))
    told = {script.segments[index].text: words for index, words in shown.items()}
    assert told["CHAPTER I"] == "1: The Mill"
    assert told["THE MILL"] == ""
    assert "PROLOGUE" not in told


LINES = [
    "I",
    "II",
    "Chapter 1",
    "# A",
    "PART ONE",
    "Prologue",
    "THE MILL",
    "by Ann",
    "",
    "No.",
    PROSE,
]


@given(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=20).map("\n".join),
    st.sampled_from(["{number}", "{title}", "{heading}", "({number}: {title})"]),
)
def test_whatever_is_printed_nothing_but_headings_is_said_otherwise(
    text: str, template: str
) -> None:
    if not text.strip():
        return
    script = write_script(find_chapters(Manuscript(Path("rain.txt"), text)))
    said = announced(script, template)
    for printed, spoken in zip(script.segments, said.segments, strict=True):
        assert printed == spoken or printed.kind is Kind.HEADING
        assert replace(spoken, text=printed.text) == printed
        assert "{" not in spoken.text
