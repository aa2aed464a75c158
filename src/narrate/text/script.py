"""Writes the script: every chapter cut into headings, narration, dialogue and scene breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from narrate.model import Book, Chapter, Evidence, Form, Kind, Script, Segment, Span
from narrate.text.chapters.headings import heading_lines, is_inner_heading
from narrate.text.labels import Labels, choose_labels
from narrate.text.labels.forms import Label
from narrate.text.labels.lines import (
    goes_on_behind_direction,
    is_direction,
    is_direction_alone,
    is_next_line,
    is_next_stanza,
    leaves,
    line_parts,
)
from narrate.text.paragraphs import Layout, find_paragraphs, layout_of
from narrate.text.quotation import QuoteStyle, detect_style, find_speech
from narrate.text.scenemarks import is_scene_mark, repeated_marks
from narrate.text.titles import chapter_title

_CLOSING = re.compile(r"[.,;:!?…]+(?=\s|[—–-]|$)")
"""Punctuation that belongs to the quotation before it: 'Yes', he said."""


_WORD = re.compile(r"[^\W_]")
LABEL = "label"
"""the evidence for a line with a name before it"""


class _Print(NamedTuple):
    """How the whole book is printed."""

    layout: Layout
    style: QuoteStyle
    break_lines: int
    """how many blank lines in a row make a scene break"""
    headings: frozenset[int]
    """where the headings begin that the file's format marks, and that are printed"""
    marks: frozenset[str]
    """what parts scenes in this book, besides what does in every book"""
    labels: Labels
    """the names before lines that tell who speaks"""
    seen: str
    """the text of the book with blanks for what is not read"""


class _Piece(NamedTuple):
    """A segment to be: who says it is known only where a label tells."""

    span: Span
    kind: Kind
    speaker: str | None = None
    label: str = ""


def write_script(book: Book, form: Form | None = None) -> Script:
    """Cut *book* into segments that tile its chapters.

    Nobody has a speaker yet but lines with a name before them, as in plays and chats; the names are
    omitted then. *form* says whether it is such a text, where it should not be told by its looks.

    Every character of the chapters that is neither white space nor omitted is in exactly one
    segment, and no segment begins or ends with white space. A scene break that is printed as
    blank lines alone is an empty segment at the end of the paragraph before it.
    """
    text = book.manuscript.text
    layout = layout_of(book.manuscript)
    paragraphs = find_paragraphs(text, Span(0, len(text)), layout)
    style = detect_style(text, paragraphs, book.language)
    stated = frozenset(one.span.start for one in book.manuscript.headings or () if one.span)
    marks = repeated_marks(text[one.start : one.end] for one in paragraphs)
    lines = _break_lines(text, paragraphs)
    labels = choose_labels(text, paragraphs, book.omitted, book.language, form)
    chapters = _not_begun_by_labels(book.chapters, labels)
    book = replace(book, chapters=tuple(_named(text, one, labels) for one in chapters))
    seen = _without(text, book.omitted)
    printed = _Print(layout, style, lines, stated, marks, labels, seen)
    segments: list[Segment] = []
    number = 0
    for chapter in book.chapters:
        for pieces in _chapter(book, chapter, printed):
            segments += (_segment(text, piece, chapter.number, number) for piece in pieces)
            number += 1
    omitted = sorted((*book.omitted, *_labels_in(book, labels)))
    script = Script(replace(book, omitted=tuple(omitted)), tuple(segments))
    return replace(script, notes=tuple(labels.notes()))


def _segment(text: str, piece: _Piece, chapter: int, paragraph: int) -> Segment:
    words = text[piece.span.start : piece.span.end]
    segment = Segment(piece.span, words, piece.kind, chapter, paragraph)
    if piece.speaker is None:
        return segment
    evidence = Evidence(LABEL, piece.label)
    return replace(segment, speaker=piece.speaker, evidence=evidence, confidence=1.0)


def _not_begun_by_labels(chapters: Sequence[Chapter], labels: Labels) -> list[Chapter]:
    """*chapters*; one whose heading is the name before a line goes on in the chapter before it."""
    kept: list[Chapter] = []
    for chapter in chapters:
        if kept and chapter.heading and chapter.heading.start in labels.at:
            kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, chapter.span.end))
        else:
            kept.append(replace(chapter, number=len(kept) + 1))
    return kept


