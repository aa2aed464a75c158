"""Which level of a Markdown text's headings is that of its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narrate.text.chapters.headings import (
    HeadingForm,
    Rank,
    looks_like_title,
    markdown_level,
    read_heading,
    underline_level,
)
from narrate.text.chapters.page import Heading, Page

_LITTLE = 200
"""Characters. No more than this stands between a part's heading and its first chapter's."""


def markdown_headings(page: Page) -> list[Heading]:
    """The headings of chapters and of the parts above them.

    The chapters' level is the first that repeats; but where nearly every heading of it stands
    right above one of the next level, it is that of the parts. The only heading of a level above
    is the book's title.
    """
    found = _by_level(page)
    levels = sorted(found)
    while len(levels) > 1 and len(found[levels[0]]) == 1:
        title = found[levels.pop(0)][0]
        if _is_title(title) or title.first > found[levels[0]][0].first:
            continue
        found[levels[0]] = sorted([title, *found[levels[0]]])
    if len(levels) == 1 and len(found[levels[0]]) == 1 and _opens(page, found[levels[0]][0]):
        return []
    if not levels:
        return []
    kept = found[levels.pop(0)]
    while levels and _are_parts(page, kept, found[levels[0]]):
        kept = sorted([*kept, *found[levels.pop(0)]])
    return kept


def deeper_headings(page: Page) -> list[Heading]:
    """The Markdown headings of every level, for a book with too few of the first ones."""
    found = _by_level(page)
    return sorted(heading for headings in found.values() for heading in headings)


def _by_level(page: Page) -> dict[int, list[Heading]]:
    found: dict[int, list[Heading]] = {}
    for index, row in enumerate(page.rows):
        level, last = markdown_level(row.text), index
        if level is None and _is_underlined(page, index):
            level, last = underline_level(page.rows[index + 1].text), index + 1
        if level is not None:
            title = row.text.strip("# \t")
            mark = read_heading(title) or HeadingForm(Rank.CHAPTER, title=title)
            found.setdefault(level, []).append(Heading(index, last, mark))
    return found


def _is_underlined(page: Page, index: int) -> bool:
    """Whether a title is in row *index*, and nothing but perhaps a line below it in its block."""
    return (
        page.gaps[index + 1] == 0
        and index + 1 < len(page.rows)
        and page.rows[index + 1].text[0] in "=-"
        and page.begins(index)
        and page.group_end(index) == index + 2
        and looks_like_title(page.rows[index].text)
    )


def _is_title(heading: Heading) -> bool:
    """Whether a heading that alone has its level is the book's title, and no prologue."""
    return not heading.mark.label and heading.mark.number is None


def _opens(page: Page, heading: Heading) -> bool:
    return heading.first == 0 or page.prose(0, heading.first) < _LITTLE


def _are_parts(page: Page, upper: Sequence[Heading], lower: Sequence[Heading]) -> bool:
    """Whether most of the *upper* headings have one of the *lower* right below them."""
    if len(lower) < len(upper):
        return False
    starts = [heading.first for heading in lower]
    above = below = 0
    for heading, following in pairwise([*upper, upper[-1]._replace(first=len(page.rows))]):
        first = next((one for one in starts if heading.last < one < following.first), None)
        if first is None:
            continue
        below += 1
        above += page.prose(heading.last + 1, first) < _LITTLE
    return below > 1 and above * 4 >= below * 3 and below * 2 >= len(upper)
