"""Which of the headings that a format states begin chapters."""

from __future__ import annotations

from pathlib import Path

import pytest

from chapterstage import titles
from narrate.model import NO_HINTS, Book, Hints, Manuscript, Metadata, Region, Span, StatedHeading
from narrate.text.chapters import find_chapters

PROSE = "It rained all day, and nobody came down to the bridge. " * 12


def book(
    *blocks: str,
    metadata: Metadata = Metadata(),  # noqa: B008 -- frozen
    omit: str = "",
    hints: Hints = NO_HINTS,
) -> Book:
    """A book of *blocks*: one that begins with hashes is a heading of that level."""
    text, headings, regions = "", [], []
    for block in blocks:
        words = block.lstrip("#").strip()
        span = Span(len(text), len(text) + len(words))
        if block.startswith("#"):
            headings.append(StatedHeading(span, len(block) - len(block.lstrip("#"))))
        if omit and words == omit:
            regions.append(Region(span, "dedication"))
        text += f"{words}\n\n"
    stated = tuple(headings)
    path = Path("the_low_bridge.html")
    return find_chapters(
        Manuscript(path, text, metadata=metadata, headings=stated, regions=tuple(regions)), hints
    )


@pytest.mark.parametrize("level", [1, 2, 3, 5])
def test_headings_of_one_level_are_chapters(level: int) -> None:
    marks = "#" * level
    assert titles(book(f"{marks} One", PROSE, f"{marks} Two", PROSE)) == ["One", "Two"]


def test_the_only_one_of_the_highest_level_is_the_title() -> None:
    found = book("# The Ford", "by Nobody", "## One", PROSE, "## Two", PROSE)
    assert (found.title, titles(found)) == ("The Ford", ["One", "Two"])
    assert found.chapters[0].span.start == 0


def test_lines_that_say_title_and_author_are_believed() -> None:
    found = book("# Title: The Ford", "## Author: A. Nobody", "### I", PROSE, "### II", PROSE)
    assert (found.title, found.author) == ("The Ford", "A. Nobody")


def test_sections_stay_inside_their_chapters() -> None:
    found = book("## One", PROSE, "### A", PROSE, "### B", PROSE, "## Two", PROSE, "### C", PROSE)
    assert titles(found) == ["One", "Two"]


def test_parts_keep_their_chapters() -> None:
    parts = ("# Part One", "## Rain", PROSE, "## Sun", PROSE, "# Part Two", "## Snow", PROSE)
    found = book(*parts)
    assert titles(found) == ["Part One. Rain", "Sun", "Part Two. Snow"]
    assert found.chapters[0].span.start == 0


def test_headings_that_touch_lower_ones_are_parts_whatever_they_are_called() -> None:
    found = book("# Spring", "## Rain", PROSE, "## Sun", PROSE, "# Winter", "## Snow", PROSE)
    assert titles(found) == ["Spring. Rain", "Sun", "Winter. Snow"]


def test_a_part_that_begins_with_a_few_words_is_read_before_its_chapters() -> None:
    verse = "“A motto that stands above it all,” said Nobody."
    found = book("# Spring", verse, "## Rain", PROSE, "## Sun", PROSE, "# Winter", "## Snow", PROSE)
    assert titles(found) == ["Spring", "Rain", "Sun", "Winter. Snow"]


def test_chapters_beside_parts_that_have_none_are_no_reason_against_parts() -> None:
    parts = ("# Preface", PROSE, "# Spring", "## Rain", PROSE, "## Sun", PROSE, "## Hail", PROSE)
    more = ("# Winter", "## Snow", PROSE, "## Ice", PROSE, "# Epilogue", PROSE)
    assert titles(book(*parts, *more)) == [
        "Preface", "Spring. Rain", "Sun", "Hail", "Winter. Snow", "Ice", "Epilogue",
    ]  # fmt: skip


