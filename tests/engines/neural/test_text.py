from __future__ import annotations

import pytest

from narrate.engines.neural.text import LONGEST, sentences
from narrate.speech.lexicon import sounds


def said(spoken: str) -> list[str]:
    return [" ".join(word.text + word.mark for word in one) for one in sentences(spoken)]


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Well… it was — so to speak — a day.", ["Well, it was; so to speak; a day."]),
        ("Stop—now! He said -- no.", ["Stop; now!", "He said; no."]),
        ("He went (at once) and [so] on.", ["He went, at once, and, so, on."]),
        ("Gone... He slept...", ["Gone.", "He slept."]),
        ("“What?!” he said!!!", ["What?", "he said!"]),
        ("I never—", ["I never;"]),
        ("Only me,", ["Only me,"]),
        ("Chapter One", ["Chapter One."]),
        ("half-past don’t", ["half-past don't."]),
        ("one\ntwo\tthree", ["one two three."]),
        ("a\x00b\x1bc\ud800d", ["a b c d."]),
        ("[[ unclosed", ["unclosed."]),
    ],
)
def test_marks_are_put_so_that_nothing_is_glued_or_lost(spoken: str, expected: list[str]) -> None:
    assert said(spoken) == expected


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Mr. Smith met Mrs. Hale.", ["Mr Smith met Mrs Hale."]),
        ("J. R. Hale came at 10 p.m. on Monday.", ["J R Hale came at 10 p.m on Monday."]),
        ("It was 5 p.m. He left.", ["It was 5 p.m.", "He left."]),
        ("It was I. He left.", ["It was I.", "He left."]),
    ],
)
def test_a_full_stop_behind_what_is_shortened_ends_no_sentence(
    spoken: str, expected: list[str]
) -> None:
    assert said(spoken) == expected


@pytest.mark.parametrize(
    "spoken", ["", "   ", "...", "…", "—", "!!!", "?", "“”", "\x00\x01", "\ud800"]
)
def test_marks_alone_are_nothing_to_say(spoken: str) -> None:
    assert sentences(spoken) == ()


def test_a_word_knows_its_place_without_its_marks() -> None:
    spoken = "“Well,” said Mr. Hale… (he’s 50% sure) — 😀!"
    words = [word for one in sentences(spoken) for word in one]
    places = [spoken[word.start : word.end] for word in words]
    assert places == ["Well", "said", "Mr", "Hale", "he’s", "50", "sure", "😀"]


def test_sounds_stand_for_a_word_and_take_the_possessive() -> None:
    spoken = f"{sounds(['nˈɛvɪl'])}’s home, {sounds(['hˈoʊm'])}!"
    (words,) = sentences(spoken)
    assert [(word.text, word.mark, word.sounds) for word in words] == [
        ("nˈɛvɪlz", "", True),
        ("home", ",", False),
        ("hˈoʊm", "!", True),
    ]


@pytest.mark.parametrize(
    ("word", "said"), [("ɹˈoʊz", "ɹˈoʊzɪz"), ("kˈeɪt", "kˈeɪts"), ("dʒˈoʊ", "dʒˈoʊz")]
)
def test_a_possessive_sounds_as_the_word_before_it_asks_for(word: str, said: str) -> None:
    ((first, _),) = sentences(f"{sounds([word])}'s hat")
    assert first.text == said


def test_a_long_sentence_is_cut_at_a_pause() -> None:
    cut = sentences("one, " + "two " * 40 + "three, " + "four " * 70)
    assert [len(one) for one in cut] == [42, 60, 10]
    assert cut[0][-1].text == "three"
    assert cut[1][-1].mark == ","
    assert max(map(len, cut)) <= LONGEST


def test_an_endless_word_is_cut() -> None:
    (words,) = sentences("a" * 500)
    assert "".join(word.text for word in words) == "a" * 500
    assert all(len(word.text) <= 80 for word in words)
