"""What is known of a finished book: its files, its text, and when each sentence is heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.spans import Span

if TYPE_CHECKING:
    from narrate.model import Cast, Chapter, Script, Segment, Voice


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture's bytes, and its MIME type: JPEG or PNG."""

    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Series:
    """The *name* of a series of books, and a book's *number* in it, as it is printed: ``2.5``."""

    name: str
    number: str | None = None


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
class FinishedChapter:
    """A chapter's *segments* by index, the name and length of its *file*, and what is *heard*.

    *file* and *seconds* are None for a chapter of which no sound was made. *subtitles* names the
    subtitle files beside it.
    """

    chapter: Chapter
    segments: Mapping[int, Segment]
    file: str | None = None
    seconds: float | None = None
    heard: Heard = field(default_factory=dict)
    subtitles: tuple[str, ...] = ()


def narrator_name(voice: Voice) -> str:
    """How a narrator who has that *voice* is called."""
    return f"narrate (voice {voice.name})"


@dataclass(frozen=True, slots=True)
class FinishedBook:
    """Everything that was made, and lies in *folder*.

    *title*, *author* and *year* are what the user says of the book, else what its manuscript does.
    """

    folder: Path
    script: Script
    cast: Cast
    title: str
    chapters: tuple[FinishedChapter, ...]
    author: str | None = None
    year: int | None = None
    cover: Cover | None = None
    series: Series | None = None

    @property
    def language(self) -> str:
        """The language's tag, in small letters."""
        return self.script.book.language

    @property
    def narrator(self) -> str:
        """How the narrator is called in tags and lists: by the voice."""
        return narrator_name(self.cast.narrator)

    @property
    def heard(self) -> tuple[FinishedChapter, ...]:
        """The chapters that have sound, in their order."""
        return tuple(one for one in self.chapters if one.file)

    @property
    def seconds(self) -> float:
        """How long all of them last."""
        return sum(one.seconds or 0.0 for one in self.chapters)
