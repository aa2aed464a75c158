"""Finds what the headings of a book say is no story: notes of transcribers, lists of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.model import Span, StatedHeading
from narrate.text.chapters.asides import begins_section, is_section
from narrate.text.titles import fold

LONGEST = 60
"""Characters of a heading that names no more than what stands below it."""
LARGEST = 0.1
"""the share of a book that is hardly anything but its story"""
ENTRY = 160
"""Characters. No entry of a list is longer."""


def find_matter(
    text: str, headings: Sequence[StatedHeading], body: Span
) -> Iterator[tuple[Span, str]]:
    """What of *body* is not the story by its own heading, and the kind of each.

    It goes on to the next heading as great as its own.
    """
    for index, one in enumerate(headings):
        kind = _kind(fold(text[one.span.start : one.span.end]))
        ends = (below.span.start for below in headings[index + 1 :] if below.level <= one.level)
        end = min(next(ends, body.end), body.end)
        small = end - one.span.start <= LARGEST * len(body)
        if kind and small and (kind == "notes" or _is_list(text[one.span.end : end])):
            yield Span(one.span.start, len(text[:end].rstrip())), kind


def _kind(words: str) -> str:
    if len(words) <= LONGEST and begins_section("transcriber", words):
        return "notes"
    return "illustrations" if is_section("illustrations", words) else ""


def _is_list(words: str) -> bool:
    return all(len(line) <= ENTRY for line in words.split("\n"))
