"""Which outline is chosen among those that families of lines would make."""

from __future__ import annotations

import pytest

from chapterstage import read
from narrate.text.chapters.choice import Lines, choose
from narrate.text.chapters.headings import read_heading
from narrate.text.chapters.worth import Candidate, Shape, worth

THINGS = ("Ropes", "Knots", "Sails", "Lamps", "Wells")
NUMERALS = ("I", "II", "III", "IV", "V", "VI")
CHAPTER = 12_000
"""Characters."""
PROSE = (
    "The tide had gone out in the night and left the boats on the sand, all seven of them, and\n"
    "nobody in the village would go down to look. Edda went. She took the lamp with her."
)


def lines(*words: str, size: int = CHAPTER) -> list[Candidate]:
    """Lines of these *words*, with so much prose below each."""
    found, start = [], 0
    for one in words:
        mark = read_heading(one)
        counted = mark is not None and bool(mark.label)
        if mark is None:
            shape = Shape("plain", "capitals" if one.isupper() else "title")
        else:
            shape = Shape("counted", mark.label) if counted else Shape("number", "roman")
        found.append(Candidate(start, start + len(one), one, mark, shape))
        start += len(one) + size
    return found


def chosen(candidates: list[Candidate], *present: str, size: int = CHAPTER) -> list[str]:
    """The words of what is chosen where *present* was found before."""
    whole = candidates[-1].end + size
    before = [one for one in candidates if one.words in present]
    return [one.words for one in choose(Lines(candidates, whole), before)]


def titles(text: str) -> list[str]:
    return [chapter.title for chapter in read(text).chapters]


def test_chapters_without_a_gap_are_worth_more_than_with_one() -> None:
    whole = lines("Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4")
    end = whole[-1].end + CHAPTER
    assert worth(whole, end) > worth([*whole[:1], *whole[2:]], end)


