"""The families of lines that are set alike in a text, and the outline that is chosen of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from narrate.text.chapters.choice import Lines, choose
from narrate.text.chapters.headings import (
    HeadingForm,
    Rank,
    looks_like_named,
    looks_like_prose,
    looks_like_sentence,
    looks_like_title,
    markdown_level,
)
from narrate.text.chapters.merging import merged
from narrate.text.chapters.numbers import way_of
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.subtitles import with_titles
from narrate.text.chapters.worth import Candidate, Shape

_MOST_ROWS = 3
_LONGEST = 90
"""Characters of a title."""
_FEWEST_LISTED = 3
_WIDEST = 4
"""Blank lines. More are no more."""


class Known(NamedTuple):
    """What is known of a text's lines.

    Headings *worded*, *numbers* alone, the *titles* that a contents names, and how many it has.
    """

    worded: Sequence[Heading]
    numbers: Sequence[Heading]
    titles: Sequence[Heading]
    entries: int = 0


def reconsidered(page: Page, headings: list[Heading], known: Known) -> list[Heading]:
    """*headings*, or those of an outline that is worth far more."""
    whole = [
        row
        for one in merged(page, with_titles(page, headings))
        for rows in (range(one.first, one.last + 1), one.below)
        for row in rows
    ]
    starts = {heading.first: heading for heading in headings}
    found = _with_likeness(dict(_candidates(page, known, starts)))
    chosen = {found[row] for row in whole if row in found}
    size = page.prose(0, len(page.rows))
    best = set(choose(Lines(list(found.values()), size, known.entries), chosen))
    if best == chosen:
        return headings
    added = [row for row, one in found.items() if one in best and one not in chosen]
    kept = [one for one in headings if found[one.first] in best]
    marks = _marks(known)
    return sorted([*kept, *(marks.get(row) or _titled(page, row) for row in added)])


def _with_likeness(found: Mapping[int, Candidate]) -> dict[int, Candidate]:
    """The lines *found*, of which those know it that are set as most titles of a contents are."""
    all_times = Counter(one.shape for one in found.values())
    listed = Counter(one.shape for one in found.values() if one.listed)
    usual = {
        shape
        for shape, times in listed.items()
        if times >= _FEWEST_LISTED and times * 3 >= all_times[shape] * 2
    }
    return {row: one._replace(alike=one.shape in usual) for row, one in found.items()}


def _titled(page: Page, row: int) -> Heading:
    return Heading(row, row, HeadingForm(Rank.CHAPTER, title=page.rows[row].text))


def _marks(known: Known) -> Mapping[int, Heading]:
    return {one.first: one for one in (*known.titles, *known.numbers, *known.worded)}


def _candidates(
    page: Page, known: Known, headings: Mapping[int, Heading]
) -> Iterator[tuple[int, Candidate]]:
    """The lines that may be headings, by their rows: all *headings* and what is set like one."""
    marks = {one.first: one.mark for one in (*known.numbers, *known.worded)}
    listed = {one.first for one in known.titles}
    start = 0
    for index, row in enumerate(page.rows):
        mark = headings[index].mark if index in headings else marks.get(index)
        shape = _shape(page, index, mark, headings)
        if shape is not None:
            rows = _rows(page, index)
            upto = start + page.prose(index, index + (rows if rows <= _MOST_ROWS else 1))
            yield index, Candidate(start, upto, row.text, mark, shape, index in listed)
        start += len(row.text)


def _shape(
    page: Page, index: int, mark: HeadingForm | None, headings: Collection[int]
) -> Shape | None:
    text = page.rows[index].text.strip("# \t") or page.rows[index].text
    if mark is not None and mark.rank is Rank.NUMBER:
        return Shape("number", f"{way_of(text)} {'titled' if mark.titled else ''}")
    if mark is not None and mark.label:
        return Shape("counted", mark.label) if mark.number is not None else Shape("named")
    rows = _rows(page, index) if page.begins(index) else 0
    short = 0 < rows <= _MOST_ROWS and len(text) <= _LONGEST and not looks_like_prose(text)
    way = _way(text) if short else ""
    if not way and index not in headings:
        return None
    row, gap = page.rows[index], min(page.gaps[index], _WIDEST)
    level = markdown_level(row.text) or 0
    return Shape("plain", way or "sentence", level, gap, row.indent > 0, min(rows, 2))


def _rows(page: Page, index: int) -> int:
    """How many rows a block has from row *index* on; no more than one over the most of a title."""
    end = min(index + _MOST_ROWS + 1, len(page.rows))
    return next((row - index for row in range(index + 1, end) if page.gaps[row]), end - index)


def _way(text: str) -> str:
    """How a plain line is set; nothing if not as any title is."""
    if not any(map(str.isalpha, text)):
        return ""
    if text.isupper():
        return "capitals"
    if looks_like_title(text) and text[-1] not in "?!":
        return "title"
    if looks_like_named(text):
        return "stopped"
    return "sentence" if looks_like_sentence(text) else ""