def test_two_headings_of_one_level_that_touch_are_number_and_title() -> None:
    found = book("# I", "# Rain", PROSE, "# II", "# Sun", PROSE)
    assert titles(found) == ["I. Rain", "II. Sun"]


def test_one_heading_below_each_is_a_subtitle() -> None:
    found = book("# I", "## Rain", PROSE, "# II", "## Sun", PROSE, "# III", "## Snow", PROSE)
    assert titles(found) == ["I", "II", "III"]


def test_a_prologue_has_a_subtitle_where_chapters_have_one() -> None:
    chapters = ("# Chapter 1", "## Rain", PROSE, "# Chapter 2", "## Sun", PROSE)
    assert titles(book("# Prologue", "## The Flood", PROSE, *chapters)) == [
        "Prologue. The Flood", "Chapter 1. Rain", "Chapter 2. Sun",
    ]  # fmt: skip
    plain = ("# Chapter 1", PROSE, "# Chapter 2", PROSE)
    assert titles(book("# Preface", "## How It Was Made", PROSE, *plain))[0] == "Preface"


def test_chapters_that_begin_with_a_section_stay_chapters() -> None:
    parts = ("# Chapter 1", "## A", PROSE, "## B", PROSE, "# Chapter 2", "## C", PROSE)
    assert titles(book(*parts)) == ["Chapter 1", "Chapter 2"]


def test_prose_before_the_first_heading_is_a_chapter_called_as_the_book() -> None:
    assert titles(book(PROSE, "# One", PROSE, "# Two", PROSE)) == ["The Low Bridge", "One", "Two"]


def test_what_is_left_out_holds_no_chapter_and_no_beginning() -> None:
    found = book("For Ann, who waited", "# One", PROSE, "# Two", PROSE, omit="For Ann, who waited")
    assert titles(found) == ["One", "Two"]
    assert [note.code for note in found.notes] == ["dedication-left-out"]
    assert found.chapters[0].span.start == found.chapters[0].heading.start > 0


def test_the_file_s_own_title_goes_before_a_heading_s() -> None:
    stated = Metadata(title="The Mill", author="A. Writer")
    found = book("# The Ford", "## One", PROSE, "## Two", PROSE, metadata=stated)
    assert (found.title, found.author, titles(found)) == ("The Mill", "A. Writer", ["One", "Two"])


def test_no_stated_heading_leaves_it_to_the_text() -> None:
    assert titles(book("Chapter 1", PROSE, "Chapter 2", PROSE)) == ["Chapter 1", "Chapter 2"]


def test_many_regions_are_told_in_one_note() -> None:
    text = "One.\n\nTwo.\n\nThree."
    regions = (Region(Span(0, 4), "imprint"), Region(Span(6, 10), "notes"))
    found = find_chapters(Manuscript(Path("a.html"), text, headings=(), regions=regions))
    assert [note.message for note in found.notes] == ["not read: imprint, notes"]


def test_lines_that_say_title_and_author_are_not_read() -> None:
    found = book("# Title: The Ford", "## Author: A. Nobody", "## Year: 1901", PROSE, "## I", PROSE)
    assert titles(found) == ["The Ford", "I"]
    text = found.manuscript.text
    assert [text[span.start : span.end].splitlines()[0] for span in found.omitted] == [
        "Title: The Ford",
        "Author: A. Nobody",
        "Year: 1901",
    ]
    assert [note.code for note in found.notes] == ["data-left-out"]


def test_lines_that_say_title_and_author_are_read_on_demand() -> None:
    assert book("# Title: The Ford", PROSE, hints=Hints(read_all=True)).omitted == ()


def test_a_number_that_is_missing_is_found_at_a_deeper_level() -> None:
    found = book("## I", PROSE, "## II", PROSE, "##### III", PROSE, "## IV", PROSE, "## V", PROSE)
    assert titles(found) == ["I", "II", "III", "IV", "V"]


