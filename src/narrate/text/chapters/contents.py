"""The table of contents: which lines it is, and the titles it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from narrate.languages import LANGUAGES, any_of, language
from narrate.text.chapters.entries import MARKS, NUMBERED, keys, letters, numbered_key, without_page
from narrate.text.chapters.heading_words import value_of
from narrate.text.chapters.headings import HeadingForm, looks_like_prose, read_heading
from narrate.text.chapters.page import Page
from narrate.text.chapters.recurring import RecurringLines
from narrate.text.lines import Line

_BARE_PAGE = re.compile(r"[^\W\d_]\s\d{1,4}$")
"""A number that one blank parts from a word, and no dots."""
_HAS_PAGE = re.compile(r"(?:\s|\.|…)\d{1,4}$")
_ENTRY = re.compile(r"(?:\d{1,3}|[IVXLC]+)[.:)]\s*\S")
_MOST_ENTRIES = 600
_LONGEST_ENTRY = 130
"""Characters, unless it begins with a number."""
_FEWEST = 4
"""So many headings with no prose between them, all of which come again, are a contents."""
_TOP = 40
"""Rows from the beginning in which a contents may stand with no "Contents" above it."""
_FEW_ROWS = 3
_LONGEST_ARGUMENT, _FAR_LONGER = 1500, 5
"""Characters of what is told of a chapter in a contents, and by what factor the book is longer."""
_SECTION = re.compile(r"\(_?[a-z]_?\)")
"""What counts the sections of a chapter: "(b) Of the Sea"."""
_HANGING = 2
"""Blanks. The second line of an entry is set in by as many, and an entry by one may be."""
_MOST_SET_IN = 4
_NARROWEST = 45
"""Characters. Nobody breaks prose at a narrower margin."""
_LONGEST_WRAPPED = 8
"""Rows. No entry is longer."""


class Contents(NamedTuple):
    """Rows *first* up to *end*, and the entries in them."""

    first: int
    end: int
    entries: tuple[str, ...]


def find_contents(page: Page) -> list[Contents]:
    """Every table of contents; a book in several volumes may have several."""
    found: list[Contents] = []
    lines = RecurringLines(page)
    for index in _announced(page):
        if not found or index >= found[-1].end:
            found.append(_contents(page, index, lines))
    if not found and (unannounced := _unannounced(page, lines)):
        found.append(unannounced)
    return found


def _contents(page: Page, index: int, lines: RecurringLines) -> Contents:
    """The contents that is announced in row *index*."""
    end = _end_of_numbers(page, index + 1, _end(page, index + 1))
    entries = tuple(_entries(page, index + 1, _end_of_titles(page, index + 1, end), lines))
    if len(entries) < _FEW_ROWS and (rows := lines.contents(index + 1)):
        end = _end_of_argument(page, rows)
        entries = tuple(without_page(page.rows[row].text) for row in rows)
    return Contents(index, end, _without_half_title(page, index, entries))


def _end_of_argument(page: Page, rows: Sequence[int]) -> int:
    """One past the last of the entries in *rows*, and what is told of it, as of many others."""
    end = page.group_end(rows[-1])
    told = sum(page.group_end(row) < below for row, below in pairwise(rows))
    return page.group_end(end) if told * 3 > len(rows) and end < len(page.rows) else end


def _without_half_title(page: Page, index: int, entries: tuple[str, ...]) -> tuple[str, ...]:
    """*entries* without the book's title, which is printed above row *index* and again below.

    Where several are printed above, the book is called by its pieces.
    """
    above = {letters(row.text) for row in page.rows[:index]}
    printed = [entry for entry in entries if letters(entry) in above]
    half_title = len(entries) > _FEWEST and printed == [entries[-1]]
    return entries[:-1] if half_title else entries


def announces_contents(words: str) -> bool:
    """Whether *words* are what stands above a table of contents."""
    return _heading().fullmatch(words.strip(MARKS)) is not None


def _announced(page: Page) -> Iterator[int]:
    for index, row in enumerate(page.rows):
        words = row.text.strip(MARKS)
        alone = words[:1].isupper() and len(words) < 60 and page.begins(index)
        if alone and _heading().fullmatch(words):
            yield index


@cache
def _heading() -> re.Pattern[str]:
    """What stands above a table of contents, in every language."""
    volume = rf"(?:{any_of(_words('volume') | _words('part'))})\s+\w{{1,9}}[.,:—–-]*\s+"
    return re.compile(
        rf"(?:{volume})?(?:{any_of(_words('contents'))})"
        rf"(?:\s+(?:of|to)\s.{{1,40}}|\W+\w{{1,3}}\s+(?:{any_of(_words('illustrations'))}))?[.: ]*",
        re.IGNORECASE,
    )


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in language(code).headings.lists[section])


def _is_column(row: Line) -> bool:
    return " ".join(row.text.casefold().strip(".: ").split()) in _words("column")


def _end(page: Page, first: int) -> int:
    """One past the last row of the contents whose entries begin at row *first*."""
    rows = page.rows
    while first < len(rows) and _is_column(rows[first]):
        first += 1
    seen: set[str] = set()
    index = first
    for index in range(first, min(first + _MOST_ENTRIES, len(rows))):
        if _is_prose(page, index):
            return _before_prose(page, first, index)
        keys = _keys(rows[index])
        if seen & keys and _comes_again(page, index, seen):
            return _with_number(page, first, index)
        seen |= keys
    return _before_prose(page, first, min(index + 1, len(rows)))


def _end_of_numbers(page: Page, first: int, end: int) -> int:
    """Row *end*, or a lower one if the numbers of the entries above it go on to where they begin.

    What is told of a chapter among the entries may be as prose is.
    """
    marks = (read_heading(without_page(row.text)) for row in page.rows[first : max(end, first + 1)])
    counted = [mark for mark in marks if mark and mark.label and mark.number is not None]
    start = max(end, first + 1)
    rows = _counted_on(page, start, counted[-1]) if counted else []
    if len(rows) < 2 or not _are_entries(page, start, rows):
        return end
    last, again = rows[-2:]
    named = (page.rows[row].text for row in range(last + 1, again))
    own = any(read_heading(words) and not _stands_below(page, again, words) for words in named)
    return page.group_end(last) if own else again


def _are_entries(page: Page, first: int, rows: Sequence[int]) -> bool:
    """Whether little is told from row *first* up to the last of *rows*, and far more below."""
    told = page.prose(first, rows[-1])
    below = page.prose(rows[-1], len(page.rows))
    return told <= _LONGEST_ARGUMENT * len(rows) and told * _FAR_LONGER < below


def _counted_on(page: Page, first: int, mark: HeadingForm) -> list[int]:
    """The rows from *first* on that count on from *mark*, and the one that begins anew, if any."""
    number, rows = mark.number or 0, []
    for row in range(first, min(first + _MOST_ENTRIES, len(page.rows))):
        found = read_heading(without_page(page.rows[row].text))
        if found is None or found.label != mark.label or found.number is None:
            continue
        rows.append(row)
        if found.number != number + 1:
            return rows if found.number == 1 else []
        number += 1
    return []


def _end_of_titles(page: Page, first: int, end: int) -> int:
    """Where a list of illustrations begins that stands below the titles of a contents."""
    for index in range(first, end):
        if page.rows[index].text.strip(MARKS).rstrip(".:").casefold() in _words("illustrations"):
            return index
    return end


def _with_number(page: Page, first: int, index: int) -> int:
    """Row *index*, or that of a heading above it, which belongs to the first chapter, too.

    That is a number, or a preface that comes not again below as an entry would.
    """
    words = page.rows[index - 1].text
    mark = read_heading(words)
    if mark is None or mark.titled or index - 1 <= first:
        return index
    if mark.number is None:
        return index if _stands_below(page, index, words) else index - 1
    entries = (read_heading(row.text) for row in page.rows[first : index - 1])
    like_entries = any(one and one.label == mark.label and not one.titled for one in entries)
    return index if like_entries and mark.number != 1 else index - 1


def _stands_below(page: Page, index: int, words: str) -> bool:
    """Whether a row from *index* on says these *words*."""
    own = letters(words)
    return any(
        len(row.text) <= _LONGEST_ENTRY and letters(row.text) == own for row in page.rows[index:]
    )


def _keys(row: Line) -> set[str]:
    words = without_page(row.text)
    mark, numbered = read_heading(words), NUMBERED.match(words)
    number = mark.number if mark and mark.rank.counts_chapters else None
    if number is None and numbered and words != words.lower():
        number = value_of(numbered["number"])
    counted = f"#{number}" if number else ""
    return {one for one in (*keys(row.text), counted, numbered_key(mark)) if one}


def _is_prose(page: Page, index: int) -> bool:
    """Whether row *index* is of a paragraph, and of no entry."""
    text = page.rows[index].text
    if _HAS_PAGE.search(text) or _ENTRY.match(text) or read_heading(without_page(text)):
        return False
    if len(text) > _LONGEST_ENTRY:
        return True
    if page.gaps[index] and looks_like_prose(text):
        return not text.isupper()
    first = index
    while first and not page.gaps[first] and index - first < _LONGEST_WRAPPED:
        above = page.rows[first].text
        if _ENTRY.match(above) or read_heading(without_page(above)):
            return False
        first -= 1
    block = page.rows[first : min(page.group_end(index), first + 6)]
    ends = sum(row.text[-1] in '.!?"”,;' or row.text[-1].islower() for row in block)
    return (
        len(block) > 2
        and ends == len(block)
        and all(len(row.text) > 45 for row in block[:-1])
        and not any(_HAS_PAGE.search(row.text) for row in block)
        and not read_heading(without_page(block[0].text))
    )


def _comes_again(page: Page, index: int, seen: set[str]) -> bool:
    """Whether row *index*, like one above, is a heading with prose below it, and no entry."""
    for below in range(index + 1, min(index + 8, len(page.rows) - 1)):
        row = page.rows[below]
        mark = read_heading(row.text)
        if not (mark and mark.number) and (_is_prose(page, below) or _begins_prose(page, below)):
            return True
        keys = _keys(row)
        number = mark is not None and not mark.titled and _is_prose(page, below + 1)
        if not keys & seen and not number and (mark or _HAS_PAGE.search(row.text)):
            return False
        if mark and mark.rank.counts_chapters and below > index + 3:
            return False
    return index + 8 >= len(page.rows) - 1


def _begins_prose(page: Page, index: int) -> bool:
    """Whether a sentence begins in row *index*, at however narrow a margin it is broken."""
    text = page.rows[index].text
    rest = page.rows[index + 1 : page.group_end(index)][:2] if len(text) > _NARROWEST else []
    return looks_like_prose(" ".join([text, *(row.text for row in rest)]))


def _before_prose(page: Page, first: int, prose: int) -> int:
    """Where a contents ends above the paragraph at row *prose*, if none of it came again."""
    rows = page.rows
    end = prose
    for index in range(prose - 1, first - 1, -1):
        if _HAS_PAGE.search(rows[index].text):
            break
        end = index
    else:
        return _last_heading(page, first, prose)
    return end if end - first > 1 else first


def _last_heading(page: Page, first: int, prose: int) -> int:
    """The end of entries without page numbers: above the heading of the *prose* below them."""
    entries = [i for i in range(first, prose) if read_heading(page.rows[i].text)]
    if len(entries) < _FEW_ROWS or prose == first:
        return first
    end = entries[-1]
    again = _stands_below(page, prose, page.rows[end].text)
    return end if prose - end <= _FEW_ROWS and not again else end + 1


def _entries(page: Page, first: int, end: int, lines: RecurringLines) -> Iterator[str]:
    """The entries, each without its page number; one broken at a margin as one."""
    numbered = sum(bool(_HAS_PAGE.search(row.text)) for row in page.rows[first:end])
    paged = numbered * _FEW_ROWS >= end - first  # else "Number 13" is a title, and on no page
    index = first
    while index < end:
        text, last = page.rows[index].text, index
        inner = _set_in(page, index, end)
        while (
            last + 1 < min(end, index + 4)
            and not page.gaps[last + 1]
            and not _HAS_PAGE.search(text)
            and not read_heading(page.rows[last + 1].text)
            and not (lines.comes_again(last, end) and lines.comes_again(last + 1, end))
            and (page.rows[last + 1].text[0].islower() or 0 < last + 1 - index <= inner)
        ):
            last += 1
            text = f"{text} {page.rows[last].text}"
        if not _SECTION.match(text):
            yield without_page(text) if paged or not _BARE_PAGE.search(text) else text
        index = last + 1


def _set_in(page: Page, index: int, end: int) -> int:
    """How many rows below row *index* are set in and go on with its entry.

    More than an entry can have are entries of their own, and that row is what stands above them.
    """
    below, indent = index + 1, page.rows[index].indent + _HANGING
    while below < end and not page.gaps[below] and page.rows[below].indent >= indent:
        below += 1
    count = below - index - 1
    return count if count < _MOST_SET_IN else 0


def _unannounced(page: Page, lines: RecurringLines) -> Contents | None:
    """A list of headings that stands before the first of them with no "Contents" above it."""
    rows: Sequence[Line] = page.rows
    for index in range(min(_TOP, len(rows))):
        if not read_heading(rows[index].text) or _is_prose(page, index):
            continue
        end = _end(page, index)
        listed = sum(read_heading(row.text) is not None for row in rows[index:end])
        if listed < _FEWEST or end >= len(rows) or not _keys(rows[end]) & _keys(rows[index]):
            return None
        return Contents(index, end, tuple(_entries(page, index, end, lines)))
    return None
