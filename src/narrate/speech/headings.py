"""How headings are said: "CHAPTER IV. THE RIVER" as "Chapter 4. The River"."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import LANGUAGES, any_of, languages_of, table
from narrate.speech.roman import NUMERAL, roman_value

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
    """Roman numerals as figures, with a full stop between a chapter's number and its title.

    An ordinal in figures goes behind what it counts, for eSpeak reads "2. Teil" as two sentences
    and "IIe partie" as no word: "Teil 2", "Partie 2".
    """
    text = _figures_behind(text)
    bare = BARE.match(text)
    if bare and bare[1].upper() not in INITIALS:
        rest = text[bare.end() :]
        return f"{roman_value(bare[1])}{_stop(rest)}{rest}"
    pieces, done = [], 0
    for found in _numbered().finditer(text):
        number = _figures(found[2])
        pieces += [text[done : found.start()], f"{found[1]} {number}", _stop(text[found.end() :])]
        done = found.end()
    return "".join((*pieces, text[done:]))


def _figures(number: str) -> str:
    return number if number.isdecimal() else str(roman_value(number))


def _figures_behind(text: str) -> str:
    words = WORD.findall(" ".join(text.split()[:2]).lower())
    codes = {code for word in words for code in languages_of(word) if code != "en"}
    for pattern in (pattern for code in sorted(codes) for pattern in _counted(code)):
        if found := pattern.match(text):
            label = found["label"]
            said = f"{label[0].upper()}{label[1:]} {_figures(found['number'])}"
            return said + text[found.end() :]
    return text


@cache
def _numbered() -> re.Pattern[str]:
    """What is counted in headings, in any language, and a number behind it."""
    labels = {"interlude"}.union(*(table(code).labels for code in LANGUAGES))
    end = r"(?![\w'’])[.:,;)—–\s-]*"
    return re.compile(rf"\b({any_of(labels)})\s({NUMERAL}|\d{{1,4}}){end}", re.IGNORECASE)


@cache
def _counted(code: str) -> tuple[re.Pattern[str], ...]:
    """An ordinal in figures before its label ("IIe partie"), and behind it ("Chapitre Ier")."""
    words = table(code)
    ends = rf"-?(?:{any_of(words.lists['figure endings'])})"
    number = rf"(?P<number>\d{{1,3}}|{NUMERAL})"
    label = rf"(?P<label>{any_of(words.labels)})"
    rest = r"(?=$|\s*[.:,—–-])"
    before = rf"{number}(?:{ends}|(?<=[IVXL]{{2}}))\s+{label}{rest}"
    behind = rf"{label}\s+{number}{ends}{rest}"
    return tuple(re.compile(form, re.IGNORECASE) for form in (before, behind))


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
    return _lowered(word) if _numbered().match(word.string) else word[0]
