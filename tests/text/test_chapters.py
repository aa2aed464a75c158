from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterstage import left_out, titles
from narrate.errors import ManuscriptError
from narrate.model import Book, Hints, Manuscript
from narrate.text.chapters import find_chapters
from narrate.text.chapters.headings import read_heading

PROSE = (
    "The river went on past the mill and the two bridges, and nobody in the town could say where\n"
    "it had come from. Mara had asked them all. She had asked the ferryman twice.\n\n"
    "It rained that night, and in the morning the lower bridge was gone. The ferryman laughed.\n"
    "He was the only one who did. Mara went home and wrote it down."
)


def read(text: str, heading: str | None = None) -> Book:
    pattern = re.compile(heading) if heading else None
    return find_chapters(Manuscript(Path("the_low_bridge.txt"), text), Hints(heading=pattern))


def story(*headings: str) -> str:
    return "\n\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings) + "\n"


def printed(book: Book) -> list[str]:
    text = book.manuscript.text
    return [text[c.heading.start : c.heading.end] for c in book.chapters]


FORMS = {
    "roman": (["CHAPTER I", "CHAPTER II"], ["Chapter I", "Chapter II"]),
    "figures": (["Chapter 1", "Chapter 2"], ["Chapter 1", "Chapter 2"]),
    "words": (["Chapter One", "Chapter Twenty-Two"], ["Chapter One", "Chapter Twenty-Two"]),
    "ordinal": (
        ["CHAPTER THE FIRST", "CHAPTER THE SECOND"],
        ["Chapter the First", "Chapter the Second"],
    ),
    "ordinal first": (
        ["The First Chapter", "The Second Chapter"],
        ["The First Chapter", "The Second Chapter"],
    ),
    "title on the line": (
        ["Chapter 1: The Mill", "Chapter 2 - The Yard"],
        ["Chapter 1: The Mill", "Chapter 2 - The Yard"],
    ),
    "title, no mark": (
        ["Chapter 1 The Mill", "CHAPTER 2 THE YARD"],
        ["Chapter 1 The Mill", "Chapter 2. The Yard"],
    ),
    "title on the next line": (
        ["CHAPTER I.\nThe Mill", "CHAPTER II.\nThe Yard"],
        ["Chapter I. The Mill", "Chapter II. The Yard"],
    ),
    "title apart": (
        ["CHAPTER I\n\nTHE MILL", "CHAPTER II\n\nTHE YARD"],
        ["Chapter I. The Mill", "Chapter II. The Yard"],
    ),
    "part and chapter": (
        ["PART ONE\n\nChapter 1", "Chapter 2", "PART TWO\n\nChapter 1"],
        ["Part One. Chapter 1", "Chapter 2", "Part Two. Chapter 1"],
    ),
    "parts only": (["Part One", "Part Two"], ["Part One", "Part Two"]),
    "volume and book": (
        ["VOLUME I\n\nBOOK THE FIRST\n\nCHAPTER I", "CHAPTER II"],
        ["Volume I. Book the First. Chapter I", "Chapter II"],
    ),
    "framing pieces": (
        ["Prologue", "Chapter 1", "Interlude", "Chapter 2", "EPILOGUE"],
        ["Prologue", "Chapter 1", "Interlude", "Chapter 2", "Epilogue"],
    ),
    "roman alone": (["I", "II", "III"], ["I", "II", "III"]),
    "figures alone": (["1.", "2.", "3."], ["1", "2", "3"]),
    "numbers with titles": (["I. The Mill", "II. The Yard"], ["I. The Mill", "II. The Yard"]),
    "words alone": (["One", "Two", "Three"], ["One", "Two", "Three"]),
    "numbers anew in each part": (
        ["PART ONE\n\n1", "2", "PART TWO\n\n1", "2"],
        ["Part One. 1", "2", "Part Two. 1", "2"],
    ),
    "markdown": (["# The Mill", "# The Yard"], ["The Mill", "The Yard"]),
    "underlined": (["The Mill\n========", "The Yard\n========"], ["The Mill", "The Yard"]),
    "stars": (["**Chapter 1**", "**Chapter 2**"], ["Chapter 1", "Chapter 2"]),
    "capitals": (["THE MILL", "THE YARD", "THE BRIDGE"], ["The Mill", "The Yard", "The Bridge"]),
    "letters": (["LETTER I", "LETTER II"], ["Letter I", "Letter II"]),
}


