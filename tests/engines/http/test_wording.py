"""A long text is cut where a voice would rest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narrate.engines.http.wording import parts_of


def cut(text: str, longest: int = 20) -> list[str]:
    return list(parts_of(text, longest))


def test_a_short_text_is_one_part() -> None:
    assert cut(" Hello, you. ") == ["Hello, you."]
    assert cut("  ") == []


def test_it_is_cut_behind_sentences() -> None:
    assert cut("It rained. “Oh no!” Ann said so.") == ["It rained. “Oh no!”", "Ann said so."]
    assert cut("雨が降った。とても静かな夜だった。猫も眠る。") == [
        "雨が降った。とても静かな夜だった。",
        "猫も眠る。",
    ]


def test_a_long_sentence_is_cut_at_a_clause_and_else_between_words() -> None:
    assert cut("He went home, and nobody saw it") == ["He went home,", "and nobody saw it"]
    assert cut("He went home and nobody saw") == ["He went home and", "nobody saw"]


def test_a_sentence_of_one_word_does_not_stand_alone() -> None:
    assert cut("No. It rained all day long today.") == ["No. It rained all", "day long today."]


def test_what_has_no_place_to_rest_is_cut_anywhere() -> None:
    assert cut("x" * 45) == ["x" * 20, "x" * 20, "x" * 5]


@given(st.text(alphabet="ab .,!”\n—。", max_size=200))
def test_nothing_is_lost_and_no_part_is_too_long_or_empty(text: str) -> None:
    parts = cut(text)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= 20 for part in parts)
