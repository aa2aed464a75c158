"""Page numbers and running heads of a text pasted from a PDF are no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.text.chapters import find_chapters
from narrate.text.pages import without_pages
from narrate.text.plaintext import read_plain_text

EDGES = (
    ("12", "13", "14"),
    ("- 12 -", "- 13 -", "- 14 -"),
    ("Page 12 of 80", "Page 13 of 80", "Page 14 of 80"),
    ("12 THE SALT ROAD", "THE SALT ROAD\t13", "14 THE SALT ROAD"),
    ("12 THE SALT ROAD", "MARA GOES NORTH\t13", "14 THE SALT ROAD"),
    ("The Salt Road | 12", "The Salt Road | 14", "The Salt Road | 16"),
)


def pasted(edges: tuple[str, ...]) -> str:
    first, second, third = edges
    return (
        f"The ferry lay there, for the\n\n{first}\n\nwind was too loud.\n\n“Is it?”\n\n{second}\n\n"
        f"He did not hear the\n{third}\nferryman.\n"
    )


@pytest.mark.parametrize("edges", EDGES)
def test_a_sentence_goes_on_where_a_page_ended(edges: tuple[str, ...]) -> None:
    text = without_pages(pasted(edges))[0]
    assert "for the\nwind was" in text
    assert "hear the\nferryman" in text
    assert not any(edge in text for edge in edges)


@pytest.mark.parametrize(
    "text",
    [
        "1\n\nHe came.\n\n2\n\nHe saw.\n\n3\n\nHe left.\n",
        "Chapter 1\n\nHe was\n\nChapter 2\n\nso.\n\nChapter 3\n\nso.\n",
        "for the\n\n9\n\nwind\n\n7\n\nand the\n\n8\n\nsea\n",
        "for the\n\n12\n\nwind and the\n\n13\n\nsea\n",
        "".join(
            f"The sea\n\n{number}.\n\nand the wind\n\n" for number in (1, 2, 3, 4, 5, 1, 2, 3, 4)
        ),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_pages(text)[0] == text


def test_what_is_left_out_is_told_and_every_place_leads_back() -> None:
    typed = pasted(EDGES[0])
    manuscript = read_plain_text(Path("story.txt"), typed)
    notes = [note.message for note in find_chapters(manuscript).notes]
    assert notes == ["page numbers and running heads are not read"]
    for word in ("wind", "Is it", "ferryman"):
        assert typed.startswith(word, manuscript.in_source(manuscript.text.index(word)))


def test_a_numbered_list_stays() -> None:
    text = (
        "She bought:\n\n1 loaf of bread\n\n2 pounds of flour\n\n3 eggs in a bag\n\nand went home.\n"
    )
    assert "2 pounds of flour" in read_plain_text(Path("story.txt"), text).text


def test_verses_with_numbers_before_them_stay() -> None:
    verses = (
        "1 And the king of the valley went up to\nthe mountain with all his sheep, and sat;\n"
        "2 And his captain looked over the river and\nsaw that the woman was gone from there,\n"
        "3 And the shepherd said unto the people that\nthe child was with her in the boat.\n"
    )
    assert "2 And his captain" in read_plain_text(Path("story.txt"), verses).text


@pytest.mark.parametrize("edge", ["- 12 -", "Page 12 of 80"])
def test_one_line_is_enough_where_it_can_be_nothing_but_a_page(edge: str) -> None:
    assert without_pages(f"The boat was\n\n{edge}\n\nold.\n")[0] == "The boat was\nold.\n"


def test_a_number_between_dashes_that_parts_no_sentence_stays() -> None:
    text = "It rained.\n\n- 2 -\n\nIt shone.\n"
    assert without_pages(text)[0] == text