@pytest.mark.parametrize(("headings", "expected"), FORMS.values(), ids=FORMS)
def test_headings_are_found_in_the_usual_forms(headings: list[str], expected: list[str]) -> None:
    book = read(story(*headings))
    assert titles(book) == expected
    assert printed(book) == headings


@pytest.mark.parametrize(
    "line",
    [
        "I",
        "1984",
        "NO ENTRY",
        "STOP THAT THIEF!",
        "ARRIVING TUESDAY STOP MEET TRAIN STOP",
        '"Chapter One," he read.',
        "Chapter five was the one she liked.",
        "Part of it was true.",
        "Book two seats for me, she wrote.",
        "I was the only one who knew.",
        "DEAR SIR,",
        "MR. T. HALE, 4 LOW STREET",
    ],
)
def test_what_only_looks_like_a_heading_begins_no_chapter(line: str) -> None:
    book = read(f"{PROSE}\n\n{line}\n\n{PROSE}")
    assert len(book.chapters) == 1


def test_a_story_without_headings_is_one_chapter_called_as_the_book() -> None:
    book = read(PROSE)
    assert titles(book) == ["The Low Bridge"]
    assert book.title == "The Low Bridge"
    assert printed(book) == [""]


def test_title_and_author_are_read_off_the_first_lines() -> None:
    book = read(f"THE LOW BRIDGE\n\nby Ann Hale\n\n\n{story('Chapter 1', 'Chapter 2')}")
    assert (book.title, book.author) == ("The Low Bridge", "Ann Hale")
    assert titles(book) == ["Chapter 1", "Chapter 2"]
    assert printed(book)[0].startswith("THE LOW BRIDGE")


def test_a_short_story_has_a_title_and_an_author_too() -> None:
    book = read(f"The Yard\nBy Ann Hale\n\n{PROSE}")
    assert (book.title, book.author, titles(book)) == ("The Yard", "Ann Hale", ["The Yard"])


def test_the_only_heading_of_its_level_is_the_title() -> None:
    book = read("# The Yard\n\n" + story("## The Mill", "## The Bridge"))
    assert (book.title, titles(book)) == ("The Yard", ["The Mill", "The Bridge"])


def test_prose_before_the_first_heading_is_a_chapter_of_its_own() -> None:
    book = read(f"The Yard\n\n{PROSE}\n\n{story('Chapter 1', 'Chapter 2')}")
    assert titles(book) == ["The Yard", "Chapter 1", "Chapter 2"]
    assert printed(book)[0] == "The Yard"


def test_sections_inside_chapters_begin_none() -> None:
    book = read(f"Chapter 1\n\n1\n\n{PROSE}\n\n2\n\n{PROSE}\n\nChapter 2\n\n1\n\n{PROSE}")
    assert len(book.chapters) == 2


def test_an_empty_chapter_goes_with_the_next() -> None:
    book = read(f"{story('Chapter 1')}\n\nChapter 2\n\n{story('Chapter 3')}")
    assert titles(book) == ["Chapter 1", "Chapter 2. Chapter 3"]


