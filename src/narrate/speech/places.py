"""Where each spoken word is printed: the edits that led from print to speech, followed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat, takewhile
from operator import eq

from narrate.model import Span
from narrate.spans import Edit, Spoken
from narrate.speech.mapped import WORD, Mapped


def places_of_words(printed: str, spoken: Spoken) -> tuple[tuple[Span, ...], ...]:
    """For each part of what is *spoken* of the text *printed*: where each of its words stands.

    A word that was left as it is stands for itself; all that was put in place of something stand
    for the whole of it. Neither the beginnings nor the ends ever go back.
    """
    characters = _Places(range(len(printed)), range(1, len(printed) + 1))
    text = Mapped(printed)
    for edits in spoken.rounds:
        characters = characters.edited(_narrowed(text.text, edits))
        text = text.edited(edits)
    return tuple(tuple(characters.of_words(text.text, part)) for part in spoken.parts)


def _narrowed(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """*edits* without what they leave as it is, so that little loses its own place."""
    for start, end, said in edits:
        was = text[start:end]
        left = was.find(said)
        if left < 0:
            left = _alike(was, said)
            right = _alike(was[left:][::-1], said[left:][::-1])
            yield Edit(start + left, end - right, said[left : len(said) - right])
        else:
            yield Edit(start, start + left, "")
            yield Edit(start + left + len(said), end, "")


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(takewhile(bool, map(eq, one, other)))


@dataclass(frozen=True, slots=True)
class _Places:
    """For each character of a text, the printed ones it stands for, from its start to its end."""

    starts: Sequence[int]
    ends: Sequence[int]

    def edited(self, edits: Iterable[Edit]) -> _Places:
        """The places of the characters after *edits*."""
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for first, last, said in edits:
            place = self._of(first, last)
            starts += self.starts[done:first]
            starts += repeat(place.start, len(said))
            ends += self.ends[done:first]
            ends += repeat(place.end, len(said))
            done = last
        starts += self.starts[done:]
        ends += self.ends[done:]
        return _Places(starts, ends)

    def _of(self, start: int, end: int) -> Span:
        """What a run of characters stands for; an empty one, for what is between its neighbours."""
        if start < end:
            return Span(self.starts[start], self.ends[end - 1])
        before = self.ends[start - 1] if start else 0
        after = self.starts[start] if start < len(self.starts) else before
        return Span(min(before, after), max(before, after))

    def of_words(self, text: str, part: Span) -> Iterator[Span]:
        """What each word of the *part* of *text* stands for."""
        for word in WORD.finditer(text[part.start : part.end]):
            yield self._of(part.start + word.start(), part.start + word.end())
