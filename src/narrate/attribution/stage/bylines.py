"""Finds the lines that say who tells what follows: "Jess's POV", "Dr. Seward's Diary", "Kai"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from narrate.attribution.words.reading import Reading
from narrate.languages.entries import WORD
from narrate.languages.words import Vocabulary
from narrate.model import Kind
from narrate.text.chapters.headings import read_heading

LONGEST = 160
"""Characters. Nothing longer is a byline."""
_FAR = 4
"""words after "Dr. Seward's" in which "phonograph diary" says what is his"""
_TRAILING = 6
"""words that may follow a name alone: "Jess, Monday morning" """
_LONG, _SMALL = 12, 4
"""words of a title that is printed without marks; letters of those that need no capital in one"""
_TURNS = 3
"""times that tellers are named by lines amid scenes, if these are no signatures"""
_MARKUP = "*_#=~ \t\n"
_DATE = re.compile(r"[ \n]*\d.*\b\d{4}\b|[ \n]*\d{4}\b", re.DOTALL)
"""What stands behind a month: "April 29, 1773" is nobody called April."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The heading or paragraph *segment*, which names a teller by the words of *name*.

    *stated* says whether it has a word for telling; a name alone may be the subject of a chapter.
    One that is *amid* stands between paragraphs of a scene: it may as well be a signature.
    """

    segment: int
    name: tuple[str, ...]
    stated: bool
    amid: bool = False


class Token(NamedTuple):
    """A word of a line: as printed, without a possessive ending, and what stands behind it."""

    word: str
    owner: bool
    gap: str

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.word.lower()


def find_bylines(reading: Reading, known: Mapping[str, object]) -> tuple[Byline, ...]:
    """All bylines of the text, in order; *known* are the words of people's names, lower case."""
    lines = (_byline(reading, known, n) for n in _lines(reading))
    found = [byline for byline in lines if byline is not None]
    alone = Counter(byline.name for byline in found if not byline.stated)
    taking_turns = len(alone) > 1 and sum(alone.values()) >= _TURNS
    above = taking_turns and not _ends_text(reading, found[-1])
    return tuple(byline for byline in found if above or not byline.amid)


