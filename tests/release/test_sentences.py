from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.model import Span
from narrate.release.sentences import CAPTION, captions, in_two_lines, sentences
from narrate.speech.mapped import WORD

PROSE = st.text(st.sampled_from("aB 1.?!…,;—“”'\n") | st.characters(codec="utf-8"), max_size=300)


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It went on.", ["It rained.", "It went on."]),
        ("“No!” “Why?” He left.", ["“No!”", "“Why?”", "He left."]),
        ("“Is it you?” he said.", ["“Is it you?” he said."]),
        ("Mr. Hale met Dr. A. B. Ray. They spoke.", ["Mr. Hale met Dr. A. B. Ray.", "They spoke."]),
        ("It was I. You know.", ["It was I.", "You know."]),
        ("Wait… Who is it? … Nobody.", ["Wait…", "Who is it? …", "Nobody."]),
        ("... Well, then.", ["... Well, then."]),
        ("It cost 3.50. So much.", ["It cost 3.50.", "So much."]),
        ("CHAPTER ONE\nThe River", ["CHAPTER ONE\nThe River"]),
        ("(He slept.) *Really.* _Yes._ So.", ["(He slept.)", "*Really.*", "_Yes._", "So."]),
        ("“…”", []),
        ("", []),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(PROSE)
@example("?. a")
def test_sentences_hold_every_word_of_the_text_once_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert WORD.search(piece)
    said = [word.start() for word in WORD.finditer(text)]
    assert said == [at for at in said if any(one.start <= at < one.end for one in spans)]


@given(PROSE)
def test_captions_hold_every_word_of_their_sentence(text: str) -> None:
    for sentence in sentences(text):
        pieces = captions(text, sentence)
        assert (pieces[0].start, pieces[-1].end) == (sentence.start, sentence.end)
        assert all(text[a.end : b.start].isspace() for a, b in pairwise(pieces))
        assert all(WORD.search(text, piece.start, piece.end) for piece in pieces)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=80))
def test_a_caption_of_ordinary_words_fits_two_lines(words: list[str]) -> None:
    text = " ".join(words)
    pieces = captions(text, Span(0, len(text)))
    assert all(len(piece) <= CAPTION for piece in pieces)
    assert len(pieces) <= 1 + len(text) // (CAPTION // 2)


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    text = (
        "There is mud, and under the mud there is more mud, "
        "and I have been harbour master over it for thirty-one years."
    )
    pieces = captions(text, Span(0, len(text)))
    assert [text[one.start : one.end] for one in pieces] == [
        "There is mud, and under the mud there is more mud,",
        "and I have been harbour master over it for thirty-one years.",
    ]


def test_a_word_longer_than_a_caption_is_not_cut() -> None:
    text = "a " + "x" * 200 + " b"
    pieces = captions(text, Span(0, len(text)))
    assert "x" * 200 in [text[one.start : one.end] for one in pieces]


def test_two_lines_are_about_equally_long() -> None:
    text = "Half the village had come because\n of the tide tables, and so on."
    assert in_two_lines(text) == "Half the village had come because\nof the tide tables, and so on."
    assert in_two_lines("Short  one.") == "Short one."
    assert in_two_lines("x" * 60) == "x" * 60
