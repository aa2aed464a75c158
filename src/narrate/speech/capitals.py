"""Words in capitals: shouted, or initials."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from narrate.speech.english import said, words
from narrate.speech.mapped import Mapped

CAPITALS = re.compile(r"[A-Z]{2}|I['’][A-Z]")
"""A cheap look for a word in capitals."""
LOUD = re.compile(r"(?<![\w&.'’])([A-Z]+(?:['’][A-Z]+)*+)[0-9]?(?![\w&]|\.[A-Z]|['’](?!s\b)\w)")
THE = re.compile(r"\b(?:the|an?) $")
LOUD_BEFORE = re.compile(r"[A-Z]{2,}[,!?]? $|\bI $")
LOUD_AFTER = re.compile(r"[,!?]? (?:[A-Z]{2,}|I\b)")
HALF_DAY = re.compile(r"(\d ?)([AP])M\b")
ERA = re.compile(r"\bAD(?= \d)|(?<=\d )AD\b")


def lower_shouts(text: Mapped) -> Mapped:
    """Short words in capitals as words ("Yes", not Y E S), and initials as letters ("V.I.P")."""
    if not CAPITALS.search(text.text):
        return text
    text = text.sub(HALF_DAY, lambda found: f"{found[1]}{found[2].lower()}.m.")
    return text.sub(ERA, "A.D.").sub(LOUD, _lowered)


@cache
def _spelled() -> Mapping[str, str]:
    """Initials that are taken for a word, and others, with what is said for each."""
    initials = {word.upper(): ".".join(word.upper()) for word in words("initials")}
    return {**initials, **said("written out")}


def _lowered(found: re.Match[str]) -> str:
    word = found[0].replace("’", "'")
    if word in _spelled():
        return _spelled()[word]
    if len(word) > 1 and _is_word(word, found):
        return found[0][0] + found[0][1:].lower()
    return found[0]


def _is_word(word: str, found: re.Match[str]) -> bool:
    before = found.string[max(found.start() - 20, 0) : found.start()]
    if word == "US":
        return bool(LOUD_BEFORE.search(before) or LOUD_AFTER.match(found.string, found.end()))
    if word in words("often initials") and THE.search(before):
        return False
    return not words("shouted").isdisjoint({word.lower(), word.removesuffix("'S").lower()})
