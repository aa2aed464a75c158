"""A table of contents that is known by its titles, all of which come again below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def recurring(page: Page, first: int) -> Sequence[int]:
    """The rows of the entries of a contents that begins at row *first*; none if it is none.

    Each is a line alone that comes again below all of them, in whatever is printed between: an
    argument, a page number, a preface.
    """
    until = min(first + _MOST_ROWS, len(page.rows))
    below = _places(page, first)
    entries = {
        row: places[-1]
        for row in range(first, until)
        if page.begins(row) and _may_be_entry(page.rows[row].text)
        if (places := _below(page, row, below))
    }
    best: list[int] = []
    for begin in list(entries)[:_FIRST]:
        end = _below(page, begin, below)[0]
        rows = [row for row, place in entries.items() if begin <= row < end <= place]
        best = max(best, rows, key=len)
    return best if len(best) >= _FEWEST else ()


def _may_be_entry(text: str) -> bool:
    return len(text) <= _LONGEST_ENTRY and not looks_like_prose(text)


def _places(page: Page, first: int) -> Mapping[str, list[int]]:
    """The rows below *first* of each short line that begins a paragraph, by their letters."""
    places: dict[str, list[int]] = {}
    for row in range(first, len(page.rows)):
        text = page.rows[row].text
        if len(text) <= _LONGEST and page.begins(row):
            places.setdefault(letters(text), []).append(row)
    return places


def _below(page: Page, row: int, places: Mapping[str, Sequence[int]]) -> list[int]:
    """The rows below *row* that say what is said there, but for a number or an author."""
    names = [name for name in keys(page.rows[row].text) if len(name) > 1]
    return sorted({place for name in names for place in places.get(name, ()) if place > row})