def test_numbers_of_sections_fill_no_gap() -> None:
    found = book("## I", PROSE, "### 1", PROSE, "### 2", PROSE, "## II", PROSE, "## III", PROSE)
    assert titles(found) == ["I", "II", "III"]


def test_chapters_of_one_label_are_of_one_level() -> None:
    found = book(
        *("## The Ford", "### Chapter I", PROSE, "### Chapter II", PROSE, "## Chapter III", PROSE),
        *("## The Weir", "### Chapter I", PROSE, "## Chapter II", PROSE, "### Chapter III", PROSE),
    )
    assert titles(found) == [
        *("The Ford. Chapter I", "Chapter II", "Chapter III"),
        *("The Weir. Chapter I", "Chapter II", "Chapter III"),
    ]


def test_a_heading_repeated_right_below_it_on_another_level_is_one_chapter() -> None:
    begun = ["## CHAPTER 1", PROSE, "## CHAPTER 2", PROSE]
    repeated = (
        block for n in (3, 4, 5, 6) for block in (f"# Chapter {n}", f"## CHAPTER {n}", PROSE)
    )
    names = [f"Chapter {number}" for number in range(1, 7)]
    assert titles(book(*begun, *repeated)) == names


@pytest.mark.parametrize("again", ["II (cont.)", "II, continued", "Chapter 2--Continued", "Suite"])
def test_a_heading_that_says_it_goes_on_begins_no_chapter(again: str) -> None:
    label = "Chapter " if again.startswith("Chapter") else ""
    wanted = [f"{label}1", f"{label}2", f"{label}3"] if label else ["I", "II", "III"]
    first, second, third = (f"## {one}" for one in wanted)
    found = book(first, PROSE, second, PROSE, f"## {again}", PROSE, third, PROSE)
    inside = [] if again != "Suite" else ["Suite"]  # it names no number; it may be a title
    assert titles(found) == [*wanted[:2], *inside, wanted[2]]


def test_what_touches_a_heading_that_goes_on_is_of_it() -> None:
    found = book(
        *("## Chapter 1. Mud", PROSE, "## Part of a file", "## Chapter 1 (Cont.)", PROSE),
        *("## Chapter 2. Ice", PROSE),
    )
    assert titles(found) == ["Chapter 1. Mud", "Chapter 2. Ice"]


def test_a_number_that_is_printed_twice_is_one_chapter_if_the_next_counts_on() -> None:
    blocks = ("## Chapter I", PROSE, "## Chapter II", PROSE, "## Chapter II", PROSE)
    assert titles(book(*blocks, "## Chapter III", PROSE)) == [
        *("Chapter I", "Chapter II", "Chapter III"),
    ]
    misprinted = book(*blocks, "## Chapter IV", PROSE)
    assert titles(misprinted) == ["Chapter I", "Chapter II", "Chapter II", "Chapter IV"]


@pytest.mark.parametrize("end", ["The End", "End of the First Book", "FINIS"])
def test_a_heading_with_nothing_below_begins_no_chapter(end: str) -> None:
    found = book("# Book One", "## I", PROSE, "## II", PROSE, f"## {end}")
    assert titles(found) == ["I", "II"]
    assert found.chapters[-1].span.end >= found.manuscript.text.index(end) + len(end)


def test_a_heading_right_above_a_greater_one_ends_what_stands_above_it() -> None:
    first = ("# Book One", "## I", PROSE, "## II", PROSE, "## End of Book One")
    found = book(*first, "# Book Two", "## I", PROSE, "## II", PROSE, "## III", PROSE)
    assert titles(found) == ["Book One. I", "II", "Book Two. I", "II", "III"]


def test_a_part_with_a_motto_begins_with_its_first_chapter() -> None:
    motto = "A bridge is a road that learnt to swim."
    found = book("# Part I", "## 1", PROSE, "## 2", PROSE, "# Part II", motto, "## 3", PROSE)
    assert titles(found) == ["Part I. 1", "2", "Part II. 3"]


