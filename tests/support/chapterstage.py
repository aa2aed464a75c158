"""What tests of chapters share: prose to stand below headings, and how a text is read."""

from __future__ import annotations

from pathlib import Path

from narrate.model import NO_HINTS, Book, Hints
from narrate.text.chapters import find_chapters
from narrate.text.normalization import normalise

PROSE = (
    "The tide had gone out in the night and left the boats on the sand, all seven of them, and\n"
    "nobody in the village would go down to look. Edda went. She took the lamp with her.\n\n"
    "She found nothing but the rope, which somebody had cut, and the marks of a cart. Then it\n"
    "began to rain, and when she came home the lamp was out."
)


def read(text: str, hints: Hints = NO_HINTS) -> Book:
    """The chapters of *text*."""
    return find_chapters(normalise(Path("story.txt"), text), hints)


def titles(book: Book) -> list[str]:
    """What its chapters are called."""
    return [chapter.title for chapter in book.chapters]


def left_out(book: Book) -> list[str]:
    """What is not read of its text."""
    return [book.manuscript.text[span.start : span.end].strip() for span in book.omitted]
