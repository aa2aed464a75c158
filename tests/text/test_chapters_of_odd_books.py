"""Chapters of dictionaries, of misprinted books and of books whose headings contradict."""

from __future__ import annotations

from string import ascii_uppercase

import pytest

from chapterstage import PROSE, read, titles
from narrate.text.chapters.headings import read_heading


def story(*headings: str) -> str:
    return "\n\n\n".join(f"{heading}\n\n{PROSE}" for heading in headings)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        *(("Chapter ll", 11), ("Chapter l2", 12), ("CHAPTER 1O", 10), ("Chapter XVIL", 17)),
        *(("CHAPTER Ill", 3), ("Part VIl. The Ferry", 7), ("CHAPTER, XI.", 11)),
    ],
)
def test_figures_that_were_misread_count(line: str, number: int) -> None:
    mark = read_heading(line)
    assert mark is not None
    assert mark.number == number


@pytest.mark.parametrize(
    "line", ["Chapter Oil", "Part Ill-gotten gains", "Book OO", "In part, one of them was true."]
)
def test_words_of_the_same_letters_are_no_figures(line: str) -> None:
    assert read_heading(line) is None


def test_a_misread_number_loses_no_chapter() -> None:
    numbers = [*map(str, range(1, 11)), "ll", "12"]
    book = read(story(*(f"Chapter {number}" for number in numbers)))
    assert titles(book) == [f"Chapter {number}" for number in numbers]


@pytest.mark.parametrize("stop", ["", "."])
def test_the_letters_of_a_dictionary_are_its_chapters(stop: str) -> None:
    book = read(story("Foreword", *(f"{letter}{stop}" for letter in ascii_uppercase)))
    assert titles(book) == ["Foreword", *ascii_uppercase]


def test_an_entry_of_a_dictionary_is_no_heading() -> None:
    entries = "D\n\nConclusion\n\nWhat comes before a second book.\n\nDawn"
    found = [*("A", "B", "C"), entries, *"EFGHIJ"]
    assert titles(read(story(*found))) == [*"ABCDEFGHIJ"]


def test_letters_out_of_order_are_no_chapters() -> None:
    text = "\n\n".join(f"{PROSE}\n\n{letter}" for letter in "ABCDXEFGHKL")
    assert len(read(f"{text}\n\n{PROSE}").chapters) == 1


def test_roman_numerals_are_no_letters_of_a_dictionary() -> None:
    numbers = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    assert titles(read(story(*numbers))) == numbers


def test_parts_inside_a_chapter_of_a_book_begin_none() -> None:
    book = read(
        story("BOOK I.\n\nCHAPTER I.", "CHAPTER II.", "PART I.", "PART II.", "CHAPTER III.")
        + "\n\n"
        + story("BOOK II.\n\nCHAPTER I.", "CHAPTER II.")
    )
    assert titles(book) == [
        *("Book I. Chapter I", "Chapter II", "Chapter III"),
        *("Book II. Chapter I", "Chapter II"),
    ]


def test_a_part_with_prose_of_its_own_stays_where_no_other_label_is() -> None:
    book = read(story("CHAPTER I.", f"PART TWO.\n\n{PROSE}", "CHAPTER II.", "CHAPTER III."))
    assert titles(book) == ["Chapter I", "Part Two", "Chapter II", "Chapter III"]


def test_a_title_in_quotation_marks_is_one_among_titles_in_capitals() -> None:
    book = read(story("THE MILL", "“HANDS UP!”", "THE YARD", '"NO NEWS"'))
    assert titles(book) == ["The Mill", "“Hands Up!”", "The Yard", '"No News"']


def test_a_shout_in_capitals_is_no_title() -> None:
    shout = f"“STAND BACK!”\n\n{PROSE}"
    book = read(f"{story('THE MILL')}\n\n{shout}\n\n\n{story('THE YARD', 'THE WEIR')}")
    assert titles(book) == ["The Mill", "The Yard", "The Weir"]


def test_a_sign_between_two_paragraphs_is_no_title_where_titles_stand_wider() -> None:
    sign = f"NO FISHING HERE\n\n{PROSE}"
    headings = ("THE MILL", "THE YARD", "THE WEIR", "THE FERRY")
    assert titles(read(f"{story(*headings)}\n\n{sign}\n")) == [
        *("The Mill", "The Yard", "The Weir", "The Ferry"),
    ]


def test_the_name_of_an_author_is_no_title() -> None:
    page = f"THE LOW BRIDGE\n\n\nBY\n\n\nINES QUILL\n\n\nFirst printed in 1901.\n\n{PROSE}\n\n\n"
    book = read(page + story("THE MILL", "THE YARD", "THE WEIR"))
    assert "Ines Quill" not in titles(book)
    assert titles(book)[-3:] == ["The Mill", "The Yard", "The Weir"]


def test_an_entry_of_a_contents_that_is_set_in_by_a_blank_is_one_of_its_own() -> None:
    entries = "Contents\n\n  The Mill\n   The Miller's Song\n  The Yard\n   The Song of the Saw\n"
    pieces = ["The Mill", "The Miller’s Song", "The Yard", "The Song of the Saw"]
    assert titles(read(f"{entries}\n\n\n{story(*pieces)}")) == pieces


@pytest.mark.parametrize("last", ["FINAL CHAPTER.", "The Concluding Chapter", "Chapter the Last"])
def test_a_last_chapter_without_a_number_is_one(last: str) -> None:
    assert len(read(story("CHAPTER I.", "CHAPTER II.", "CHAPTER III.", last)).chapters) == 4


