"""How headings are said: "CHAPTER IV. THE RIVER" as "Chapter 4. The River"."""

from __future__ import annotations

import re

from narrate.direction.roman import NUMERAL, roman_value

NUMBERED = re.compile(
    r"\b(chapter|part|book|volume|act|scene|canto|stave|section|letter|episode|interlude)\s"
    rf"({NUMERAL}|\d{{1,4}})(?![\w'’])[.:,;)—–\s-]*",
    re.IGNORECASE,
)
BARE = re.compile(rf"({NUMERAL})(?:[.:)]?$|(?:[.:)]| [—–-])\s*(?=\S))", re.IGNORECASE)
"""A numeral that is all of a heading, or begins one and is set off."""
INITIALS = frozenset("LC")
"""Alone these are rather a name's initial than 50 or 100."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
HASHES = re.compile(r"^\s*+#{1,6}+(?=\s)|(?<=\s)#++\s*+$")
STOPS = tuple(".!?:;,…—–-")


def join_lines(text: str) -> str:
    """One line of several, parted by full stops; Markdown's hashes and underlines dropped."""
    lines = [HASHES.sub("", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if any(character.isalnum() for character in line)]
    ended = [line if line.endswith(STOPS) else f"{line}." for line in lines[:-1]]
    return " ".join((*ended, *lines[-1:]))


def say_numbers(text: str) -> str:
    """Roman numerals as figures, with a full stop between a chapter's number and its title."""
    bare = BARE.match(text)
    if bare and bare[1].upper() not in INITIALS:
        rest = text[bare.end() :]
        return f"{roman_value(bare[1])}{_stop(rest)}{rest}"
    pieces, done = [], 0
    for found in NUMBERED.finditer(text):
        number = found[2] if found[2].isdecimal() else str(roman_value(found[2]))
        pieces += [text[done : found.start()], f"{found[1]} {number}", _stop(text[found.end() :])]
        done = found.end()
    return "".join((*pieces, text[done:]))


def _stop(rest: str) -> str:
    """What parts a number from the *rest* of the heading: "Part 2 of a life" goes on."""
    if not rest:
        return ""
    return " " if rest[0].islower() else ". "


def lower_capitals(text: str) -> str:
    """Words in capitals throughout with their first letter raised only."""
    if any(character.islower() for character in ORDINAL.sub("", text)):
        return WORD.sub(_first_word_lowered, text, count=1)
    return WORD.sub(_lowered, text)


def _lowered(word: re.Match[str]) -> str:
    return word[0][:1] + word[0][1:].lower()


def _first_word_lowered(word: re.Match[str]) -> str:
    """CHAPTER before a title in small letters; any other word in capitals may be meant so."""
    return _lowered(word) if NUMBERED.match(word.string) else word[0]