def _named(text: str, chapter: Chapter, labels: Labels) -> Chapter:
    """*chapter* with a heading and a title that end before the first line with a name before it."""
    first = next(labels.within(chapter.heading), None)
    heading = _trim(text, Span(chapter.heading.start, first.start)) if first else None
    if not heading:
        return chapter
    printed = [
        text[line.start : line.end]
        for part in find_paragraphs(text, heading)
        for line in heading_lines(text, part)
    ]
    return replace(chapter, heading=heading, title=chapter_title(printed))


def _body_of(chapter: Chapter, labels: Labels) -> Span:
    """What stands below the heading of *chapter*; a name before a line is no title."""
    first = next(labels.within(chapter.heading), None)
    start = first.start if first else max(chapter.heading.end, chapter.span.start)
    return Span(start, chapter.span.end)


def _labels_in(book: Book, labels: Labels) -> Iterator[Span]:
    """The labels that stand in what is read."""
    for chapter in book.chapters:
        for part in _kept(_body_of(chapter, labels), book.omitted):
            for label in labels.within(part):
                yield _trim(book.manuscript.text, Span(label.start, min(label.end, part.end)))
                if label.mark:
                    yield _trim(book.manuscript.text, label.mark)


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


def _chapter(book: Book, chapter: Chapter, form: _Print) -> Iterator[list[_Piece]]:
    text = book.manuscript.text
    body = _body_of(chapter, form.labels)
    for part in _kept(Span(chapter.heading.start, body.start), book.omitted):
        for heading in find_paragraphs(text, part):
            yield [_Piece(line, Kind.HEADING) for line in heading_lines(text, heading)]
    for paragraphs in _runs(text, form.seen, _kept(body, book.omitted), form.layout):
        for pieces in _body(form.seen, list(_parted(text, paragraphs, form.labels)), form):
            yield list(_cut(text, form.seen, pieces, book.omitted))


def _without(text: str, omitted: Sequence[Span]) -> str:
    """*text* with blanks for what is *omitted*, so that no mark in it opens or closes a speech."""
    parts: list[str] = []
    at = 0
    for one in omitted:
        parts += (text[at : one.start], " " * (one.end - max(at, one.start)))
        at = max(at, one.end)
    return "".join((*parts, text[at:]))


def _runs(text: str, seen: str, parts: Iterable[Span], layout: Layout) -> Iterator[list[Span]]:
    """The paragraphs of the *parts* that are read; one that goes on in the next part is one."""
    run: list[Span] = []
    for part in parts:
        paragraphs = list(find_paragraphs(text, part, layout))
        if run and paragraphs and _goes_on(seen, run[-1], paragraphs[0], layout):
            run[-1:] = [Span(run[-1].start, paragraphs[0].end), *paragraphs[1:]]
        elif paragraphs:
            yield run
            run = paragraphs
    yield run


def _goes_on(seen: str, before: Span, after: Span, layout: Layout) -> bool:
    """Whether a paragraph goes on behind what is omitted between *before* and *after*.

    It does where both stand on its lines, where one does and only blank lines part paragraphs, or
    where it goes on with a small letter.
    """
    breaks = seen.count("\n", before.end, after.start)
    beside = breaks < (2 if layout is Layout.BLANK else 1)
    open_ended = seen[before.end - 1] not in '.!?:;"”’»«“‘›‹)*_'
    return beside or (open_ended and seen[after.start].islower())


def _cut(
    text: str, seen: str, pieces: Sequence[_Piece], omitted: Sequence[Span]
) -> Iterator[_Piece]:
    """The *pieces* without what is *omitted*."""
    for piece in pieces:
        start, end = piece.span.start, piece.span.end
        if text[start:end] == seen[start:end]:
            yield piece
            continue
        for part in _kept(piece.span, omitted):
            if span := _trim(text, part):
                yield piece._replace(span=span)


def _parted(text: str, paragraphs: Sequence[Span], labels: Labels) -> Iterator[Span]:
    """The *paragraphs*, each line with a label by itself; a name alone goes with what follows."""
    start: int | None = None
    named = 0
    for paragraph in paragraphs:
        if start is not None and named > paragraph.end:
            continue
        first = paragraph.start if start is None else start
        start = None
        for label in labels.within(paragraph):
            before = _trim(text, Span(first, label.start))
            if before:
                yield before
            first, named = label.start, label.end
            alone = named >= paragraph.end or is_direction_alone(text, label, paragraph)
            start = first if alone else None
        if start is None:
            yield Span(first, paragraph.end)
    if start is not None:
        yield Span(start, paragraphs[-1].end)


def _kept(span: Span, omitted: Sequence[Span]) -> Iterator[Span]:
    """The parts of *span* outside the *omitted* ones."""
    start = span.start
    for left_out in omitted:
        if start < left_out.end and left_out.start < span.end:
            yield Span(start, max(start, left_out.start))
            start = left_out.end
    yield Span(start, max(start, span.end))


