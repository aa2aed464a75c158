"""Decides which lines of a book are the headings of its chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrate.text.chapters.headings import (
    Mark,
    Rank,
    goes_on_below,
    is_capitals,
    looks_like_sentence,
    looks_like_title,
    markdown_level,
    read_heading,
    underline_level,
)
from narrate.text.lines import Line

_ENOUGH_PROSE = 300
"""Characters. Less than this after a line in capitals, and it is a sign on a wall."""
_TITLE_ROWS = 4


class Heading(NamedTuple):
    """Rows ``first`` to ``last``, the last included, that begin a chapter."""

    first: int
    last: int
    mark: Mark


class Page(NamedTuple):
    """The printed lines of a book, and how many blank lines stand before each."""

    rows: Sequence[Line]
    gaps: Sequence[int]
    """one more than there are rows: the last is what follows the last row"""
    dense: bool
    """whether paragraphs are parted by something else than blank lines"""

    def group_end(self, index: int) -> int:
        """One past the last row of the block that row *index* stands in."""
        end = index + 1
        while end < len(self.rows) and not self.gaps[end]:
            end += 1
        return end

    def begins(self, index: int) -> bool:
        """Whether a paragraph can begin at row *index*."""
        if index == 0 or self.gaps[index]:
            return True
        return self.dense and self.rows[index - 1].text[-1] in ".!?…\"”’'»)*_"

    def alone(self, index: int) -> bool:
        """Whether row *index* is a paragraph by itself."""
        return self.begins(index) and (self.dense or self.group_end(index) == index + 1)


def find_headings(page: Page, pattern: re.Pattern[str] | None) -> list[Heading]:
    """The headings that begin chapters, those with no prose between them as one.

    Stronger kinds of heading go before weaker ones: the user's own *pattern*, Markdown, "Chapter
    One" and its kin, bare numbers that count up from one, and last lines in capitals.
    """
    if pattern is not None:
        plain = Mark(Rank.CHAPTER)
        rows = enumerate(page.rows)
        return _merge([Heading(i, i, plain) for i, row in rows if pattern.search(row.text)])
    for find in (_markdown, _worded, _capitals):
        headings = find(page)
        if headings:
            return _merge([_with_title(page, heading) for heading in headings])
    return []


def _markdown(page: Page) -> list[Heading]:
    found: dict[int, list[Heading]] = {}
    for index, row in enumerate(page.rows):
        level, last, title = markdown_level(row.text), index, row.text.strip("# \t")
        if level is None and page.begins(index) and page.group_end(index) == index + 2:
            level = underline_level(page.rows[index + 1].text)
            last = index + 1
            if not looks_like_title(row.text):
                level = None
        if level is not None:
            found.setdefault(level, []).append(
                Heading(index, last, Mark(Rank.CHAPTER, title=title))
            )
    levels = sorted(found)
    if (
        levels
        and len(found[levels[0]]) == 1
        and (len(levels) > 1 or found[levels[0]][0].first == 0)
    ):
        levels.pop(0)  # the only one of its level is the book's title
    return found[levels[0]] if levels else []


def _worded(page: Page) -> list[Heading]:
    strong, numbers = [], []
    for index, row in enumerate(page.rows):
        if not page.begins(index) or row.text[0] in "\"“‘'«»„":
            continue
        mark = read_heading(row.text)
        if mark is None or (index and page.rows[index - 1].text[-1] in ":,"):
            continue
        if mark.rank is not Rank.NUMBER:
            if _stands_out(page, index, mark):
                strong.append(Heading(index, index, mark))
        elif page.alone(index) or (
            page.group_end(index) == index + 2 and _titled_below(page, index)
        ):
            numbers.append(Heading(index, index, mark))
    if any(heading.mark.rank is Rank.CHAPTER and heading.mark.number for heading in strong):
        return strong
    return sorted([*strong, *_counting(numbers, strong)])


def _stands_out(page: Page, index: int, mark: Mark) -> bool:
    """Whether a worded heading is a line of its own, and not the beginning of a sentence."""
    end = page.group_end(index)
    if page.alone(index) or end - index <= _TITLE_ROWS:
        return True
    return not mark.titled or page.rows[index + 1].text[:1].isupper()


def _titled_below(page: Page, index: int) -> bool:
    return looks_like_title(page.rows[index + 1].text)


def _counting(numbers: Sequence[Heading], strong: Sequence[Heading]) -> list[Heading]:
    """The bare numbers that count up from one, beginning anew in each part."""
    kept: list[Heading] = []
    parts = [heading.first for heading in strong]
    for heading in numbers:
        last = kept[-1] if kept else None
        anew = last is None or any(last.first < part < heading.first for part in parts)
        number = heading.mark.number
        if (number == 1 and anew) or (last and last.mark.number and number == last.mark.number + 1):
            kept.append(heading)
    return kept if len(kept) > 1 or strong else []


def _capitals(page: Page) -> list[Heading]:
    """Lines in capitals, each alone and followed by prose, the first above all prose."""
    rows = page.rows
    found = [
        index
        for index, row in enumerate(rows)
        if page.alone(index)
        and is_capitals(row.text)
        and not (index and rows[index - 1].text[-1] in ":,")
    ]
    kept = [
        Heading(index, index, Mark(Rank.CHAPTER))
        for index, following in pairwise([*found, len(rows)])
        if sum(len(row.text) for row in rows[index + 1 : following]) >= _ENOUGH_PROSE
    ]
    if len(kept) < 2:
        return []
    spaced = all(page.gaps[heading.first] > 1 or not heading.first for heading in kept)
    opens = all(len(row.text) <= 80 for row in rows[: kept[0].first]) and kept[0].first <= 8
    return kept if spaced or opens else []


def _with_title(page: Page, heading: Heading) -> Heading:
    """Take in the title that stands below the number."""
    if heading.mark.titled:
        return _with_rest(page, heading)
    end = page.group_end(heading.last)
    below = range(heading.last + 1, end)
    if below and len(below) < _TITLE_ROWS and end < len(page.rows):
        if all(looks_like_title(page.rows[i].text) or page.rows[i].text.isupper() for i in below):
            return heading._replace(last=below[-1])
        return heading
    if page.dense and below:
        title = page.rows[heading.last + 1].text
        return heading._replace(last=heading.last + 1) if looks_like_title(title) else heading
    return _with_title_apart(page, heading, end)


def _with_rest(page: Page, heading: Heading) -> Heading:
    """Take in the rest of a title that was broken at a margin."""
    end = page.group_end(heading.last)
    title, last = page.rows[heading.last].text, heading.last
    while last + 1 < end and goes_on_below(title, page.rows[last + 1].text):
        last += 1
        title = f"{title} {page.rows[last].text}"
    whole = last + 1 == end < len(page.rows)  # else it is a paragraph that begins like a heading
    return heading._replace(last=last) if whole and not page.dense else heading


def _with_title_apart(page: Page, heading: Heading, start: int) -> Heading:
    """Take in a title that a blank line parts from the number."""
    if start >= len(page.rows) - 1 or read_heading(page.rows[start].text):
        return heading
    end = page.group_end(start)
    titles = all(looks_like_title(row.text) for row in page.rows[start:end])
    if heading.mark.language not in ("", "en") and end == start + 1:
        titles = titles or looks_like_sentence(page.rows[start].text)
    return heading._replace(last=end - 1) if titles and end - start <= 2 else heading


def _merge(headings: Sequence[Heading]) -> list[Heading]:
    """Join headings with no prose between: "Part One" belongs to the "Chapter 1" below it."""
    merged: list[Heading] = []
    for heading in headings:
        if merged and heading.first <= merged[-1].last + 1:
            last = max(heading.last, merged[-1].last)
            merged[-1] = Heading(merged[-1].first, last, heading.mark)
        else:
            merged.append(heading)
    return merged


def gaps(lines: Sequence[Line]) -> Iterator[int]:
    """How many blank lines stand before each printed line, and after the last."""
    blank = 0
    for line in lines:
        if line.text:
            yield blank
            blank = 0
        else:
            blank += 1
    yield blank
