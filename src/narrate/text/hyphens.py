"""Makes words whole that were parted by a hyphen at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from narrate.languages import USUAL, language
from narrate.spans import Shifts
from narrate.text.normalization import replaced

_PARTED = re.compile(r"-\n(?P<indent> *)(?P<second>[^\W\d_]+)(?P<rest>\S*)(?: |(?=\n)|\Z)")
_FIRST_PART = re.compile(r"(?<![\w’'-])[^\W\d_]+(?:['’][^\W\d_]+)?$")
_COMPOUND = re.compile(r"[^\W\d_]-[^\W\d_]+$")
_LONGEST_PART = 40
"""Characters."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def with_whole_words(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, with no word parted at a line's end; the word moves up a line.

    It keeps its hyphen where the text has it elsewhere, where both parts are words of the text, or
    where compounds are made so ("well-known"); a doubtful one keeps it where most that are sure do,
    for then nobody parted words at their syllables. What looks like a dash is left.
    """
    if "-\n" not in text:
        return text, Shifts()
    parted = list(_PARTED.finditer(text))
    parts = [(_first(found).lower(), found["second"].lower()) for found in parted]
    wanted = {word for one, other in parts for word in (one, other, one + other, f"{one}-{other}")}
    words = _counted(wanted, _unparted(text, parted)) if parts else Counter()
    sure = Counter(_sure_hyphen(_first(found), found, words) for found in parted)
    doubtful = "-" if sure["-"] > 2 * sure[""] else ""
    return replaced(_PARTED, lambda found: _whole(found, words, doubtful), text)


def _first(found: re.Match[str]) -> str:
    """The first part of a word, before its hyphen; empty if it is no word."""
    before = found.string[max(found.start() - _LONGEST_PART, 0) : found.start()]
    part = _FIRST_PART.search(before)
    return part[0] if part else ""


def _unparted(text: str, parted: Sequence[re.Match[str]]) -> str:
    """*text* in small letters, without the words that are parted."""
    pieces, at = [], 0
    for found in parted:
        pieces.append(text[at : found.start() - len(_first(found))])
        at = found.end()
    return " ".join((*pieces, text[at:])).lower()


def _counted(wanted: Collection[str], text: str) -> Counter[str]:
    """How often each of the *wanted* words is in *text*."""
    return Counter(word for word in _WORD.findall(text) if word in wanted)


def _whole(found: re.Match[str], words: Counter[str], doubtful: str) -> str:
    first = _first(found)
    if not first and _ends_compound(found):
        return f"-{found['second']}{found['rest']}" + _line_end(found)
    if not first or _is_dash(first, found, words):
        return found[0]
    sure = _sure_hyphen(first, found, words)
    hyphen = doubtful if sure is None else sure
    return f"{hyphen}{found['second']}{found['rest']}" + _line_end(found)


def _ends_compound(found: re.Match[str]) -> bool:
    """Whether the hyphen is the second of a word: "mother-in-", and below it "law"."""
    before = found.string[max(found.start() - _LONGEST_PART, 0) : found.start()]
    return bool(_COMPOUND.search(before))


def _line_end(found: re.Match[str]) -> str:
    return "\n" + found["indent"] if found[0][-1] == " " else ""


def _is_dash(first: str, found: re.Match[str], words: Counter[str]) -> bool:
    """Whether the parts are words by themselves: "he went-" and, below it, "and came"."""
    if _is_name(first, found):
        return False
    one, other = first.lower(), found["second"].lower()
    known = language(USUAL).hyphens
    if words[one + other] or words[f"{one}-{other}"] or one + other in known["whole"]:
        return False
    return other in known["grammar"] and other not in known["endings"]


def _is_name(first: str, found: re.Match[str]) -> bool:
    """Whether the hyphen is that of a name, or of a compound of several: "Jean-Paul"."""
    return found["rest"].startswith("-") or (found["second"][0].isupper() and not first.isupper())


def _sure_hyphen(first: str, found: re.Match[str], words: Counter[str]) -> str | None:
    """What stands between the parts of a word by all that is known: a hyphen, or nothing.

    None where nothing tells.
    """
    if _is_name(first, found):
        return "-"
    one, other = first.lower(), found["second"].lower()
    whole, parted = words[one + other], words[f"{one}-{other}"]
    if whole or parted:
        return "" if whole >= parted else "-"
    known = language(USUAL).hyphens
    if one + other in known["whole"] or other in known["endings"]:
        return ""
    old = f"{one}-{other}" in known["old"]
    compound = old or one in known["first"] or other in known["second"]
    return "-" if compound or (words[one] and words[other]) else None
