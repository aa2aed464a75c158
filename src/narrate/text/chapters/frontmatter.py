"""What stands above a book and is not its author's: who made the file, and who published it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from narrate.languages import LANGUAGES, any_of, language
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
    r"\bProject Gutenberg|\be-?texts?\b|\bDistributed Proofread|\bgutchecked\b", re.IGNORECASE
)
"""What tells that a paragraph is about the file and its makers, in any language."""
_THANKS = re.compile(r"\bwww\b|\bhttps?:|@\w+\.\w|\bthank", re.IGNORECASE)
"""What goes on with a paragraph of that kind."""
_COPYRIGHT = re.compile(
    r"\A\W*(?:copyright\b|©|\(c\)).{0,80}\b(?:1[5-9]|20)\d\d\b|\bISBN\b",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\W*(?:(?:1[5-9]|20)\d\d|M[DCLXVI]{3,})\W*")


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
    for at in (*reversed(range(len(blocks))), *range(len(blocks))):
        first, end = blocks[at]
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
    if (_MADE.search(flat) or _makers().match(flat)) and end - first <= _MOST_ROWS_OF_NOTE:
        return "notes"
    if end - first > _MOST_ROWS:
        return ""
    narrow = all(len(row.text) <= _NARROW for row in page.rows[first:end])
    return (
        "imprint"
        if _COPYRIGHT.search(flat) or _rights().search(flat) or (narrow and _is_imprint(words))
        else ""
    )


def _is_imprint(words: str) -> bool:
    """Whether the lines of *words* name the publisher, his place and year, or the edition."""
    if _published().search(words) and words[-1] not in '?!"”':
        return True
    lines = words.split("\n")
    placed = any(_place().fullmatch(line) for line in lines)
    return placed and any(_YEAR.fullmatch(line) or _street().search(line) for line in lines)


def _goes_with(words: str, before: str, after: str) -> bool:
    """Whether *words* go on with front matter *before* them, or are a place or a year beside it."""
    if before == "notes" and _THANKS.search(words):
        return True
    if "imprint" not in (before, after):
        return False
    alone = "\n" not in words and len(words) <= _NARROW
    return alone and bool(
        _place().fullmatch(words)
        or _YEAR.fullmatch(words)
        or (_street().search(words) and any(map(str.isdigit, words)))
    )


def _any(section: str) -> str:
    """A pattern for what stands in a *section* of any language's headings."""
    return any_of(word for code in LANGUAGES for word in language(code).headings.lists[section])


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


@cache
def _makers() -> re.Pattern[str]:
    return _compile(rf"\W*(?:\w[^:\n]{{0,44}}: *)?(?:{_any('makers')})\b")


@cache
def _rights() -> re.Pattern[str]:
    return _compile(rf"\b(?:{_any('rights')})\b")


@cache
def _published() -> re.Pattern[str]:
    """A line on who published a book, when, or in which edition."""
    phrases = [one for code in LANGUAGES for one in language(code).headings.lists["published"]]
    dated = rf"(?:{any_of({one.split()[0] for one in phrases})}) \w* ?\d{{4}}"
    editions = "|".join(_edition(code) for code in LANGUAGES)
    return _compile(rf"^[\W_]*(?:(?:{any_of(phrases)})\b|{dated}|(?:{editions})(?!\w))")


def _edition(code: str) -> str:
    """The third edition, 3rd edition, dritte Auflage."""
    words = language(code).headings
    ordinal = any_of(words.numbers["ordinal"])
    endings = any_of(one.removeprefix("-") for one in words.lists["endings"])
    figures = rf"\d+(?:{any_of(words.lists['figure endings'])})"
    return rf"(?:(?:{ordinal})(?:{endings})|{figures}) (?:{any_of(words.lists['edition'])})"


@cache
def _place() -> re.Pattern[str]:
    city = rf"(?:\w{{1,2}} )?(?:{_any('city')})"
    return _compile(rf"\W*{city}(?:\W+(?:\w{{1,3}} |& )?{city})*\W*")


@cache
def _street() -> re.Pattern[str]:
    return _compile(rf"\b(?:{_any('street')})\b")
