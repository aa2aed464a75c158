"""``book.json``: the whole book as data, for players and tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from narrate.model import Cast, Chapter, Character, Script, Segment, Span, Voice
from narrate.release.leftovers import FileData
from narrate.release.timing import TimedSpan
from narrate.settings import BookInfo

VERSION = 1
"""raised when a reader of the file has to change"""
PRINTED = ("kind", "speaker", "text", "direction")
"""the fields of a segment that decide what is heard"""
PLACES = 6
"""decimals of a second: less than a frame"""


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
class BookData:
    """Everything that was made. *info* has what the user says of the book.

    *files* are all that lie beside ``book.json`` and ``listen.html``.
    """

    script: Script
    cast: Cast
    info: BookInfo
    chapters: tuple[ChapterData, ...]
    files: tuple[FileData, ...] = ()

    @property
    def title(self) -> str:
        """The user's title, else the manuscript's."""
        return self.info.title or self.script.book.title

    @property
    def author(self) -> str | None:
        """The user's author, else the manuscript's."""
        return self.info.author or self.script.book.author


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


def format_bookdata(book_data: BookData) -> Iterator[str]:
    """The text of ``book.json``, a chapter at a time.

    Each segment has a line, so that two of these files can be compared.
    """
    head = json.dumps(_head(book_data), ensure_ascii=False, indent=1)
    files = _lines(asdict(one) for one in sorted(book_data.files, key=lambda one: one.name))
    yield f'{head[:-2]},\n "files": [\n{files}\n],\n "chapters": [\n'
    for number, chapter in enumerate(book_data.chapters):
        fields, segments = _chapter(chapter)
        opening = json.dumps(fields, ensure_ascii=False)[:-1]
        comma = ",\n" if number else ""
        yield f'{comma}{opening}, "segments": [\n{_lines(segments)}\n]}}'
    yield "\n]}\n"


def _lines(rows: Iterable[Mapping[str, Any]]) -> str:
    return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def _head(book_data: BookData) -> dict[str, Any]:
    script, cast, info = book_data.script, book_data.cast, book_data.info
    return {
        "narrate_book": VERSION,
        "title": book_data.title,
        "author": book_data.author,
        "language": script.book.language,
        "year": info.year,
        "manuscript": script.book.manuscript.path.name,
        "narrator": {"voice": asdict(cast.narrator)},
        "characters": [_character(one, cast.voices.get(one.name)) for one in script.characters],
    }


def _character(one: Character, voice: Voice | None) -> dict[str, Any]:
    return {**asdict(one), "voice": asdict(voice) if voice else None}


def _chapter(one: ChapterData) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
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
    return data | {"direction": segment.manner.value} if segment.manner else data


def _sentence(one: Sentence) -> dict[str, Any]:
    data: dict[str, Any] = {"text": [one.span.start, one.span.end]}
    data |= {"start": one.start_s, "end": one.end_s}
    if one.words:
        data["words"] = [[span.start, span.end, second] for span, second in one.words]
    return data | {"estimated": True} if one.estimated else data
