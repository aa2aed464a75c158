"""Reads PDF: pages of lines, of which it has to guess what is a paragraph and what a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.model import Manuscript, Metadata
from narrate.readers.blocks import TITLE_PAGE, Block, letters
from narrate.readers.epub.contents import Listed, find_entries
from narrate.readers.files import read_bytes
from narrate.readers.pdf.document import PrintedBook, read_printed
from narrate.readers.pdf.glyphs import with_told_signs
from narrate.readers.pdf.lines import PrintedLine
from narrate.readers.pdf.paragraphs import bookmark_anchor, page_blocks
from narrate.readers.writing import as_read, write_manuscript
from narrate.text.chapters.headings import read_heading

BEGINNING = b"%PDF-"
_HEAD = 1024
FEW = 20
"""characters a page, as a mean: what has fewer is a book of pictures"""
_NO_TITLE = re.compile(
    r"microsoft word\b.*|untitled.*|.*\.(?:docx?|odt|rtf|indd|qxd|tex|dvi|ps|pdf|txt)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads a PDF that has text in it."""

    def read(self, path: Path) -> Manuscript:
        """The text of the PDF at *path*, without running heads and page numbers.

        Its chapters are those that its bookmarks name, if it has any, or its headings.

        Raises ManuscriptError for a file that is no PDF, is damaged, protected, or whose pages are
        pictures; ToolError if the package that reads PDFs is not installed.
        """
        raw = read_bytes(path)
        if BEGINNING not in raw[:_HEAD]:
            raise ManuscriptError(
                "this is not a PDF", at=Place(path), hint="look what it is, and rename it"
            )
        book = read_printed(raw, path)
        _check_text(book.pages, path)
        return _manuscript(path, replace(book, pages=with_told_signs(book.pages, path)))


def _manuscript(path: Path, book: PrintedBook) -> Manuscript:
    """The text of *book*, whose bookmarks are its table of contents."""
    said = _metadata(book.properties)
    blocks = _with_title(as_read(page_blocks(book.pages, book.bookmarks)), said)
    listed = [
        Listed(one.title, *bookmark_anchor(number), one.depth)
        for number, one in enumerate(book.bookmarks)
        if one.title
    ]
    contents = find_entries(listed, blocks) if listed else None
    return write_manuscript(path, blocks, said, contents)


def _with_title(blocks: Sequence[Block], said: Metadata) -> list[Block]:
    """*blocks*, what stands below the title of the book in large letters being a region.

    That is the author, a date: whatever is a heading, but none of a chapter. So is the title, if
    it is not what the first chapter is called.
    """
    above = list(takewhile(lambda one: one.is_heading, blocks))
    if not said.title or not above or letters(above[0].text) != letters(said.title):
        return list(blocks)
    author = letters(said.author or "")
    named = {one.level for one in above[1:] if letters(one.text) == author}
    above = list(takewhile(lambda one: one.level in named or not read_heading(one.text), above))
    below = blocks[len(above) :]
    kept = 0 if below and below[0].is_heading else 1
    marked = [replace(one, region=one.region or TITLE_PAGE) for one in above[kept:]]
    return [*above[:kept], *marked, *below]


def _check_text(pages: Sequence[Sequence[PrintedLine]], path: Path) -> None:
    if sum(len(line.text) for page in pages for line in page) < FEW * max(1, len(pages)):
        raise ManuscriptError(
            "the pages of this PDF are pictures",
            at=Place(path),
            hint="a program for text recognition (OCR) must read them first",
        )


def _metadata(said: Mapping[str, str]) -> Metadata:
    title = " ".join(said.get("Title", "").split())
    author = " ".join(said.get("Author", "").split())
    return Metadata(
        title=None if _NO_TITLE.fullmatch(title) else title or None, author=author or None
    )
