"""``book.json``: the whole book as data, for players and tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from narrate.model import Character, FinishedBook, FinishedChapter, Segment, Sentence, Voice
from narrate.release.timing import TimedSpan
from narrate.release.values import FileData

VERSION = 1
"""raised when a reader of the file has to change"""
PRINTED = ("kind", "speaker", "text", "direction", "voice", "take")
"""the fields of a segment that decide what is heard"""
PLACES = 6
"""decimals of a second: less than a frame"""


def in_seconds(spans: Sequence[TimedSpan], rate: int) -> tuple[Sentence, ...]:
    """*spans*, which count frames at *rate* Hz, as sentences."""
    return tuple(
        Sentence(
            one.span,
            round(one.start / rate, PLACES),
            round(one.end / rate, PLACES),
            one.estimated,
            tuple((word.span, round(word.frame / rate, PLACES)) for word in one.words),
        )
        for one in spans
    )


def format_bookdata(book: FinishedBook, others: Iterable[FileData]) -> Iterator[str]:
    """The text of ``book.json``, a chapter at a time; *others* are the files beside it.

    Each segment has a line, so that two of these files can be compared.
    """
    head = json.dumps(_head(book), ensure_ascii=False, indent=1)
    files = _lines(_file(one) for one in sorted(others, key=lambda one: one.name))
    yield f'{head[:-2]},\n "files": [\n{files}\n],\n "chapters": [\n'
    for number, chapter in enumerate(book.chapters):
        fields, segments = _chapter(chapter)
        opening = json.dumps(fields, ensure_ascii=False)[:-1]
        comma = ",\n" if number else ""
        yield f'{comma}{opening}, "segments": [\n{_lines(segments)}\n]}}'
    yield "\n]}\n"


def _file(one: FileData) -> dict[str, Any]:
    data = {"name": one.name, "chapter": one.chapter, "sha256": one.sha256}
    return data | {"output": one.output} if one.output else data


def _lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def _head(book: FinishedBook) -> dict[str, Any]:
    script, cast = book.script, book.cast
    return {
        "narrate_book": VERSION,
        "title": book.title,
        "author": book.author,
        "language": script.book.language,
        "year": book.year,
        "series": asdict(book.series) if book.series else None,
        "manuscript": script.book.manuscript.path.name,
        "narrator": {"voice": asdict(cast.narrator)},
        "characters": [_character(one, cast.voices.get(one.name)) for one in script.characters],
    }


def _character(one: Character, voice: Voice | None) -> dict[str, Any]:
    return {**asdict(one), "voice": asdict(voice) if voice else None}


def _chapter(one: FinishedChapter) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    fields: dict[str, Any] = {
        "number": one.chapter.number,
        "title": one.chapter.title,
        "file": one.file,
        "seconds": None if one.seconds is None else round(one.seconds, PLACES),
    }
    if one.chapter.credits:
        fields["credits"] = True
    segments = (
        _segment(segment, one.heard.get(index, ())) for index, segment in one.segments.items()
    )
    return fields, segments


def _segment(segment: Segment, heard: Sequence[Sentence]) -> dict[str, Any]:
    return {
        **printed(segment),
        "paragraph": segment.paragraph,
        "source": [segment.span.start, segment.span.end],
        "start": heard[0].start_s if heard else None,
        "end": heard[-1].end_s if heard else None,
        "sentences": [_sentence(one) for one in heard],
    }


def printed(segment: Segment) -> dict[str, Any]:
    """What a segment says, in whose voice and how, wherever it stands."""
    data = {"kind": segment.kind.value, "speaker": segment.speaker, "text": segment.text}
    how = {
        "direction": segment.manner and segment.manner.value,
        "voice": segment.voice,
        "take": segment.take if segment.take > 1 else None,
    }
    return data | {key: value for key, value in how.items() if value is not None}


def _sentence(one: Sentence) -> dict[str, Any]:
    data: dict[str, Any] = {"text": [one.span.start, one.span.end]}
    data |= {"start": one.start_s, "end": one.end_s}
    if one.words:
        data["words"] = [[span.start, span.end, second] for span, second in one.words]
    return data | {"estimated": True} if one.estimated else data
