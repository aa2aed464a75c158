"""Reads PDF: pages of lines, of which it has to guess what is a paragraph and what a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.model import Manuscript, Metadata
from narrate.readers.files import read_bytes
from narrate.readers.pdf.lines import PrintedLine, read_pages, read_properties
from narrate.readers.pdf.paragraphs import page_blocks
from narrate.readers.writing import as_read, write_manuscript

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

        Raises ManuscriptError for a file that is no PDF, is damaged, protected, or whose pages are
        pictures; ToolError if the package that reads PDFs is not installed.
        """
        raw = read_bytes(path)
        if BEGINNING not in raw[:_HEAD]:
            raise ManuscriptError(
                "this is not a PDF", at=Place(path), hint="look what it is, and rename it"
            )
        pages = read_pages(raw, path)
        _check_text(pages, path)
        return write_manuscript(path, as_read(page_blocks(pages)), _metadata(read_properties(raw)))


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
