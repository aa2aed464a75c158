from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.speech import breath
from narrate.speech.breath import LIMIT


def in_breaths(text: str, limit: int = LIMIT) -> tuple[str, ...]:
    return tuple(text[part.start : part.end] for part in breath.in_breaths(text, limit))


def test_what_is_short_stays_whole() -> None:
    assert in_breaths("One. Two. Three.", 16) == ("One. Two. Three.",)
    assert in_breaths("") == ()


def test_it_is_cut_at_the_end_of_sentences() -> None:
    assert in_breaths("One two. Three! (Four.) Five?", 20) == ("One two. Three!", "(Four.) Five?")


@pytest.mark.parametrize(
    "text",
    [
        "There we all met Mr. Smith again",
        "There we all met Dr. Smith again",
        "There we all met J. R. R. Tolkien",
        "There we all met (Mrs. Smith) too",
        "There we left at 3 p.m. on Monday",
        "There we said no... and then left",
        "There we bought, e.g. apples, two",
    ],
)
@pytest.mark.parametrize("limit", [24, 27, 30])
def test_an_abbreviation_ends_no_sentence(text: str, limit: int) -> None:
    for part in in_breaths(text, limit)[:-1]:
        assert not part.endswith("."), part


def test_a_long_sentence_is_cut_at_a_clause_then_at_a_blank() -> None:
    assert in_breaths("one two, three four five", 14) == ("one two,", "three four", "five")


def test_a_cut_never_parts_a_title_from_its_name_if_it_can_be_helped() -> None:
    assert in_breaths("then went Mr. Smith", 15) == ("then went", "Mr. Smith")
    assert in_breaths("Mr. Mr. Mr. Mr.", 7) == ("Mr.", "Mr.", "Mr. Mr.")


def test_text_without_blanks_is_cut_hard_but_not_in_a_character() -> None:
    assert in_breaths("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)
    accented = "e\u0301" * 12
    parts = in_breaths(accented, 9)
    assert "".join(parts) == accented
    assert all(part.startswith("e") for part in parts)
    assert in_breaths("e" + "\u0301" * 20, 5)[0] == "e" + "\u0301" * 4


texts = st.lists(
    st.sampled_from(
        ["one", "Mr.", "two,", "Three", "it.", "J.", "really?", "—", "x" * 40, "e\u0301"]
    )
).map(" ".join)


@given(texts, st.integers(5, 60))
def test_no_word_is_lost_or_moved_and_no_part_too_long(text: str, limit: int) -> None:
    parts = in_breaths(text, limit)
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(texts, st.integers(41, 99))
def test_where_words_fit_none_is_cut(text: str, limit: int) -> None:
    assert " ".join(in_breaths(text, limit)).split() == text.split()


def test_a_very_long_text_is_cut_in_time_linear_in_it() -> None:
    text = "Mr. Smith said no, " * 30_000
    parts = in_breaths(text)
    assert max(map(len, parts)) <= LIMIT
    assert " ".join(parts).split() == text.split()
