"""A table of contents that is known by its titles, all of which come again below."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from narrate.text.chapters.entries import keys, letters
from narrate.text.chapters.headings import looks_like_prose
from narrate.text.chapters.page import Page

_MOST_ROWS = 600
_FEWEST = 4
_LONGEST = 90
_LONGEST_ENTRY = 130
"""Characters of a title, and of one with its author."""
_FIRST = 3
"""One of so many lines is the first entry: above it the title of the book may stand again."""


class _Again(NamedTuple):
    """The first and the last row below a line that say what is said there."""

    first: int
    last: int


class RecurringLines:
    """The lines of a *page* that come again below; each is looked at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[int, _Again | None] = {}

    def contents(self, first: int) -> Sequence[int]:
        """The rows of the entries of a contents that begins at row *first*; none if it is none.

        They begin paragraphs, and come again below all of them, in whatever is printed between: an
        argument, a page number, a preface. A few lines alone that do not are entries in other words
        than their titles have.
        """
        until = min(first + _MOST_ROWS, len(self._page.rows))
        entries = {row: again for row in range(first, until) if (again := self._again(row))}
        best: list[int] = []
        for begin in list(entries)[:_FIRST]:
            end = entries[begin].first
            rows = [row for row, again in entries.items() if begin <= row < end <= again.last]
            best = max(best, rows, key=len)
        return self._with_others(best) if len(best) >= _FEWEST else ()

    def comes_again(self, row: int, below: int) -> bool:
        """Whether what *row* says stands alone again *below* another row."""
        names = keys(self._page.rows[row].text)
        return any(places[-1] >= below for name in names if (places := self._places.get(name)))

    def _with_others(self, rows: Sequence[int]) -> Sequence[int]:
        """*rows* and the lines alone among them, if these are few."""
        inside = [row for row in range(rows[0], rows[-1]) if self._page.alone(row)]
        both = sorted({*rows, *(row for row in inside if self._may_be_entry(row))})
        return both if len(both) * 2 <= len(rows) * 3 else rows

    def _again(self, row: int) -> _Again | None:
        """Where what may be an entry in *row* comes again, but for a number or an author."""
        if row not in self._known:
            self._known[row] = self._look_below(row)
        return self._known[row]

    def _look_below(self, row: int) -> _Again | None:
        if not self._page.begins(row) or not self._may_be_entry(row):
            return None
        words = keys(self._page.rows[row].text)
        named = [self._places.get(name, ()) for name in words if len(name) > 1]
        below = [places for places in named if places and places[-1] > row]
        if not below:
            return None
        nearest = min(places[bisect_right(places, row)] for places in below)
        return _Again(nearest, max(places[-1] for places in below))

    def _may_be_entry(self, row: int) -> bool:
        text = self._page.rows[row].text
        return len(text) <= _LONGEST_ENTRY and not looks_like_prose(text)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        """The rows of each short line that begins a paragraph, by their letters."""
        places: dict[str, list[int]] = {}
        for row, line in enumerate(self._page.rows):
            if len(line.text) <= _LONGEST and self._page.begins(row):
                places.setdefault(letters(line.text), []).append(row)
        return places
