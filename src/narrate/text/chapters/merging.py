"""Joins the headings of one chapter: a part's and its first chapter's, a number's and a title's."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.text.chapters.headings import Rank, read_heading
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.worth import MOTTO

_TITLE_PAGE = 1200
"""Characters. That of a volume, with printer and publisher, is no longer."""
_YEAR = 30
"""Characters. So much may stand between the title of a part and its first chapter: "1703."."""


def merged(page: Page, headings: Sequence[Heading]) -> list[Heading]:
    """Join headings with no prose between: "Part One" belongs to the "Chapter 1" below it.

    So does a part with a motto: its chapter begins with the part.
    """
    joined: list[Heading] = []
    for heading in headings:
        above = joined[-1] if joined else None
        if above and heading.first <= above.last + 1:
            title = heading.mark.number is None and above.mark.rank.counts_chapters
            mark = above.mark if title else heading.mark
            joined[-1] = Heading(above.first, max(heading.last, above.last), mark)
        else:
            joined.append(heading)
    return _with_mottos(page, joined)


def _with_mottos(page: Page, headings: Sequence[Heading]) -> list[Heading]:
    """*headings* without those of chapters that begin with the part above, and its motto."""
    kept: list[Heading] = []
    for heading in headings:
        if kept and _is_motto(page, kept[-1], heading):
            below = range(heading.first, heading.last + 1)
            kept[-1] = kept[-1]._replace(mark=heading.mark, below=below)
        else:
            kept.append(heading)
    return kept


def _is_motto(page: Page, above: Heading, heading: Heading) -> bool:
    """Whether no more than a motto stands between a part's heading and its first chapter's."""
    rank = above.mark.rank
    between = page.prose(above.last + 1, heading.first)
    plain = not above.mark.label and above.mark.number is None
    if plain and between <= _YEAR and _says_first(page, heading):
        return True
    if heading.mark.number == 1 and above.mark.number is None:  # a part with its own title
        mark = read_heading(page.rows[above.first].text)
        rank = mark.rank if mark else rank
    most = MOTTO if rank > Rank.VOLUME else _TITLE_PAGE
    part = rank < min(heading.mark.rank, Rank.CHAPTER)
    return part and between <= most


def _says_first(page: Page, heading: Heading) -> bool:
    """Whether *heading*, or the part that begins with it, is the first."""
    part = read_heading(page.rows[heading.first].text)
    return 1 in (heading.mark.number, part and part.number)
