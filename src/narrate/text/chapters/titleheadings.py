"""Tells which headings that a format states are of a title page, and begin no chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from narrate.model import Span, StatedHeading
from narrate.text.chapters.contents import announces_contents
from narrate.text.chapters.headings import read_heading
from narrate.text.chapters.titlepage import find_by, is_by
from narrate.text.titles import chapter_title, fold

LITTLE = 400
"""Characters. So much may stand between two lines of a title page: a date, a motto."""

ENTRIES = 3
"""So many headings in a row that come again are a contents."""


@dataclass(frozen=True)
class Front:
    """How a book begins: its headings in order, what it and its author are called, if known.

    In *text* stand blanks for what is not read, the spans *omitted*.
    """

    text: str
    headings: list[StatedHeading]
    title: str | None
    author: str | None
    omitted: Sequence[Span] = ()

    def without(self) -> list[StatedHeading]:
        """The headings without those of the title page and of half titles.

        They are all that is printed large above the last line that says what a title page says:
        the title, if no prose stands below it, the author, "Contents". All, if none else is left.
        """
        count = self._length()
        kept = [
            one
            for index, one in enumerate(self.headings)
            if index >= count and not (self._is_half_title(index, count) and self._touches(index))
        ]
        return kept or list(self.headings)

    def _is_half_title(self, index: int, count: int) -> bool:
        """Whether heading *index* names the book, or is printed again from its title page.

        That has *count* headings, of which one more is printed again beside it.
        """
        words = self._words(self.headings[index])
        if self._names_book(self.headings[index]):
            return True
        beside = self.headings[max(index - 1, count) : index] + self.headings[index + 1 : index + 2]
        again = any(self._first[_letters(self._words(one))] < count for one in beside)
        printed = self._first[_letters(words)] < count
        return printed and again and read_heading(words) is None

    @property
    def printed_title(self) -> str | None:
        """The title that is printed above all else, if that is a heading of the title page."""
        first = self._words(self.headings[0]) if self._length() else ""
        other = announces_contents(first) or find_by(first) is not None
        return chapter_title([first]) if first and not other else None

    def _length(self) -> int:
        """How many headings are of the title page."""
        length = 0
        for index, one in enumerate(self.headings):
            if index and self._size(index - 1) > LITTLE:
                break
            if self._belongs(index):
                length = index + 1
            elif read_heading(self._words(one)) is not None:
                break
        return length

    def _belongs(self, index: int) -> bool:
        """Whether heading *index* says what only a title page says."""
        words = self._words(self.headings[index])
        if announces_contents(words):
            return True
        if find_by(words) is not None or self._names_author(index):
            return index > 0 or self._touches(index)
        if self._names_book(self.headings[index]) and self._touches(index):
            return True
        return self._adds_to_title(index) or self._is_listed_twice(index)

    def _adds_to_title(self, index: int) -> bool:
        """Whether heading *index* tells more of the book: an edition, a translator.

        It stands above a contents, or right above a greater heading, and no contents lists it.
        """
        one, below = self.headings[index], self.headings[index + 1 : index + 2]
        if not index or one.title or read_heading(self._words(one)) is not None:
            return False
        if below and below[0].level <= one.level and self._touches(index):
            return below[0].level < one.level or self._tells_by_whom(index)
        return self._stands_above_omitted(index)

    def _tells_by_whom(self, index: int) -> bool:
        """Whether heading *index* ends in somebody who made the book: "Edited by Nora Byrne"."""
        words = self._words(self.headings[index]).split()
        return any(is_by(word) for word in words[1:-1])

    def _stands_above_omitted(self, index: int) -> bool:
        if index + 1 == len(self.headings) or self._size(index) > LITTLE:
            return False
        start, end = self.headings[index].span.end, self.headings[index + 1].span.start
        return any(start <= one.start < end for one in self.omitted)

    def _is_listed_twice(self, index: int) -> bool:
        """Whether heading *index* is one of several in a row that are printed again.

        With next to nothing between them, they are a contents that is set as headings.
        """
        return index in self._listed_twice

    @cached_property
    def _listed_twice(self) -> frozenset[int]:
        found: set[int] = set()
        for again, run in groupby(range(len(self.headings)), self._comes_again):
            indices = list(run) if again else []
            found.update(indices if len(indices) >= ENTRIES else ())
        return frozenset(found)

    def _comes_again(self, index: int) -> bool:
        if index + 1 >= len(self.headings) or self._size(index) > LITTLE:
            return False
        return self._last[_letters(self._words(self.headings[index]))] > index

    @cached_property
    def _first(self) -> Mapping[str, int]:
        """The first heading with these letters."""
        backwards = reversed(list(enumerate(self.headings)))
        return {_letters(self._words(one)): index for index, one in backwards}

    @cached_property
    def _last(self) -> Mapping[str, int]:
        """The last heading with these letters."""
        return {_letters(self._words(one)): index for index, one in enumerate(self.headings)}

    def _names_author(self, index: int) -> bool:
        words = _letters(self._words(self.headings[index]))
        above = find_by(self._words(self.headings[index - 1])) if index else None
        if above is not None and above["name"] is None and self._size(index - 1) == 0:
            return True
        return len(words) > 1 and words in _letters(self.author or "")

    def _names_book(self, heading: StatedHeading) -> bool:
        """Whether *heading* is the title of the book, or printed again as the first one is."""
        words = self._words(heading)
        if read_heading(words) is not None:
            return False
        first = _letters(self._words(self.headings[0]))
        again = heading is not self.headings[0] and _letters(words) == first
        return (again or _letters(words) == _letters(self.title or "")) and self._is_alone(heading)

    def _is_alone(self, heading: StatedHeading) -> bool:
        """Whether what follows on the level of *heading* is called otherwise than by a title.

        Else it is the first of the stories that are so called.
        """
        words = _letters(self._words(heading))
        below = (
            self._words(one)
            for one in self.headings
            if one.level == heading.level and one.span.start > heading.span.start
        )
        titles = (one for one in below if read_heading(one) is None and find_by(one) is None)
        return all(_letters(one) == words or announces_contents(one) for one in titles)

    def _touches(self, index: int) -> bool:
        """Whether nothing is read between heading *index* and the next."""
        return index + 1 < len(self.headings) and self._size(index) == 0

    def _size(self, index: int) -> int:
        """How many characters are read between heading *index* and the next."""
        start = self.headings[index].span.end
        return len(fold(self.text[start : self.headings[index + 1].span.start]))

    def _words(self, heading: StatedHeading) -> str:
        return fold(self.text[heading.span.start : heading.span.end])


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