def test_a_part_with_prose_of_its_own_is_read_before_its_first_chapter() -> None:
    found = book("# Part I", "## 1", PROSE, "## 2", PROSE, "# Part II", PROSE, "## 3", PROSE)
    assert titles(found) == ["Part I. 1", "2", "Part II", "3"]


def test_lines_of_a_title_page_begin_no_chapter() -> None:
    front = ("# The Low Bridge", "## A Tale of the River", "## By A. Nobody", "## Contents")
    found = book(*front, "## Chapter 1", PROSE, "## Chapter 2", PROSE)
    assert (found.title, titles(found)) == ("The Low Bridge", ["Chapter 1", "Chapter 2"])
    assert found.chapters[0].span.start == 0


def test_a_half_title_above_the_first_part_begins_no_chapter() -> None:
    front = ("# The Ford", "### by", "## A. Nobody", "## Preface", PROSE, "# The Ford")
    found = book(*front, "## Chapter 1", PROSE, "## Chapter 2", PROSE)
    assert titles(found) == ["Preface", "Chapter 1", "Chapter 2"]


def test_a_story_that_is_called_as_its_book_keeps_its_heading() -> None:
    found = book("# The Ford", "## by A. Nobody", "## The Ford", PROSE, "## The Mill", PROSE)
    assert titles(found) == ["The Ford", "The Mill"]


def test_a_contents_that_the_format_does_not_mark_is_not_read() -> None:
    listed = ("## Contents", "The Ford  1", "The Mill  20", "The Bridge  41")
    stories = ("## The Ford", PROSE, "## The Mill", PROSE, "## The Bridge", PROSE)
    found = book("# Three Stories", *listed, *stories)
    assert titles(found) == ["The Ford", "The Mill", "The Bridge"]
    omitted = [found.manuscript.text[one.start : one.end] for one in found.omitted]
    assert omitted == ["Contents\n\nThe Ford  1\n\nThe Mill  20\n\nThe Bridge  41"]


def test_a_contents_does_not_take_the_first_heading_with_it() -> None:
    listed = ("Contents", "Chapter 1", "Chapter 2")
    found = book("# The Ford", *listed, "## Chapter 1", PROSE, "## Chapter 2", PROSE)
    assert titles(found) == ["Chapter 1", "Chapter 2"]


def test_a_lower_heading_right_below_each_number_is_the_chapter_s_title() -> None:
    found = book("# Chapter 1", "## The Ford", PROSE, "# Chapter 2", "## The Mill", PROSE)
    assert titles(found) == ["Chapter 1. The Ford", "Chapter 2. The Mill"]


def test_the_end_of_a_part_does_not_tell_the_level_of_chapters() -> None:
    first = ("# Part 1", "### I", PROSE, "### II", PROSE, "## End of Part 1")
    second = ("# Part 2", "### III", PROSE, "### IV", PROSE, "## End of Part 2")
    found = book(*first, *second, "# Part 3", "### V", PROSE)
    assert [one.rsplit(". ")[-1] for one in titles(found)] == ["I", "II", "III", "IV", "V"]


def test_a_story_called_as_the_book_among_others_is_one_of_them() -> None:
    stories = ("## The Ford", "### I", PROSE, "### II", PROSE, "## The Mill", PROSE)
    found = book("# The Ford", "## by A. Nobody", "## Contents", *stories)
    assert titles(found) == ["The Ford", "The Mill"]


def test_the_only_one_of_the_highest_level_may_be_the_last_chapter() -> None:
    chapters = (f"## {name}" for name in ("The Ford", "The Mill", "The Bridge"))
    found = book(*(one for name in chapters for one in (name, PROSE)), "# Appendix", PROSE)
    assert titles(found) == ["The Ford", "The Mill", "The Bridge", "Appendix"]


