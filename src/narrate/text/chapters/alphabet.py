"""Letters alone as the headings of a dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from narrate.text.chapters.headings import HeadingForm, Rank
from narrate.text.chapters.page import Heading, Page

_FEWEST = 8
_LATEST = "C"
"""The first of a dictionary's letters is no later."""


def letters(page: Page, worded: Sequence[Heading]) -> list[Heading]:
    """Lines of a single capital, each later in the alphabet than the one above; few are none.

    Headings told by their words, *worded*, count before the first and after the last of them
    only: between them "Conclusion" is an entry.
    """
    rows = [
        index
        for index, row in enumerate(page.rows[:-1])
        if len(row.text.rstrip(".")) == 1 and row.text[0].isupper() and page.alone(index)
    ]
    order = [page.rows[index].text[0] for index in rows]
    latest = list(accumulate(order, max))
    ascend = order == latest and len(set(order)) == len(order)
    if not ascend or len(order) < _FEWEST or order[0] > _LATEST:
        return []
    found = [
        Heading(index, index, HeadingForm(Rank.CHAPTER, title=page.rows[index].text))
        for index in rows
    ]
    beside = (one for one in worded if not rows[0] <= one.first <= rows[-1])
    return sorted([*found, *beside])
