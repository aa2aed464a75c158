"""How the chapters' headings are said: as they are printed, in the user's words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.direction.templates import fields_of, fill
from narrate.model import Chapter, Script, Segment, Span, Utterance
from narrate.text.chapters.headings import HeadingForm, Rank, read_heading
from narrate.text.titles import MOST_LINES, chapter_title, fold, naming_lines, plain

FIELDS = ("number", "title", "heading")
"""What a template for headings may name."""

_NO_TITLE = re.compile(r"[\s.,:;(\[«“‘\"—–-]*\{title\}[)\]»”’\"]*")
"""The field of a title that is not there, with the marks that set it off."""
_MARKS = " .,:;—–-"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A chapter's heading: the segments *first* to *last* (half-open), and what they say.

    The lines of a part above it ("Part Two") are not among them.
    """

    first: int
    last: int
    number: int | None
    title: str
    heading: str
    named: bool
    """whether it is called by what it is, as a prologue"""


def announced(script: Script, template: str | None) -> Script:
    """*script* with what is said in place of the chapters' headings, by *template*, as their text.

    ``{number}`` is the number that is printed, in figures; where no chapter prints any, chapters
    are counted. A chapter without a number, as a prologue is, is said as it is printed if the
    template names one. ``{title}`` is what is printed besides the number; without it the marks
    that set it off are dropped. ``{heading}`` is both. A chapter without a heading gets none.
    """
    if template is None:
        return script
    printed = list(_headings(script))
    counted = not any(one.number for one in printed)
    segments, count = list(script.segments), 0
    for one in printed:
        count += not one.named
        number = count if counted and not one.named else one.number
        if said := _said(template, one, number):
            texts = [said, *[""] * (one.last - one.first - 1)]
            for index, text in enumerate(texts, one.first):
                segments[index] = replace(segments[index], text=text)
    return replace(script, segments=tuple(segments))


def _headings(script: Script) -> Iterator[_Printed]:
    """The headings of those chapters that have one."""
    starts: dict[int, int] = {}
    for index, segment in enumerate(script.segments):
        starts.setdefault(segment.chapter, index)
    for chapter in script.book.chapters:
        if chapter.heading and chapter.number in starts:
            start = starts[chapter.number]
            segments = script.segments[start : start + MOST_LINES]
            lines = naming_lines(_of(chapter, segments), chapter.title)
            if lines:
                yield _printed(segments, start, lines)


def _of(chapter: Chapter, segments: Sequence[Segment]) -> list[Segment]:
    return [
        one for one in segments if one.chapter == chapter.number and _inside(one, chapter.heading)
    ]


def _printed(segments: Sequence[Segment], start: int, lines: range) -> _Printed:
    marks = {line: read_heading(plain(segments[line].text)) for line in lines}
    first = _own_line(marks) or lines.start
    mark = marks[first]
    own = [segments[line].text for line in range(first, lines.stop)]
    named = mark is not None and mark.number is None
    title = own if mark is None or named else [mark.title, *own[1:]]
    return _Printed(
        start + first,
        start + lines.stop,
        mark.number if mark else None,
        chapter_title([fold(line) for line in title if line]),
        chapter_title([fold(line) for line in own]),
        named,
    )


def _own_line(marks: Mapping[int, HeadingForm | None]) -> int | None:
    """The line with the chapter's own number: the last "Chapter 3", a bare "3", or "Part 3"."""
    numbered = [(line, mark.rank) for line, mark in marks.items() if mark and mark.number]
    chapters = [line for line, rank in numbered if rank is Rank.CHAPTER]
    bare = [line for line, rank in numbered if rank is Rank.NUMBER]
    greater = [line for line, rank in numbered if rank < Rank.CHAPTER]
    return next(iter((*chapters[-1:], *bare[:1], *greater[-1:])), None)


def _said(template: str, printed: _Printed, number: int | None) -> str | None:
    """What *template* makes of a heading; None if it is to be said as it is printed."""
    wanted = {name for name in fields_of(template) if name != "title" or printed.title}
    if not wanted or ("number" in wanted and number is None):
        return None
    if not printed.title:
        template = _NO_TITLE.sub("", template).lstrip(_MARKS)
    values: Mapping[str, str] = {
        "number": str(number),
        "title": printed.title,
        "heading": printed.heading,
    }
    return fill(template, values.__getitem__)


def without_headings(
    script: Script, utterances: Sequence[tuple[Utterance, ...]]
) -> tuple[tuple[Utterance, ...], ...]:
    """*utterances* without what is said of the printed headings of *script*'s chapters.

    Headings inside a chapter are said, and so is the heading of a chapter that has nothing else
    to say: no file is left without a word.
    """
    headings = {chapter.number: chapter.heading for chapter in script.book.chapters}
    told = {
        segment.chapter
        for segment, said in zip(script.segments, utterances, strict=True)
        if said and not _inside(segment, headings[segment.chapter])
    }
    return tuple(
        () if segment.chapter in told and _inside(segment, headings[segment.chapter]) else said
        for segment, said in zip(script.segments, utterances, strict=True)
    )


def _inside(segment: Segment, heading: Span) -> bool:
    return heading.start <= segment.span.start and segment.span.end <= heading.end