def test_numbered_sections_of_few_stories_stay_inside_them() -> None:
    stories = ("# The Ford", "## I", PROSE, "## II", PROSE, "## III", PROSE, "# The Mill", PROSE)
    found = book(*stories, "# The Bridge", PROSE, "# The Inn", "## I", PROSE, "# The Sea", PROSE)
    assert titles(found) == ["The Ford", "The Mill", "The Bridge", "The Inn", "The Sea"]


def test_the_end_is_no_level_of_chapters() -> None:
    found = book(
        "### Chapter I", PROSE, "#### Chapter II", PROSE, "### Chapter III", PROSE, "## End"
    )
    assert titles(found) == ["Chapter I", "Chapter II", "Chapter III"]


def test_an_ornament_is_no_heading() -> None:
    found = book("## One", PROSE, "## * * *", PROSE, "## Two", PROSE)
    assert titles(found) == ["One", "Two"]


def test_a_story_with_its_own_title_and_a_motto_begins_with_its_first_part() -> None:
    found = book(
        *("## The Mill", PROSE),
        *("## The Yard", "The persons: Edda and Tom.", "### I", PROSE, "### II", PROSE),
        *("## The Weir", "The persons: Tom.", "### I", PROSE, "### II", PROSE),
    )
    assert titles(found) == ["The Mill", "The Yard. I", "II", "The Weir. I", "II"]


def test_verses_that_are_numbered_below_books_are_no_chapters() -> None:
    verses = [part for number in range(1, 61) for part in (f"### Chap. {number}", "Be still.")]
    assert titles(book("## Book I", *verses, "## Book II", *verses)) == ["Book I", "Book II"]


def test_few_short_chapters_are_chapters_all_the_same() -> None:
    verses = [part for number in range(1, 6) for part in (f"### Chap. {number}", "Be still.")]
    assert len(book("## Book I", *verses, "## Book II", *verses).chapters) == 10


def test_a_part_that_says_not_what_it_is_may_have_the_level_of_its_chapters() -> None:
    parts = ("## Early Days", "Told by Edda.", "## Chapter 1", PROSE, "## Chapter 2", PROSE)
    more = ("## Late Days", "Told by Tom.", "## Chapter 1", PROSE, "## Chapter 2", PROSE)
    assert titles(book("## Preface", PROSE, *parts, *more)) == [
        "Preface",
        "Early Days. Chapter 1",
        "Chapter 2",
        "Late Days. Chapter 1",
        "Chapter 2",
    ]


def test_where_chapters_are_numbered_without_a_gap_other_headings_are_inside_them() -> None:
    numbered = [block for number in range(1, 10) for block in (f"## Chapter {number}", PROSE)]
    letter = ["## A Letter from Edda", PROSE]
    assert len(book(*numbered[:6], *letter, *numbered[6:]).chapters) == 9
    gap = [*numbered[:4], *letter, *numbered[6:]]
    assert titles(book(*gap))[2] == "A Letter from Edda"


def test_stories_with_numbered_sections_are_chapters_unless_they_are_long() -> None:
    sections = ("### I", PROSE, "### II", PROSE, "### III", PROSE)
    stories = ("## The Ford", *sections, "## The Lamp", *sections, "## The Rope", *sections)
    assert titles(book(*stories)) == ["The Ford", "The Lamp", "The Rope"]
    long = (*stories[:-1], PROSE * 200)
    assert len(book(*long).chapters) == 9


def test_a_chapter_whose_heading_is_not_marked_is_found_by_its_number() -> None:
    blocks = ("## Chapter 1", PROSE, "Chapter 2", PROSE, "## Chapter 3", PROSE, "Chapter 3", PROSE)
    assert titles(book(*blocks)) == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_the_last_chapter_may_say_that_it_is_the_last() -> None:
    blocks = ("## Chapter 1", PROSE, "## Chapter 2", PROSE, "## Chapter the Last", PROSE)
    assert titles(book(*blocks))[-1] == "Chapter the Last"


