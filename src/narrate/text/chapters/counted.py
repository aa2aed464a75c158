"""Headings that a format states, set right by the numbers of those that count chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.model import Span, StatedHeading
from narrate.text.chapters.headings import HeadingForm, read_heading
from narrate.text.chapters.stated import title_of, touch
from narrate.text.lines import split_lines

ENOUGH = 3
"""Chapters that are counted with their word. So many tell how chapters are printed."""
MANY_NUMBERED = 8
"""Chapters. So many that are numbered without a gap are all of them."""


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


def without_sections(
    text: str, headings: Sequence[StatedHeading], level: int
) -> list[StatedHeading]:
    """*headings* without those of sections, where these have the *level* of the chapters.

    Chapters are numbered with their word then, "Chapter 2", and between them stand more headings
    that say nothing of the kind, or that are in small letters where the chapters' are in capitals.
    Where many chapters are numbered from one on without a gap, all that says nothing is a section.
    """
    printed = [text[one.span.start : one.span.end] for one in headings]
    marks = [read_heading(title_of(text, one)) for one in headings]
    numbered = [index for index, mark in enumerate(marks) if mark is not None and mark.counts]
    if len(numbered) < ENOUGH:
        return list(headings)
    large = all(printed[index].isupper() for index in numbered)
    inside = [
        index for index in range(numbered[0] + 1, len(headings)) if headings[index].level == level
    ]
    untold = [index for index in inside if marks[index] is None and index < numbered[-1]]
    sections = [index for index in inside if not printed[index].isupper()] if large else untold
    if len(sections) <= len(numbered):
        counts = [mark.number for mark in marks if mark is not None and mark.counts]
        whole = len(counts) >= MANY_NUMBERED and counts == list(range(1, len(counts) + 1))
        sections = [index for index in untold if whole and _is_apart(text, headings, index)]
    return [one for index, one in enumerate(headings) if index not in sections]


def _is_apart(text: str, headings: Sequence[StatedHeading], index: int) -> bool:
    """Whether the heading with this *index* has prose above it and below: it is no title of one."""
    above, one, below = headings[index - 1 : index + 2]
    return not touch(text, above, one) and not touch(text, one, below)
