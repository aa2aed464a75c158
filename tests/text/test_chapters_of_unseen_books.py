"""Chapters of kinds of books that were first found among books nobody had tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapterstage import PROSE, read, titles
from narrate.model import Book, Manuscript, Span, StatedHeading
from narrate.readers import read_manuscript
from narrate.text.chapters import find_chapters
from narrate.text.chapters.headings import read_heading

LONG = "\n\n".join([PROSE] * 6)


def chapters(count: int) -> str:
    return "\n\n\n".join(f"CHAPTER {number}\n\n{LONG}" for number in range(1, count + 1))


def test_small_print_that_stands_below_a_book_is_not_where_it_begins() -> None:
    text = (
        "*** START OF THE PROJECT GUTENBERG EBOOK SALT ***\n\n"
        f"Chapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK SALT ***\n\n"
        "*END THE SMALL PRINT! FOR PUBLIC DOMAIN EBOOKS*END*\n\nThank you.\n"
    )
    assert titles(read(text)) == ["Chapter 1", "Chapter 2"]


def test_a_header_that_stands_below_a_book_is_not_where_it_begins() -> None:
    text = (
        f"Chapter 1\n\n{LONG}\n\nChapter 2\n\n{LONG}\n\n"
        "*** START OF THE PROJECT GUTENBERG EBOOK SALT ***\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK SALT ***\n\nThank you.\n"
    )
    assert titles(read(text)) == ["Chapter 1", "Chapter 2"]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSLATOR'S PREFACE",
        "Concluding Note",
        "The Author's Preface",
        "DEDICATION OF PART II.",
        "APPENDIX A",
    ],
)
def test_pieces_beside_a_story_have_names(line: str) -> None:
    assert read_heading(line) is not None


@pytest.mark.parametrize("line", ["Vol. ii. p. 214 sqq.]", "Section 35. Compare p. xxx.]"])
def test_the_last_line_of_a_note_is_no_heading(line: str) -> None:
    assert read_heading(line) is None


def test_a_piece_in_capitals_beside_a_preface_is_one_too() -> None:
    text = f"PREFACE\n\n{LONG}\n\n\n\nA LETTER FROM THE HARBOUR\n\n{LONG}\n\n\n\n{chapters(3)}"
    assert titles(read(text))[:2] == ["Preface", "A Letter from the Harbour"]


def test_a_poem_beside_a_preface_is_a_part_of_it() -> None:
    text = f"PREFACE\n\n{LONG}\n\n\n\nTO EDDA\n\n{PROSE}\n\n\n\n{chapters(3)}"
    assert titles(read(text)) == ["Preface", "Chapter 1", "Chapter 2", "Chapter 3"]


def test_a_preface_right_below_a_contents_is_read() -> None:
    contents = "CONTENTS\n\nCHAPTER 1\n\nCHAPTER 2\n\nCHAPTER 3\n\n\n\n"
    text = f"{contents}TRANSLATOR'S PREFACE\n\n\n1: ON THE TEXT\n\n{LONG}\n\n\n{chapters(3)}"
    book = read(text)
    assert titles(book)[0].startswith("Translator's Preface")
    assert len(book.chapters) == 4


def test_an_appendix_at_the_end_of_a_contents_is_of_the_contents() -> None:
    contents = "CONTENTS\n\nCHAPTER 1\n\nCHAPTER 2\n\nAPPENDIX\n\n\n\n"
    text = f"{contents}{chapters(2)}\n\n\nAPPENDIX\n\n{LONG}"
    assert titles(read(text)) == ["Chapter 1", "Chapter 2", "Appendix"]


def test_what_is_asked_in_a_long_book_is_no_title() -> None:
    told = "\n\n".join([LONG] * 70)
    text = "\n\n".join(f"{asked}\n\n{told}" for asked in ("Where Now?", "Equanimity?", "Then?"))
    assert len(read(text).chapters) == 1


def test_a_transcribers_note_at_the_end_runs_to_the_end() -> None:
    text = f"{chapters(8)}\n\n\nTranscriber's Notes\n\n\nIntroduction:\n\nTwo commas were set."
    assert titles(read(text))[-1] == "Chapter 8"


def test_a_story_with_a_marked_title_has_no_titles_that_are_not_marked(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    thought = f"*The Lamp*\n\n{PROSE}"
    path.write_text(f"# Edda\n\n{PROSE}\n\n{thought}\n\n{thought}\n\n{thought}\n", "utf-8")
    assert titles(find_chapters(read_manuscript(path))) == ["Edda"]


def test_dashes_between_verses_make_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    verses = "Be!  \n---  \nBe!  \nThe past is dead.  \n"
    path.write_text(f"# One\n\n{PROSE}\n\n{verses}\n{PROSE}\n\n# Two\n\n{PROSE}\n", "utf-8")
    assert titles(find_chapters(read_manuscript(path))) == ["One", "Two"]


def marked(*headings: tuple[str, int], prose: str = LONG) -> Book:
    """A book of *headings*, each with its level, and *prose* below each."""
    text, marks = "", []
    for heading, level in headings:
        marks.append(StatedHeading(Span(len(text), len(text) + len(heading)), level))
        text += f"{heading}\n\n{prose}\n\n"
    return find_chapters(Manuscript(Path("story.html"), text, headings=tuple(marks)))


def test_sections_on_the_level_of_the_chapters_begin_none() -> None:
    sections = ("Of Ropes", "Of Knots", "The Second Book")
    numbered = [one for number in (1, 2, 3) for one in (f"CHAPTER {number}", *sections)]
    found = titles(marked(*((one, 2) for one in ("THE INTRODUCTION", *numbered, "A REVIEW"))))
    expected = ["The Introduction", "Chapter 1", "Chapter 2", "Chapter 3", "A Review"]
    assert found == expected


def test_a_few_named_chapters_among_numbered_ones_stay() -> None:
    found = titles(marked(("Chapter 1", 2), ("The Ferry", 2), ("Chapter 2", 2), ("Chapter 3", 2)))
    assert found == ["Chapter 1", "The Ferry", "Chapter 2", "Chapter 3"]


@pytest.mark.parametrize(
    ("line", "number"), [("CHAPTER. IX", 9), ("Ill", 3), ("VIl.", 7), ("I. A Letter", 1)]
)
def test_numbers_are_read_as_printers_and_scanners_set_them(line: str, number: int) -> None:
    mark = read_heading(line)
    assert mark is not None
    assert mark.number == number


@pytest.mark.parametrize(
    "line", ["M. R. JAMES", "D. H. Lawrence", "PRÓLOGO DE", "Chapter. A man came", "All"]
)
def test_names_and_halves_of_lines_are_no_headings(line: str) -> None:
    assert read_heading(line) is None


def test_the_sign_of_a_section_is_none_of_its_number() -> None:
    text = "\n\n\n".join(f"§ {number}\n\n{LONG}" for number in (1, 2, 3))
    assert len(titles(read(text))) == 3
    assert len(titles(read(f"CHAPTER 1\n\n{text}\n\n\nCHAPTER 2\n\n{LONG}"))) == 2


def test_a_misprinted_numeral_behind_its_word_is_one() -> None:
    text = chapters(4).replace("CHAPTER 3", "CHAPTER IIIX.")
    assert titles(read(text))[2:] == ["Chapter Iiix", "Chapter 4"]


def test_titles_in_capitals_may_end_with_a_stop() -> None:
    names = ("THE LAMP OF EDDA.", "THE ROPE THAT WAS CUT.", "THE MARKS OF A CART.")
    text = "\n\n".join(f"{name}\n\n{LONG}\n\n{LONG}" for name in names)
    found = ["The Lamp of Edda", "The Rope That Was Cut", "The Marks of a Cart"]
    assert titles(read(text)) == found


def test_the_title_above_a_dedication_is_no_chapter_of_stories() -> None:
    top = f"Title: Salt\n\n\nSALT\n\n{PROSE}\n\n\n\n"
    text = top + "\n\n\n".join(f"{name}\n\n{LONG}" for name in ("THE LAMP", "THE ROPE", "THE CART"))
    book = read(text)
    assert titles(book) == ["Salt", "The Lamp", "The Rope", "The Cart"]
    assert book.title == "Salt"


def test_a_cycle_of_little_pieces_among_stories_is_one() -> None:
    pieces = "\n\n\n".join(f"THE {name}\n\n{PROSE}" for name in ("WELL", "OAR", "NET", "BELL"))
    cycle = f"SONGS OF THE SHORE\n\n“Come in with the tide.”\n\n\n{pieces}"
    tale = "\n\n".join([LONG] * 8)
    text = f"THE LAMP\n\n{tale}\n\n\n{cycle}\n\n\nTHE ROPE\n\n{tale}\n\n\nTHE CART\n\n{tale}"
    assert titles(read(text)) == ["The Lamp", "Songs of the Shore", "The Rope", "The Cart"]


def test_a_line_with_long_dashes_below_it_is_a_heading_of_markdown(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    parts = [("Meet the man", 12), ("A walk in the sun.", 25), ("By the people", 14)]
    text = "\n\n".join(f"{title}\n{'-' * length}\n\n{PROSE}" for title, length in parts)
    path.write_text(f"Edda\n====\n\n{text}\n\nShe went home.\n---\n\n{PROSE}\n", "utf-8")
    found = ["Meet the man", "A walk in the sun", "By the people"]
    assert titles(find_chapters(read_manuscript(path))) == found


def test_a_short_first_chapter_below_the_title_is_a_chapter(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(f"# Edda\n\n## Prologue\n\nIt rained.\n\n## The Lamp\n\n{PROSE}\n", "utf-8")
    assert titles(find_chapters(read_manuscript(path))) == ["Prologue", "The Lamp"]


def test_a_word_with_blanks_between_its_letters_is_read() -> None:
    assert titles(read(f"P R E F A C E\n\n{LONG}\n\n\n{chapters(3)}"))[0] == "Preface"


def test_chapters_of_one_tale_among_many_are_sections() -> None:
    names = [f"The {name}" for name in ("Lamp", "Rope", "Cart", "Oar", "Net", "Bell", "Tide")]
    tales = [f"{name}\n\n{LONG}" for name in names]
    tales[2] = f"The Cart\n\nCHAPTER I\n\n{LONG}\n\nCHAPTER II\n\n{LONG}"
    contents = "\n".join(["Contents", "", *names])
    text = "\n\n\n\n".join([contents, *tales])
    assert titles(read(text))[3:] == names[3:]
    assert len(read(text).chapters) == len(names)


def test_an_introduction_of_a_lower_level_than_the_chapters_is_one_too() -> None:
    book = marked(("Introduction", 2), ("Chapter One", 1), ("Of Ropes", 2), ("Two", 1))
    assert titles(book) == ["Introduction", "Chapter One", "Two"]


def test_a_story_a_level_deeper_than_the_others_is_one_of_them() -> None:
    tale = "\n\n".join([LONG] * 3)
    found = marked(
        *(("THE LAMP", 3), ("THE ROPE", 2), ("THE CART", 2), ("THE OAR", 3), ("THE NET", 2)),
        ("THE BELL", 2),
        prose=tale,
    )
    assert titles(found) == [
        "The Lamp", "The Rope", "The Cart", "The Oar", "The Net", "The Bell",
    ]  # fmt: skip


def test_two_deeper_headings_together_are_sections_of_the_story_above() -> None:
    tale = "\n\n".join([LONG] * 3)
    found = marked(
        *(("THE LAMP", 2), ("NIGHT", 3), ("MORNING", 3), ("THE ROPE", 2), ("THE CART", 2)),
        ("THE OAR", 2),
        prose=tale,
    )
    assert titles(found) == ["The Lamp", "The Rope", "The Cart", "The Oar"]


def test_a_long_title_that_was_broken_at_a_margin_is_whole() -> None:
    long = "CHAPTER 2. Of the Ropes That Were Cut in the Night, and of the True\nMarks of the Cart."
    text = (
        f"CHAPTER 1. The Lamp.\n\n{LONG}\n\n\n{long}\n\n{LONG}\n\n\nCHAPTER 3. The Net.\n\n{LONG}"
    )
    whole = "Chapter 2. Of the Ropes That Were Cut in the Night, and of the True Marks of the Cart"
    assert titles(read(text)) == ["Chapter 1. The Lamp", whole, "Chapter 3. The Net"]


def test_prose_right_below_a_heading_is_no_title() -> None:
    line = "CHAPTER 2. Of the Ropes That Were Cut in the Night by Somebody"
    text = f"CHAPTER 1. The Lamp.\n\n{LONG}\n\n\n{line}\nNobody had seen who did it.\n\n{LONG}"
    assert titles(read(text))[1] == "Chapter 2. Of the Ropes That Were Cut in the Night by Somebody"


def test_a_file_of_which_no_heading_is_left_is_one_chapter(tmp_path: Path) -> None:
    path = tmp_path / "lamp.md"
    path.write_text(
        f"# Title: The Lamp\n\n## Author: Nobody\n\n## Year: 1900\n\n{PROSE}\n", "utf-8"
    )
    assert titles(find_chapters(read_manuscript(path))) == ["The Lamp"]


def test_a_part_a_level_deeper_than_the_others_is_one_of_them() -> None:
    found = marked(("Part I: Of Ropes", 2), ("Part II: Of Nets", 2), ("Part III: Of Oars", 3))
    assert titles(found) == ["Part I: Of Ropes", "Part II: Of Nets", "Part III: Of Oars"]


def test_a_number_that_its_title_is_glued_to_is_one() -> None:
    text = chapters(2) + f"\n\n\nCHAPTER 03The Harbour\n\n{LONG}"
    assert titles(read(text))[2:] == ["Chapter 03. The Harbour"]
    mark = read_heading("Chapter 3The Harbour")
    assert mark is not None
    assert (mark.number, mark.title) == (3, "The Harbour")


def test_scenes_that_begin_anew_in_each_chapter_are_sections() -> None:
    scenes = "\n\n".join(f"Scene {number}\n\n{LONG}" for number in (1, 2))
    text = "\n\n".join(f"Chapter {number}\n\n{scenes}" for number in (1, 2, 3))
    assert len(titles(read(text))) == 3


def test_chapters_that_begin_anew_in_parts_are_no_sections_of_letters_above_them() -> None:
    letters = "\n\n".join(f"Letter {number}\n\n{LONG}" for number in (1, 2, 3))
    parts = "\n\n\n".join(f"PART {one}\n\n\n{chapters(4)}" for one in ("I", "II"))
    assert len(titles(read(f"{letters}\n\n\n{parts}"))) == 11


def test_a_part_with_a_motto_in_verse_begins_with_its_first_chapter() -> None:
    verse = "\n".join(f"  The tide that went in the {at} night," for at in ["first"] * 14)
    parts = (f"PART {one}\n\nThe Boats\n\n{{}}\n\n\n{chapters(3)}" for one in ("I", "II"))
    text = "\n\n\n".join(parts).replace("CHAPTER ", "").format("", verse)
    assert len(titles(read(text))) == 6


def test_a_series_of_tales_with_a_title_begins_with_its_first_part() -> None:
    names = ("The Boats", "The Rope")
    contents = "CONTENTS\n\nThe Ring\nPART I. The Boats\nPART II. The Rope\nThe Cart\n\n\n"
    parts = "\n\n\n".join(
        f"PART {one}\n\n{name}\n\n{LONG}" for one, name in zip(("I", "II"), names, strict=True)
    )
    text = f"{contents}The Ring\n\n(A tale of the sea)\n\n\n{parts}\n\n\nThe Cart\n\n{LONG}"
    found = titles(read(text))
    assert len(found) == 3
    assert found[1:] == ["Part II. The Rope", "The Cart"]


def test_the_acts_of_a_play_in_one_chapter_begin_none() -> None:
    play = f"{PROSE}\n\nACT I.\n\n{PROSE}\n\nACT II.\n\n{PROSE}"
    text = f"CHAPTER 1\n\n{LONG}\n\n\nCHAPTER 2\n\n{play}\n\n\nCHAPTER 3\n\n{LONG}"
    assert titles(read(text)) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_titles_of_other_books_below_the_end_begin_no_chapter() -> None:
    contents = "CONTENTS\n\nI. THE WELL\nII. THE FERRY\nTHE SALT ROAD\n(Third Edition)\n\n\n"
    tales = f"CHAPTER I\n\nTHE WELL\n\n{LONG}\n\n\nCHAPTER II\n\nTHE FERRY\n\n{LONG}{LONG}"
    books = "\n\n".join(f"THE BOOK OF {name}\nBy Ines Quill" for name in ("SALT", "ROPE", "RAIN"))
    text = f"{contents}{tales}\n\n\nTHE END.\n\n\n{books}\n\n(Third Edition)\n\n{PROSE}"
    assert titles(read(text))[-2:] == ["Chapter I. The Well", "Chapter II. The Ferry"]


def test_the_price_list_below_a_volume_begins_no_chapter() -> None:
    books = "\n\n".join(f"VOL. {one}. SALT AND ROPE. 6_s._" for one in ("IV", "V", "VI"))
    text = f"{chapters(3)}\n\n\nEND OF VOL. I.\n\n\n{books}\n\n\nAPPENDIX\n\n{PROSE}"
    assert titles(read(text)) == ["Chapter 1", "Chapter 2", "Chapter 3", "Appendix"]


def test_a_note_below_the_end_that_the_contents_names_begins_one() -> None:
    contents = "CONTENTS\n\nThe Well\nThe Ferry\nFootnotes\n\n\n"
    tales = f"The Well\n\n{LONG}{LONG}\n\n\nThe Ferry\n\n{LONG}{LONG}"
    text = f"{contents}{tales}\n\n\nTHE END\n\n\nFootnotes\n\n{PROSE}"
    assert titles(read(text)) == ["The Well", "The Ferry", "Footnotes"]


@pytest.mark.parametrize(
    ("line", "title"),
    [("II.—Of the tide.", "Of the tide."), ("VI-Ropes and Lamps", "Ropes and Lamps")],
)
def test_a_dash_may_stand_between_a_number_and_its_title(line: str, title: str) -> None:
    mark = read_heading(line)
    assert mark is not None
    assert mark.title == title


@pytest.mark.parametrize("line", ["I-I only asked.", "X-rays", "I.—or so he said,"])
def test_a_dash_in_a_sentence_parts_no_number_from_a_title(line: str) -> None:
    assert read_heading(line) is None


def test_a_title_page_may_name_other_books_of_its_author() -> None:
    page = (
        "THE SALT ROAD\n\nby Ines Quill\n\n_Author of_\n\n"
        "“The Rope,” “The Making of a Lamp,” “The Methods of Lady\n"
        "Ferry,” “The Lass of the Harbour Wall,” “Through One Winter,”\n"
        "“Little Lord Rain,” “A Lady of the Isles,” _etc._\n\n\n"
    )
    book = read(page + chapters(3))
    assert titles(book) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_a_title_in_italics_over_two_lines_loses_both_marks() -> None:
    heading = "CHAPTER I.\n\n_THE LAMP--THE ROPE._\n"
    broken = "CHAPTER II.\n\n_THE LAMP--THE FERRY--THE DROWNED SAILORS--\n--THE CART_\n"
    book = read(f"{heading}\n{LONG}\n\n\n{broken}\n{LONG}\n")
    assert titles(book)[1] == "Chapter II. The Lamp--The Ferry--The Drowned Sailors. The Cart"


@pytest.mark.parametrize(
    "line", ["PREFATORY NOTE. (BY THE AUTHOR'S SON.)", "ADVERTISEMENT TO THIRD EDITION."]
)
def test_what_the_author_says_before_a_book_of_old_is_a_chapter(line: str) -> None:
    assert len(titles(read(f"SALT\n\n\n{line}\n\n{LONG}\n\n\n{chapters(3)}"))) == 4


@pytest.mark.parametrize("label", ["LECTURE", "SERMON"])
def test_lectures_and_sermons_are_chapters(label: str) -> None:
    heads = [f"{label} {one}\n\nTHE {title}" for one, title in (("I", "WELL"), ("II", "FERRY"))]
    told = "\n\n\n".join(f"{head}\n\n{LONG}" for head in heads)
    name = label.title()
    assert titles(read(told)) == [f"{name} I. The Well", f"{name} II. The Ferry"]


@pytest.mark.parametrize(
    "title_page",
    [
        "THE SALT ROAD\n\nPart 3.",
        "THE SALT ROAD\n\nVOL. I.\n\n\n\n\nTHE SALT ROAD\n\nBY\n\nADA HALE\n\nVOL. I.\n\nLONDON",
    ],
)
def test_the_part_that_a_title_page_says_a_book_is_names_no_chapter(title_page: str) -> None:
    assert titles(read(f"{title_page}\n\n\n\n{chapters(3)}"))[-3:] == [
        "Chapter 1", "Chapter 2", "Chapter 3",
    ]  # fmt: skip


def test_a_part_set_with_its_first_chapter_names_it() -> None:
    text = f"THE SALT ROAD\n\n\n\nPART ONE\n\n\n{chapters(3)}"
    assert titles(read(text))[0] == "Part One. Chapter 1"


def test_a_line_in_capitals_below_each_title_belongs_to_it() -> None:
    tales = {"THE MILL": "A TALE OF RAIN", "THE FORD": "A TALE OF SUN", "THE WELL": "A SONG"}
    text = "\n\n\n\n".join(f"{title}\n\n{below}\n\n{LONG}" for title, below in tales.items())
    contents = "CONTENTS\n\nThe Mill  1\nThe Ford  9\nThe Well  17"
    assert titles(read(f"THE SALT ROAD\n\n\n\n{contents}\n\n\n\n{text}"))[-3:] == [
        "The Mill. A Tale of Rain", "The Ford. A Tale of Sun", "The Well. A Song",
    ]  # fmt: skip


def test_a_long_argument_in_capitals_is_a_title() -> None:
    argument = (
        "OF THE MILL, ITS OWNER AND HIS SEVEN SONS -- A VISIT TO THE FORD -- RAIN IN THE NIGHT."
    )
    notice = "ALL WHO CROSS THE FORD BY NIGHT WITHOUT A LAMP WILL BE FINED TWO SHILLINGS BY ORDER."
    for below, title in ((argument, "Of the Mill, Its Owner"), (notice, "")):
        text = f"CHAPTER I\n\n{below}\n\n{LONG}\n\n\nCHAPTER II\n\n{LONG}"
        assert titles(read(text))[0].removeprefix("Chapter I").lstrip(". ").startswith(title)
        assert bool(title) == (titles(read(text))[0] != "Chapter I")
