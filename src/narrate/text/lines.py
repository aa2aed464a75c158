"""Cuts text into lines that know where they stand."""

from __future__ import annotations

from typing import NamedTuple

from narrate.model import Span


class Line(NamedTuple):
    """One printed line: ``text`` without the white space at its ends, at ``start`` to ``end``.

    *indent* is how many characters of white space stood before it. A blank line has an empty
    *text*, and *start* and *end* are where the line begins.
    """

    start: int
    end: int
    text: str
    indent: int = 0

    @property
    def span(self) -> Span:
        """Where the line's own text stands."""
        return Span(self.start, self.end)


def split_lines(text: str, span: Span) -> list[Line]:
    """The lines of ``text[span]``, blank ones too, cut at every line break Unicode knows."""
    lines = []
    at = span.start
    for raw in text[span.start : span.end].splitlines(keepends=True):
        bare = raw.strip()
        indent = raw.index(bare[0]) if bare else 0
        lines.append(Line(at + indent, at + indent + len(bare), bare, indent))
        at += len(raw)
    return lines