def test_the_end_of_it_is_no_last_chapter() -> None:
    text = story("CHAPTER I.", "CHAPTER II.", "CHAPTER III.")
    assert len(read(f"{text}\n\nFinal words were said.\n\n{PROSE}").chapters) == 3


@pytest.mark.parametrize(
    "days",
    [
        ("Monday", "Tuesday", "Wednesday", "Thursday"),
        ("Monday, before dawn", "Monday evening", "Sunday"),
        ("Lundi", "Mardi", "Mercredi"),
        ("Friday 3 May", "Saturday", "Sunday 5 May"),
    ],
)
def test_days_begin_the_entries_of_a_diary(days: tuple[str, ...]) -> None:
    text = "\n\n".join(f"{day}\n\n{PROSE}" for day in days)
    assert titles(read(text)) == list(days)


def test_names_below_letters_are_no_entries_of_a_diary() -> None:
    text = "\n\n".join(f"{PROSE}\n\n{name}" for name in ("Edda", "Monday Jones", "Tom"))
    assert len(read(f"{text}\n\n{PROSE}").chapters) == 1


def test_captions_that_a_contents_lists_are_no_headings() -> None:
    contents = "CONTENTS\n\nBOOK I.\nBOOK II.\nBOOK III.\n\n\nILLUSTRATIONS\n\nA MILL.\nA FERRY.\n"
    captions = f"A MILL.\n\n{PROSE}", f"A FERRY.\n\n{PROSE}"
    pages = (f"{PROSE}\n\n{caption}" for caption in captions)
    books = "\n\n\n".join(
        f"BOOK {n}.\n\n{page}" for n, page in zip(("I", "II"), pages, strict=True)
    )
    book = read(f"{contents}\n\n\n{books}\n\n\nBOOK III.\n\n{PROSE}")
    assert titles(book) == ["Book I", "Book II", "Book III"]


@pytest.mark.parametrize("line", ["(1) by the law, from the side of the mill:--", "2. of mills,"])
def test_a_list_in_a_sentence_numbers_no_chapters(line: str) -> None:
    assert read_heading(line) is None


@pytest.mark.parametrize("last", ["Section vii. p. 107, sq.", "Chapter ten."])
def test_the_last_line_of_a_paragraph_that_goes_on_is_no_heading(last: str) -> None:
    cited = (
        f"She had read of it in the book that the miller lent her, which was named Weirs,\n{last}"
    )
    text = story("CHAPTER I.", "CHAPTER II.", "CHAPTER III.")
    assert len(read(f"{text}\n\n{cited}\n\n{PROSE}").chapters) == 3


def test_a_row_of_a_table_is_no_title() -> None:
    table = "| | S.| M.| T.|\n\n"
    headings = ("THE MILL", "THE YARD", "THE WEIR", "THE FERRY")
    assert titles(read(story(*headings).replace("She found", f"{table}She found", 1))) == [
        *("The Mill", "The Yard", "The Weir", "The Ferry"),
    ]


@pytest.mark.parametrize(
    "contents", ["Volume I Contents", "CONTENTS OF VOLUME I", "Vol. 2. Contents"]
)
def test_the_contents_of_a_volume_is_one(contents: str) -> None:
    pieces = ["The Mill", "The Yard", "The Weir", "Salt"]
    entries = "\n".join(f"  {piece}" for piece in pieces)
    assert titles(read(f"{contents}\n\n{entries}\n\n\n{story(*pieces)}")) == pieces


def test_a_contents_of_two_volumes_names_the_chapters_of_the_first() -> None:
    pieces = ["The Mill", "The Yard", "The Weir", "Salt", "The Ferry"]
    more = [f"The {word}" for word in ("Ox", "Well", "Hill", "Wind", "Fair", "Barn", "Road")]
    entries = "\n".join(f"  {piece}" for piece in (*pieces, *more))
    assert titles(read(f"Contents\n\n{entries}\n\n\n{story(*pieces)}")) == pieces


@pytest.mark.parametrize(
    "direction", ["Exeunt", "Exit Tom", "Enter Edda and Tom", "Tom. Well met Edda"]
)
def test_a_direction_of_a_play_is_no_title(direction: str) -> None:
    text = f"{PROSE}\n\n" * 300
    parts = f"\n\n{direction}\n\n".join([text] * 4)
    assert len(read(parts).chapters) == 1


def test_a_title_may_follow_the_name_below_a_verse() -> None:
    text = f"{PROSE}\n\n" * 100
    pieces = [f"{title}\n\n{text}" for title in ("The Mill", "The Yard", "Where I Lived", "Salt")]
    pieces[1] += "The river is a road.\n\nT. Quill\n\n"
    assert titles(read("".join(pieces))) == ["The Mill", "The Yard", "Where I Lived", "Salt"]


def test_acts_and_scenes_in_latin_are_counted() -> None:
    headings = ("Actus Primus. Scoena Prima.", "Scena Secunda.", "Scena Tertia", "Actus Secundus.")
    assert len(read(story(*headings).replace("She found", f"{PROSE}\n\nShe found")).chapters) == 4


def test_a_number_that_ends_a_title_is_no_page_where_no_other_entry_has_one() -> None:
    pieces = ["The Mill", "Number 13", "The Weir", "Salt"]
    entries = "\n".join(f"  {piece}" for piece in pieces)
    assert titles(read(f"Contents\n\n{entries}\n\n\n{story(*pieces)}")) == pieces
