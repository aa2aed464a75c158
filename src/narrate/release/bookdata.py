"""``book.json``: the whole production as data, for players and tools."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from narrate.model import Cast, Chapter, Character, Script, Segment, Span, Voice
from narrate.release.orders import ChapterFile
from narrate.release.timing import Line
from narrate.settings import BookInfo

VERSION = 1
"""raised when a reader of the file has to change"""
PLACES = 6
"""decimals of a second: less than a frame"""
MOST_BYTES = 200_000_000
CLOSE_S = 0.15
"""How far a file's length, as its codec tells it, may be from the length that was noted."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The characters *span* of a segment's text are heard from *start_s* to *end_s*.

    *estimated* says that the beginning was interpolated. *words* tells when the words among them
    begin, where that was asked for: the word's span, and the second.
    """

    span: Span
    start_s: float
    end_s: float
    estimated: bool
    words: tuple[tuple[Span, float], ...] = ()


Heard = Mapping[int, tuple[Sentence, ...]]
"""The sentences of segments that are heard, by the segment's index."""


@dataclass(frozen=True, slots=True)
class ChapterData:
    """A chapter's *segments* by index, the name and length of its *file*, and what is *heard*.

    *file* and *seconds* are None for a chapter of which no sound was made.
    """

    chapter: Chapter
    segments: Mapping[int, Segment]
    file: str | None = None
    seconds: float | None = None
    heard: Heard = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Production:
    """Everything that was made. *info* has what the user says of the book."""

    script: Script
    cast: Cast
    info: BookInfo
    chapters: tuple[ChapterData, ...]

    @property
    def title(self) -> str:
        """The user's title, else the manuscript's."""
        return self.info.title or self.script.book.title

    @property
    def author(self) -> str | None:
        """The user's author, else the manuscript's."""
        return self.info.author or self.script.book.author


def in_seconds(lines: Sequence[Line], rate: int) -> tuple[Sentence, ...]:
    """*lines*, which count frames at *rate* Hz, as sentences."""
    return tuple(
        Sentence(
            line.span,
            round(line.start / rate, PLACES),
            round(line.end / rate, PLACES),
            line.estimated,
            tuple((word.span, round(word.frame / rate, PLACES)) for word in line.words),
        )
        for line in lines
    )


def format_bookdata(production: Production) -> str:
    """The text of ``book.json``; a line for each segment, so that two of them can be compared."""
    chapters = [_chapter(one) for one in production.chapters]
    head = json.dumps(_head(production), ensure_ascii=False, indent=1)
    parts = [
        f'{json.dumps(fields, ensure_ascii=False)[:-1]}, "segments": [\n{_lines(segments)}\n]}}'
        for fields, segments in chapters
    ]
    return f'{head[:-2]},\n "chapters": [\n{_join(parts)}\n]}}\n'


def _lines(segments: Sequence[Mapping[str, Any]]) -> str:
    return _join([json.dumps(segment, ensure_ascii=False) for segment in segments])


def _join(parts: Sequence[str]) -> str:
    return ",\n".join(parts)


def _head(production: Production) -> dict[str, Any]:
    script, cast, info = production.script, production.cast, production.info
    return {
        "narrate_book": VERSION,
        "title": production.title,
        "author": production.author,
        "language": script.book.language,
        "year": info.year,
        "manuscript": script.book.manuscript.path.name,
        "narrator": {"voice": asdict(cast.narrator)},
        "characters": [_character(one, cast.voices.get(one.name)) for one in script.characters],
    }


def _character(one: Character, voice: Voice | None) -> dict[str, Any]:
    return {**asdict(one), "voice": asdict(voice) if voice else None}


def _chapter(one: ChapterData) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    fields: dict[str, Any] = {
        "number": one.chapter.number,
        "title": one.chapter.title,
        "file": one.file,
        "seconds": None if one.seconds is None else round(one.seconds, PLACES),
    }
    if one.chapter.credits:
        fields["credits"] = True
    segments = [
        _segment(segment, one.heard.get(index, ())) for index, segment in one.segments.items()
    ]
    return fields, segments


def _segment(segment: Segment, heard: Sequence[Sentence]) -> dict[str, Any]:
    return {
        **_printed(segment),
        "paragraph": segment.paragraph,
        "source": [segment.span.start, segment.span.end],
        "start": heard[0].start_s if heard else None,
        "end": heard[-1].end_s if heard else None,
        "sentences": [_sentence(one) for one in heard],
    }


def _printed(segment: Segment) -> dict[str, Any]:
    """What a segment says, wherever it stands."""
    return {"kind": segment.kind.value, "speaker": segment.speaker, "text": segment.text}


def _sentence(one: Sentence) -> dict[str, Any]:
    data: dict[str, Any] = {"text": [one.span.start, one.span.end]}
    data |= {"start": one.start_s, "end": one.end_s}
    if one.words:
        data["words"] = [[span.start, span.end, second] for span, second in one.words]
    return data | {"estimated": True} if one.estimated else data


Recalled = Mapping[tuple[object, object], Mapping[str, Any]]


def read_chapters(path: Path) -> Recalled:
    """The chapters in the ``book.json`` of an earlier run, by number and file.

    Empty if there is none, or none that can be understood: then its times are not known.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return {}
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["narrate_book"] != VERSION:
            return {}
        return {(one["number"], one["file"]): one for one in data["chapters"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def recall(before: Recalled, file: ChapterFile, segments: Mapping[int, Segment]) -> ChapterData:
    """The chapter of *file*, which an earlier run made, with the times that run left *before*.

    There are none if its text, speakers or length have changed since.
    """
    old = before.get((file.chapter.number, file.path.name), {})
    bare = ChapterData(file.chapter, segments, file.path.name, file.seconds)
    try:
        if abs(float(old["seconds"]) - file.seconds) > CLOSE_S:
            return bare
        heard = {
            index: _recalled(segment, told)
            for (index, segment), told in zip(segments.items(), old["segments"], strict=True)
        }
        seconds = float(old["seconds"])
    except (KeyError, TypeError, ValueError, AttributeError):  # whoever wrote it, it does not fit
        return bare
    return ChapterData(file.chapter, segments, file.path.name, seconds, heard)


def _recalled(segment: Segment, told: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The sentences of a segment as *told*; ValueError if they are another segment's."""
    if any(told[name] != value for name, value in _printed(segment).items()):
        raise ValueError("another text")
    return tuple(
        Sentence(
            Span(int(one["text"][0]), int(one["text"][1])),
            float(one["start"]),
            float(one["end"]),
            bool(one.get("estimated", False)),
            tuple((Span(int(a), int(b)), float(at)) for a, b, at in one.get("words", ())),
        )
        for one in told["sentences"]
    )