def _body(text: str, paragraphs: Sequence[Span], form: _Print) -> Iterator[list[_Piece]]:
    before: Span | None = None
    parted, speaking = True, None
    for paragraph, speech in zip(
        paragraphs, find_speech(text, paragraphs, form.style), strict=True
    ):
        words = text[paragraph.start : paragraph.end]
        printed = words in form.marks or is_scene_mark(words)
        wide = before is not None and _blank_lines(text, before, paragraph) >= form.break_lines
        if before is not None and wide and not (parted or printed):
            yield [_Piece(Span(before.end, before.end), Kind.SCENE_BREAK)]
        heading = not printed and (paragraph.start in form.headings or is_inner_heading(words))
        speaking = None if heading or printed else speaking
        line = _labelled(text, paragraph, before, speaking, form.labels)
        speaking = line[0] if line else _still_speaking(text, paragraph, speaking, form.labels)
        if line:
            yield list(_line(text, *line, form.labels))
        elif heading:
            yield [_Piece(paragraph, Kind.HEADING)]
        elif printed:
            yield [_Piece(paragraph, Kind.SCENE_BREAK)]
        else:
            yield _tile(text, paragraph, speech)
        before, parted = paragraph, printed or heading


def _labelled(
    text: str, paragraph: Span, before: Span | None, speaking: Label | None, labels: Labels
) -> tuple[Label, Span] | None:
    """The label that *paragraph* has, or *speaking* if its line goes on here, and what is said."""
    label = labels.at.get(paragraph.start)
    if label:
        return label, _trim(text, Span(label.end, paragraph.end))
    if before is None or speaking is None or is_direction(text, paragraph, labels.words):
        return None
    if is_direction(text, before, labels.words):
        goes_on = goes_on_behind_direction(text, paragraph, speaking)
    else:
        said = _trim(text, Span(max(before.start, speaking.end), before.end))
        goes_on = (
            labels.at_length
            or is_next_stanza(text, said, paragraph)
            or (
                labels.whole and is_next_line(text, before, paragraph, speaking, verse=labels.verse)
            )
        )
    return (speaking, paragraph) if goes_on else None


def _still_speaking(
    text: str, paragraph: Span, speaking: Label | None, labels: Labels
) -> Label | None:
    """*speaking*, if *paragraph* is a direction in a play that leaves who speaks where they are."""
    if speaking is None or not labels.whole:
        return None
    stays = is_direction(text, paragraph, labels.words) and not leaves(
        text, paragraph, speaking, labels.words
    )
    return speaking if stays else None


def _line(text: str, label: Label, said: Span, labels: Labels) -> Iterator[_Piece]:
    """What is *said* behind *label*: directions are the narrator's, the rest is its speaker's."""
    speaker = labels.speaker(label)
    parts = _kept(said, [label.mark] if label.mark else [])
    tiles = (one for part in parts for one in line_parts(text, part, label, acted=labels.acted))
    for span, directs in tiles:
        if directs or speaker is None:
            yield _Piece(span, Kind.NARRATION)
        else:
            yield _Piece(span, Kind.DIALOGUE, speaker, label.name)


def _tile(text: str, paragraph: Span, speech: Sequence[Span]) -> list[_Piece]:
    """Cut *paragraph* into the *speech* in it and the narration around.

    A stray dash or comma between two speeches has nothing to say: it joins the one before it.
    """
    tiles: list[_Piece] = []
    at = paragraph.start
    for span in speech:
        between = _trim(text, Span(at, span.start))
        start = span.start
        if _WORD.search(text, between.start, between.end):
            tiles.append(_Piece(between, Kind.NARRATION))
        elif between and tiles:
            tiles[-1] = _Piece(Span(tiles[-1].span.start, between.end), Kind.DIALOGUE)
        elif between:
            start = between.start
        closing = _CLOSING.match(text, span.end, paragraph.end)
        at = closing.end() if closing else span.end
        tiles.append(_Piece(Span(start, at), Kind.DIALOGUE))
    rest = _trim(text, Span(at, paragraph.end))
    if rest and tiles and not _WORD.search(text, rest.start, rest.end):
        tiles[-1] = _Piece(Span(tiles[-1].span.start, rest.end), Kind.DIALOGUE)
    elif rest:
        tiles.append(_Piece(rest, Kind.NARRATION))
    return tiles


def _trim(text: str, span: Span) -> Span:
    """*span* without the white space at its ends; empty spans are false."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
