"""What is read: a file's text, and what its format says of the book beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import Place
from narrate.spans import Shifts, Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of its book; None for what it does not say.

    *language* is a tag in small letters, as ``fr`` or ``en-gb``. *number* is the book's place in
    its *series*, as it is printed. *cover* holds the bytes of a picture.
    """

    title: str | None = None
    author: str | None = None
    language: str | None = None
    series: str | None = None
    number: str | None = None
    cover: bytes | None = None


@dataclass(frozen=True, slots=True)
class StatedHeading:
    """A heading that the format itself marks as one: its place, its *level*, 1 for the highest.

    *span* is empty where the printed text has no heading and only a table of contents names one.
    *title* is how that table calls it; empty if it is called as it is printed.
    """

    span: Span
    level: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the text that is not the story, and what it is: ``"table of contents"``.

    *span* is empty where it was taken out of the text: it was in the middle of a sentence.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Section:
    """From the offset *start* on, the text stands in the part of the file called *name*."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The paragraph *span* of the text stands on the page *part* of a book's file.

    *tags* counts the tags of that page, from its root's on: so many of them stand before the first
    words of the paragraph, and before the last, plus one. Comments are none, and an empty element
    has two. Neighbours may have the same *tags*: they are parted by what is no tag.
    """

    span: Span
    part: str
    tags: Span


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The author's file: where it lies, and its text in the form that every stage reads.

    *encoding* is the Python codec the bytes were read with, and *source* what they say, newlines
    untouched, without a byte order mark; empty where *text* is the same. *shifts* lead from *text*
    back to *source*, the last change first (see :func:`narrate.text.normalization.normalise`).

    What a format says of the book beside its text is in the other fields: *metadata*; *headings*,
    None if it has none to tell and they are to be found in the text; *regions* that are not the
    story itself; *sections*, where in the file each stretch of the text stands; *origins*, where
    each paragraph does, if the file is a book of pages.
    """

    path: Path
    text: str
    encoding: str = "utf-8"
    source: str = ""
    shifts: tuple[Shifts, ...] = ()
    metadata: Metadata = Metadata()
    headings: tuple[StatedHeading, ...] | None = None
    regions: tuple[Region, ...] = ()
    sections: tuple[Section, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def is_structured(self) -> bool:
        """Whether the format says what is a heading and what a paragraph, not the text's looks.

        Paragraphs of such a text are parted by blank lines, and nothing else is.
        """
        return self.headings is not None

    @property
    def original(self) -> str:
        """The decoded file, newlines untouched."""
        return self.source or self.text

    def in_source(self, offset: int) -> int:
        """The offset in *original* of the character at *offset* of *text*."""
        for shifts in self.shifts:
            offset = shifts.undo(offset)
        return offset

    def section(self, offset: int) -> str:
        """The name of the part of the file that holds the character at *offset*, if it has any."""
        index = bisect_right(self.sections, offset, key=lambda one: one.start)
        return self.sections[index - 1].name if index else ""

    def place(self, offset: int) -> Place:
        """Where the character at *offset* stands: in a part of a book, or on a line of a text."""
        if section := self.section(offset):
            return Place(self.path, part=section)
        return Place(self.path, self.line(offset))

    def line(self, offset: int) -> int:
        """The number, from 1, of the file's line that holds the character at *offset*."""
        source, end = self.original, self.in_source(offset)
        alone = source.count("\r", 0, end) - source.count("\r\n", 0, end)
        return source.count("\n", 0, end) + alone + 1
