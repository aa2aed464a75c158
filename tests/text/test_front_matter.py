"""What stands above a book: who made the file and the edition is left out, the author's is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.model import Book, Hints
from narrate.text.chapters import find_chapters
from narrate.text.normalization import normalise

PROSE = (
    "The tide had gone out in the night and left the boats on the sand, all seven of them, and\n"
    "nobody in the village would go down to look. Edda went, and she took the lamp with her, for\n"
    "it was still dark below the cliff, and she had never been afraid of anything but the dark."
)
STORY = f"CHAPTER I\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}\n\n\nCHAPTER III\n\n{PROSE}\n"


def read(front: str, *, read_all: bool = False) -> Book:
    text = f"THE LOW BRIDGE\n\nby Ines Quill\n\n{front}\n\n\n{STORY}"
    return find_chapters(normalise(Path("story.txt"), text), Hints(read_all=read_all))


def kept(book: Book) -> str:
    """What is read of the book's text."""
    text, at = "", 0
    for span in book.omitted:
        text += book.manuscript.text[at : span.start]
        at = span.end
    return text + book.manuscript.text[at:]


def codes(book: Book) -> set[str]:
    return {note.code for note in book.notes}


@pytest.mark.parametrize(
    "imprint",
    [
        "LONDON\nHOLLIS & WREN\n12 MILL STREET\n1897",
        "London: Hollis and Wren, Publishers\n\nFirst published in 1897",
        "Copyright, 1911, by Hollis and Wren",
        "Entered according to Act of Congress, in the year 1861, by\nHOLLIS & WREN, in the Office.",
        "First Edition, May 1888\nSecond Impression, January 1889",
        "All rights reserved. No part of this book may be given to the sea.",
        "Printed in Great Britain by Hollis and Wren",
        "BOSTON\n\nPUBLISHED AT THE MILL OFFICE, NO. 7\n\n1845",
        "Berlin\n\nVerlag von Hollis & Wren\n\n1908",
        "Alle Rechte vorbehalten.",
        "Dritte Auflage",
        "Madrid\n\nImprenta de Hollis\n\n1887",
        "A PARIS,\n\nCHEZ HOLLIS, LIBRAIRE,\n\nMDCCCXXIX",
    ],
)
def test_what_the_publisher_tells_of_the_edition_is_left_out(imprint: str) -> None:
    book = read(imprint)
    last = imprint.splitlines()[-1]
    assert last not in kept(book)
    assert "imprint-left-out" in codes(book)
    assert (book.author, book.chapters[0].title) == ("Ines Quill", "Chapter I")


@pytest.mark.parametrize(
    "made",
    [
        "Transcribed from the 1910 edition by a miller, miller@mill.example",
        "The Project Gutenberg Etext of The Low Bridge\nby the miller",
        "Dashes; quick pass; gutchecked twice; spellcheck",
        "This electronic book is released\nto honour the miller.",
        "This is the second version of The Low Bridge released by Project\nGutenberg.",
        "Produced by A. Miller\n\nWe thank the library of the mill for www.mill.example.",
    ],
)
def test_who_made_the_file_is_left_out(made: str) -> None:
    book = read(made)
    assert made.splitlines()[-1] not in kept(book)
    assert "notes-left-out" in codes(book)


@pytest.mark.parametrize(
    "front",
    [
        "To my brother Tom,\nwho published nothing.",
        "The river is a road,\nand London is its inn.",
        "PREFACE\n\nThis book was published in London in 1897, and I regret it.",
        "Translated by Tom Hollis",
        "In London, 1897, nobody spoke of the bridge.",
    ],
)
def test_a_dedication_a_motto_and_a_preface_are_read(front: str) -> None:
    book = read(front)
    assert front.splitlines()[-1] in kept(book)
    assert not codes(book) & {"imprint-left-out", "notes-left-out"}


def test_nothing_below_the_first_paragraph_of_prose_is_front_matter() -> None:
    letter = "LONDON\n12 MILL STREET\n1897"
    book = find_chapters(normalise(Path("story.txt"), f"{STORY}\n\n{letter}\n\n{PROSE}\n"))
    assert letter in kept(book)


def test_the_imprint_is_read_where_all_is_asked_for() -> None:
    imprint = "Copyright, 1911, by Hollis and Wren"
    assert imprint in kept(read(imprint, read_all=True))


@pytest.mark.parametrize("picture", ["[Picture: Book cover]", "[Image: The low\nbridge]"])
def test_pictures_in_brackets_are_left_out(picture: str) -> None:
    book = read(picture)
    assert picture not in kept(book)
    assert "illustrations-left-out" in codes(book)


def test_a_word_in_brackets_that_is_no_picture_is_read() -> None:
    assert "[Picture this, said Tom]" in kept(read("[Picture this, said Tom]"))


def test_a_long_title_in_capitals_is_a_title_page() -> None:
    rows = "\n".join(f"AND OF THE {word} DAY" for word in ["FIRST", "NEXT", "THIRD", "LAST"])
    page = f"THE LOW BRIDGE\n\n{rows}\n\n{rows}\n\n{rows}\n\n{rows}\n\nWITH A MAP"
    book = find_chapters(normalise(Path("story.txt"), f"{page}\n\n\n{STORY}"))
    assert [one.title for one in book.chapters] == ["Chapter I", "Chapter II", "Chapter III"]


def test_an_author_who_writes_through_another_is_the_one_below() -> None:
    text = f"THE BRIDGE\n\nwritten by himself and now set forth by\n\nInes Quill\n\n\n{STORY}"
    assert find_chapters(normalise(Path("story.txt"), text)).author == "Ines Quill"


def test_the_index_behind_the_last_chapter_is_not_read() -> None:
    entries = "\n\n".join(f"  Lamps, {name}, {page}, 7_n._" for page, name in enumerate("ABCDE"))
    more = "\n".join(f"    ropes of, {page}" for page in range(12))
    text = f"{STORY}\n\n_INDEX._\n\n  A\n\n{entries}\n\n{more}\n\nTHE END\n"
    book = find_chapters(normalise(Path("story.txt"), text))
    assert [note.code for note in book.notes] == ["index-left-out"]
    left_out = text[book.omitted[-1].start : book.omitted[-1].end]
    assert left_out.startswith("_INDEX._")
    assert left_out.endswith("ropes of, 11")


def test_a_chapter_that_is_called_index_is_read() -> None:
    text = f"{STORY}\n\n\nINDEX\n\n{PROSE}\n\n{PROSE}\n"
    assert not find_chapters(normalise(Path("story.txt"), text)).omitted
