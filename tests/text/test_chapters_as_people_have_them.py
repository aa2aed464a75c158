"""Chapters of books in the forms in which people really have them, each once read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapterstage import left_out, read, titles
from narrate.model import Book, Hints, Kind
from narrate.text.chapters import lines_pattern
from narrate.text.chapters.headings import Rank, is_inner_heading, read_heading
from narrate.text.script import write_script

TRIALS = Path(__file__).with_name("chapters")
PROSE = (
    "The river went on past the mill and the two bridges, and nobody in the town could say\n"
    "where it had come from. Mara had asked them all. She had asked the ferryman twice.\n\n"
    "It rained that night, and in the morning the lower bridge was gone. Mara went home."
)


def trial(name: str) -> Book:
    return read((TRIALS / f"{name}.txt").read_text(encoding="utf-8"))


def said(book: Book) -> str:
    return " ".join(segment.text for segment in write_script(book).segments)


def story(*headings: str) -> str:
    return "\n\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings) + "\n"


CHAPTERS = {
    "heading-after-colon": ["Chapter I", "Chapter II", "Chapter III", "Chapter IV"],
    "ch-dot": ["Ch. 1", "Ch. 2", "Ch. 3"],
    "bracketed": ["[Chapter 1]", "[Chapter 2]"],
    "pov-in-heading": ["Chapter 1 (Ann)", "Chapter 2 (Bob)", "Chapter 3 (Ann)", "Epilogue (Bob)"],
    "title-with-full-stop": [
        "Chapter I. The Widow and her Child",
        "Chapter II. The Old Mint",
        "Chapter III. A Warning",
    ],
    "title-header-lines": ["Chapter 1"],
    "title-with-article": [
        "I. A Letter with a Postscript",
        "II. The Arrival",
        "III. Waterloo Station, Some Fellow-Travellers, and a Landscape With Ducks",
    ],
    "heading-i-dash": ["The First Act"],
    "tales-after-foreword": [
        "Foreword",
        "The Mermaid of Crow Bay",
        "The Stone Men",
        "The Lost Child of Treen",
    ],
    "contents-with-dots": ["Her Birthday", "The Ball", "Lloyd Meets Hero"],
    "contents-read-aloud": [
        "Chapter I. Her Twelfth Birthday",
        "Chapter II. The Ball Begins to Unwind",
        "Chapter III. Lloyd Meets Hero",
    ],
    "yaml-front-matter": ["One"],
    "decimal-chapter": ["Chapter One", "Chapter 2.5: Interlude"],
    "archive-header": ["Chapter 1: The Light", "Chapter 2: The Dark"],
    "illustration": ["Chapter I", "Chapter II"],
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_trial_has_its_chapters(name: str) -> None:
    assert titles(trial(name)) == CHAPTERS[name]


@pytest.mark.parametrize("name", ["title-header-lines", "yaml-front-matter"])
def test_lines_that_say_title_and_author_are_taken_and_not_read(name: str) -> None:
    book = trial(name)
    assert (book.title, book.author) == ("The Salt Road", "Ines Quill")
    assert "Ines" not in said(book)


def test_what_an_archive_puts_around_a_story_is_left_out() -> None:
    book = trial("archive-header")
    assert book.title == "The Lighthouse Keeper's Daughter"
    assert not {"Rating", "Fandom", "Kudos", "Unbeta'd,", "comments!"} & set(said(book).split())
    assert {note.code for note in book.notes} == {"data-left-out", "notes-left-out"}


def test_the_caption_of_an_illustration_is_left_out_over_two_lines() -> None:
    book = trial("illustration")
    assert left_out(book)[1].endswith("Front End_]")
    assert "Illustration" not in said(book)


@pytest.mark.parametrize("name", ["contents-with-dots", "contents-read-aloud"])
def test_a_contents_with_pages_is_left_out(name: str) -> None:
    book = trial(name)
    assert [note.code for note in book.notes] == ["contents-left-out"]
    assert not any(word.isdecimal() for word in said(book).split())


FORMS = {
    "label without a blank": ["Ch.1", "Ch.2"],
    "label with a dash": ["Chapter-1", "Chapter-2"],
    "label with a number sign": ["Chapter #1", "Chapter #2"],
    "label with a colon": ["Chapter: 1", "Chapter: 2"],
    "set off with dashes": ["-- Chapter 1 --", "-- Chapter 2 --"],
    "in braces": ["{Chapter 1}", "{Chapter 2}"],
    "title in brackets": ["[Chapter 1: The Mill]", "[Chapter 2: The Yard]"],
    "title in quotation marks": ["Chapter 1 “The Mill”", "Chapter 2 “The Yard”"],
    "one sign for a Roman numeral": ["Chapter Ⅰ", "Chapter Ⅱ"],
    "Devanagari figures": ["Chapter १", "Chapter २"],
    "full-width figures": ["Chapter １", "Chapter ２"],
    "Han": ["第一章", "第二章 雨"],
    "Hangul": ["제1장", "제2장 비"],
    "interlude with a decimal": ["Chapter 1", "Chapter 1.5", "Chapter 2"],
    "small Roman": ["i.", "ii.", "iii."],
}


@pytest.mark.parametrize("headings", FORMS.values(), ids=FORMS)
def test_chapters_are_found_in_every_form(headings: list[str]) -> None:
    text = story(*headings)
    book = read(text)
    printed = [book.manuscript.text[c.heading.start : c.heading.end] for c in book.chapters]
    assert len(printed) == len(headings)
    assert [one[:3] for one in printed] == [
        one[:3] for one in map(str.strip, text.split("\n")) if one in headings
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Chapter One Hundred", 100),
        ("Chapter One Hundred and Twenty-Three", 123),
        ("Chapter Two Hundred Five", 205),
        ("Chapter Nine Hundred and Ninety-Nine", 999),
        ("Chapter One Thousand", 1000),
        ("The Hundred and First Chapter", 101),
        ("Chapter CDXLIV", 444),
        ("Chapter XXXX", 40),
        ("Kapitel zweihundertdreiundzwanzig", 223),
        ("Capítulo doscientos tres", 203),
        ("Глава двести пятая", 205),
        ("第一百零五章", 105),
        ("第二十回", 20),
        ("Ch. 12", 12),
        ("[Chapter 7]", 7),
    ],
)
def test_numbers_are_read_up_to_a_thousand(line: str, number: int) -> None:
    mark = read_heading(line)
    assert mark is not None
    assert (mark.rank, mark.number) == (Rank.CHAPTER, number)


@pytest.mark.parametrize(
    "line",
    [
        "I-- I only asked.",
        "I - I don't know what to say.",
        "1. Never open the door.",
        "2) Take the second road on the left.",
        "4 A.M.",
        "11 p.m., Tuesday",
        "Chapter five, he said, was the best.",
        "Introduction is over.",
        "Part, or stay?",
    ],
)
def test_a_line_that_only_begins_so_is_no_heading(line: str) -> None:
    assert read_heading(line) is None


@pytest.mark.parametrize("mark", ["XXX", "xxx", "XX", "x x x", "* x *"])
def test_a_scene_mark_of_letters_is_no_heading(mark: str) -> None:
    assert not is_inner_heading(mark) or mark == "* x *"
    book = read(f"{PROSE}\n\n{mark}\n\n{PROSE}\n\n{mark}\n\n{PROSE}\n")
    assert len(book.chapters) == 1


def test_a_numbered_list_begins_no_chapters() -> None:
    rules = "1. The Door\n2. The Window\n3. The Lamp\n4. The Key"
    book = read(f"The Rules\n\n{PROSE}\n\n{rules}\n\n{PROSE}\n\n{PROSE}\n")
    assert len(book.chapters) == 1


@pytest.mark.parametrize("above", ["The bill said:", "And then he said--", "He wrote,", "2"])
def test_a_heading_is_found_whatever_stands_above_it(above: str) -> None:
    book = read(f"{story('CHAPTER I')}\n{above}\n\n{story('CHAPTER II', 'CHAPTER III')}")
    assert titles(book) == ["Chapter I", "Chapter II", "Chapter III"]


def test_a_heading_right_below_a_title_page_is_found() -> None:
    book = read(f"The Low Bridge\nby Ann Hale\n{story('Chapter I', 'Chapter II')}")
    assert titles(book) == ["Chapter I", "Chapter II"]
    assert (book.title, book.author) == ("The Low Bridge", "Ann Hale")


@pytest.mark.parametrize("subtitle", ["4 A.M.", "1881", "Ann", "Monday, 3 May", "THE OLD MINT."])
def test_what_stands_below_a_number_is_its_title(subtitle: str) -> None:
    book = read(story(f"I\n\n{subtitle}", "II\n\nThe Yard"))
    assert [title.split(".")[0] for title in titles(book)] == ["I", "II"]
    assert len(book.chapters[0].title) > 2


def test_numbers_are_sections_where_chapters_have_a_name() -> None:
    book = read(story("Chapter 1\n\n1", "2", "Chapter 2\n\n1", "2", "3"))
    assert titles(book) == ["Chapter 1", "Chapter 2"]


def test_numbers_that_begin_anew_in_each_part_are_chapters() -> None:
    book = read(story("PART ONE\n\nI", "II", "PART TWO\n\nI", "II", "III"))
    assert titles(book) == ["Part One. I", "II", "Part Two. I", "II", "III"]


def test_figures_are_sections_of_chapters_with_roman_numerals() -> None:
    book = read(story("I", "1", "2", "II", "1", "2", "III", "1", "2"))
    assert titles(book) == ["I", "II", "III"]


def test_one_number_lost_in_print_loses_no_other() -> None:
    book = read(story("I", "II", "IV", "V"))
    assert titles(book) == ["I", "II", "IV", "V"]


def test_years_alone_begin_chapters() -> None:
    assert titles(read(story("1880", "1891", "1907"))) == ["1880", "1891", "1907"]


def test_a_part_with_a_motto_begins_with_its_first_chapter() -> None:
    book = read("PART ONE\n\nThe tide waits for none.\n\n" + story("I", "II"))
    assert titles(book) == ["Part One. I", "II"]


def test_letters_inside_a_chapter_begin_none() -> None:
    headings = ["Letter I", "Chapter 1", "Letter II", "Ch. 2", "Letter III", "Chapter 3", "Ch. 4"]
    book = read(story(*headings))
    assert titles(book) == ["Letter I", "Chapter 1", "Ch. 2", "Chapter 3", "Ch. 4"]


def test_the_end_alone_is_no_chapter() -> None:
    assert titles(read(story("## I", "## II") + "\n## The End\n")) == ["I", "II"]


def test_a_volume_with_a_title_page_begins_with_its_chapter() -> None:
    page = "VOL. II.\n\nLondon: Hale and Hale.\n\n1881.\n\nAll rights reserved."
    book = read(f"{story('CHAPTER I.')}\n{page}\n\n{story('CHAPTER II.', 'CHAPTER III.')}")
    assert titles(book) == ["Chapter I", "Vol. II. Chapter II", "Chapter III"]


MARKDOWN = {
    "title above chapters": ("# The Low Bridge\n\n", ["## One", "## Two"], ["One", "Two"]),
    "parts above chapters": (
        "# The Low Bridge\n\n",
        ["## Part One\n\n### The Mill", "### The Yard", "## Part Two\n\n### Home", "### Away"],
        ["Part One. The Mill", "The Yard", "Part Two. Home", "Away"],
    ),
    "sections below chapters": (
        "",
        ["# The Mill", "## Morning", "## Noon", "# The Yard", "## Night"],
        ["The Mill", "The Yard"],
    ),
    "deep": ("", ["#### Chapter I", "#### Chapter II"], ["Chapter I", "Chapter II"]),
    "data in headings": (
        "# Title: The Low Bridge\n\n## Author: Ann Hale\n\n## Year: 1901\n\n-------\n\n",
        ["## I", "## II"],
        ["I", "II"],
    ),
    "the end": ("", ["## I", "## II", "## The End"], ["I", "II"]),
}


@pytest.mark.parametrize(("above", "headings", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_the_level_that_repeats_is_the_chapters(
    above: str, headings: list[str], expected: list[str]
) -> None:
    text = above + story(*headings).replace(f"## The End\n\n{PROSE}", "## The End")
    assert titles(read(text)) == expected


def test_data_in_markdown_headings_is_the_books() -> None:
    above = "# Title: The Low Bridge\n\n## Author: Ann Hale\n\n## Year: 1901\n\n-------\n\n"
    book = read(above + story("## I", "## II"))
    assert (book.title, book.author) == ("The Low Bridge", "Ann Hale")
    assert "1901" not in said(book)


CONTENTS = {
    "with a column": "CONTENTS\n\nPAGE\n\nThe Mill 1\n\nThe Yard 20\n\nThe Bridge 44",
    "numbers that nothing parts": "Contents\n\nI The Mill\nII The Yard\nIII The Bridge",
    "tabs": "Contents\n\nThe Mill\t1\nThe Yard\t20\nThe Bridge\t44",
    "sentences": "CONTENTS.\n\nI. The mill.\nII. The yard.\nIII. The bridge.",
    "French": "Table des matières\n\nThe Mill ..... 1\n\nThe Yard ..... 20\n\nThe Bridge ..... 44",
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS)
def test_a_contents_is_left_out_and_tells_which_titles_are_chapters(contents: str) -> None:
    book = read(f"The Ferry\n\n{contents}\n\n\n{story('The Mill', 'The Yard', 'The Bridge')}")
    assert left_out(book) == [contents]
    assert titles(book) == ["The Mill", "The Yard", "The Bridge"]


ASIDES = {
    "illustrations": "LIST OF ILLUSTRATIONS\n\nThe Ferry at Noon\n\nMara on the Bridge\n\nThe Mill",
    "transcriber": "[Transcriber's Note: The spelling of the original\nhas been kept.]",
    "author": "A/N: Thank you all for reading this!",
    "frontispiece": "[Frontispiece: Mara and the ferryman]",
    "list": "BY THE SAME AUTHOR\n\nThe Upper Bridge\nThe Long Night",
}


@pytest.mark.parametrize("aside", ASIDES.values(), ids=ASIDES)
def test_what_is_no_part_of_the_story_is_left_out_by_name(aside: str) -> None:
    text = f"The Ferry\n\n{aside}\n\n{story('Chapter 1', 'Chapter 2')}"
    book = read(text)
    assert left_out(book) == [aside]
    assert [note.code.rpartition("-left-out")[1] for note in book.notes] == ["-left-out"]
    assert left_out(read(text, Hints(read_all=True))) == []


def test_a_bracket_inside_a_line_is_left_out_alone() -> None:
    book = read("Chapter 1\n\nMara rowed. [Illustration: Mara rows] Tom slept.\n\nSo did Ann.\n")
    assert left_out(book) == ["[Illustration: Mara rows]"]
    assert said(book) == "Chapter 1 Mara rowed. Tom slept. So did Ann."


def test_an_authors_note_that_is_a_chapter_is_read() -> None:
    assert titles(read(story("AUTHOR'S NOTE", "Chapter 1"))) == ["Author's Note", "Chapter 1"]


def test_titles_set_off_by_blank_lines_are_chapters() -> None:
    text = "\n\n\n\n\n".join(f"{one}\n\n{PROSE}\n\n{PROSE}" for one in ("The Mill", "Home", "Rain"))
    assert titles(read(text)) == ["The Mill", "Home", "Rain"]


def test_titles_between_paragraphs_are_chapters_in_a_long_book() -> None:
    long = "\n\n".join([PROSE] * 200)
    text = "\n\n".join(f"{one}\n\n{long}" for one in ("The Sisters", "An Encounter", "Eveline"))
    assert titles(read(text)) == ["The Sisters", "An Encounter", "Eveline"]


@pytest.mark.parametrize(
    "headings",
    [
        ["The Stone Men", "The Lost Child of Treen", "The Mermaid"],
        ["Ann", "Bob", "Ann"],
        ["3 May", "4 May", "11 June"],
        ["Foreword", "The Stone Men", "The Lost Child of Treen", "The Mermaid"],
    ],
)
def test_titles_that_stand_alone_from_the_top_are_chapters(headings: list[str]) -> None:
    text = "\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings)
    assert titles(read(text)) == headings


def test_a_signature_between_paragraphs_is_no_title() -> None:
    text = f"{PROSE}\n\nAnn Hale\n\n{PROSE}\n\nTom Hale\n\n{PROSE}\n\nMara\n\n{PROSE}\n"
    assert len(read(text).chapters) == 1


def test_the_lines_a_user_names_are_the_headings() -> None:
    text = story("Low water", "High water", "The tide")
    hints = Hints(heading=lines_pattern(["low  water", "The tide"]))
    assert titles(read(text, hints)) == ["Low water", "The tide"]
    assert lines_pattern([]) is None


def test_sections_are_headings_inside_their_chapter() -> None:
    script = write_script(read(story("Chapter 1\n\n1", "2", "Chapter 2")))
    headings = [one.text for one in script.segments if one.kind is Kind.HEADING]
    assert headings == ["Chapter 1", "1", "2", "Chapter 2"]


@pytest.mark.parametrize(
    "headings",
    [
        ("Day One", "Day Two", "Day Three"),
        ("Night the First", "Night the Second", "Night the Third"),
        ("Log 1: Ashore", "Log 2: Afloat", "Log 3: Away"),
        ("CHAPTER ONE | the ferry", "CHAPTER TWO | the mill"),
    ],
)
def test_any_word_that_counts_up_heads_chapters(headings: tuple[str, ...]) -> None:
    assert len(read(story(*headings)).chapters) == len(headings)


def test_a_title_in_capitals_goes_on_in_its_second_line_however_short_the_first() -> None:
    first, second = (
        "CHAPTER I. IN WHICH A HAT IS LOST,\nAND FOUND",
        "CHAPTER II. IN WHICH\nIT RAINS",
    )
    assert titles(read(story(first, second))) == [
        "Chapter I. In Which a Hat Is Lost, and Found",
        "Chapter II. In Which It Rains",
    ]


def test_what_is_told_of_the_author_below_the_story_is_left_out() -> None:
    text = story("Chapter 1", "Chapter 2") + "\nABOUT THE AUTHOR\n\nN. Bright lives by the sea.\n"
    book = read(text)
    assert left_out(book) == ["ABOUT THE AUTHOR\n\nN. Bright lives by the sea."]
    assert len(book.chapters) == 2


def test_what_an_archive_prints_above_each_chapter_is_left_out() -> None:
    book = read(story("Chapter 1: the cat\nChapter Text", "Chapter 2: the dog\nChapter Text"))
    assert titles(book) == ["Chapter 1: the cat", "Chapter 2: the dog"]
    assert "Chapter Text" not in said(book)
