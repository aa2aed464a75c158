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
_LONGEST_PART = 40
"""Characters."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def with_whole_words(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, with no word parted at a line's end; the word moves up a line.

    It keeps its hyphen where the text has it elsewhere, where both parts are words of the text, or
    where compounds are made so ("well-known"). What looks like a dash is left.
    """
    if "-\n" not in text:
        return text, Shifts()
    parted = list(_PARTED.finditer(text))
    parts = [(_first(found).lower(), found["second"].lower()) for found in parted]
    wanted = {word for one, other in parts for word in (one, other, one + other, f"{one}-{other}")}
    words = _counted(wanted, _unparted(text, parted)) if parts else Counter()
    return replaced(_PARTED, lambda found: _whole(found, words), text)


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


def _whole(found: re.Match[str], words: Counter[str]) -> str:
    first, second, rest = _first(found), found["second"], found["rest"]
    hyphen = _hyphen(first, second, rest, words) if first else None
    if hyphen is None:
        return found[0]
    end = "\n" + found["indent"] if found[0][-1] == " " else ""
    return f"{hyphen}{second}{rest}{end}"


def _hyphen(first: str, second: str, rest: str, words: Counter[str]) -> str | None:
    """What stands between the parts of a word: a hyphen, nothing, or None for no word."""
    one, other = first.lower(), second.lower()
    if rest.startswith("-") or (second[0].isupper() and not first.isupper()):
        return "-"
    whole, parted = words[one + other], words[f"{one}-{other}"]
    if whole or parted:
        return "" if whole >= parted else "-"
    known = language(USUAL).hyphens
    if one + other in known["whole"] or other in known["endings"]:
        return ""
    if other in known["grammar"]:
        return None
    old = f"{one}-{other}" in known["old"]
    compound = old or one in known["first"] or other in known["second"]
    return "-" if compound or (words[one] and words[other]) else ""
