"""Finds speech in paragraphs by its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrate.model import Span

MARK = re.compile('["“”]')


def find_speech(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """For each paragraph, the runs of speech in it, quotation marks included."""
    for paragraph in paragraphs:
        yield tuple(_speech(text, paragraph))


def _speech(text: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    for mark in MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            opened = mark.start()
        elif mark.group() != "“":
            yield Span(opened, mark.end())
            opened = None
    if opened is not None:
        yield Span(opened, paragraph.end)
