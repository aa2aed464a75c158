"""Writes the blocks of a book as a manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.languages import contradicts
from narrate.model import Manuscript, Metadata, Origin, Region, Section, Span, StatedHeading
from narrate.readers.blocks import Block, Shape, letters
from narrate.text.normalization import in_normal_form
from narrate.text.titles import fold

BREAK = "* * *"
PARTED = "\n\n"
MIDDLE = 200
"""so many paragraphs tell whether a book is in the language it is said to be in"""
UNTOLD = Metadata()
_NOBODY = re.compile(
    r"unknown(?:author)?|unbekannt(?:erautor)?|(?:auteur)?inconnu|desconocido|desconhecido"
    r"|(?:autore)?sconosciuto|onbekend|okänd|ukendt|nieznany|неизвестно"
)
"""What programs write for an author that they were not told, in letters."""
LONGEST_NAME = 80
"""Characters of a heading that a place is called by."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """What a table of contents says: at block *index* begins what it calls *title*.

    *last* is the last block of the heading that is printed there, None if none is.
    """

    index: int
    level: int
    title: str
    last: int | None = None


def as_read(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """*blocks* with their text in normal form, without those that hold nothing.

    Scene breaks that part no scenes are gone: the first and the last, doubled ones, those beside
    a heading. Anchors of what is gone belong to what follows.
    """
    kept: list[Block] = []
    lost: tuple[str, ...] = ()
    for one in map(_in_normal_form, blocks):
        before = kept[-1] if kept else None
        if one.text and not (one.is_break and _parts_nothing(before)):
            if before is not None and before.is_break and one.is_heading:
                lost = (*kept.pop().anchors, *lost)
            kept.append(replace(one, anchors=(*lost, *one.anchors)) if lost else one)
            lost = ()
        else:
            lost = (*lost, *one.anchors)
    while kept and kept[-1].is_break:
        lost = (*kept.pop().anchors, *lost)
    if kept and lost:
        kept[-1] = replace(kept[-1], anchors=(*kept[-1].anchors, *lost))
    return tuple(kept)


def _parts_nothing(before: Block | None) -> bool:
    return before is None or before.is_heading or before.is_break


def _in_normal_form(block: Block) -> Block:
    if block.is_break:
        return replace(block, text=BREAK)
    lines = (line.strip() for line in in_normal_form(block.text).split("\n"))
    return replace(block, text="\n".join(filter(None, lines)))


def write_manuscript(
    path: Path,
    blocks: Sequence[Block],
    metadata: Metadata = UNTOLD,
    contents: Sequence[ContentsEntry] | None = None,
) -> Manuscript:
    """The manuscript at *path* whose blocks, as :func:`as_read` gives them, are *blocks*.

    *contents* is what its table of contents says of them, in the order of the blocks; without one,
    its headings are the blocks that are headings. A language that the text contradicts is not
    believed. Raises ManuscriptError when nothing can be read.
    """
    spans = tuple(_spans(blocks))
    if metadata.language and contradicts(_middle(blocks), metadata.language):
        metadata = replace(metadata, language=None)
    if _NOBODY.fullmatch(letters(metadata.author or "")):
        metadata = replace(metadata, author=None)
    if not any(map(str.isalnum, "".join(one.text for one in blocks if not one.region))):
        raise nothing_to_read(path)
    return Manuscript(
        path,
        PARTED.join(one.text for one in blocks),
        metadata=metadata,
        headings=tuple(_headings(blocks, spans, contents or ())),
        regions=tuple(_regions(blocks, spans)),
        sections=tuple(_sections(blocks, spans)),
        origins=tuple(
            Origin(span, block.part, block.tags)
            for block, span in zip(blocks, spans, strict=True)
            if block.tags and block.part
        ),
    )


def _middle(blocks: Sequence[Block]) -> str:
    """Some prose of the book, where no other language is quoted on title pages and in mottos."""
    story = [one.text for one in blocks if not one.region and not one.is_heading]
    first = len(story) // 3
    return "\n".join(story[first : first + MIDDLE])


def nothing_to_read(path: Path) -> ManuscriptError:
    """What to raise for a book without a word in it."""
    hint = "if its pages are pictures, a program for text recognition must read them first"
    return ManuscriptError("there is no text in this file", at=Place(path), hint=hint)


def _spans(blocks: Sequence[Block]) -> Iterator[Span]:
    at = 0
    for one in blocks:
        yield Span(at, at + len(one.text))
        at += len(one.text) + len(PARTED)


def _headings(
    blocks: Sequence[Block], spans: Sequence[Span], contents: Sequence[ContentsEntry]
) -> Iterator[StatedHeading]:
    """The headings that *contents* lists; below them in level, those it does not."""
    listed: Mapping[int, ContentsEntry] = {entry.index: entry for entry in contents}
    lowest = max((entry.level for entry in contents), default=0)
    inside = -1
    for index, (block, span) in enumerate(zip(blocks, spans, strict=True)):
        entry = listed.get(index)
        if entry is not None and entry.last is not None:
            inside = entry.last
            yield StatedHeading(Span(span.start, spans[inside].end), entry.level, entry.title)
            continue
        if entry is not None:
            yield StatedHeading(Span(span.start, span.start), entry.level, entry.title)
        if block.is_heading and index > inside:
            yield StatedHeading(span, lowest + block.level)


def _regions(blocks: Sequence[Block], spans: Sequence[Span]) -> Iterator[Region]:
    for kind, run in groupby(zip(blocks, spans, strict=True), key=lambda pair: pair[0].region):
        places = [span for _, span in run]
        if kind:
            yield Region(Span(places[0].start, places[-1].end), kind)


def _sections(blocks: Sequence[Block], spans: Sequence[Span]) -> Iterator[Section]:
    """A section for each part of the file, and for each heading in it."""
    part = heading = name = ""
    for block, span in zip(blocks, spans, strict=True):
        if block.part != part:
            part, heading = block.part, ""
        if block.shape is Shape.HEADING:
            heading = fold(block.text)[:LONGEST_NAME]
        said = ", ".join(filter(None, (part, heading)))
        if said != name:
            name = said
            yield Section(span.start, name)
