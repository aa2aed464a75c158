"""Finds the paragraphs of a text."""

from __future__ import annotations

from narrate.lines import Line, split_lines
from narrate.model import Span


def find_paragraphs(text: str, span: Span) -> tuple[Span, ...]:
    """The paragraphs of ``text[span]``, in order, without the white space around them."""
    return tuple(Span(block[0].start, block[-1].end) for block in blocks(split_lines(text, span)))


def blocks(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines with no blank line between them."""
    found: list[list[Line]] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
        elif fresh:
            found.append([line])
            fresh = False
        else:
            found[-1].append(line)
    return found
