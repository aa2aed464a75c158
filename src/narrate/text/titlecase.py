"""Writes lines in capitals as titles are usually written."""

from __future__ import annotations

import re
from functools import cache

from narrate.languages import LANGUAGES, language, languages_of

ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ARTICLES = ("A", "AN", "THE")
_WORD = re.compile(r"[^\W_][\w'’]*")
_OF_IRELAND = re.compile(r"O['’](?!CLOCK\b|ER\b|TH?E?\b|NIGHTS?\b)[A-Z]{2,}")
_MORE = re.compile(r"[^\W_]|[-—–]")
_IN_COMPOUND = re.compile(r"\w-")
_FEWEST = 3
"""Words. A shorter line is likely whole: "PART A", "COME IN"."""


def capitalise(line: str) -> str:
    """A line set in capitals as a title is usually written; any other line as it is."""
    letters = [character for character in line if character.isalpha()]
    if len(letters) < 2 or not all(character.isupper() for character in letters):
        label = _WORD.match(line)
        if label and label.group().isupper() and languages_of(label.group().lower()):
            return label.group().capitalize() + line[label.end() :]
        return line
    small = _small_words(line)

    def lower(word: re.Match[str]) -> str:
        whole = word.group()
        if ROMAN.fullmatch(whole):
            return whole
        if whole.lower() in small and not _is_big(line[: word.start()], whole, line[word.end() :]):
            return whole.lower()
        kept = 3 if _OF_IRELAND.fullmatch(whole) else 1
        return whole[:kept] + whole[kept:].lower()

    return _WORD.sub(lower, line)


def ends_open(line: str) -> bool:
    """Whether *line* of a title in capitals ends in a word that hardly ends one: "THE TALE OF"."""
    words = _WORD.findall(line)
    if len(words) < _FEWEST or not line.isupper() or not line.endswith(words[-1]):
        return False
    return words[-1].lower() in _small_words(line) | _leading() and not ROMAN.fullmatch(words[-1])


def _is_big(before: str, word: str, behind: str) -> bool:
    """Whether a small *word* is written big: the first of a title or a compound, or the last."""
    leads = behind[:1] == "-" and behind[1:2].isalpha()
    if _IN_COMPOUND.fullmatch(before[-2:]):
        return word in _ARTICLES and not leads
    above = before.rstrip(" \"“‘'([")
    begins = above[-1:] in ("", *"*.:!?—–-") or _is_number(above, word)
    ends = not _MORE.search(behind) and word not in _ARTICLES
    return begins or leads or ends


def _is_number(before: str, word: str) -> bool:
    """Whether what stands *before* a *word* is a number, and no person: "I AND MY CHIMNEY"."""
    label, _, number = before.rpartition(" ")
    counted = ROMAN.fullmatch(number) is not None or number.isdecimal()
    labelled = bool(languages_of(label.lower()))
    return counted and (labelled or (not label and (number != "I" or word in _ARTICLES)))


def _small_words(line: str) -> frozenset[str]:
    """The words that *line*, a title, writes small: those of the language it has most of.

    It is English unless it has two of another, for "NEVER SAY DIE" has one of German.
    """
    words = {word.lower() for word in _WORD.findall(line)}
    best = max(_small(), key=lambda some: len(words & some))
    return best if len(words & best) > 1 else _small()[0]


@cache
def _small() -> tuple[frozenset[str], ...]:
    """The words that titles write small, of each language, of English first."""
    return tuple(frozenset(language(code).headings.lists["small"]) for code in LANGUAGES)


@cache
def _leading() -> frozenset[str]:
    """Words that another follows, where a language's words are known: "about", "her"."""
    known = (language(code).vocabulary for code in LANGUAGES)
    each = (words.words("preposition", "possessive") for words in known if words)
    return frozenset().union(*each)
