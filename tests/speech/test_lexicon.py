from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.settings import LexiconEntry
from narrate.speech.lexicon import EDGE, Lexicon, sounds
from narrate.speech.mapped import Mapped
from narrate.speech.typography import settle_characters


def said(text: str, **entries: str) -> str:
    return applied(lexicon(entries), text)


def applied(made: Lexicon, text: str) -> str:
    return made.say(made.hold(Mapped(text))).text


def lexicon(entries: dict[str, str]) -> Lexicon:
    return Lexicon.of(LexiconEntry(written, spoken) for written, spoken in entries.items())


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hermione ran.", "HER ran."),
        ("Hermione's wand", "HER's wand"),
        ("Hermione’s wand", "HER’s wand"),
        ("the Hermiones", "the Hermiones"),
        ("“Hermione,” (Hermione)", "“HER,” (HER)"),
        ("HERMIONE! HERMIONE'S", "HER! HER'S"),
        ("hermione", "hermione"),
        ("Hermione-like", "HER-like"),
        ("Hermione_x", "Hermione_x"),
        ("Hermione\u0301", "Hermione\u0301"),
        ("HERMIONE2", "HERMIONE2"),
        ("", ""),
    ],
)
def test_a_name_is_found_as_a_whole_word(text: str, spoken: str) -> None:
    assert said(text, Hermione="HER") == spoken


@pytest.mark.parametrize(("text", "spoken"), [("quay Quay QUAY quAy", "key key key quAy")])
def test_small_letters_find_a_capital_too(text: str, spoken: str) -> None:
    assert said(text, quay="key") == spoken


def test_a_capital_does_not_find_small_letters() -> None:
    assert said("Polish the Polish polish", Polish="Pole-ish") == "Pole-ish the Pole-ish polish"


def test_what_is_written_goes_before_what_another_entry_stands_for() -> None:
    assert said("Polish, polish, POLISH", polish="shine", Polish="Pole", POLISH="P") == (
        "Pole, shine, P"
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("can", "can't can’t"),
        ("don", "don't"),
        ("Brien", "O'Brien O’Brien"),
        ("s", "it's"),
        ("cafe", "cafe\u0301"),
        ("e", "cafe\u0301"),
    ],
)
def test_a_part_of_a_word_is_not_found(written: str, text: str) -> None:
    assert said(text, **{written: "X"}) == text


def test_apostrophes_are_the_same_straight_or_curly() -> None:
    assert said("O’Brien's O'Brien", **{"O'Brien": "OB"}) == "OB's OB"
    assert said("O’Brien O'Brien", **{"O’Brien": "OB"}) == "OB OB"


def test_phrases_and_signs_are_found_and_the_longest_wins() -> None:
    entries = {"St. John": "Sinjun", "St.": "Saint", "John": "Jack", "$3.50": "three fifty"}
    text = "St. John met John in St. Ives for $3.50; no Johnson"
    assert applied(lexicon(entries), text) == (
        "Sinjun met Jack in Saint Ives for three fifty; no Johnson"
    )


def test_a_longer_phrase_that_does_not_end_a_word_makes_way() -> None:
    assert said("New Yorkers", **{"New York": "X", "New": "N"}) == "N Yorkers"


def test_what_was_put_in_is_not_looked_at_again() -> None:
    assert said("a b c", a="b", b="c", c="a") == "b c a"


def test_a_word_can_be_left_out() -> None:
    assert said("one two three", two="") == "one  three"


def test_signs_that_mean_something_in_patterns_mean_themselves() -> None:
    assert said("(a|b)* and ab", **{"(a|b)*": "X", ".*": "Y"}) == "X and ab"


@given(st.text())
def test_an_empty_lexicon_changes_nothing(text: str) -> None:
    assert applied(lexicon({}), text) == text
    assert applied(lexicon({"": "x", " ": "y"}), text) == text


words = st.text("ab'.", min_size=1, max_size=5)


@given(st.text("ab'. \u0301"), st.sets(words))
def test_to_say_a_word_as_it_is_written_changes_nothing(text: str, entries: set[str]) -> None:
    assert applied(lexicon({word: word for word in entries}), text) == text


SAYS = {"ann": "X", "bob": "Y", "cy's": "cy's", "(ann)": "(X)", "anna": "anna", "Bob's": "Y's"}


@given(st.lists(st.sampled_from(list(SAYS))))
def test_every_whole_word_is_found_and_no_other(spoken: list[str]) -> None:
    found = applied(lexicon({"ann": "X", "bob": "Y", "nn": "Z"}), " ".join(spoken))
    assert found == " ".join(SAYS[word] for word in spoken)


def test_thousands_of_entries_cost_no_more_than_a_few() -> None:
    entries = {f"Mr. X{number}": f"{number}" for number in range(20_000)}
    text = "Mr. X7 and Mr. Y " * 20_000
    assert applied(lexicon(entries), text) == "7 and Mr. Y " * 20_000


def test_a_later_layer_goes_before_an_earlier_one() -> None:
    everybody = [LexiconEntry("Quay", "K"), LexiconEntry("tomato", "tom-ah-to")]
    own = [LexiconEntry("quay", "kway")]
    assert applied(Lexicon.of(everybody, own), "Quay quay tomato") == "kway kway tom-ah-to"


def test_sounds_nobody_was_asked_about_are_shown_as_they_are_written() -> None:
    entries = [
        LexiconEntry("Ann", "ˈæn", alphabet="ipa"),
        LexiconEntry("Bob", "b'0b", alphabet="espeak"),
    ]
    assert applied(Lexicon.of(entries), "Ann, Bob") == "/ˈæn/, [[b'0b]]"


def test_sounds_stand_between_signs_that_no_manuscript_has() -> None:
    assert sounds(["a", "b"]) == f"{EDGE}[a]{EDGE} {EDGE}[b]{EDGE}"
    assert settle_characters(Mapped(f"x{EDGE}y")).text == "xy"