def test_even_chapters_are_worth_more_than_odd_ones() -> None:
    even = lines("THE WELL", "THE FERRY", "THE LAMP", "THE ROPE")
    end = even[-1].end + CHAPTER
    odd = [even[0], *(one._replace(start=one.start // 9, end=one.end // 9) for one in even[1:])]
    assert worth(even, end) > worth(odd, end)


def test_a_chapter_that_is_far_too_long_is_worth_less_than_none_at_all() -> None:
    whole = lines("THE WELL", size=900_000)
    assert worth(whole, 900_008) < worth(lines("THE WELL", "THE FERRY", size=90_000), 180_000)


def test_chapters_of_a_family_that_were_missed_are_found() -> None:
    numbers = [f"Chapter {number}" for number in range(1, 9)]
    assert chosen(lines(*numbers), *numbers[:3]) == numbers


def test_headings_between_chapters_that_are_counted_are_none() -> None:
    pairs = [(f"Chapter {number}", f"Of {what}") for number, what in enumerate(THINGS, 1)]
    words = [*(word for pair in pairs for word in pair), f"Chapter {len(pairs) + 1}"]
    assert chosen(lines(*words), *words) == words[::2]


def test_an_outline_that_is_hardly_better_overrules_none() -> None:
    words = ["THE WELL", "The Ferry", "THE LAMP"]
    assert chosen(lines(*words), "THE WELL", "THE LAMP") == ["THE WELL", "THE LAMP"]


def test_a_licence_in_sections_below_counted_chapters_has_none() -> None:
    words = [f"Chapter {number}" for number in range(1, 9)]
    sections = [f"Section {number}" for number in range(1, 9)]
    assert chosen(lines(*words, *sections, size=3000), *words, size=3000) == words


def test_numbers_that_begin_anew_in_each_story_are_its_sections() -> None:
    words = ["THE WELL", "I", "II", "III", "THE FERRY", "I", "II", "III", "THE LAMP", "I", "II"]
    assert chosen(lines(*words), *words[::4]) == words[::4]


def test_short_numbered_chapters_of_several_volumes_stay() -> None:
    words = [word for volume in ("Volume 1", "Volume 2") for word in (volume, *NUMERALS)]
    assert chosen(lines(*words, size=300), *words, size=300) == words


def test_what_is_cried_again_and_again_is_no_title() -> None:
    words = ["Chapter 1", *["NEVER"] * 9]
    assert chosen(lines(*words, size=3000), "Chapter 1", size=3000) == ["Chapter 1"]


def test_what_opens_a_book_is_left_to_the_rules_for_that() -> None:
    words = ["THE LAMP OF EDDA", "Chapter 1", "Chapter 2", "Chapter 3"]
    assert chosen(lines(*words), *words) == words


def test_the_same_is_chosen_of_a_thousand_chapters() -> None:
    words = [f"Chapter {number}" for number in range(1, 1001)]
    assert chosen(lines(*words), *words) == words


def test_chapters_that_are_counted_keep_their_numbered_sections_however_long() -> None:
    section = "\n\n".join([PROSE] * 520)
    text = "\n\n\n".join(
        f"CHAPTER {number}\n\n\nI\n\n{section}\n\n\nII\n\n{section}" for number in (1, 2, 3)
    )
    assert titles(text) == ["Chapter 1", "Chapter 2", "Chapter 3"]


NAMES = ("THE WELL", "THE FERRY", "THE LAMP OF EDDA", "THE ROPE THAT WAS CUT", "BUTTERFLIES")


def stories(*, below: str = "") -> str:
    return "\n\n\n\n".join(f"{name}\n\n{below}" + "\n\n".join([PROSE] * 20) for name in NAMES)


@pytest.mark.parametrize("author", ["Ines Quill", '"Ines Quill"'])
def test_a_contents_may_name_the_author_of_each_story(author: str) -> None:
    contents = "\n\n".join(f"{name}. By {author}" for name in NAMES)
    preface = f"PREFACE\n\n{PROSE}"
    book = read(
        f"Tales\n\nCONTENTS\n\n{contents}\n\n\n\n{preface}\n\n\n\n{stories(below='BY INES QUILL')}"
    )
    found = [chapter.title.split(".")[0].casefold() for chapter in book.chapters]
    assert found == ["preface", *(name.casefold() for name in NAMES)]
    assert "contents-left-out" in [note.code for note in book.notes]


def test_a_contents_may_tell_of_each_chapter() -> None:
    arguments = (
        f"How it was with the {thing} that day—What was found there by\ntwo brothers—A {thing} more"
        for thing in THINGS
    )
    contents = "\n\n".join(
        f"{name}.\n\n{told}   {page}"
        for page, (name, told) in enumerate(zip(NAMES, arguments, strict=True), 3)
    )
    book = read(f"Tales\n\nCONTENTS\n\nOF\n\nTHE BOOK.\n\n\n{contents}\n\n\n\n{stories()}")
    assert [chapter.title.casefold() for chapter in book.chapters] == [
        name.casefold() for name in NAMES
    ]
    omitted = [book.manuscript.text[span.start : span.end] for span in book.omitted]
    assert any(one.rstrip().endswith("7") for one in omitted)


@pytest.mark.parametrize("line", ["Vol. III.", "Part I\n\nThe First Wells"])
def test_the_volume_that_a_title_page_says_a_book_is_begins_no_chapter(line: str) -> None:
    told = "\n\n\n".join(f"CHAPTER {number}\n\n{PROSE}\n\n{PROSE}" for number in (1, 2, 3))
    text = f"The Salt Road\n\nby Ines Quill\n\n{line}\n\nLondon\n\n\n\n{told}"
    assert titles(text) == ["Chapter 1", "Chapter 2", "Chapter 3"]


@pytest.mark.parametrize("line", ["Preface by Edda Ford", "With an Introduction by Edda Ford"])
def test_who_wrote_the_preface_stands_on_the_title_page_and_begins_none(line: str) -> None:
    told = "\n\n\n".join(f"CHAPTER {number}\n\n{PROSE}\n\n{PROSE}" for number in (1, 2, 3))
    page = f"THE SALT ROAD\n\nby Ines Quill\n\n{line}\n\nLondon\n\nCopyright, 1916, by Quill"
    text = f"{page}\n\n\n\nPREFACE\n\n{PROSE}\n\n\n\n{told}"
    assert titles(text)[-4:] == ["Preface", "Chapter 1", "Chapter 2", "Chapter 3"]
    assert not any("Edda" in title for title in titles(text))


def test_a_contents_that_comes_twice_begins_no_chapters() -> None:
    listed = "\n\n".join(f"CHAPTER {number}.\n\n{PROSE}" for number in range(3, 9))
    told = "\n\n\n".join(
        f"CHAPTER {number}\n\n" + "\n\n".join([PROSE] * 60) for number in range(1, 9)
    )
    assert titles(f"{listed}\n\n\n\n{told}")[-8:] == [f"Chapter {number}" for number in range(1, 9)]
    assert len(titles(f"{listed}\n\n\n\n{told}")) <= 9
