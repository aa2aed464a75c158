"""Tells which of the headings that a format states are none, or begin no chapter."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Span, StatedHeading
from narrate.text.chapters.headings import HeadingForm, read_heading
from narrate.text.chapters.levels import goes_on
from narrate.text.chapters.stated import is_counted, title_of, touch

LONGEST = 120
"""Characters. What is longer, and printed as a heading, is a paragraph, unless it has a number."""
BEGIN = 60
"""Characters of a long title, in which it says its number."""
MANY_NUMBERED = 8
"""Chapters. So many that are numbered without a gap are all of them."""
ENOUGH = 3
"""So many chapters that are counted with their word tell how chapters are printed."""


def says_something(text: str, heading: StatedHeading) -> bool:
    """Whether *heading* is no ornament that a format's signs made one: "### * * *"."""
    return not len(heading.span) or any(map(str.isalnum, title_of(text, heading)))


def without_paragraphs(text: str, headings: Sequence[StatedHeading]) -> list[StatedHeading]:
    """*headings* without those that are as long as a paragraph, and are not listed.

    The long title of a chapter says its number, or the number stands above it.
    """
    kept: list[StatedHeading] = []
    for one in headings:
        words = title_of(text, one)
        begin = read_heading(words[:BEGIN].rpartition(" ")[0])
        counted = begin is not None and begin.number is not None
        titled = bool(kept) and is_counted(text, kept[-1]) and touch(text, kept[-1], one)
        if one.title or len(words) <= LONGEST or counted or titled:
            kept.append(one)
    return kept


def without_last(text: str, headings: Sequence[StatedHeading], body: Span) -> list[StatedHeading]:
    """*headings* without those at the end of the book with nothing below: "The End"."""
    kept = list(headings)
    while len(kept) > 1 and len(kept[-1].span) and not text[kept[-1].span.end : body.end].strip():
        kept.pop()
    return kept


def without_endings(
    text: str, headings: Sequence[StatedHeading], body: Span
) -> list[StatedHeading]:
    """*headings* without those with nothing below but a greater one, or the end: "The End"."""
    kept: list[StatedHeading] = []
    below: StatedHeading | None = None
    for one in reversed(headings):
        last = below is None and not text[one.span.end : body.end].strip()
        ends = last if below is None else below.level < one.level and touch(text, one, below)
        if not (ends and len(one.span) and one is not headings[0]):
            kept.insert(0, one)
            below = one
    return kept


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


def without_continued(text: str, headings: Sequence[StatedHeading]) -> list[StatedHeading]:
    """*headings* without those inside a chapter that repeat its number, and what touches these."""
    titles = [title_of(text, one) for one in headings]
    marks = [read_heading(title) for title in titles]
    kept: list[StatedHeading] = []
    before: HeadingForm | None = None
    for index, (one, title, mark) in enumerate(zip(headings, titles, marks, strict=True)):
        if goes_on(before, title, mark, marks[index + 1] if index + 1 < len(marks) else None):
            while len(kept) > 1 and touch(text, kept[-1], one):
                kept.pop()
            continue
        kept.append(one)
        before = mark if mark is not None and mark.rank.counts_chapters else before
    return kept
