"""Roman numerals, which eSpeak calls by their name ("roman eight")."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import any_of
from narrate.speech.english import words
from narrate.speech.mapped import Mapped
from narrate.speech.numerals import ordinal

NUMERAL = r"(?a:(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
"""The numerals up to 399, in their one proper form (to be matched ignoring case).

Of ASCII letters: a Turkish İ is an i to a pattern that ignores case, and no numeral.
"""
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

LIKELY = re.compile(r"[ (—–](?:[IVXLC]{2,}+|[VXivx]|[ivxlc]++)(?i:th|st|[nr]?d)?(?!\w)")
ONE = re.compile(r"[A-Z][a-z]++ I(?!\w)|[A-Z]{3} I(?!\w)")
"""A cheap look for a numeral: without a match of either there is none that is ours to read."""

REGNAL = re.compile(
    r"\b([A-Z][a-zé]+|[A-Z]{3,}) (?:the )?([IVX]++|[ivx]{2,}+)(?:st|nd|rd|th)?"
    r"(?!\w|[-.]\w|['’](?!s\b)|[.:] ?\d)(?:\.(?=[,;:]| [a-z]))?"
)
"""A name and its number, with the full stop of old print: "Henry VIII., who"; no "John iii. 16"."""
ORDINAL = re.compile(r"(?<![\w’'.&-])([IVXLC]+|[ivxlc]{2,})((?i:th|st|[nr]?d))(?![\w’'&-])")
RANGE = re.compile(r"(?<![\w’'.&-])([ivxlc]+|[IVXLC]+)([-–])([ivxlc]{2,}|[IVXLC]{2,})(?![\w’'&–-])")
ALONE = re.compile(
    r"(?<![\w’'.&-])([IVXLC]{2,}|[ivxlc]+)(?![\w&-]|\.\w|['’]\w)"
    r"(?:(\.)(?= ?\d)|\.(?=[,;:]| [a-z]))?"
)
"""With the full stop behind it where no sentence ends: "Matt. xviii. 8"."""
SHORTENED = re.compile(r"\b[A-Z][a-z]{1,5}\. $")
"""What a book is called in a reference: "Matt. v. 3"."""
PLACE = re.compile(r"[.,:] ?\d")
"""And what follows its chapter there."""
PROPER = re.compile(NUMERAL, re.IGNORECASE)


def roman_value(numeral: str) -> int:
    """What a Roman numeral stands for: a smaller sign before a greater one is taken away."""
    values = [VALUES[sign] for sign in numeral.lower()]
    after = [*values[1:], 0]
    return sum(-one if one < next_one else one for one, next_one in zip(values, after, strict=True))


def say_roman_numerals(text: Mapped) -> Mapped:
    """Roman numerals as figures: "Henry the 8th", "Act 2, scene 3", "World War 2"."""
    if not LIKELY.search(f" {text.text}") and not ONE.search(text.text):
        return text
    text = text.sub(_numbered(), _counted).sub(REGNAL, _regnal)
    return text.sub(ORDINAL, _ordinal).sub(RANGE, _range).sub(ALONE, _alone)


@cache
def _numbered() -> re.Pattern[str]:
    """What is counted with a number after it, and the number."""
    return re.compile(
        rf"\b({any_of(words('numbered'))}) ({NUMERAL})(?![\w’'-])(?:\.(?=[,;:]| (?-i:[a-z])))?",
        re.IGNORECASE,
    )


@cache
def _crown() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words('crown'))}) $", re.IGNORECASE)


@cache
def _in_order() -> re.Pattern[str]:
    """What comes in order, behind its numeral."""
    return re.compile(rf" (?:{any_of(words('counted in order'))})\b", re.IGNORECASE)


@cache
def _before_drip() -> re.Pattern[str]:
    """Words before IV where a drip is meant as often as four."""
    return re.compile(rf"\b(?:{any_of(words('before drip'))}) $", re.IGNORECASE)


def _counted(found: re.Match[str]) -> str:
    """I is a number only behind a capital, and where no sentence goes on ("the part I played")."""
    noun, numeral = found[1], found[2]
    rest = found.string[found.end() : found.end() + 2].strip()
    is_letter = len(numeral) == 1 and (
        numeral.upper() not in "VX" or noun.lower() in words("lettered")
    )
    if is_letter and not (numeral.isupper() == noun[0].isupper() and numeral.upper() == "I"):
        return found[0]
    if numeral == "I" and rest.isalpha() and rest.islower() and " " not in noun:
        return found[0]
    return f"{noun} {roman_value(numeral)}"


def _regnal(found: re.Match[str]) -> str:
    name, numeral = found[1], found[2]
    if not PROPER.fullmatch(numeral) or not _is_ruler(name, numeral, found):
        return found[0]
    article = "THE" if name.isupper() else "the"
    return f"{name} {article} {ordinal(roman_value(numeral))}"


def _is_ruler(name: str, numeral: str, found: re.Match[str]) -> bool:
    if numeral.islower() and name not in words("ruler"):
        return bool(_crown().search(found.string[max(found.start() - 9, 0) : found.start()]))
    if len(numeral) > 1:
        return name.lower() not in words("numbered") and name.lower() not in words("before drip")
    text, rest = found.string, found.string[found.end() : found.end() + 5]
    if numeral == "I":
        crowned = bool(_crown().search(text[max(found.start() - 9, 0) : found.start()]))
        return name in words("ruler") and (crowned or rest.startswith((" of ", "'s", "’s")))
    return name in words("ruler") and not re.match(r"\. [A-Z]", rest)


def _ordinal(found: re.Match[str]) -> str:
    """The numeral with its ending, if that is the one of its value; V and X tell it from a word."""
    numeral, ending = found[1].lower(), found[2].lower()
    if not PROPER.fullmatch(numeral) or not (set("vx") & set(numeral) or numeral in {"ii", "iii"}):
        return found[0]
    said = ordinal(roman_value(numeral))
    return said if said.endswith(ending) else found[0]


def _range(found: re.Match[str]) -> str:
    first, dash, last = found.groups()
    if not PROPER.fullmatch(first) or not PROPER.fullmatch(last):
        return found[0]
    low, high = roman_value(first), roman_value(last)
    return f"{low}{dash}{high}" if low < high else found[0]


def _alone(found: re.Match[str]) -> str:
    numeral, start = found[1], found.start()
    if not PROPER.fullmatch(numeral) or not _is_number(numeral, found):
        return found[0]
    if numeral == "IV" and _before_drip().search(found.string[max(start - 6, 0) : start]):
        return "I.V."
    value = roman_value(numeral)
    if _in_order().match(found.string, found.end()):
        return ordinal(value)
    return f"{value}{',' if found[2] else ''}"


def _is_number(numeral: str, found: re.Match[str]) -> bool:
    """In small letters only what is no word; "wan iv thim" and "c" may mean anything else."""
    signs, is_plain = set(numeral.lower()), set(numeral.lower()) <= set("ivx")
    is_long = len(numeral) > 2 and (is_plain or "x" in signs)
    is_short = is_plain and (numeral.isupper() or numeral == "ii")
    if signs != {"x"} and (is_long or is_short):
        return True
    before = found.string[max(found.start() - 8, 0) : found.start()]
    return bool(SHORTENED.search(before) and PLACE.match(found.string, found.end(1)))