@pytest.mark.parametrize(
    "contents",
    [
        "CONTENTS\n\nChapter 1\nChapter 2\nChapter 3",
        "Contents\n\nChapter 1: The Mill ...... 3\n\nChapter 2: Home ...... 19\n\nChapter 3 ... 40",
        "Chapter 1\n\nChapter 2\n\nChapter 3\n\nEpilogue",
    ],
)
def test_a_table_of_contents_is_left_out_with_a_note(contents: str) -> None:
    book = read(
        f"The Yard\n\n{contents}\n\n\n{story('Chapter 1', 'Chapter 2', 'Chapter 3', 'Epilogue')}"
    )
    assert titles(book) == ["Chapter 1", "Chapter 2", "Chapter 3", "Epilogue"]
    assert left_out(book) == [contents]
    assert [note.code for note in book.notes] == ["contents-left-out"]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK THE YARD ***",
            "*** END OF THE PROJECT GUTENBERG EBOOK THE YARD ***",
        ),
        (
            "***START OF THIS PROJECT GUTENBERG EBOOK THE YARD***",
            "End of the Project Gutenberg EBook of The Yard",
        ),
        (
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
            "End of Project Gutenberg's The Yard, by Ann Hale",
        ),
        ('["Small Print" V.12.08.93]', "End of this Project Gutenberg Etext of The Yard"),
    ],
)
def test_project_gutenbergs_header_and_licence_are_left_out_with_a_note(
    start: str, end: str
) -> None:
    text = (
        f"For the use of anyone.\n\nTitle: The Yard\n\nAuthor: Ann Hale\n\n{start}\n\n"
        f"Produced by a volunteer\n\n\n{story('Chapter 1', 'Chapter 2')}\n\n{end}\n\nThe licence."
    )
    book = read(text)
    assert (book.title, book.author) == ("The Yard", "Ann Hale")
    assert titles(book) == ["Chapter 1", "Chapter 2"]
    assert [note.code for note in book.notes] == ["gutenberg-left-out"]
    assert left_out(book)[0].endswith("Produced by a volunteer")
    assert left_out(book)[1].startswith(end)


def test_whose_an_edition_is_stands_before_each_act_and_is_not_read() -> None:
    notice = "<<THIS ELECTRONIC VERSION OF THE YARD IS\nCOPYRIGHT 1990 BY A FIRM.>>"
    acts = "\n\n\n".join(f"{notice}\n\n\n{story(one)}" for one in ("Act I", "Act II"))
    book = read(f'["Small Print" V.12.08.93]\n\n{acts}')
    assert titles(book) == ["Act I", "Act II"]
    assert left_out(book).count(notice) == len(book.chapters)


def test_a_file_with_a_licence_alone_is_refused() -> None:
    with pytest.raises(ManuscriptError, match="licence"):
        read("*** START OF THE PROJECT GUTENBERG BOOK\n*** END OF THE PROJECT GUTENBERG BOOK ***\n")


def test_the_users_own_pattern_goes_before_all_others() -> None:
    text = story("Kapitel eins", "Chapter 1", "Kapitel zwei")
    assert titles(read(text, r"^Kapitel \w+")) == ["Kapitel eins", "Kapitel zwei"]


def test_a_pattern_that_fits_nothing_is_told() -> None:
    assert [note.code for note in read(PROSE, "^Kapitel").notes] == ["no-chapter-heading"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Chapter 4", 4),
        ("CHAPTER XLIX", 49),
        ("Chapter Forty-Nine", 49),
        ("Part the Thirtieth", 30),
        ("XIV.", 14),
    ],
)
def test_numbers_are_read_in_every_spelling(line: str, number: int) -> None:
    mark = read_heading(line)
    assert mark is not None
    assert mark.number == number


LINES = [
    "Chapter 1",
    "I",
    "II",
    "1",
    "# A",
    "## B",
    "CONTENTS",
    "THE YARD",
    "by Ann",
    "---",
    "* * *",
    "",
    "Mara went home.",
    "Prologue",
    "PART ONE",
    "===",
    '"No."',
]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=30).map("\n".join))
def test_chapters_and_what_is_omitted_cover_all_text_once(text: str) -> None:
    if not text.strip():
        return
    book = read(text)
    spans = [chapter.span for chapter in book.chapters]
    assert [chapter.number for chapter in book.chapters] == list(range(1, len(spans) + 1))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in (*spans, *book.omitted) for i in range(span.start, span.end)}
    assert not [
        i for i, character in enumerate(text) if i not in covered and not character.isspace()
    ]
    for chapter in book.chapters:
        assert chapter.title.strip()
        assert (
            chapter.span.start <= chapter.heading.start <= chapter.heading.end <= chapter.span.end
        )


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("La maison du fleuve", "La maison du fleuve"),
        ("La maison du fleuve\n\npar Anne Dumas", "La maison du fleuve"),
        ("The house by the river", "The house by the river"),
        ("It was late.", "The Low Bridge"),
        ("It was late in the year and nobody came to the house any more", "The Low Bridge"),
    ],
)
def test_a_phrase_alone_above_the_first_chapter_is_the_title(above: str, title: str) -> None:
    book = read(f"{above}\n\nChapter One\n\nIt rained.\n\nChapter Two\n\nIt stopped.\n")
    assert book.title == title
