from __future__ import annotations

import pytest

from narrate.model import Span
from narrate.text.paragraphs import Layout, detect_layout, find_paragraphs

LONG = "The river went on past the mill and the two bridges and the yard where the boats were. "
WRAPPED = "\n".join(["The river went on past the mill and the two bridges, and past the yard"] * 5)


def paragraphs(text: str) -> list[str]:
    found = find_paragraphs(text, Span(0, len(text)), detect_layout(text))
    return [text[span.start : span.end] for span in found]


def test_blank_lines_part_paragraphs_and_wrapped_lines_stay_together() -> None:
    text = "\n\n".join([WRAPPED + "\nand ended."] * 4)
    assert paragraphs(text) == [WRAPPED + "\nand ended."] * 4


def test_a_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    text = "\n".join([LONG * 3, '"No," said Mara.', LONG * 2, '"Yes."', LONG * 4])
    assert paragraphs(text) == [line.strip() for line in text.split("\n")]


def test_short_lines_with_no_blank_lines_are_paragraphs() -> None:
    lines = [
        '"No," said Mara.',
        "He looked at the river for a long time, as he did.",
        '"Yes."',
        "So.",
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_an_indented_line_begins_a_paragraph() -> None:
    first = f"   {WRAPPED}\nand ended."
    assert paragraphs("\n".join([first] * 4)) == [first.strip()] * 4


def test_a_line_short_of_the_margin_ends_a_paragraph() -> None:
    assert paragraphs("\n".join([WRAPPED + "\nand ended."] * 4)) == [WRAPPED + "\nand ended."] * 4


def test_verse_stays_together_among_long_lines() -> None:
    verse = "Row out,\nRow in,\nRow home"
    assert paragraphs("\n\n".join([LONG * 3, verse, LONG * 3])) == [
        (LONG * 3).strip(),
        verse,
        (LONG * 3).strip(),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2029"])
def test_any_newline_parts_lines(newline: str) -> None:
    assert paragraphs(newline.join(["One.", "", "Two.", " \t", "Three."])) == [
        "One.",
        "Two.",
        "Three.",
    ]


def test_a_text_of_one_line_has_one_paragraph() -> None:
    assert detect_layout("One.") is Layout.BLANK
    assert paragraphs("One.") == ["One."]


def test_a_stray_indent_does_not_part_a_book_that_is_printed_without() -> None:
    """So were nine of a hundred novels read as a few paragraphs, of a hundred pages each."""
    lines = []
    for number in range(60):
        lines += [f"The {number} boats lay on the sand until the tide came in, and nobody"] * 4
        lines.append("went to look at them.")
    stray = "  He stood up and went to the door, for the wind had changed again, and"
    for index in (0, 100, 200):
        lines[index + 1] = stray
        lines[index] = "The boats lay on the sand until the tide came in. Nobody said so."
    text = "\n".join(lines)
    assert detect_layout(text) is Layout.SHORT
    assert len(find_paragraphs(text, Span(0, len(text)), Layout.SHORT)) >= 59


def test_short_lines_of_a_text_without_blank_lines_stand_alone_though_some_end_without_a_stop() -> (
    None
):
    lines = [
        "Jess's POV",
        "I turned around.",
        '"hey" he said',
        '"Shut up," I hissed.',
        "Chapter 2 - Lunch",
        '"No."',
        "He left",
        "I stayed.",
    ]
    assert paragraphs("\n".join(lines)) == lines


def test_a_line_that_parts_scenes_is_a_paragraph_wherever_it_stands() -> None:
    assert paragraphs(f"{WRAPPED}\noOo\n{WRAPPED}\n\nSo.\n***\nNo.") == [
        WRAPPED,
        "oOo",
        WRAPPED,
        "So.",
        "***",
        "No.",
    ]
    assert paragraphs("The Ferry\n---------\n\nSo.") == ["The Ferry\n---------", "So."]


def test_every_item_of_a_list_is_a_paragraph() -> None:
    assert paragraphs("She had:\n- salt,\n  and more\n- bread\n\nSo.") == [
        "She had:",
        "- salt,\n  and more",
        "- bread",
        "So.",
    ]


def test_a_last_word_of_a_sentence_is_no_scene_mark() -> None:
    text = (
        "and the old man swooned away from loss of blood and the excitement of that awful\nscene."
    )
    assert find_paragraphs(text, Span(0, len(text))) == (Span(0, len(text)),)
