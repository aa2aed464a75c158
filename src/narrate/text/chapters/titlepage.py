"""Reads title and author off what is printed before the first chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from narrate.languages import LANGUAGES, any_of, language
from narrate.text.chapters.headings import (
    looks_like_prose,
    looks_like_title,
    read_heading,
    underline_level,
)
from narrate.text.chapters.page import Page
from narrate.text.titlecase import capitalise
from narrate.text.titles import plain

_FIELD = re.compile(
    r"^[#*_ \t]*(title|author)\s*[:=][*_]*\s*(\S.{0,150}?)[*_\s]*$", re.IGNORECASE | re.MULTILINE
)
_HEADER = 4000
"""Characters at the beginning of a file in which Title: and Author: are looked for."""
_MOST_ROWS = 14
_LONGEST = 80
_MOST_WORDS = 9
_LITTLE = 200
_MOST_IN_CAPITALS = 30
"""Rows. A title of old goes on and on."""


class TitlePage(NamedTuple):
    """What a book says of itself; *rows* is how many printed lines say it."""

    title: str | None = None
    author: str | None = None
    rows: int = 0


def header_fields(text: str) -> dict[str, str]:
    """The ``Title:`` and ``Author:`` lines near the beginning of *text*."""
    fields: dict[str, str] = {}
    for name, words in _FIELD.findall(text[:_HEADER]):
        fields.setdefault(name.lower(), _unquoted(words))
    return fields


def _unquoted(words: str) -> str:
    """*words* without the quotation marks that YAML may put around them."""
    quoted = len(words) > 2 and words[0] == words[-1] and words[0] in "\"'"
    return words[1:-1] if quoted else words


def read_title_page(page: Page, until: int | None) -> TitlePage:
    """The title page above row *until*, where the first chapter begins.

    None says that there is no heading: then only a title line, and the author's name below it,
    are taken.
    """
    rows = page.rows[: len(page.rows) - 1 if until is None else until]
    if not rows:
        return TitlePage()
    author, by_rows = _author([row.text for row in rows[:_MOST_ROWS]])
    first = plain(rows[0].text)
    other = _FIELD.match(first) or _by("en").fullmatch(first) or read_heading(first)
    alone = until is not None and len(rows) == max(1, by_rows) and _is_phrase(first)
    titled = not other and (alone or looks_like_title(first))
    title = capitalise(first) if titled and page.group_end(0) <= 4 else None
    if until is not None and _is_brief(page, len(rows)):
        return TitlePage(title, author, len(rows))
    count = max(title is not None, by_rows)
    while count < len(rows) and (
        _FIELD.match(rows[count].text) or underline_level(rows[count].text)
    ):
        count += 1
    brief = _is_brief(page, count)
    return TitlePage(title, author if brief else None, count if brief else 0)


def _is_phrase(line: str) -> bool:
    """Whether *line*, all that stands above the first chapter, is a title in sentence case."""
    words = line.split()
    return line[:1].isupper() and 1 < len(words) <= _MOST_WORDS and line[-1].isalnum()


def _ends(line: str) -> bool:
    """Whether a sentence can end with *line*: a title in a list of them has a comma inside."""
    return line[-1] in ".!?\"”’'" and line[-2:-1] != ","


def _is_brief(page: Page, count: int) -> bool:
    """Whether the first *count* rows hold nothing that reads as prose, or very little of it."""
    rows = page.rows[:count]
    if sum(len(row.text) for row in rows) <= _LITTLE and len(rows) <= _MOST_ROWS // 2:
        return True
    if len(rows) <= _MOST_IN_CAPITALS and all(row.text.upper() == row.text for row in rows):
        return True
    short = len(rows) <= _MOST_ROWS and all(
        len(row.text) <= _LONGEST and (not _ends(row.text) or len(row.text.split()) < 8)
        for row in rows
    )
    return short and not any(map(_is_sentence, _paragraphs(page, count)))


def _paragraphs(page: Page, count: int) -> Iterator[str]:
    """What stands in the first *count* rows, each paragraph as one line."""
    first = 0
    while first < count:
        end = min(page.group_end(first), count)
        yield " ".join(row.text for row in page.rows[first:end])
        first = end


def _is_sentence(words: str) -> bool:
    """Whether *words* are prose that was broken at a margin."""
    return len(words) > _LONGEST and words[-1] in ".!?" and looks_like_prose(words)


def _author(lines: Sequence[str]) -> tuple[str | None, int]:
    """The author after "by", and one past the row the name stands on.

    The first row is so read in English only: "Von der Erde zum Mond" is a title.
    """
    for index, line in enumerate(lines):
        by = _find_by(line.strip("*_# "), LANGUAGES if index else ("en",))
        if by is None:
            continue
        name, row = by["name"], index
        if name and is_by(name.split()[-1]):  # "written by himself, and now set forth by"
            name = None
        if name is None and index + 1 < len(lines):
            name, row = lines[index + 1], index + 1
        if name and looks_like_title(name.rstrip(".")):
            return capitalise(plain(name.rstrip("."))), row + 1
    return None, 0


def _find_by(line: str, languages: Sequence[str]) -> re.Match[str] | None:
    found = (_by(code).fullmatch(line) for code in languages)
    return next((by for by in found if by), None)


def find_by(line: str) -> re.Match[str] | None:
    """What in *line* says "by", with the author's ``name``, if it stands there; None if nothing."""
    return _find_by(line.strip("*_# "), LANGUAGES)


def is_by(line: str) -> bool:
    """Whether *line* is nothing but what stands above an author's name."""
    by = find_by(line)
    return by is not None and by["name"] is None


@cache
def _by(code: str) -> re.Pattern[str]:
    """What the line with the author's name is like in the language *code*."""
    before = any_of(language(code).headings.lists["by"])
    return re.compile(rf"(?:{before})(?:[:\s]+(?P<name>\S.{{0,80}}))?", re.IGNORECASE)
