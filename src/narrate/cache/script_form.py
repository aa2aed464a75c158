"""A script as bytes and back: JSON, in columns, without the text that stands in the manuscript.

Columns are several times faster to read than an object for each segment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, starmap
from typing import Any

from narrate.model import (
    Book,
    Chapter,
    Character,
    Evidence,
    Gender,
    Kind,
    Manuscript,
    Note,
    Script,
    Segment,
    Span,
    Tag,
)

MOST_BYTES = 200_000_000
"""several times what the longest manuscript makes"""
KINDS = {kind.value: kind for kind in Kind}


def pack(script: Script) -> bytes:
    """*script* as bytes, all but its manuscript.

    Notes that have their place in another file than the manuscript lose it.
    """
    book, segments = script.book, script.segments
    speakers = _Table(segment.speaker for segment in segments)
    reasons = _Table(segment.evidence for segment in segments)
    data = {
        "title": book.title,
        "author": book.author,
        "language": book.language,
        "chapters": [
            [one.number, one.title, *_ends(one.span), *_ends(one.heading)] for one in book.chapters
        ],
        "omitted": [_ends(span) for span in book.omitted],
        "book_notes": [_note(note) for note in book.notes],
        "characters": [
            [one.name, one.aliases, one.gender, one.narrator, one.named]
            for one in script.characters
        ],
        "notes": [_note(note) for note in script.notes],
        "speakers": speakers.values,
        "reasons": [one and [one.rule, one.words, one.runner_up] for one in reasons.values],
        "segments": [
            [segment.span.start for segment in segments],
            [segment.span.end for segment in segments],
            [segment.kind.value for segment in segments],
            [segment.chapter for segment in segments],
            [segment.paragraph for segment in segments],
            speakers.column,
            reasons.column,
            [segment.confidence for segment in segments],
        ],
        "tags": [[n, *_ends_of(tag)] for n, one in enumerate(segments) for tag in one.tags],
    }
    return json.dumps(data, separators=(",", ":")).encode()


def unpack(payload: bytes, manuscript: Manuscript) -> Script:
    """The script of *manuscript* that was packed.

    Raises ValueError for whatever is not of this form, or does not fit the manuscript.
    """
    if len(payload) > MOST_BYTES:
        raise ValueError("more than a script can be")
    try:
        return _script(json.loads(payload), manuscript)
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a script: {error}") from error


class _Table:
    """Values that occur often, each once, and the *column* of their places among them."""

    def __init__(self, column: Iterable[Any]) -> None:
        places: dict[Any, int] = {}
        self.column = [places.setdefault(value, len(places)) for value in column]
        self.values = list(places)


def _script(data: dict[str, Any], manuscript: Manuscript) -> Script:
    title, author, language = data["title"], data["author"], data["language"]
    _all(str, title, language)
    _all((str, type(None)), author)
    chapters = tuple(_chapter(*row) for row in data["chapters"])
    book = Book(
        manuscript,
        title,
        author,
        chapters,
        tuple(_span(*row) for row in data["omitted"]),
        tuple(_read_note(*row) for row in data["book_notes"]),
        language,
    )
    return Script(
        book,
        _with_tags(_segments(data, manuscript.text), data["tags"]),
        tuple(_character(*row) for row in data["characters"]),
        tuple(_read_note(*row) for row in data["notes"]),
    )


def _segments(data: dict[str, Any], text: str) -> Iterator[Segment]:
    """The segments, made column by column."""
    starts, ends, kinds, chapters, paragraphs, speakers, reasons, confidences = data["segments"]
    _all(int, *starts, *ends, *chapters, *paragraphs, *speakers, *reasons)
    _all((float, int, type(None)), *confidences)
    _all((str, type(None)), *data["speakers"])
    if min((0, *starts, *speakers, *reasons)) < 0 or max((0, *ends)) > len(text):
        raise ValueError("a place that is not in the manuscript")
    why = [None if row is None else _evidence(*row) for row in data["reasons"]]
    columns = zip(
        starmap(Span, zip(starts, ends, strict=True)),
        [text[start:end] for start, end in zip(starts, ends, strict=True)],
        [KINDS[kind] for kind in kinds],
        chapters,
        paragraphs,
        [data["speakers"][place] for place in speakers],
        [why[place] for place in reasons],
        confidences,
        strict=True,
    )
    return starmap(Segment, columns)


def _with_tags(segments: Iterable[Segment], rows: Iterable[Sequence[Any]]) -> tuple[Segment, ...]:
    """The *segments*, with the tags that are told in *rows*."""
    found = list(segments)
    for place, *ends in rows:
        _all(int, place)
        found[place] = replace(found[place], tags=(*found[place].tags, _tag(*ends)))
    return tuple(found)


def _ends_of(tag: Tag) -> Iterator[int | None]:
    spans = (tag.span, tag.verb, tag.subject, tag.hearer, *tag.adverbs)
    return chain.from_iterable(map(_ends, spans))


def _tag(*ends: int | None) -> Tag:
    """The tag whose spans begin and end there; only that of the hearer may be missing."""
    pairs = list(zip(ends[::2], ends[1::2], strict=True))
    start, end = pairs.pop(3)
    hearer = None if start is None or end is None else _span(start, end)
    span, verb, subject, *adverbs = starmap(_span, pairs)
    return Tag(span, verb, subject, tuple(adverbs), hearer)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _span(start: int, end: int) -> Span:
    _all(int, start, end)
    return Span(start, end)


def _chapter(number: int, title: str, start: int, end: int, *heading: int) -> Chapter:
    _all(int, number)
    _all(str, title)
    return Chapter(number, title, _span(start, end), _span(*heading))


def _character(
    name: str,
    aliases: Sequence[str],
    gender: Gender | None,
    narrator: bool,  # noqa: FBT001 -- a row of data
    named: bool,  # noqa: FBT001 -- a row of data
) -> Character:
    _all(str, name, *aliases)
    _all(bool, narrator, named)
    if gender not in {"M", "F", None}:
        raise ValueError("a gender there is not")
    return Character(name, tuple(aliases), gender, narrator, named)


def _evidence(rule: str, words: str, runner_up: str | None) -> Evidence:
    _all(str, rule, words)
    _all((str, type(None)), runner_up)
    return Evidence(rule, words, runner_up)


def _note(note: Note) -> tuple[str, str, str | None, int | None, int | None]:
    return (note.code, note.message, note.hint, *_ends(note.span))


def _read_note(code: str, message: str, hint: str | None, *ends: int | None) -> Note:
    _all(str, code, message)
    _all((str, type(None)), hint)
    start, end = ends
    return Note(code, message, None if start is None or end is None else _span(start, end), hint)


def _all(kind: type | tuple[type, ...], *values: object) -> None:
    """Raise ValueError if any of *values* is not exactly of that *kind*."""
    kinds = {kind} if isinstance(kind, type) else set(kind)
    if not set(map(type, values)) <= kinds:
        raise ValueError("a value of another kind")
