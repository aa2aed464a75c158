"""Finds title, author and chapters of a manuscript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from narrate.errors import ManuscriptError, Place
from narrate.languages import USUAL, tell_language
from narrate.model import NO_HINTS, Book, Hints, Manuscript, Note, Region, Span
from narrate.text.chapters.boilerplate import find_contents, gutenberg
from narrate.text.chapters.finding import Heading, Page, find_headings, gaps
from narrate.text.chapters.headings import heading_lines
from narrate.text.chapters.openings import Opening, chapters_of
from narrate.text.chapters.outline import stated_outline
from narrate.text.chapters.titlepage import header_fields, read_title_page
from narrate.text.lines import split_lines
from narrate.text.paragraphs import layout_of
from narrate.text.titles import chapter_title, fold, title_from_path

_ANNOUNCED = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
"""Encodings that are known, not guessed."""


def find_chapters(manuscript: Manuscript, hints: Hints = NO_HINTS) -> Book:
    """Find the chapters of *manuscript*; lines in which ``hints.heading`` is found begin one.

    A story without headings is one chapter, called as the book is. Title page and headings belong
    to the chapter below them; prose before the first heading is a chapter of its own. What
    Project Gutenberg adds, and a table of contents, are omitted. The book's language is told from
    what is left, unless it is known.

    Headings that the file's format marks are the headings, and nothing is guessed then.

    Raises ManuscriptError when nothing is left to read.
    """
    frame = _frame(manuscript)
    stated = len(manuscript.headings or ()) > 1 and hints.heading is None
    found = _stated(manuscript, frame) if stated else _found(manuscript, frame, hints)
    told, notes = manuscript.metadata, found.notes
    chapters = chapters_of(found.openings, frame.body.end)
    language = hints.language or told.language
    if language is None:
        language = tell_language(manuscript.text[found.openings[0].start : frame.body.end])
        notes += tuple(_language_told(language))
    title = told.title or found.title or title_from_path(manuscript.path)
    author = told.author or found.author
    return Book(manuscript, title, author, chapters, found.omitted, notes, language)


class _Frame(NamedTuple):
    """The book itself, and what of it is not read for reasons that notes tell."""

    body: Span
    omitted: tuple[Span, ...]
    notes: tuple[Note, ...]


class _Found(NamedTuple):
    """What a book says of itself, how its chapters begin, and what else is not read."""

    title: str | None
    author: str | None
    openings: Sequence[Opening]
    omitted: tuple[Span, ...]
    notes: tuple[Note, ...]


def _frame(manuscript: Manuscript) -> _Frame:
    body, omitted, notes = gutenberg(manuscript)
    regions = [one for one in manuscript.regions if body.start <= one.span.start < body.end]
    omitted = tuple(sorted((*omitted, *(one.span for one in regions))))
    return _Frame(body, omitted, (*notes, *_left_out(regions)))


def _left_out(regions: Sequence[Region]) -> Iterator[Note]:
    """One note on all *regions*, of which a book may have hundreds."""
    kinds = list(dict.fromkeys(region.kind for region in regions))
    if kinds:
        code = f"{kinds[0].replace(' ', '-')}-left-out" if len(kinds) == 1 else "regions-left-out"
        yield Note(code, f"not read: {', '.join(kinds)}", regions[0].span)


def _stated(manuscript: Manuscript, frame: _Frame) -> _Found:
    """The chapters as the format has them."""
    called = manuscript.metadata.title or title_from_path(manuscript.path)
    outline = stated_outline(manuscript, frame.body, frame.omitted, called)
    fields = header_fields(manuscript.text)
    title, author = fields.get("title") or outline.title, fields.get("author")
    return _Found(title, author, outline.openings, frame.omitted, frame.notes)


def _found(manuscript: Manuscript, frame: _Frame, hints: Hints) -> _Found:
    """The chapters as the text shows them."""
    text, heading, (body, omitted, notes) = manuscript.text, hints.heading, frame
    lines = split_lines(text, body)
    rows = [line for line in lines if line.text]
    if not rows:
        raise ManuscriptError(
            "nothing but a licence is in this file",
            at=Place(manuscript.path),
            hint="write the story into it as plain text",
        )
    spaces = list(gaps(lines))
    contents = find_contents(rows) if heading is None else None
    if contents and contents != (0, len(rows)):  # else it is all that there is to read
        first, end = contents
        span = Span(rows[first].start, rows[end - 1].end)
        omitted = tuple(sorted((*omitted, span)))
        notes += (Note("contents-left-out", "the table of contents is not read", span),)
        del rows[first:end], spaces[first:end]
    page = Page(rows, spaces, layout_of(manuscript).dense)
    headings = find_headings(page, heading)
    if heading is not None and not headings:
        message = f"no line has the chapter pattern {heading.pattern!r}"
        notes += (Note("no-chapter-heading", message, hint="try the pattern on a heading"),)
    if manuscript.encoding not in _ANNOUNCED:
        message = f"the file was read as {manuscript.encoding}, which is a guess"
        notes += (Note("encoding-guessed", message, hint="save it in UTF-8 if letters are wrong"),)
    until = headings[0].first if headings else None
    fields, printed = header_fields(text), read_title_page(page, until)
    title, author = fields.get("title") or printed.title, fields.get("author") or printed.author
    called = manuscript.metadata.title or title or title_from_path(manuscript.path)
    openings = _openings(text, page, headings, printed.rows, called)
    return _Found(title, author, openings, omitted, notes)


def _language_told(language: str) -> Iterator[Note]:
    if language != USUAL:
        message = f"the story is taken to be in the language {language!r}"
        yield Note("language-told", message, hint="voices.yaml may say it: book: {language: en}")


def _openings(
    text: str, page: Page, headings: Sequence[Heading], title_rows: int, title: str
) -> list[Opening]:
    """Where the chapters begin; the title page belongs to the first of them."""
    rows = page.rows
    openings = [_opening(text, page, heading) for heading in headings]
    if openings and title_rows == headings[0].first:
        openings[0] = replace(openings[0], start=rows[0].start)
    else:
        end = rows[title_rows - 1].end if title_rows else rows[0].start
        openings.insert(0, Opening(rows[0].start, end, title))
    return openings


def _opening(text: str, page: Page, heading: Heading) -> Opening:
    span = Span(page.rows[heading.first].start, page.rows[heading.last].end)
    printed = [fold(text[line.start : line.end]) for line in heading_lines(text, span)]
    return Opening(span.start, span.end, chapter_title(printed))
