"""Numbers in words: English as it always was, and hundreds where eSpeak says thousands."""

from __future__ import annotations

import pytest

from narrate.model import Kind, Segment, Span
from narrate.settings import Settings
from narrate.speech.numerals import hundreds, ordinal, year
from narrate.speech.steps import spoken_steps, spoken_text

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
ONES = _ONES.split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
TENS = _TENS.split()
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def two_figures(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number < 20:
        return ONES[number] if tens else f"oh {ONES[ones]}"
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]


def test_every_year_of_two_and_two_figures_is_said_so() -> None:
    for number in range(1010, 2100):
        century, rest = divmod(number, 100)
        if century % 10 or rest >= 10:
            words = two_figures(rest) if rest else "hundred"
            assert year(number) == f"{two_figures(century)} {words}"


def test_years_at_the_turn_of_a_thousand() -> None:
    assert [year(1000), year(2000)] == ["one thousand", "two thousand"]
    assert [year(number) for number in range(2001, 2010)] == [str(n) for n in range(2001, 2010)]


def test_every_ordinal_has_its_ending() -> None:
    for number in range(1, 3001):
        ending = "th" if number // 10 % 10 == 1 else ENDINGS.get(number % 10, "th")
        assert ordinal(number) == f"{number}{ending}"


def said(text: str, language: str) -> str:
    segment = Segment(Span(0, len(text)), text, Kind.NARRATION, 1, 0)
    return spoken_text(segment, spoken_steps(Settings(), language))


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("de", "Im Jahr 1815.", "Im Jahr achtzehnhundertfünfzehn."),
        ("de-at", "die 1920er Jahre", "die neunzehnhundertzwanziger Jahre"),
        ("de", "in den 1890ern", "in den achtzehnhundertneunzigern"),
        ("nl", "in 1905", "in negentien honderd vijf"),
        ("da", "i 1789", "i sytten hundrede niogfirs"),
        ("nb", "i 1911", "i nitten hundre og elleve"),
        ("no", "i 1911", "i nitten hundre og elleve"),
    ],
)
def test_years_are_said_in_hundreds(language: str, written: str, spoken: str) -> None:
    assert said(written, language) == spoken


@pytest.mark.parametrize("left", ["1066", "2024", "18150", "1815.50", "1.815", "11:1815", "A1815"])
def test_what_is_no_year_is_left(left: str) -> None:
    assert said(left, "de") == left


@pytest.mark.parametrize("language", ["en", "fr", "sv", "xx", ""])
def test_no_other_language_says_hundreds_by_it(language: str) -> None:
    assert hundreds(language) is None
