from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import ManuscriptError
from narrate.model import Kind, Manuscript, Script
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script
from narrate.text.scriptfile import format_script, parse_script


def script_of(text: str) -> Script:
    return write_script(find_chapters(Manuscript(Path("story.txt"), text)))


def segments(text: str) -> list[tuple[str, str]]:
    return [(str(segment.kind), segment.text) for segment in script_of(text).segments]


def assert_tiles(script: Script) -> None:
    """Every character that is not white space is in one segment or was omitted."""
    text = script.book.manuscript.text
    at = 0
    bare: set[int] = set()
    for span in script.book.omitted:
        bare.update(range(span.start, span.end))
    for segment in script.segments:
        assert segment.text == text[segment.span.start : segment.span.end]
        assert segment.text == segment.text.strip()
        assert segment.text or segment.kind is Kind.SCENE_BREAK
        assert at <= segment.span.start <= segment.span.end
        assert bare.isdisjoint(range(segment.span.start, segment.span.end))
        at = segment.span.end
        bare.update(range(segment.span.start, segment.span.end))
    assert not [i for i, sign in enumerate(text) if i not in bare and not sign.isspace()]
    paragraphs = [segment.paragraph for segment in script.segments]
    assert sorted(set(paragraphs)) == list(range(max(paragraphs) + 1))
    assert paragraphs == sorted(paragraphs)


def test_a_paragraph_is_cut_into_narration_and_dialogue() -> None:
    assert segments('Mara came in. "Sit down," said Tom, "and eat." She did.') == [
        ("narration", "Mara came in."),
        ("dialogue", '"Sit down,"'),
        ("narration", "said Tom,"),
        ("dialogue", '"and eat."'),
        ("narration", "She did."),
    ]


def test_nobody_has_a_speaker_yet() -> None:
    assert {segment.speaker for segment in script_of('"Sit," said Tom.').segments} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"No!" -- "Yes!"', ['"No!" --', '"Yes!"']),
        ("'Sit', he said. 'Eat.'", ["'Sit',", "he said.", "'Eat.'"]),
        ('("It rains," he said.)', ['("It rains,"', "he said.)"]),
        ('He said: "No."—', ["He said:", '"No."—']),
        ("... —", ["... —"]),
    ],
)
def test_stray_punctuation_joins_a_neighbour(text: str, expected: list[str]) -> None:
    assert [words for _, words in segments(text)] == expected


@pytest.mark.parametrize("ornament", ["* * *", "***", "---", "#", "⁂", "~", "—", "• • •", ". . ."])
def test_ornaments_are_scene_breaks(ornament: str) -> None:
    kinds = [kind for kind, _ in segments(f"Mara sat down.\n\n{ornament}\n\nIt rained.")]
    assert kinds == ["narration", "scene_break", "narration"]


def test_more_blank_lines_than_usual_are_a_scene_break() -> None:
    found = segments("One.\n\nTwo.\n\nThree.\n\n\n\nFour.\n\nFive.")
    assert [words for _, words in found] == ["One.", "Two.", "Three.", "", "Four.", "Five."]
    assert found[3] == ("scene_break", "")


def test_a_rare_blank_line_is_a_scene_break_where_lines_are_paragraphs() -> None:
    line = "The river went on past the mill and the yard where the boats were, and it rained. " * 3
    found = segments("\n".join([line] * 6) + "\n\n" + "\n".join([line] * 6))
    assert [kind for kind, _ in found].count("scene_break") == 1


def test_blank_lines_below_a_heading_or_beside_an_ornament_are_not() -> None:
    found = segments("Chapter 1\n\n\n\n\nOne.\n\nTwo.\n\nThree.\n\n\n\n\n* * *\n\n\n\n\nFour.")
    assert [kind for kind, _ in found].count("scene_break") == 1


