"""Finds title, author and chapters of a manuscript."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from narrate.errors import ManuscriptError, Place
from narrate.languages import USUAL, tell_language
from narrate.model import NO_HINTS, Book, Hints, Manuscript, Note, Region, Span
from narrate.text.chapters.asides import (
    NOTHING,
    Asides,
    find_asides,
    find_data,
    find_inline,
    find_tables,
    notes_on,
    without,
)
from narrate.text.chapters.boilerplate import gutenberg
from narrate.text.chapters.finding import find_headings, without_title
from narrate.text.chapters.headings import heading_lines
from narrate.text.chapters.listed import Told
from narrate.text.chapters.openings import Opening, chapters_of
from narrate.text.chapters.outline import stated_outline
from narrate.text.chapters.page import Heading, Page, gaps
from narrate.text.chapters.statedmatter import find_matter
from narrate.text.chapters.titlepage import header_fields, read_title_page
from narrate.text.lines import Line, split_lines
from narrate.text.paragraphs import layout_of
from narrate.text.regions import FOOTNOTES, SEVERAL
from narrate.text.titles import chapter_title, fold, plain, title_from_path

MOST_NOTES = 1
"""More kinds of regions are told in one note."""
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
    frame = _frame(manuscript, hints)
    stated = len(manuscript.headings or ()) > 1 and hints.heading is None
    found = _stated(manuscript, frame, hints) if stated else _found(manuscript, frame, hints)
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


def _frame(manuscript: Manuscript, hints: Hints) -> _Frame:
    body, omitted, notes = gutenberg(manuscript)
    regions = [
        one
        for one in manuscript.regions
        if body.start <= one.span.start < body.end and not _is_asked_for(one, hints)
    ]
    left_out = (one.span for one in regions if len(one.span))
    omitted = tuple(sorted((*omitted, *left_out)))
    return _Frame(body, omitted, (*notes, *_left_out(regions)))


def _is_asked_for(region: Region, hints: Hints) -> bool:
    return hints.read_all or (hints.notes and region.kind == FOOTNOTES)


def _left_out(regions: Sequence[Region]) -> Iterator[Note]:
    """A note on each kind of *regions*, with the place of the first; one on many kinds."""
    kinds = list(dict.fromkeys(region.kind for region in regions))
    if len(kinds) > MOST_NOTES:
        yield Note("regions-left-out", f"not read: {', '.join(kinds)}", regions[0].span)
        return
    for kind in kinds:
        first = next(one.span for one in regions if one.kind == kind)
        code, verb = f"{kind.replace(' ', '-')}-left-out", "are" if kind in SEVERAL else "is"
        yield Note(code, f"{kind} {verb} not read", first)


def _stated(manuscript: Manuscript, frame: _Frame, hints: Hints) -> _Found:
    """The chapters as the format has them."""
    fields = header_fields(manuscript.text)
    called = manuscript.metadata.title or fields.get("title") or title_from_path(manuscript.path)
    data = [] if hints.read_all else _data(manuscript, frame)
    omitted = _apart(frame.omitted, [span for span, _ in data])
    outline = stated_outline(manuscript, frame.body, omitted, called)
    title, author = fields.get("title") or outline.title, fields.get("author")
    notes = (*frame.notes, *notes_on(data))
    return _Found(title, author, outline.openings, omitted, notes)


def _data(manuscript: Manuscript, frame: _Frame) -> list[tuple[Span, str]]:
    """The lines above the first chapter that are not the story.

    They say something of the book, "Title: The Salt Road", or are a table of contents that its
    format does not mark. What has a heading that says what it is stands anywhere.
    """
    page = _page(manuscript, frame)
    data = Asides(tuple(find_data(page)), ()).spans(page)
    tables = Asides(tuple(find_tables(page)), ()).spans(page)
    listed = [(_without_last_heading(span, manuscript), kind) for span, kind in tables]
    found = data + [(span, kind) for span, kind in listed if len(span)]
    for span, kind in find_matter(manuscript.text, manuscript.headings or (), frame.body):
        if not any(span.start < other.end and other.start < span.end for other, _ in found):
            found.append((span, kind))
    return found


def _without_last_heading(table: Span, manuscript: Manuscript) -> Span:
    """*table* without the stated headings at its end, which are those of the first chapter."""
    starts = {one.span.end: one.span.start for one in manuscript.headings or () if len(one.span)}
    end = table.end
    while table.start < end and end in starts:
        end = len(manuscript.text[: starts[end]].rstrip())
    return Span(table.start, max(table.start, end))


def _apart(some: Sequence[Span], more: Sequence[Span]) -> tuple[Span, ...]:
    """Both in order, without those of *some* that lie in one of *more*."""
    kept = [one for one in some if not any(two.start <= one.start < two.end for two in more)]
    return tuple(sorted((*kept, *more)))


def _page(manuscript: Manuscript, frame: _Frame) -> Page:
    lines = _outside(split_lines(manuscript.text, frame.body), frame.omitted)
    rows = [line for line in lines if line.text]
    return Page(rows, list(gaps(lines)), layout_of(manuscript).dense)


def _found(manuscript: Manuscript, frame: _Frame, hints: Hints) -> _Found:
    """The chapters as the text shows them."""
    text, heading, (body, omitted, notes) = manuscript.text, hints.heading, frame
    whole = _page(manuscript, frame)
    if not whole.rows:
        raise ManuscriptError(
            "nothing but a licence is in this file",
            at=Place(manuscript.path),
            hint="write the story into it as plain text",
        )
    asides = NOTHING if hints.read_all else find_asides(whole)
    page, _ = without(whole, asides.found)
    left_out = asides.spans(whole)
    if not hints.read_all:
        left_out += find_inline(text, body, [span for span, _ in left_out])
    omitted = tuple(sorted((*omitted, *(span for span, _ in left_out))))
    notes += tuple(notes_on(sorted(left_out)))
    marks_titles = bool(manuscript.headings)
    told = Told(asides.entries, asides.above_contents)
    headings = find_headings(page, heading, told, marks_titles=marks_titles)
    if heading is not None and not headings:
        message = f"no line has the chapter pattern {heading.pattern!r}"
        notes += (Note("no-chapter-heading", message, hint="try the pattern on a heading"),)
    if manuscript.encoding not in _ANNOUNCED:
        message = f"the file was read as {manuscript.encoding}, which is a guess"
        notes += (Note("encoding-guessed", message, hint="save it in UTF-8 if letters are wrong"),)
    fields = header_fields(text)
    known = manuscript.metadata.title or fields.get("title") or ""
    headings = headings if heading is not None else without_title(page, headings, known)
    until = headings[0].first if headings else None
    printed = read_title_page(page, until)
    title, author = fields.get("title") or printed.title, fields.get("author") or printed.author
    called = manuscript.metadata.title or title or title_from_path(manuscript.path)
    openings = _openings(page, headings, printed.rows, called)
    return _Found(title, author, openings, omitted, notes)


def lines_pattern(lines: Sequence[str]) -> re.Pattern[str] | None:
    """A pattern for the very *lines*, set off with marks or not; None if there are none."""
    words = (r"\s+".join(map(re.escape, plain(line).split())) for line in lines)
    return re.compile(rf"^\W*(?:{'|'.join(words)})\W*$", re.IGNORECASE) if lines else None


def _outside(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    """The *lines* that begin in none of the *spans*, which are in order and apart."""
    kept: list[Line] = []
    after = 0
    for span in spans:
        first = bisect_left(lines, span.start, after, key=lambda line: line.start)
        kept += lines[after:first]
        after = bisect_left(lines, span.end, first, key=lambda line: line.start)
    return [*kept, *lines[after:]]


def _language_told(language: str) -> Iterator[Note]:
    if language != USUAL:
        message = f"the story is taken to be in the language {language!r}"
        yield Note("language-told", message, hint="voices.yaml may say it: book: {language: en}")


def _openings(
    page: Page, headings: Sequence[Heading], title_rows: int, title: str
) -> list[Opening]:
    """Where the chapters begin; the title page belongs to the first of them."""
    rows = page.rows
    openings = [_opening(page, heading) for heading in headings]
    if openings and title_rows == headings[0].first:
        openings[0] = replace(openings[0], start=rows[0].start)
    else:
        end = rows[title_rows - 1].end if title_rows else rows[0].start
        openings.insert(0, Opening(rows[0].start, end, title))
    return openings


def _opening(page: Page, heading: Heading) -> Opening:
    span = Span(page.rows[heading.first].start, page.rows[heading.last].end)
    printed = _printed(page, range(heading.first, heading.last + 1))
    printed += _printed(page, heading.below)
    return Opening(span.start, span.end, chapter_title(printed))


def _printed(page: Page, rows: range) -> list[str]:
    """The lines of a heading on these *rows*."""
    words = "\n".join(page.rows[row].text for row in rows)
    lines = heading_lines(words, Span(0, len(words)))
    return [fold(words[line.start : line.end]) for line in lines]
