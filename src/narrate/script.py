"""Writes the script: every chapter cut into headings, narration, dialogue and scene breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrate.model import Book, Chapter, Kind, Script, Segment, Span
from narrate.paragraphs import find_paragraphs
from narrate.quotation import QuoteStyle, detect_style, find_speech

SCENE_BREAK = re.compile(r"[\s*#~⁂_–—=+•·-]+")
"""A paragraph of nothing but ornaments."""


def write_script(book: Book) -> Script:
    """Cut *book* into segments that tile its chapters; nobody has a speaker yet.

    Every character that is not white space is in exactly one segment, and no segment begins or
    ends with white space.
    """
    text = book.manuscript.text
    style = detect_style(text, find_paragraphs(text, Span(0, len(text))))
    segments: list[Segment] = []
    paragraph = 0
    for chapter in book.chapters:
        for runs in _paragraphs(text, chapter, style):
            segments += (
                Segment(span, text[span.start : span.end], kind, chapter.number, paragraph)
                for span, kind in runs
            )
            paragraph += 1
    return Script(book, tuple(segments))


def _paragraphs(
    text: str, chapter: Chapter, style: QuoteStyle
) -> Iterator[list[tuple[Span, Kind]]]:
    for heading in find_paragraphs(text, chapter.heading):
        yield [(heading, Kind.HEADING)]
    bodies = find_paragraphs(text, Span(chapter.heading.end, chapter.span.end))
    yield from _runs(text, bodies, style)


def _runs(
    text: str, paragraphs: Sequence[Span], style: QuoteStyle
) -> Iterator[list[tuple[Span, Kind]]]:
    for paragraph, speech in zip(paragraphs, find_speech(text, paragraphs, style), strict=True):
        if SCENE_BREAK.fullmatch(text, paragraph.start, paragraph.end):
            yield [(paragraph, Kind.SCENE_BREAK)]
        else:
            yield list(_tile(text, paragraph, speech))


def _tile(text: str, paragraph: Span, speech: Sequence[Span]) -> Iterator[tuple[Span, Kind]]:
    at = paragraph.start
    for span in speech:
        yield from _narration(text, Span(at, span.start))
        yield span, Kind.DIALOGUE
        at = span.end
    yield from _narration(text, Span(at, paragraph.end))


def _narration(text: str, span: Span) -> Iterator[tuple[Span, Kind]]:
    words = text[span.start : span.end]
    bare = words.strip()
    if bare:
        start = span.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(bare)), Kind.NARRATION
