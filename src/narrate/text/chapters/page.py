"""A book's printed lines, and what stands around each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from narrate.text.chapters.headings import HeadingForm
from narrate.text.lines import Line

_TITLE_PAGE = 16
"""Lines. So far up a book its title page may run into the first chapter without a blank line."""


class Heading(NamedTuple):
    """Rows ``first`` to ``last``, the last included, that begin a chapter."""

    first: int
    last: int
    mark: HeadingForm
    below: range = range(0)
    """the rows of its first chapter's heading, if it is a part's and a motto parts them"""


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

    def may_begin(self, index: int) -> bool:
        """Whether a heading that is sure of its words can begin at row *index*."""
        return self.begins(index) or index < _TITLE_PAGE or bool(self.gaps[index + 1])

    def below_title_page(self, index: int) -> bool:
        """Whether row *index* ends a block in which a title page stands above it."""
        return 0 < index < _TITLE_PAGE and not self.gaps[index] and bool(self.gaps[index + 1])

    def alone(self, index: int) -> bool:
        """Whether row *index* is a paragraph by itself."""
        return self.begins(index) and (self.dense or self.group_end(index) == index + 1)

    def prose(self, first: int, end: int) -> int:
        """The characters of the rows from *first* up to *end*."""
        return sum(len(row.text) for row in self.rows[first:end])


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