def test_headings_are_segments_of_their_own() -> None:
    found = segments(
        "THE YARD\n\nby Ann Hale\n\nPART ONE\n\nChapter 1\nThe Mill\n\nIt rained.\n\nIt did."
    )
    assert found[:5] == [
        ("heading", "THE YARD"),
        ("heading", "by Ann Hale"),
        ("heading", "PART ONE"),
        ("heading", "Chapter 1"),
        ("heading", "The Mill"),
    ]


def test_a_number_inside_a_chapter_is_a_heading_there() -> None:
    found = segments("Chapter 1\n\n1\n\nIt rained.\n\n2\n\nIt did.")
    assert [kind for kind, _ in found] == [
        "heading",
        "heading",
        "narration",
        "heading",
        "narration",
    ]


def test_what_is_omitted_is_in_no_segment() -> None:
    script = script_of(
        "The Yard\n\nCONTENTS\n\nChapter 1\nChapter 2\n\nChapter 1\n\nIt did.\n\nChapter 2\n\nYes."
    )
    assert_tiles(script)
    assert "CONTENTS" not in [segment.text for segment in script.segments]


ANYTHING = st.text(max_size=120)
SIGNS = (
    "\n",
    "\n\n",
    "\r\n",
    "\n\n\n\n",
    '"',
    "'",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "—",
    "--",
    " ",
    "  ",
)
WORDS = ("Mara", "said", "Chapter 1", "I", "CONTENTS", "* * *", ".", ",", "# A")
HOSTILE = ("\u2029", "\x00", "\ud800", "\u202e", "e\u0301")
PIECES = st.sampled_from((*SIGNS, *WORDS, *HOSTILE))


@given(ANYTHING | st.lists(PIECES, max_size=60).map("".join))
def test_segments_tile_any_text(text: str) -> None:
    try:
        script = script_of(text)
    except ManuscriptError:
        assert not text.strip()
    else:
        assert_tiles(script)


def paragraphs_of(text: str) -> list[list[tuple[str, str]]]:
    script = script_of(text)
    assert_tiles(script)
    found: dict[int, list[tuple[str, str]]] = {}
    for one in script.segments:
        found.setdefault(one.paragraph, []).append((str(one.kind), one.text))
    return list(found.values())


def test_an_illustration_in_a_line_leaves_its_paragraph_whole() -> None:
    assert paragraphs_of("The mill [Illustration: a mill] was shut.\n\nAda went on.") == [
        [("narration", "The mill"), ("narration", "was shut.")],
        [("narration", "Ada went on.")],
    ]


def test_an_illustration_between_two_halves_of_a_sentence_leaves_it_whole() -> None:
    text = (
        "Ada walked down to the\n\n[Illustration: The Ferry]\n\nriver and sat there.\n\nTom came."
    )
    assert paragraphs_of(text) == [
        [("narration", "Ada walked down to the"), ("narration", "river and sat there.")],
        [("narration", "Tom came.")],
    ]


def test_speech_goes_on_behind_an_illustration_and_marks_in_that_are_none() -> None:
    text = "“I came [Illustration: “Come!”] by boat,” said Tom. “It was quick.”"
    assert paragraphs_of(text) == [
        [
            *(("dialogue", "“I came"), ("dialogue", "by boat,”")),
            *(("narration", "said Tom."), ("dialogue", "“It was quick.”")),
        ]
    ]


def test_an_illustration_between_two_paragraphs_parts_them() -> None:
    text = "Ada went down.\n\n[Illustration: The Ferry]\n\nTom came.\n\n“Go,” said Ada."
    assert [len(one) for one in paragraphs_of(text)] == [1, 1, 2]


def test_a_part_with_a_motto_begins_a_chapter_in_a_script_too() -> None:
    text = f"PART ONE\n\nThe tide waits.\n\nI\n\n{'Ada rowed. ' * 40}\n\nII\n\nTom came."
    script = script_of(text)
    assert [one.title for one in script.book.chapters] == ["Part One. I", "II"]
    again = parse_script(Manuscript(Path("story.script.txt"), format_script(script)))
    assert [one.title for one in again.book.chapters] == ["Part One", "II"]