def test_bare_numbers_with_which_chapters_begin_are_sections_on_any_level() -> None:
    first = ("## Chapter 1", "### I", PROSE, "## II", PROSE)
    second = ("## Chapter 2", "### I", PROSE, "## II", PROSE)
    third = ("## Chapter 3", "## I", PROSE, "### II", PROSE)
    found = book("## Book One", *first, *second, *third)
    assert titles(found) == ["Book One. Chapter 1", "Chapter 2", "Chapter 3"]


STORY = "It rained all day, and nobody came down to the bridge. " * 120


@pytest.mark.parametrize(
    "line",
    ["#### The Second Edition", "## Edited by Nora Byrne", "### Translated from the Irish by Ann"],
)
def test_a_line_of_the_title_page_begins_no_chapter(line: str) -> None:
    front = ("# The Ford", "## by Nobody", line, "Rain, Sun: a list of all that follows.")
    found = book(*front, "## Rain", PROSE, "## Sun", PROSE, omit=front[-1])
    assert titles(found) == ["Rain", "Sun"]
    assert found.chapters[0].span.start == 0


def test_headings_in_a_row_that_come_again_are_a_contents() -> None:
    listed = ("## Act One", "## Act Two", "## Act Three")
    acts = [block for heading in listed for block in (heading, PROSE)]
    found = book("# The Ford", *listed, "# The Ford", *acts)
    assert titles(found) == ["Act One", "Act Two", "Act Three"]


def test_a_title_page_may_stand_before_every_volume() -> None:
    page = ("# The Ford", "### by", "# Nora Byrne")
    first, second = ("## Volume 1", "## I", PROSE, "## II", PROSE), ("## Volume 2", "## III", PROSE)
    found = book(*page, *first, *page, *second)
    assert titles(found) == ["Volume 1. I", "II", "Volume 2. III"]


def test_a_paragraph_printed_as_a_heading_begins_no_chapter() -> None:
    long = "To everybody who waited at the bridge with me that night, " * 4
    found = book("# The Ford", f"## {long}", PROSE, "## Rain", PROSE, "## Sun", PROSE)
    assert titles(found) == ["The Ford", "Rain", "Sun"]


def test_a_long_title_below_its_number_is_one() -> None:
    long = "In which it rains, and nobody comes down to the bridge but Tom and the dog, " * 3
    found = book("## Chapter I", f"## {long}", PROSE, "## Chapter II", f"## {long}", PROSE)
    assert [title[:20] for title in titles(found)] == [
        "Chapter I. In which ",
        "Chapter II. In which",
    ]


def test_short_sections_between_chapters_leave_no_book_among_them_a_chapter() -> None:
    notes = [block for n in range(36) for block in (f"## Of rain {n}", "It rained all day.")]
    told = ["## The First Book", PROSE, "## The Second Book", PROSE]
    found = book("## CHAPTER I", *notes, "## CHAPTER II", *told, *notes, "## CHAPTER III", *notes)
    assert titles(found) == ["Chapter I", "Chapter II", "Chapter III"]


def test_poems_between_numbered_books_are_sections() -> None:
    poems = [f"## {name} {n}\n\nIt rained all day." for n in range(40) for name in ("Rain", "Sun")]
    parts = [[f"## Book {n}", *(b for one in poems for b in one.split("\n\n"))] for n in (1, 2, 3)]
    found = book("# Poems", *(block for part in parts for block in part))
    assert titles(found) == ["Book 1", "Book 2", "Book 3"]


def test_numbered_sections_of_stories_are_sections_though_one_story_has_none() -> None:
    three = [block for n in ("I", "II", "III") for block in (f"### {n}", PROSE)]
    motto = "A motto stands here."
    stories = [block for name in ("Rain", "Sun") for block in (f"## {name}", motto, *three)]
    found = book("# Stories", "## The Ford", STORY, *stories, "## The Dog", STORY)
    assert titles(found) == ["The Ford", "Rain", "Sun", "The Dog"]


