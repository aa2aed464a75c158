"""Cuts what is long into parts that are recorded one by one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from narrate.model import Span
from narrate.speech.english import words

LIMIT = 1000
"""The longest part, in characters: about a minute of speech."""

SENTENCE = re.compile(r"(?<![!?.…])[!?.…]++[)\]]*+\s")
CLAUSE = re.compile(r"[,;:—–]\s")
BLANK = re.compile(r"\s")


def abbreviations() -> frozenset[str]:
    """Words, in small letters, after which a full stop is no end of a sentence."""
    return words("abbreviation")


def in_breaths(text: str, limit: int = LIMIT) -> tuple[Span, ...]:
    """The parts of *text*, of at most *limit* characters, cut where a reader would take breath.

    A part ends with a sentence; if one sentence is too long, at a clause; then at a blank; and
    only a word longer than *limit* is cut itself. Nothing but the blanks at the cuts is lost.
    """
    if len(text) <= limit:
        return (Span(0, len(text)),) if text else ()
    return tuple(part for part in _parts(text, limit) if part)


def _parts(text: str, limit: int) -> Iterator[Span]:
    ends = (
        [match.end() for match in SENTENCE.finditer(text) if _ends_sentence(text, match)],
        [match.end() for match in CLAUSE.finditer(text)],
        [match.end() for match in BLANK.finditer(text) if not _is_short(text, match.start())],
        [match.end() for match in BLANK.finditer(text)],
    )
    start = 0
    while len(text) - start > limit:
        last = start + limit
        cut = next((cut for each in ends if (cut := _last(each, last)) > start), None)
        cut = _between_characters(text, start, last) if cut is None else cut
        yield _stripped(text, start, cut)
        start = cut
    yield _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    first = end - len(part.lstrip())
    return Span(first, first + len(part.strip()))


def _last(ends: list[int], limit: int) -> int:
    """The last of *ends*, which are sorted, up to *limit*; -1 if there is none."""
    index = bisect_right(ends, limit)
    return ends[index - 1] if index else -1


def _between_characters(text: str, start: int, last: int) -> int:
    """A cut at *last* or a little before, so that no accent loses its letter."""
    cut = last
    while cut > start + 1 and unicodedata.combining(text[cut]):
        cut -= 1
    return cut if cut > start + 1 else last


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Not after an abbreviation or an initial, and not where small letters go on."""
    if text[match.end() : match.end() + 1].islower():
        return False
    return not (match.group() == ". " and _is_short(text, match.start() + 1))


def _is_short(text: str, end: int) -> bool:
    """Whether an abbreviation or an initial, with its full stop, ends at *end*."""
    word = re.split(r"[\s(\[—–-]", text[max(end - 13, 0) : end])[-1]
    if not word.endswith("."):
        return False
    bare = word.removesuffix(".")
    return len(bare.rpartition(".")[2]) == 1 or bare.casefold() in abbreviations()
