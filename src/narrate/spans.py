"""Runs of a text, and the changes that make another of it: offsets are half-open, in characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``text[start:end]``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def blanked(text: str, spans: Sequence[Span]) -> str:
    """*text* with blanks in the place of *spans*, so that all other places stay what they are."""
    parts, at = [], 0
    for span in sorted(spans):
        parts += [text[at : span.start], " " * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*parts, text[at:]])


class Shifts(NamedTuple):
    """How far the characters of a text moved when it was made from another.

    From ``at[i]`` on, up to ``at[i + 1]``, each stood ``by[i]`` characters further on; before
    ``at[0]`` nothing moved.
    """

    at: Sequence[int] = ()
    by: Sequence[int] = ()

    def undo(self, offset: int) -> int:
        """Where the character now at *offset* stood before."""
        index = bisect_right(self.at, offset)
        return offset + self.by[index - 1] if index else offset

    def redo(self, offset: int) -> int:
        """Where a character that is still there, and stood at *offset* before, is now."""
        index = bisect_right(range(len(self.at)), offset, key=lambda i: self.at[i] + self.by[i])
        return offset - self.by[index - 1] if index else offset


class Edit(NamedTuple):
    """*said* stands in place of the characters ``text[start:end]`` of the text it is made for."""

    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of a segment: *text*, of which *parts* are recorded one by one.

    *rounds* of edits, each in the text that the one before left, made it of what is printed; so
    it is known where each word stands there (:func:`narrate.speech.places.places_of_words`).
    """

    text: str = ""
    rounds: tuple[tuple[Edit, ...], ...] = ()
    parts: tuple[Span, ...] = ()

    @property
    def said(self) -> Iterator[str]:
        """The words of each part."""
        return (self.text[part.start : part.end] for part in self.parts)


UNSPOKEN = Spoken()
"""nothing is said, or it was not decided yet what"""
