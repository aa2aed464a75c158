"""Money and measures: eSpeak reads $3.50 as "dollar three point five zero"."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import any_of
from narrate.speech.abbreviations import full_stop
from narrate.speech.english import forms, said, words
from narrate.speech.mapped import Mapped

SHILLINGS_AND_PENCE = re.compile(r"(?<![\w.,-])(\d{1,2})s\.,? ?(\d{1,2})(½|¼|¾)?d\b\.?")
SHILLINGS = re.compile(r"(?<![\w.,-])(1\d|[1-9])s\.(?!\w)|(?<=pounds )(1\d|[1-9])s\b\.?")
PENCE = re.compile(r"(?<![\w.,-])(\d{1,2})(?:d\.(?!\w)|¢(?!\w))")

SIGN_BEHIND = re.compile(r"(?<![\w.,$£€])(\d[\d,]*(?:\.\d\d)?) ?(€)(?![\w€])")
"""The sign of a currency where most of Europe prints it: "20 €"."""

INCHES = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)( |-)in\.(?!\w)")
"""With its full stop only: "5 in" may go on in any way."""


@cache
def _sum() -> re.Pattern[str]:
    """A sum of money behind the sign of its currency."""
    sign = rf"(?<![A-Za-z])(?:{any_of(forms('currency'))})"
    return re.compile(
        rf"(?:\b(?:US|A|C|NZ)(?=\$))?(?P<sign>{sign}|(?<=[A-Z])\$) ?(?P<whole>\d[\d,]*\d|\d)"
        r"(?:\.(?P<parts>\d\d)(?!\d)p?|(?P<point>\.\d+))?"
        r"(?:[-–](?P<upto_sign>[$£€¥₹])?(?P<upto>\d[\d,]*\d|\d)(?!\w|\.\d))?"
        rf"(?:[ -](?P<scale>{any_of(words('large number'))})\b"
        r"|(?P<short>[kKmMB]|bn)\b)?(?!\w)"
    )


@cache
def _kind_of() -> re.Pattern[str]:
    """What a sum of money can stand before like an adjective: "a five dollar bill"."""
    return re.compile(rf"(?:-| )(?:{any_of(words('behind sum'))}|[a-z]+-[a-z])")


@cache
def _feet_and_inches() -> re.Pattern[str]:
    """5'10", 5′ 10″ and 6 ft 2 in; a straight or curly mark alone is rather a quotation mark."""
    return re.compile(
        r"(?<![\w.,])(\d{1,3})(?:(?:'|’|′) ?(\d\d?)(?:\"|”|″|'')|′(?!\w)"
        rf"|['’](?= (?:{any_of(words('behind feet'))})\b)"
        r"| ?(?:ft|feet)\.? (\d\d?) ?in\b\.?)"
    )


def say_money(text: Mapped) -> Mapped:
    """Sums of money: "3 dollars and 50 cents", "1.2 million dollars", "3 pounds 10 shillings"."""
    text = text.sub(SIGN_BEHIND, lambda found: found[2] + found[1])
    text = text.sub(_sum(), _money).sub(SHILLINGS_AND_PENCE, _shillings_and_pence)
    return text.sub(SHILLINGS, _shillings).sub(PENCE, _pence)


def _money(found: re.Match[str]) -> str:
    one, many, part, parts = forms("currency")[found["sign"]]
    whole, scale = (
        found["whole"],
        found["scale"] or said("scale").get((found["short"] or "").lower(), ""),
    )
    name = one if whole == "1" or _kind_of().match(found.string, found.end()) else many
    if found["upto"]:
        return " ".join(filter(None, (whole, "to", found["upto"], scale, many)))
    if scale or found["point"]:
        decimals = found["point"] or (f".{found['parts']}" if found["parts"] else "")
        name = many if name == one and whole == "1" and decimals else name
        return " ".join(filter(None, (f"{whole}{decimals}", scale, many if scale else name)))
    if not int(found["parts"] or 0):
        return f"{whole} {name}"
    small = f"{int(found['parts'])} {part if int(found['parts']) == 1 else parts}"
    return small if whole == "0" else f"{whole} {name} and {small}"


def _shillings_and_pence(found: re.Match[str]) -> str:
    end = full_stop(found.string, found.end()) if found[0].endswith(".") else ""
    pence = f"{found[2]}{found[3] or ''} {'penny' if found[2] == '1' else 'pence'}"
    return f"{_count(found[1], 'shilling')} and {pence}{end}"


def _shillings(found: re.Match[str]) -> str:
    end = full_stop(found.string, found.end()) if found[0].endswith(".") else ""
    return _count(found[1] or found[2], "shilling") + end


def _pence(found: re.Match[str]) -> str:
    if found[0].endswith("¢"):
        return _count(found[1], "cent")
    end = full_stop(found.string, found.end())
    return f"{found[1]} {'penny' if found[1] == '1' else 'pence'}{end}"


def _count(number: str, one: str) -> str:
    return f"{number} {one}" if number == "1" else f"{number} {one}s"


def say_feet_and_inches(text: Mapped) -> Mapped:
    """A length in feet and inches: "5 foot 10", "6 feet 2 inches"."""
    return text.sub(_feet_and_inches(), _feet)


def _feet(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]} foot {found[2]}"
    feet = f"{found[1]} {'foot' if found[1] == '1' else 'feet'}"
    if not found[3]:
        return feet
    end = full_stop(found.string, found.end()) if found[0].endswith(".") else ""
    return f"{feet} {found[3]} {'inch' if found[3] == '1' else 'inches'}{end}"


@cache
def _units() -> str:
    return "|".join(map(re.escape, sorted(forms("unit"), key=lambda unit: (-len(unit), unit))))


@cache
def _measured() -> re.Pattern[str]:
    """A figure and the unit behind it."""
    return re.compile(rf"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)([ -]?)({_units()})(?![\w/²³]|\.\w)(\.?)")


def say_measures(text: Mapped) -> Mapped:
    """Units behind a figure: "5 kilometers", "20 degrees Celsius", "10 miles an hour"."""
    return text.sub(_measured(), _measure).sub(INCHES, _inches)


def _inches(found: re.Match[str]) -> str:
    number, join = found.groups()
    name = "inch" if number == "1" or join == "-" else "inches"
    return f"{number}{join}{name}{_measure_stop(found)}"


def _measure_stop(found: re.Match[str]) -> str:
    """The full stop behind a unit, if a sentence ended there; a lesser unit may go on with it."""
    text, end = found.string, found.end()
    counts = text[end : end + 2].strip().isdigit() and not _goes_on().match(text, end)
    return "." if counts else full_stop(text, end)


@cache
def _goes_on() -> re.Pattern[str]:
    """A figure and a lesser unit behind another: "10 ft. 5 in."."""
    return re.compile(rf" \d[\d,]*(?:\.\d+)?[ -]?(?:{_units()}|in\.)(?![\w/])")


def _measure(found: re.Match[str]) -> str:
    number, join, unit, stop = found.groups()
    short = unit == "m" or (unit == "g" and len(number) == 1)
    if (short and join != " ") or (unit in {"V", "W"} and join):
        return found[0]
    name = forms("unit")[unit][0 if number == "1" or join == "-" else 1]
    end = _measure_stop(found) if stop else ""
    return f"{number}{join or ' '}{name}{end}"
