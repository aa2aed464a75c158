"""Finds the headings that a format forgot to mark, by the numbers of those beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.model import Span, StatedHeading
from narrate.text.chapters.headings import HeadingForm, read_heading
from narrate.text.chapters.stated import title_of
from narrate.text.lines import split_lines


def with_missing(text: str, headings: Sequence[StatedHeading]) -> list[StatedHeading]:
    """*headings*, and between "Chapter 2" and "Chapter 4" the line that says "Chapter 3"."""
    marks = [(one, read_heading(title_of(text, one))) for one in headings]
    counted = [(one, mark) for one, mark in marks if mark is not None and mark.counts]
    found = [
        line
        for (one, mark), (other, after) in pairwise(counted)
        if mark.label == after.label
        for line in _between(text, one, mark, after, other.span.start)
    ]
    return sorted([*headings, *found], key=lambda one: one.span.start)


def _between(
    text: str, above: StatedHeading, mark: HeadingForm, after: HeadingForm, end: int
) -> Iterator[StatedHeading]:
    """The lines from the heading *above* to *end* with the numbers between *mark* and *after*."""
    number = (mark.number or 0) + 1
    if number >= (after.number or 0):
        return
    blank = True
    for line in split_lines(text, Span(above.span.end, end)):
        found = read_heading(line.text) if blank and line.text else None
        blank = not line.text
        if found is not None and (found.label, found.number) == (mark.label, number):
            yield StatedHeading(line.span, above.level)
            number += 1
