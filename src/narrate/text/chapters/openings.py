"""How chapters begin, and what they are once that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.model import Chapter, Span


@dataclass(frozen=True, slots=True)
class Opening:
    """How a chapter begins: its heading from *start* to *end*, and what it is called."""

    start: int
    end: int
    title: str


def chapters_of(openings: Sequence[Opening], end: int) -> tuple[Chapter, ...]:
    """The chapters that *openings* begin: each ends where the next begins, the last at *end*."""
    ends = [*(opening.start for opening in openings[1:]), end]
    return tuple(
        Chapter(number, opening.title, Span(opening.start, end), Span(opening.start, opening.end))
        for number, (opening, end) in enumerate(zip(openings, ends, strict=True), 1)
    )
