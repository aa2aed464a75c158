"""Takes the lines of a PDF's pages, with where they stand and how large they are set."""

from __future__ import annotations

import io
import re
import statistics
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import ManuscriptError, Place, ToolError

if TYPE_CHECKING:
    from pdfminer.layout import LTTextLine

MOST_PAGES = 5000
LARGEST_STREAM = 256 * 2**20
"""Bytes of one stream, unpacked: a page scanned in colour has less."""
_STREAM = re.compile(rb"\bstream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_STEP = 2**22


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page; the places of its edges and the *size* of its letters are in points.

    *top* and *bottom* are measured from the lower edge of the page.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def read_pages(raw: bytes, path: Path) -> list[list[PrintedLine]]:
    """The lines of each page, in the order they are read: column after column.

    Raises ManuscriptError for a damaged or protected file, ToolError if the package that reads
    PDFs is not installed.
    """
    try:
        from pdfminer.high_level import extract_pages  # noqa: PLC0415 -- an extra, and slow
        from pdfminer.layout import LAParams  # noqa: PLC0415 -- as above
        from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415 -- as above
    except ImportError:
        hint = "pip install 'narrate[pdf]'"
        raise ToolError("PDFs need a package more", at=Place(path), hint=hint) from None
    _check_sizes(raw, path)
    try:
        pages = extract_pages(io.BytesIO(raw), maxpages=MOST_PAGES, laparams=LAParams())
        return [list(_lines(page)) for page in pages]
    except PDFPasswordIncorrect:
        raise ManuscriptError(
            "this PDF needs a password", at=Place(path), hint="save it without one"
        ) from None
    except Exception as error:
        raise ManuscriptError(
            f"this file is not a PDF, or is damaged: {error}",
            at=Place(path),
            hint="open it elsewhere and save it anew, as EPUB if that can be",
        ) from error


def read_properties(raw: bytes) -> Mapping[str, str]:
    """What a PDF that could be read says of itself: Title, Author."""
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 -- as above
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415 -- as above
    from pdfminer.utils import decode_text  # noqa: PLC0415 -- as above

    said: dict[str, str] = {}
    for info in PDFDocument(PDFParser(io.BytesIO(raw))).info:
        said |= {name: decode_text(one) for name, one in info.items() if isinstance(one, bytes)}
    return said


def _check_sizes(raw: bytes, path: Path) -> None:
    """Raise ManuscriptError if something in the file unpacks to more than any page."""
    bomb = ManuscriptError(
        "something in this PDF unpacks to more than any page holds",
        at=Place(path),
        hint="open it elsewhere and save it anew",
    )
    if _TWICE.search(raw):
        raise bomb
    for found in _STREAM.finditer(raw):
        if _unpacked(raw, found.end()) > LARGEST_STREAM:
            raise bomb


def _unpacked(raw: bytes, start: int) -> int:
    """How many bytes the stream at *start* unpacks to, if it is packed; no more than matter."""
    unpacking, size = zlib.decompressobj(), 0
    waiting = raw[start : raw.find(b"endstream", start)]
    try:
        while waiting and not unpacking.eof and size <= LARGEST_STREAM:
            size += len(unpacking.decompress(waiting, _STEP))
            waiting = unpacking.unconsumed_tail
    except zlib.error:
        return size
    return size


def _lines(page: object) -> Iterator[PrintedLine]:
    from pdfminer.layout import LTPage, LTTextBox, LTTextLine  # noqa: PLC0415 -- as above

    if not isinstance(page, LTPage):
        return
    for box in page:
        if isinstance(box, LTTextBox):
            for line in box:
                if isinstance(line, LTTextLine) and line.get_text().strip():
                    yield _line(line)


def _line(line: LTTextLine) -> PrintedLine:
    from pdfminer.layout import LTChar  # noqa: PLC0415 -- as above

    sizes = [one.size for one in line if isinstance(one, LTChar)]
    return PrintedLine(
        " ".join(line.get_text().split()),
        line.x0,
        line.x1,
        line.y1,
        line.y0,
        statistics.median(sizes) if sizes else line.height,
    )
