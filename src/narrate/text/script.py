"""Writes the script: every chapter cut into headings, narration, dialogue and scene breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrate.model import Book, Chapter, Kind, Script, Segment, Span
from narrate.text.chapters.headings import heading_lines, is_inner_heading
from narrate.text.paragraphs import Layout, find_paragraphs, layout_of
from narrate.text.quotation import QuoteStyle, detect_style, find_speech

_ORNAMENTS = re.compile(r"[\s*#~⁂⁎⁕❦❧☙✻✽†‡§_–—=+•·◦○●◆◇■□♦-]+|(?:\.\s+){2,}\.")
"""A paragraph of nothing but these is a scene break."""
_CLOSING = re.compile(r"[.,;:!?…]+(?=\s|[—–-]|$)")
"""Punctuation that belongs to the quotation before it: 'Yes', he said."""


_WORD = re.compile(r"[^\W_]")


class _Print(NamedTuple):
    """How the whole book is printed."""

    layout: Layout
    style: QuoteStyle
    break_lines: int
    """how many blank lines in a row make a scene break"""
    headings: frozenset[int]
    """where the headings begin that the file's format marks, and that are printed"""


def write_script(book: Book) -> Script:
    """Cut *book* into segments that tile its chapters; nobody has a speaker yet.

    Every character of the chapters that is neither white space nor omitted is in exactly one
    segment, and no segment begins or ends with white space. A scene break that is printed as
    blank lines alone is an empty segment at the end of the paragraph before it.
    """
    text = book.manuscript.text
    layout = layout_of(book.manuscript)
    paragraphs = find_paragraphs(text, Span(0, len(text)), layout)
    style = detect_style(text, paragraphs, book.language)
    stated = frozenset(one.span.start for one in book.manuscript.headings or () if one.span)
    form = _Print(layout, style, _break_lines(text, paragraphs), stated)
    segments: list[Segment] = []
    number = 0
    for chapter in book.chapters:
        for runs in _chapter(book, chapter, form):
            segments += (
                Segment(span, text[span.start : span.end], kind, chapter.number, number)
                for span, kind in runs
            )
            number += 1
    return Script(book, tuple(segments))


def _break_lines(text: str, paragraphs: Sequence[Span]) -> int:
    """How many blank lines in a row are more than what usually parts paragraphs."""
    gaps = Counter(_blank_lines(text, before, after) for before, after in pairwise(paragraphs))
    if not gaps:
        return 3
    usual, times = gaps.most_common(1)[0]
    if usual == 0:
        return 1 if times * 5 >= gaps.total() * 4 else 3
    return max(3, usual + 2)


def _blank_lines(text: str, before: Span, after: Span) -> int:
    gap = text[before.end : after.start]
    return max(gap.count("\n"), gap.count("\r")) - 1


def _chapter(book: Book, chapter: Chapter, form: _Print) -> Iterator[list[tuple[Span, Kind]]]:
    text = book.manuscript.text
    for part in _kept(chapter.heading, book.omitted):
        for heading in find_paragraphs(text, part):
            yield [(line, Kind.HEADING) for line in heading_lines(text, heading)]
    body = Span(max(chapter.heading.end, chapter.span.start), chapter.span.end)
    for part in _kept(body, book.omitted):
        yield from _body(text, find_paragraphs(text, part, form.layout), form)


def _kept(span: Span, omitted: Sequence[Span]) -> Iterator[Span]:
    """The parts of *span* outside the *omitted* ones."""
    start = span.start
    for left_out in omitted:
        if start < left_out.end and left_out.start < span.end:
            yield Span(start, max(start, left_out.start))
            start = left_out.end
    yield Span(start, max(start, span.end))


def _body(text: str, paragraphs: Sequence[Span], form: _Print) -> Iterator[list[tuple[Span, Kind]]]:
    before: Span | None = None
    parted = True
    for paragraph, speech in zip(
        paragraphs, find_speech(text, paragraphs, form.style), strict=True
    ):
        printed = bool(_ORNAMENTS.fullmatch(text, paragraph.start, paragraph.end))
        wide = before is not None and _blank_lines(text, before, paragraph) >= form.break_lines
        if before is not None and wide and not (parted or printed):
            yield [(Span(before.end, before.end), Kind.SCENE_BREAK)]
        heading = paragraph.start in form.headings or (
            not printed and is_inner_heading(text[paragraph.start : paragraph.end])
        )
        if heading:
            yield [(paragraph, Kind.HEADING)]
        elif printed:
            yield [(paragraph, Kind.SCENE_BREAK)]
        else:
            yield _tile(text, paragraph, speech)
        before, parted = paragraph, printed or heading


def _tile(text: str, paragraph: Span, speech: Sequence[Span]) -> list[tuple[Span, Kind]]:
    """Cut *paragraph* into the *speech* in it and the narration around.

    A stray dash or comma between two speeches has nothing to say: it joins the one before it.
    """
    tiles: list[tuple[Span, Kind]] = []
    at = paragraph.start
    for span in speech:
        between = _trim(text, Span(at, span.start))
        start = span.start
        if _WORD.search(text, between.start, between.end):
            tiles.append((between, Kind.NARRATION))
        elif between and tiles:
            tiles[-1] = (Span(tiles[-1][0].start, between.end), Kind.DIALOGUE)
        elif between:
            start = between.start
        closing = _CLOSING.match(text, span.end, paragraph.end)
        at = closing.end() if closing else span.end
        tiles.append((Span(start, at), Kind.DIALOGUE))
    rest = _trim(text, Span(at, paragraph.end))
    if rest and tiles and not _WORD.search(text, rest.start, rest.end):
        tiles[-1] = (Span(tiles[-1][0].start, rest.end), Kind.DIALOGUE)
    elif rest:
        tiles.append((rest, Kind.NARRATION))
    return tiles


def _trim(text: str, span: Span) -> Span:
    """*span* without the white space at its ends; empty spans are false."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
