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


def without_continued(text: str, headings: Sequence[StatedHeading]) -> list[StatedHeading]:
    """*headings* without those inside a chapter that repeat its number, and what touches these.

    The chapter's own heading stays where it is repeated right below.
    """
    titles = [title_of(text, one) for one in headings]
    marks = [read_heading(title) for title in titles]
    kept: list[StatedHeading] = []
    before: HeadingForm | None = None
    own = headings[0] if headings else None
    for index, (one, title, mark) in enumerate(zip(headings, titles, marks, strict=True)):
        if goes_on(before, title, mark, marks[index + 1] if index + 1 < len(marks) else None):
            while len(kept) > 1 and kept[-1] is not own and touch(text, kept[-1], one):
                kept.pop()
            continue
        kept.append(one)
        if mark is not None and mark.rank.counts_chapters:
            before, own = mark, one
    return kept
