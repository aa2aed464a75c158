"""Marks of notes are no part of the text, and notes are no part of the story."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import Hints
from narrate.text.chapters import find_chapters
from narrate.text.footnotes import without_note_marks
from narrate.text.plaintext import read_plain_text
from narrate.text.script import write_script


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("“Come here.”[2] The cat", "“Come here.” The cat"),
        ("“Where,”[4] asked Ann, “is it?”¹", "“Where,” asked Ann, “is it?”"),
        ("the captain† was old‡", "the captain was old"),
        ("as they say.[^2] So", "as they say. So"),
        ("a word{12} and so.¹²", "a word and so."),
    ],
)
def test_a_mark_is_taken_out(printed: str, read: str) -> None:
    assert without_note_marks(printed).text == read


@pytest.mark.parametrize(
    "printed",
    [
        "item [12], colo[u]r, a[1]b, [2] Then, the end. [3] More",
        "10² and x², E=mc², 5 km²",
        "He *ran*, and she **slept**. 5* hotel, f***",
        "nothing* came of it",
        "the old[A] house",
        "He wrote a[1](here) link",
    ],
)
def test_what_is_no_mark_stays(printed: str) -> None:
    assert without_note_marks(printed).text == printed


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("[1]", "[1] A tabby, by some accounts."),
        ("[A]", "[A] A tabby, by\nsome accounts."),
        (" [2]", "[2] A tabby."),
        ("*", "* A tabby, as I think."),
        ("†", "† A tabby."),
        ("²", "² A tabby."),
        ("[^t]", "[^t]: A tabby."),
        ("[1]", "[Footnote 1: A tabby [or not],\nby some accounts.]"),
        ("", "[Note: A tabby.]"),
        ("[1]", "NOTES\n\n1. A tabby."),
        ("¹", "## Footnotes:\n\n1) A tabby.\n2) No cat."),
        ("[1]", "Endnotes\n\n[1] A tabby."),
    ],
)
def test_a_note_is_not_read_unless_it_is_asked_for(mark: str, note: str) -> None:
    text = f"Chapter One\n\nHe kept a cat.{mark} It was grey.²\n\n{note}\n\nThe cat slept.\n"
    manuscript = read_plain_text(Path("story.txt"), text)
    book = find_chapters(manuscript)
    left_out = "".join(manuscript.text[one.start : one.end] for one in book.omitted)
    assert "abby" in left_out
    assert "slept" not in left_out
    assert [one.message for one in book.notes] == ["footnotes are not read"]
    assert find_chapters(manuscript, Hints(notes=True)).omitted == ()


@pytest.mark.parametrize(("before", "after"), [(" ", " "), (" ", "\n"), ("\n", " ")])
def test_a_note_inside_a_paragraph_leaves_one_paragraph(before: str, after: str) -> None:
    tide = (
        "The tide had gone out in the night and left the boats lying on the sand,\nall seven.\n\n"
    )
    note = "[Note: The actual\nword employed.]"
    text = f"{tide * 3}It was my firework.{before}{note}{after}My name is Ship.\n"
    script = write_script(find_chapters(read_plain_text(Path("story.txt"), text)))
    assert [(one.text, one.paragraph) for one in script.segments[3:]] == [
        ("It was my firework.", 3),
        ("My name is Ship.", 3),
    ]


@pytest.mark.parametrize(
    "list_",
    [
        "* bread\n* cheese",
        "1. Wake up.\n\n2. Eat.",
        "[A] Yes.\n\n[B] No.",
        "Notes\n\nHe wrote notes.",
    ],
)
def test_what_no_mark_points_to_is_read(list_: str) -> None:
    text = f"Chapter One\n\nHe kept a cat.\n\n{list_}\n\nThe cat slept.\n"
    assert find_chapters(read_plain_text(Path("story.txt"), text)).omitted == ()


def test_every_place_leads_back_to_what_was_typed() -> None:
    typed = "A cat.[1] A dog,¹ and “so.”[12] On.\n\n[1] Grey.\n"
    manuscript = read_plain_text(Path("story.txt"), typed)
    for word in ("dog", "and", "On.", "Grey"):
        assert typed.startswith(word, manuscript.in_source(manuscript.text.index(word)))
    (region,) = manuscript.regions
    assert manuscript.text[region.span.start : region.span.end] == "[1] Grey."


@pytest.mark.parametrize("rule", ["----------", "____", "———"])
def test_the_rule_above_notes_parts_no_scenes(rule: str) -> None:
    text = f"He had one leg.(1) He never\nspoke of it.\n\n{rule}\n(1) So he said.\n"
    noted = read_plain_text(Path("story.txt"), text)
    script = write_script(find_chapters(noted))
    assert [" ".join(one.text.split()) for one in script.segments] == [
        "He had one leg. He never spoke of it."
    ]