def _ends_text(reading: Reading, byline: Byline) -> bool:
    """Whether nothing follows *byline*, which so is a signature, as those before it are."""
    return reading.bounds(byline.segment)[1] == len(reading.words)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of one line."""
    found = list(WORD.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        _token(match[0].replace("’", "'"), text[match.end() : end])
        for match, end in zip(found, ends, strict=False)
    )


def _token(word: str, gap: str) -> Token:
    owner = word[-2:].lower() == "'s"
    return Token(word[:-2] if owner else word, owner or gap[:1] in {"'", "’"}, gap)


def alone(reading: Reading, n: int) -> bool:
    """Whether segment *n* is a whole paragraph."""
    paragraph, segments = reading.segments[n].paragraph, reading.segments
    return all(
        segments[near].paragraph != paragraph
        for near in (n - 1, n + 1)
        if 0 <= near < len(segments)
    )


def _lines(reading: Reading) -> Iterator[int]:
    """The headings and the short paragraphs of narration, by segment."""
    for n, segment in enumerate(reading.segments):
        if len(segment.text) > LONGEST:
            continue
        told = segment.kind is Kind.NARRATION and alone(reading, n)
        title = told and (
            _is_set_as_title(reading, segment.text)
            or _says_by_whom(reading, n)
            or _names_telling(reading, n)
            or bool(_sender(reading, segment.text))
        )
        if title or segment.kind is Kind.HEADING:
            yield n


def _is_set_as_title(reading: Reading, line: str) -> bool:
    """Whether a paragraph is printed as titles are: in capitals, marked, or with capitals."""
    if line.isupper() or (line[0] in _MARKUP and line.rstrip(" .")[-1:] in _MARKUP):
        return True
    words = WORD.findall(line)
    small = reading.language.words("told")
    return (
        bool(words)
        and len(words) <= _LONG
        and all(word[0].isupper() or word in small for word in words if len(word) > _SMALL)
    )


def _says_by_whom(reading: Reading, n: int) -> bool:
    """Whether segment *n*, beside a heading, is a phrase such as "The events related by ..."."""
    around = reading.segments[max(0, n - 1) : n + 2]
    words, (start, end) = reading.language.words, reading.bounds(n)
    lows = set(reading.lows[start:end])
    return (
        any(segment.kind is Kind.HEADING for segment in around)
        and not words("told").isdisjoint(reading.lows[start : start + _FAR])
        and lows.isdisjoint(words("subject", "auxiliary"))
    )


def _names_telling(reading: Reading, n: int) -> bool:
    """Whether segment *n* is a phrase such as "Log of Tamsin Ward, engineer"."""
    start, end = reading.bounds(n)
    words, lows = reading.language.words, reading.lows[start:end]
    open_ended = reading.segments[n].text.rstrip(_MARKUP)[-1:].isalnum()
    return open_ended and any(
        low in words("telling") and behind in words("origin")
        for low, behind in pairwise(lows[: _FAR + 1])
    )


def _byline(reading: Reading, known: Mapping[str, object], n: int) -> Byline | None:
    text = reading.segments[n].text
    sender = _sender(reading, text)
    tokens = sender or tokens_of(text)
    runs = list(name_runs(reading.language, known, tokens))
    stated = [run for run in runs if _is_stated(reading.language, tokens, *run)]
    if sender:
        return Byline(n, _words(tokens, runs[0]), stated=True) if runs else None
    if stated:  # "The diary of Ann, kept by Ben" is told by Ben
        by = (run for run in stated if _is_agent(reading.language, tokens, run[0]))
        return Byline(n, _words(tokens, next(by, stated[0])), stated=True)
    for run in runs[:1]:
        set_off = bool(run[0]) or _is_set_off(reading, n)
        by_itself = set_off or _stands_amid(reading, n, run, len(tokens))
        if by_itself and _is_alone(text, tokens, *run) and not _is_dedicated(reading, n):
            return Byline(n, _words(tokens, run), stated=False, amid=not set_off)
    return None


def _sender(reading: Reading, text: str) -> tuple[Token, ...]:
    """The words behind "From:", with which the head of an e-mail begins; none in other lines."""
    tokens = tokens_of(text.partition("\n")[0])
    heads = tokens and tokens[0].low in reading.language.words("origin")
    return tokens[1:] if heads and tokens[0].gap.strip(_MARKUP) == ":" else ()


def _words(tokens: Sequence[Token], run: tuple[int, int]) -> tuple[str, ...]:
    return tuple(token.word for token in tokens[slice(*run)])


def _is_agent(language: Vocabulary, tokens: Sequence[Token], start: int) -> bool:
    """Whether "by" stands before word *start*."""
    return start > 0 and tokens[start - 1].low in language.words("agent")


def name_runs(
    language: Vocabulary, known: Mapping[str, object], tokens: Sequence[Token]
) -> Iterator[tuple[int, int]]:
    """The names in a line as ranges of words, half-open: "Dr. Seward", "Quincey P. Morris"."""
    i = 0
    while i < len(tokens):
        end = _run(language, known, tokens, i)
        if end > i:
            yield i, end
        i = max(end, i + 1)


def _run(
    language: Vocabulary, known: Mapping[str, object], tokens: Sequence[Token], start: int
) -> int:
    """Where the name that begins at word *start* ends; *start* if there is none."""
    i = start
    while i < len(tokens) and tokens[i].low in language.titles and tokens[i].word[0].isupper():
        i += 1
    first = i
    while i < len(tokens) and _is_of_name(language, known, tokens[i], leads=i == start):
        i += 1
        before = tokens[i - 1]
        if before.owner or (before.gap.strip(_MARKUP) and len(before.word) > 1):
            break
    return i if i > first else start


def _is_of_name(
    language: Vocabulary, known: Mapping[str, object], token: Token, *, leads: bool
) -> bool:
    """Whether *token* is a part of a name; only a known name or a given one *leads*."""
    if not token.word[0].isupper():
        return False
    if token.low in known or token.word.capitalize() in language.given:
        return True
    small = language.words("telling", "viewpoint", "message", "dative", "told")
    return not leads and token.low not in small and not token.word.isdigit()


def _is_stated(language: Vocabulary, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the line says that the name at *start* to *end* is the teller's."""
    lows = [token.low for token in tokens]
    viewpoint = language.words("viewpoint")
    telling = language.words("telling", "message") | viewpoint
    if tokens[end - 1].owner:
        return not telling.isdisjoint(lows[end : end + _FAR])
    before, after = lows[:start], lows[end:]
    if before and before[-1] in language.words("dative"):
        return False
    if not viewpoint.isdisjoint(lows):
        return True
    if before and before[-1] in language.words("origin", "agent"):
        told = language.words("told", "message")
        if not _is_agent(language, tokens, start):
            told |= telling  # "a story by" is what a title page has
        return not told.isdisjoint(before)
    if not language.words("dative").isdisjoint(after):
        return not language.words("message").isdisjoint(before[-1:])
    return False


def _is_alone(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the line is the name at *start* to *end* with no more than a chapter's number."""
    last = tokens[end - 1]
    if last.owner or last.gap.strip(_MARKUP)[:1] in {"!", "?", "'", "’", '"', "”"}:
        return False
    if _DATE.match(last.gap) or (len(tokens) > end and not set(last.gap) & set(",:;(|/–—-")):
        return False
    if len(tokens) - end > _TRAILING:
        return False
    number = text[: _place(text, start)].strip(_MARKUP + "([:.,–—-")
    mark = read_heading(number) if number else None
    return not number or (mark is not None and not mark.title)


def _is_dedicated(reading: Reading, n: int) -> bool:
    """Whether the line above segment *n* is "To" alone: a book is dedicated to whom it names."""
    words = tokens_of(reading.segments[n - 1].text[:LONGEST]) if n else ()
    return len(words) == 1 and words[0].low in reading.language.words("dative")


def _place(text: str, word: int) -> int:
    """The offset of a *word*, by its number, in *text*."""
    return [match.start() for match in WORD.finditer(text)][word]


def _is_set_off(reading: Reading, n: int) -> bool:
    """Whether segment *n* is a heading, or printed like one, or the first of a scene."""
    segment = reading.segments[n]
    if segment.kind is Kind.HEADING or segment.text[0] in _MARKUP or segment.text.isupper():
        return True
    return n == 0 or reading.segments[n - 1].kind in (Kind.HEADING, Kind.SCENE_BREAK)


def _stands_amid(reading: Reading, n: int, run: tuple[int, int], size: int) -> bool:
    """Whether segment *n* is a name and no more, and no signature that a comma leads to."""
    before = reading.segments[n - 1].text
    whole = run == (0, size) and reading.segments[n].text[-1].isalpha()
    return whole and not before.rstrip().endswith(",")
