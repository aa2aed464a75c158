"""How headings are said: "CHAPTER IV. THE RIVER" as "Chapter 4. The River"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from narrate.languages import LANGUAGES, any_of, language, languages_of
from narrate.model import Span
from narrate.spans import Edit
from narrate.speech.mapped import Mapped
from narrate.speech.roman import NUMERAL, roman_value

BARE = re.compile(rf"({NUMERAL})(?:[.:)]?$|(?:[.:)]| [—–-])\s*(?=\S))", re.IGNORECASE)
"""A numeral that is all of a heading, or begins one and is set off."""
INITIALS = frozenset("LC")
"""Alone these are rather a name's initial than 50 or 100."""

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
HASHES = re.compile(r"^\s*+#{1,6}+(?=\s)|(?<=\s)#++\s*+$")
STOPS = tuple(".!?:;,…—–-")


def join_lines(text: Mapped) -> Mapped:
    """One line of several, parted by full stops; Markdown's hashes and underlines dropped."""
    return text.edited(_between(text.text, list(_lines(text.text))))


def _lines(text: str) -> Iterator[Span]:
    """The lines that have a letter or a digit, without hashes and blanks around them."""
    at = 0
    for line in text.splitlines(keepends=True):
        hashes = [found.span() for found in HASHES.finditer(line)]
        start = next((end for first, end in hashes if not first), 0)
        end = next((first for first, _ in hashes if first), len(line))
        bare = line[start:end]
        if any(character.isalnum() for character in bare):
            start += len(bare) - len(bare.lstrip())
            yield Span(at + start, at + start + len(bare.strip()))
        at += len(line)


def _between(text: str, lines: Sequence[Span]) -> Iterator[Edit]:
    """What is put in place of everything but *lines*."""
    yield Edit(0, lines[0].start if lines else len(text), "")
    for one, other in pairwise(lines):
        stop = "" if text.endswith(STOPS, one.start, one.end) else "."
        yield Edit(one.end, other.start, f"{stop} ")
    if lines:
        yield Edit(lines[-1].end, len(text), "")


def say_numbers(text: Mapped) -> Mapped:
    """Roman numerals as figures, with a full stop between a chapter's number and its title.

    An ordinal in figures goes behind what it counts, for eSpeak reads "2. Teil" as two sentences
    and "IIe partie" as no word: "Teil 2", "Partie 2".
    """
    text = text.edited(_figures_behind(text.text))
    bare = BARE.match(text.text)
    if bare and bare[1].upper() not in INITIALS:
        return text.edited([Edit(0, bare.end(), f"{roman_value(bare[1])}{_stop(bare)}")])
    return text.sub(_numbered(), _set_off)


def _set_off(found: re.Match[str]) -> str:
    return f"{found[1]} {_figures(found[2])}{_stop(found)}"


def _figures(number: str) -> str:
    return number if number.isdecimal() else str(roman_value(number))


def _figures_behind(text: str) -> Iterator[Edit]:
    words = WORD.findall(" ".join(text.split()[:2]).lower())
    codes = {code for word in words for code in languages_of(word) if code != "en"}
    for pattern in (pattern for code in sorted(codes) for pattern in _counted(code)):
        if found := pattern.match(text):
            label = found["label"]
            said = f"{label[0].upper()}{label[1:]} {_figures(found['number'])}"
            yield Edit(0, found.end(), said)
            return


@cache
def _numbered() -> re.Pattern[str]:
    """What is counted in headings, in any language, and a number behind it."""
    labels = {"interlude"}.union(*(language(code).headings.labels for code in LANGUAGES))
    end = r"(?![\w'’])[.:,;)—–\s-]*"
    return re.compile(rf"\b({any_of(labels)})\s({NUMERAL}|\d{{1,4}}){end}", re.IGNORECASE)


@cache
def _counted(code: str) -> tuple[re.Pattern[str], ...]:
    """An ordinal in figures before its label ("IIe partie"), and behind it ("Chapitre Ier")."""
    words = language(code).headings
    ends = rf"-?(?:{any_of(words.lists['figure endings'])})"
    number = rf"(?P<number>\d{{1,3}}|{NUMERAL})"
    label = rf"(?P<label>{any_of(words.labels)})"
    rest = r"(?=$|\s*[.:,—–-])"
    before = rf"{number}(?:{ends}|(?<=[IVXL]{{2}}))\s+{label}{rest}"
    behind = rf"{label}\s+{number}{ends}{rest}"
    return tuple(re.compile(form, re.IGNORECASE) for form in (before, behind))


def _stop(number: re.Match[str]) -> str:
    """What parts a *number* from the rest of the heading: "Part 2 of a life" goes on."""
    rest = number.string[number.end() : number.end() + 1]
    if not rest:
        return ""
    return " " if rest.islower() else ". "


def lower_capitals(text: Mapped) -> Mapped:
    """Words in capitals throughout with their first letter raised only."""
    if not any(character.islower() for character in ORDINAL.sub("", text.text)):
        return text.sub(WORD, _lowered)
    return text.edited(_label_lowered(text.text))


def _label_lowered(text: str) -> Iterator[Edit]:
    """CHAPTER before a title in small letters; any other word in capitals may be meant so."""
    word = WORD.search(text)
    if word and _numbered().match(text):
        yield Edit(*word.span(), _lowered(word))


def _lowered(word: re.Match[str]) -> str:
    return word[0][:1] + word[0][1:].lower()