def test_numbered_chapters_count_more_than_what_stands_beside_their_book() -> None:
    chapters = [block for n in range(1, 7) for block in (f"### Chapter {n}", PROSE)]
    found = book("# The Ford", "## Of this book", STORY, *chapters, "## A last word", PROSE)
    assert len(found.chapters) == 8


def test_a_volume_and_its_first_book_belong_to_the_chapter_below_them() -> None:
    book_one = ("# Volume One", "(1862)", "# Book One", "# Chapter I", PROSE, "# Chapter II", PROSE)
    assert titles(book(*book_one)) == ["Volume One. Book One. Chapter I", "Chapter II"]


@pytest.mark.parametrize("name", ["Transcriber's Note", "List of Illustrations"])
def test_what_is_no_story_by_its_heading_is_not_read(name: str) -> None:
    found = book("## Rain", STORY, "## Sun", STORY, f"## {name}", "### More", "It is not read.")
    assert titles(found) == ["Rain", "Sun"]
    left_out = [found.manuscript.text[one.start : one.end] for one in found.omitted]
    assert left_out == [f"{name}\n\nMore\n\nIt is not read."]


def test_two_entries_of_a_contents_are_two_chapters() -> None:
    words = ["Epigraph", "A motto stands here.", "I", PROSE, "II", PROSE]
    starts = [len("\n\n".join(words[:n])) + 2 * (n > 0) for n in (0, 2, 4)]
    listed = tuple(
        StatedHeading(Span(at, at + len(name)), 2, name)
        for at, name in zip(starts, ("Epigraph", "I", "II"), strict=True)
    )
    opened = ("The Salt Road", "It begins so.\n\n")
    lead = f"{opened[0]}\n\n{opened[1]}"
    moved = tuple(
        StatedHeading(Span(one.span.start + len(lead), one.span.end + len(lead)), 2, one.title)
        for one in listed
    )
    first = StatedHeading(Span(0, len(opened[0])), 2, opened[0])
    text = lead + "\n\n".join(words)
    found = find_chapters(Manuscript(Path("a.epub"), text, headings=(first, *moved)))
    assert titles(found) == ["The Salt Road", "Epigraph", "I", "II"]


NUMBERED = ("# Chapter 1", PROSE, "# Chapter 2", PROSE, "# Chapter 3", PROSE)


def test_the_title_on_the_level_of_numbered_chapters_begins_none() -> None:
    found = book("# The Ford", "_A story of two rivers_", "# Prologue", PROSE, *NUMBERED)
    assert (found.title, titles(found)[:2]) == ("The Ford", ["Prologue", "Chapter 1"])


@pytest.mark.parametrize(
    ("first", "metadata"),
    [
        (("# Rain", PROSE), Metadata()),
        (("# Dedication", "To Anna."), Metadata()),
        (("# The Two Rivers", "A map."), Metadata(title="The Ford")),
    ],
)
def test_what_stands_above_numbered_chapters_may_be_one(
    first: tuple[str, str], metadata: Metadata
) -> None:
    assert len(titles(book(*first, *NUMBERED, metadata=metadata))) == 4


def test_a_title_with_its_author_right_below_is_no_chapter() -> None:
    tales = ("# The Rope", PROSE, "# The Cart", PROSE)
    found = book("# The Ford", "_by Ines Quill_", *tales)
    assert (found.title, titles(found)) == ("The Ford", ["The Rope", "The Cart"])


def test_a_tale_with_its_author_right_below_is_a_chapter() -> None:
    names = ("The Ford", "The Rope", "The Cart", "The Well")
    tales = [(f"# {name}", "by Ines Quill", "## I", PROSE, "## II", PROSE) for name in names]
    assert titles(book(*(block for tale in tales for block in tale)))[0] == "The Ford"
