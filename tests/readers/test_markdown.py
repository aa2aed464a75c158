"""Markdown is read as CommonMark has it, but for what no story means by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.errors import ManuscriptError
from narrate.model import Manuscript
from narrate.readers import Reader, read_manuscript
from narrate.readers.markdown import MarkdownReader
from narrate.testing import ReaderContract


class TestMarkdown(ReaderContract):
    ending = "md"

    def make_reader(self) -> Reader:
        return MarkdownReader()

    def write_story(self, path: Path) -> None:
        path.write_text(f"# One\n\n{self.sentence}\n\n# Two\n\nNobody came.[^1]\n\n[^1]: A note.")


def read(folder: Path, source: str) -> Manuscript:
    path = folder / "story.md"
    path.write_text(source, encoding="utf-8")
    return read_manuscript(path)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("It *rained*\nall **day**.", ["It _rained_ all day."]),
        ("It _rained_.", ["It _rained_."]),
        ("one\\\ntwo  \nthree", ["one\ntwo\nthree"]),
        ("    Indented, as in a book.\n\n\tAnd again.", ["Indented, as in a book.", "And again."]),
        ("**ANNA**\nCome in.\n__Ben__\nNo.", ["ANNA\nCome in. Ben\nNo."]),
        ("one\n\n***\n\ntwo", ["one", "* * *", "two"]),
        ("He left.\n---\nShe came.", ["He left.", "* * *", "She came."]),
        ("> quoted\n\nsaid", ["quoted", "said"]),
        ("- one\n- two", ["one", "two"]),
        ("1984. It was cold.", ["1984. It was cold."]),
        ("1. one\n2. two", ["1. one", "2. two"]),
        ("caf&eacute; \\*no\\* &lt;", ["café *no* <"]),
        ("a <em>b</em> c", ["a _b_ c"]),
        ("so[^n]. Then\n\n[^n]: A note\n    of two lines.\n\nEnd", None),
        ("[a link](http://example.org)", ["a link"]),
        ("| a | b |\n|---|---|\n| c | d |", ["a, b", "c, d"]),
    ],
)
def test_paragraphs_are_what_is_seen(folder: Path, source: str, texts: list[str] | None) -> None:
    story = read(folder, source)
    if texts is None:
        assert story.text.split("\n\n") == ["so. Then", "A note of two lines.", "End"]
        assert [one.kind for one in story.regions] == ["footnotes"]
    else:
        assert story.text.split("\n\n") == texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_headings_have_their_level_however_they_are_marked(folder: Path) -> None:
    story = read(folder, "The Bridge\n===\n\nOne\n---\n\nRain.\n\n## Two ##\n\nSun.")
    levels = [
        (story.text[one.span.start : one.span.end], one.level) for one in story.headings or ()
    ]
    assert levels == [("The Bridge", 1), ("One", 2), ("Two", 2)]


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'The Bridge'\nauthor: A. Nobody\nlang: en-GB\nseries: Rivers\n---\n",
        "+++\ntitle='The Bridge'\nauthors=['A. Nobody']\nlang='en-gb'\nseries='Rivers'\n+++\n",
    ],
)
def test_front_matter_says_what_the_book_is(folder: Path, front: str) -> None:
    story = read(folder, f"{front}\nIt rained.")
    told = story.metadata
    assert story.text == "It rained."
    assert (told.title, told.author, told.language) == ("The Bridge", "A. Nobody", "en-gb")
    assert told.series == "Rivers"


def test_a_rule_at_the_beginning_is_no_front_matter(folder: Path) -> None:
    assert read(folder, "---\n\nIt rained.\n").text == "It rained."


def test_front_matter_alone_is_no_story(folder: Path) -> None:
    with pytest.raises(ManuscriptError, match="no text"):
        read(folder, "---\ntitle: The Bridge\n---\n")


def test_titles_of_files_put_one_below_the_other_are_headings(folder: Path) -> None:
    source = """\
---
title: Prologue
---

It rained.

---
title: "Chapter 1: Sun"
tags:
  - weather
---

# The Sun

It shone.

---
title: Chapter 2
---
Snow fell.
"""
    story = read(folder, source)
    headings = [story.text[one.span.start : one.span.end] for one in story.headings or ()]
    assert headings == ["Prologue", "The Sun", "Chapter 2"]
    assert "tags" not in story.text
    assert story.metadata.title is None


@pytest.mark.parametrize(
    ("line", "headings"),
    [("#Chapter Two", 1), ("##Rain", 1), ("#rain", 0), ("#rain #sun", 0), ("#1 of all", 0)],
)
def test_hashes_without_a_blank_are_a_heading_where_no_tag_is_so(
    folder: Path, line: str, headings: int
) -> None:
    assert len(read(folder, f"{line}\n\nIt rained.").headings or ()) == headings


def test_markup_of_forums_is_read_as_its_own(folder: Path) -> None:
    story = read(folder, "[H2]One[/H2]\n\nIt [I]rained[/I].\n\n[HR][/HR]\n\nSnow.")
    assert story.text == "One\n\nIt _rained_.\n\n* * *\n\nSnow."
    assert [one.level for one in story.headings or ()] == [2]


def test_what_is_told_between_two_rules_is_no_front_matter(folder: Path) -> None:
    source = "It rained.\n\n---\n\nTitle: what a word!\n\n---\n\nTitle: two!\n\n---\n\nSnow."
    assert "what a word!" in read(folder, source).text


def test_what_programs_for_notes_add_is_not_read(folder: Path) -> None:
    source = """\
%% remember
the dog %%
[[Bettina Roe|Bettina]] came down to the ==black== water.

![[map.png]]

> [!note] Check
> Was there a moon?

"Is it cold?" asked [[Sander]]. ^q1
"""
    assert read(folder, source).text.split("\n\n") == [
        "Bettina came down to the black water.",
        "Check Was there a moon?",
        '"Is it cold?" asked Sander.',
    ]


def test_a_name_with_the_time_behind_it_ends_its_line(folder: Path) -> None:
    sent = read(folder, "**Priya** 9:14 PM\nthe goat is back\n")
    assert sent.text == "Priya 9:14 PM\nthe goat is back"


def test_utf_8_that_was_once_read_as_windows_1252_is_what_was_meant(folder: Path) -> None:
    found = read(folder, "# One\n\nâ€œDonâ€™t,â€ said *Ada*.\n")
    assert found.text.endswith("“Don’t,” said _Ada_.")


@pytest.mark.parametrize(
    "lines",
    [
        ("Nell: are you mad", "Gus: no", "Nell: liar"),
        ("**Nell:** are you mad", "**Gus:** no", "**Gus:** a bit"),
        ("[14:02] Nell: are you mad", "[14:03] Gus: no", "[14:03] Nell: liar"),
    ],
)
def test_messages_right_below_each_other_are_lines(folder: Path, lines: tuple[str, ...]) -> None:
    text = read(folder, "She looked.\n\n" + "\n".join(lines) + "\n").text
    assert len(text.split("\n\n")[1].split("\n")) == len(lines)


def test_a_line_that_a_colon_ends_is_no_message(folder: Path) -> None:
    source = "He saw three things: a boat\non the mud, a dog: asleep, and\nwhat he wanted: her.\n"
    assert "\n" not in read(folder, source).text
