"""Years, days and times: eSpeak reads 1815 as a count, 9:05 as "nine zero five"."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import any_of
from narrate.speech.english import said, words
from narrate.speech.mapped import Mapped
from narrate.speech.numerals import cardinal, ordinal, year

YEAR = re.compile(
    r"(?<![\w.,/:$£€#’'-])(1[1-9]\d\d|10[1-9]\d|20\d\d)"
    r"(?:[-–](\d{4}|\d\d)(?!\d)|(['’]?s)(?!\w))?(?![\w%°]|[.,:/]\d|[-–]\d)"
)
"""Four figures; then the end of a range of years, or the s of a decade."""
SHORT_DECADE = re.compile(r"(?<![\w.,:/$£€-])['’‘]?([2-9]0)['’]?s(?!\w)")
CIRCA = re.compile(r"\bca?\. ?(?=1\d{3}(?!\d))")
ERA = re.compile(r" (?:A\.D|B\.C|C\.E|AD\b|BC\b|CE\b|BCE\b)")
NEXT_WORD = re.compile(r" ([a-z]+)")

DAY = r"(3[01]|[12]\d|0?[1-9])"
ISO_DAY = re.compile(r"(?<![\w/-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w/-])")

FIGURES = re.compile(r"(?<![\w.,:/-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![\w/]|[.,:]\d)")
"""5/12/1999, 25.12.99"""
CLOCK = re.compile(r"(?<![\w.,:/$£€-])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])( o['’]clock)?")
SPAN = re.compile(r"(?<![\w.,:/-])(\d{1,2}(?::\d\d)?)[-–](\d{1,2}:\d\d)(?![\w:-])")
NOON = 12
HALF_DAY = re.compile(r" ?[ap]\.? ?m\b", re.IGNORECASE)


def _month(number: int) -> str:
    """The name of the month *number*, from 1 to 12."""
    return said("month")[str(number)]


@cache
def _months() -> str:
    """A pattern for the name of any month."""
    return f"(?:{any_of(said('month').values())})"


@cache
def _month_and_day() -> re.Pattern[str]:
    return re.compile(rf"\b({_months()}) {DAY}(?![\w:/-]|–|[.,]\d)")


@cache
def _day_and_month() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,:/–-])(the )?{DAY} ({_months()})\b", re.IGNORECASE)


@cache
def _pointed_time() -> re.Pattern[str]:
    """A time with a point: only where what stands around it speaks of time."""
    return re.compile(
        rf"(\b(?:{any_of(words('before time'))}) |(?<![\w.,:/$£€-])(?=\d\d?\.\d\d ?[ap]\.?m\b))"
        r"(1\d|2[0-3]|\d)\.([0-5]\d)"
        rf"(?= ?[ap]\.?m\b| (?:{any_of(words('behind time'))})\b"
        r"|[,;:!?]|\.?(?:\s|$)(?![a-z]))"
    )


@cache
def _before_year() -> re.Pattern[str]:
    """What stands before four figures that are a year."""
    return re.compile(
        rf"(?:\b(?:{any_of(words('before year'))}|{_months()}"
        rf"|{_months()},? \d{{1,2}}(?:st|nd|rd|th)?),?|\() ?$",
        re.IGNORECASE,
    )


@cache
def _week() -> re.Pattern[str]:
    """From one day of the week to another, both shortened."""
    day = any_of(said("day"))
    return re.compile(rf"(?<![\w-])({day})\.?[-–]({day})(?:\b\.?|\.)(?![\w-])")


@cache
def _hours() -> re.Pattern[str]:
    """Four figures that are a time, as soldiers tell it."""
    return re.compile(
        rf"(?:(?<![\w.,:])(?=0)|\b((?:{any_of(words('before hours'))}) ))"
        r"([01]\d|2[0-3])([0-5]\d)(?= hours\b(?! of\b))"
    )


def say_days_of_the_week(text: Mapped) -> Mapped:
    """Days from one to another: "Monday to Friday"."""
    days = said("day")
    return text.sub(_week(), lambda found: f"{days[found[1]]} to {days[found[2]]}")


def say_decades(text: Mapped) -> Mapped:
    """Decades in words: "the eighteen forties", "in his twenties"."""
    return text.sub(SHORT_DECADE, lambda found: _plural(cardinal(int(found[1]))))


def say_years(text: Mapped) -> Mapped:
    """Years in words, where a year is meant: "eighteen fifteen"; 1815 men remain a number."""
    return text.sub(CIRCA, "circa ").sub(YEAR, _year)


def _year(found: re.Match[str]) -> str:
    number, until, plural = int(found[1]), found[2], found[3]
    if plural and (len(plural) == 1 or number % 10 == 0):
        return _plural(year(number))
    if until:
        last = year(int(until)) if len(until) == 4 else _two_figures(until)
        return f"{year(number)} to {last}"
    if not _is_year(found):
        return found[0]
    return year(number) + (plural or "")


def _is_year(found: re.Match[str]) -> bool:
    text = found.string
    before, after = text[max(found.start() - 22, 0) : found.start()], text[found.end() :][:40]
    return bool(_before_year().search(before) or ERA.match(after)) or not _counts(after)


def _counts(after: str) -> bool:
    """Whether a counted thing comes in the next two words."""
    place = 0
    for _ in range(2):
        word = NEXT_WORD.match(after, place)
        if word is None or word[1] in words("uncounted"):
            return False
        if word[1] in words("counted") or word[1].endswith("s"):
            return True
        place = word.end()
    return False


def _two_figures(figures: str) -> str:
    """Two figures as they are said in a year: "oh five", "fifteen"."""
    spoken = cardinal(int(figures))
    return f"oh {spoken}" if figures.startswith("0") else spoken


def _plural(words: str) -> str:
    return f"{words.removesuffix('y')}ies" if words.endswith("y") else f"{words}s"


def say_days(text: Mapped) -> Mapped:
    """Days of the month as ordinals: "July 4th", "the 4th of July"."""
    return (
        text.sub(ISO_DAY, _iso_day)
        .sub(_month_and_day(), _month_day)
        .sub(_day_and_month(), _day_month)
    )


def _iso_day(found: re.Match[str]) -> str:
    return f"{_month(int(found[2]))} {int(found[3])}, {found[1]}"


def _month_day(found: re.Match[str]) -> str:
    return f"{found[1]} {ordinal(int(found[2]))}"


def _day_month(found: re.Match[str]) -> str:
    return f"{found[1] or 'the '}{ordinal(int(found[2]))} of {found[3]}"


def say_dates(text: Mapped) -> Mapped:
    """Dates in figures: "December 25th, 1999", and where day and month are unclear "5 12 1999"."""
    return text.sub(FIGURES, _figures)


def _figures(found: re.Match[str]) -> str:
    first, second, of_year = int(found[1]), int(found[3]), found[4]
    if first > 31 or second > 31 or not first or not second or min(first, second) > 12:
        return found[0]
    if len(of_year) == 4:
        spoken = year(int(of_year)) if 1000 <= int(of_year) < 2100 else of_year
    else:
        spoken = _two_figures(of_year)
    if max(first, second) <= 12 and first != second:
        return f"{first} {second} {spoken}"
    month = _month(min(first, second))
    return f"{month} {ordinal(max(first, second))}, {spoken}"


def say_times(text: Mapped) -> Mapped:
    """Times as they are said: "9 oh 5", "10 o'clock", and 7.45 as "7 45" by a train."""
    text = text.sub(SPAN, lambda found: f"{found[1]} to {found[2]}")
    return text.sub(_pointed_time(), _pointed).sub(CLOCK, _clock).sub(_hours(), _soldiers)


def _full_hour(hour: int) -> str:
    return "o'clock" if hour <= NOON else "hundred"


def _soldiers(found: re.Match[str]) -> str:
    hour = _two_figures(found[2]) if found[2] != "00" else "zero"
    minute = "hundred" if found[3] == "00" else _two_figures(found[3])
    return f"{found[1] or ''}{hour} {minute}"


def _pointed(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}:{found[3]}"


def _clock(found: re.Match[str]) -> str:
    hour, minute = found[1].lstrip("0") or "0", int(found[2])
    if minute == 0:
        is_half_day = HALF_DAY.match(found.string, found.end())
        return hour if is_half_day else f"{hour} {_full_hour(int(hour))}"
    spoken = f"oh {minute}" if minute < 10 else str(minute)
    return f"{hour} {spoken}" if minute < 10 else f"{hour}:{spoken}"
