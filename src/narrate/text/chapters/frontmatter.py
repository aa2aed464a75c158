"""What stands above a book and is not its author's: who made the file, and who published it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from narrate.text.chapters.headings import looks_like_prose, read_heading
from narrate.text.chapters.page import Page

_TOP = 150
"""Rows from the beginning in which front matter is looked for."""
_MOST_ROWS = 14
_MOST_ROWS_OF_NOTE = 30
_NARROW = 75
"""Characters. No line of an imprint is longer, but in a sentence of law."""
_PROSE = 200
"""Characters. A longer paragraph is the book's own; front matter ends above it."""
_MADE = re.compile(
    r"\bProject Gutenberg|\be-?texts?\b|\bDistributed Proofread|\bgutchecked\b"
    r"|\A\W*(?:Note[^:\n]{0,40}: *)?This electronic (?:book|text|edition|version)\b"
    r"|\A\W*(?:Transcribed|Digiti[sz]ed|Scanned) (?:from|by)\b"
    r"|\A\W*(?:Produced|Prepared|Proofed|Proofread|HTML version|Text file) by\b"
    r"|\A\W*Redactor['’]s notes?\b",
    re.IGNORECASE,
)
"""What tells that a paragraph is about the file and its makers."""
_THANKS = re.compile(r"\bwww\b|\bhttps?:|@\w+\.\w|\bthank", re.IGNORECASE)
"""What goes on with a paragraph of that kind."""
_LAW = re.compile(
    r"\bentered,? according to (?:the )?act of congress\b|\ball rights (?:are )?reserved\b"
    r"|\A\W*(?:copyright\b|©|\(c\)).{0,80}\b(?:1[5-9]|20)\d\d\b|\bISBN\b",
    re.IGNORECASE | re.DOTALL,
)
_CITY = (
    r"(?:à |a |at )?(?:london|new york|boston|philadelphia|chicago|edinburgh|dublin|oxford"
    r"|cambridge|toronto|paris|leipzig|berlin|münchen|wien|madrid|barcelona)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))"
)
_PUBLISHED = re.compile(
    r"^[\W_]*(?:(?:(?:first|originally) )?published (?:by|at|in|for|\w* ?\d{4})"
    r"|printed (?:by|for|at|in (?:the |great )?(?:u\.|united|england|britain|america|germany))"
    r"|original publication\b|(?:à |a )?chez \w|de l['’] ?imprimerie\b"
    rf"|{_ORDINAL} (?:edition|impression|printing)(?![a-z]))",
    re.IGNORECASE | re.MULTILINE,
)
_PLACE = re.compile(rf"\W*{_CITY}(?:\W+(?:and |& )?{_CITY})*\W*", re.IGNORECASE)
_YEAR = re.compile(r"\W*(?:(?:1[5-9]|20)\d\d|M[DCLXVI]{3,})\W*")
_STREET = re.compile(
    r"\b(?:street|square|row|lane|strand|acre|avenue|rue|publishers?)\b", re.IGNORECASE
)


class FrontMatter(NamedTuple):
    """Rows *first* up to *end*; *kind* is "notes" on the file or the "imprint"."""

    first: int
    end: int
    kind: str


def find_front_matter(page: Page) -> Iterator[FrontMatter]:
    """The paragraphs above the book's own first one that tell who made the file or the edition.

    A title, a motto, a dedication and whatever has a heading of its own are the author's.
    """
    blocks = list(_blocks(page))
    kinds = [_kind(page, *block) for block in blocks]
    for at, (first, end) in enumerate(blocks):
        before = kinds[at - 1] if at else ""
        after = kinds[at + 1] if at + 1 < len(kinds) else ""
        if not kinds[at] and _goes_with(_words(page, first, end), before, after):
            kinds[at] = before or after
    for (first, end), kind in zip(blocks, kinds, strict=True):
        if kind:
            yield FrontMatter(first, end, kind)


def _blocks(page: Page) -> Iterator[tuple[int, int]]:
    """The paragraphs down to the first of the book's own prose."""
    first = 0
    while first < min(_TOP, len(page.rows)):
        end = page.group_end(first)
        if not _kind(page, first, end) and _is_prose(page, first, end):
            return
        yield first, end
        first = end


def _is_prose(page: Page, first: int, end: int) -> bool:
    words = _words(page, first, end).replace("\n", " ")
    return len(words) > _PROSE and looks_like_prose(words) and not _THANKS.search(words)


def _words(page: Page, first: int, end: int) -> str:
    return "\n".join(row.text for row in page.rows[first:end])


def _kind(page: Page, first: int, end: int) -> str:
    """What the paragraph of rows *first* to *end* tells by its own words; nothing for the book."""
    words = _words(page, first, end)
    if read_heading(page.rows[first].text):
        return ""
    flat = words.replace("\n", " ")
    if _MADE.search(flat) and end - first <= _MOST_ROWS_OF_NOTE:
        return "notes"
    if end - first > _MOST_ROWS:
        return ""
    narrow = all(len(row.text) <= _NARROW for row in page.rows[first:end])
    return "imprint" if _LAW.search(flat) or (narrow and _is_imprint(words)) else ""


def _is_imprint(words: str) -> bool:
    """Whether the lines of *words* name the publisher, his place and year, or the edition."""
    if _PUBLISHED.search(words) and words[-1] not in '?!"”':
        return True
    lines = words.split("\n")
    placed = any(_PLACE.fullmatch(line) for line in lines)
    return placed and any(_YEAR.fullmatch(line) or _STREET.search(line) for line in lines)


def _goes_with(words: str, before: str, after: str) -> bool:
    """Whether *words* go on with front matter *before* them, or are a place or a year beside it."""
    if before == "notes" and _THANKS.search(words):
        return True
    if "imprint" not in (before, after):
        return False
    alone = "\n" not in words and len(words) <= _NARROW
    return alone and bool(
        _PLACE.fullmatch(words)
        or _YEAR.fullmatch(words)
        or (_STREET.search(words) and any(map(str.isdigit, words)))
    )
