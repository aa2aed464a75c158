"""The index of a book: which lines it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.text.chapters.page import Page

_ENTRY = re.compile(r"\d[\W_]*(?:nn?|ff?)?[\W_]*$")
"""What ends in the number of a page."""
_FEWEST = 10
_MOST_APART = 12
"""Rows. Within so many of an index one ends in a number."""


def end_of_index(page: Page, first: int) -> int:
    """One past the last row of the index whose heading is in row *first*; *first* if it is none."""
    end = first + 1
    for row in range(end, len(page.rows)):
        if row - end > _MOST_APART:
            break
        if _ENTRY.search(page.rows[row].text):
            end = row + 1
    return end if are_entries([row.text for row in page.rows[first + 1 : end]]) else first


def are_entries(lines: Sequence[str]) -> bool:
    """Whether *lines* are of an index: many, of which the half end in the numbers of pages."""
    entries = sum(bool(_ENTRY.search(line)) for line in lines)
    return entries >= _FEWEST and entries * 2 >= len(lines)
