"""Headings that count with a word of the book's own: "Day One", "Night the Second", "Log 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from narrate.text.chapters.headings import HeadingForm, Rank, read_heading
from narrate.text.chapters.page import Heading, Page

_FEWEST = 3
"""Lines that count. Fewer may be anything."""
_COUNTED = re.compile(r"(?P<word>[^\W\d_][^\W\d_’'-]{1,19}) (?P<rest>(?:the )?[\w#].{0,120})")


def counted_words(page: Page) -> list[Heading]:
    """Lines alone that begin with one word, and a number behind it that goes up from one.

    The word is any: what counts so, through a whole book, are its chapters.
    """
    families: dict[str, list[Heading]] = {}
    for index, row in enumerate(page.rows[:-1]):
        found = _COUNTED.fullmatch(row.text.strip("*_#= ")) if page.alone(index) else None
        mark = read_heading(f"Chapter {found['rest']}") if found else None
        if found and mark and mark.number is not None and not read_heading(row.text):
            heading = Heading(index, index, HeadingForm(Rank.CHAPTER, mark.number, mark.title))
            families.setdefault(found["word"].casefold(), []).append(heading)
    counting = [one for one in families.values() if _counts(one)]
    return max(counting, key=len, default=[])


def _counts(family: Sequence[Heading]) -> bool:
    numbers = [one.mark.number or 0 for one in family]
    up = all(after == before + 1 for before, after in pairwise(numbers))
    return len(family) >= _FEWEST and numbers[0] <= 1 and up
