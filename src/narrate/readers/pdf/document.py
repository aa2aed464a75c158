"""Opens a PDF that nobody vouches for: its pages as lines, its bookmarks, its properties."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import ManuscriptError, Place, ToolError
from narrate.readers.pdf.lines import PrintedLine, page_lines

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MOST_PAGES = 5000
MOST_BOOKMARKS = 10_000
LARGEST_STREAM = 256 * 2**20
"""Bytes of one stream, unpacked: a page scanned in colour has less."""
_STREAM = re.compile(rb"\bstream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")
_STEP = 2**22
_ITALIC = re.compile(
    r"italic|oblique|slanted|kursiv|(?:^|\+)(?:cmti|cmsl|cmmi|sfti|sfsl)\d", re.IGNORECASE
)
_TO_TOP = {"XYZ": 3, "FitH": 2, "FitBH": 2}
"""How a bookmark says how high on its page it leads, and which of its numbers says it."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline of a PDF: its *title*, its *depth* from 1, and where it leads.

    *page* counts from 1; *top* is in points above the lower edge of the page, None if untold.
    """

    title: str
    depth: int
    page: int
    top: float | None


@dataclass(frozen=True, slots=True)
class PrintedBook:
    """What a PDF holds: the lines of each page, its bookmarks, and what it says of itself."""

    pages: tuple[tuple[PrintedLine, ...], ...]
    bookmarks: tuple[Bookmark, ...]
    properties: Mapping[str, str]


def read_printed(raw: bytes, path: Path) -> PrintedBook:
    """The PDF in *raw*, which was read from *path*.

    Raises ManuscriptError for a damaged or protected file, ToolError if the package that reads
    PDFs is not installed.
    """
    try:
        from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect  # noqa: PLC0415 -- slow
        from pdfminer.pdfparser import PDFParser  # noqa: PLC0415 -- as above
    except ImportError:
        hint = "pip install 'narrate[pdf]'"
        raise ToolError("PDFs need a package more", at=Place(path), hint=hint) from None
    _check_sizes(raw, path)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
        numbers: dict[int, int] = {}
        pages = tuple(_pages(document, numbers))
        return PrintedBook(pages, tuple(_bookmarks(document, numbers)), _properties(document))
    except PDFPasswordIncorrect:
        raise ManuscriptError(
            "this PDF needs a password", at=Place(path), hint="save it without one"
        ) from None
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise ManuscriptError(
            f"this file is not a PDF, or is damaged{reason and ': '}{reason}",
            at=Place(path),
            hint="open it elsewhere and save it anew, as EPUB if that can be",
        ) from error


def _pages(document: PDFDocument, numbers: dict[int, int]) -> Iterator[tuple[PrintedLine, ...]]:
    """The lines of each page; *numbers* is told which number the page with an id has."""
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415 -- as above
    from pdfminer.layout import LAParams  # noqa: PLC0415 -- as above
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415 -- as above
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415 -- as above

    slanted: set[str] = set()

    class Device(PDFPageAggregator):
        def render_char(self, matrix, font, *rest):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN202 -- as pdfminer has it
            if font.italic_angle or _ITALIC.search(str(font.fontname)):
                slanted.add(font.fontname)
            return super().render_char(matrix, font, *rest)

    resources = PDFResourceManager()
    device = Device(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            return
        numbers[int(str(page.pageid))] = number
        interpreter.process_page(page)
        yield tuple(page_lines(device.get_result(), slanted))


def _properties(document: PDFDocument) -> Mapping[str, str]:
    from pdfminer.utils import decode_text  # noqa: PLC0415 -- as above

    said: dict[str, str] = {}
    for info in document.info:
        said |= {name: decode_text(one) for name, one in info.items() if isinstance(one, bytes)}
    return said


def _bookmarks(document: PDFDocument, numbers: Mapping[int, int]) -> Iterator[Bookmark]:
    """The outline, each entry once: whoever made the file may have tied it in a knot."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 -- as above
    from pdfminer.utils import decode_text  # noqa: PLC0415 -- as above

    root = resolve1(document.catalog.get("Outlines"))
    waiting = [(root.get("First"), 1)] if isinstance(root, dict) else []
    seen: set[int] = set()
    while waiting and len(seen) < MOST_BOOKMARKS:
        reference, depth = waiting.pop()
        number = getattr(reference, "objid", None)
        entry = resolve1(reference)
        if number is None or number in seen or not isinstance(entry, dict):
            continue
        seen.add(number)
        waiting += [(entry.get("Next"), depth), (entry.get("First"), depth + 1)]
        title, place = resolve1(entry.get("Title")), _place(document, entry, numbers)
        if isinstance(title, bytes) and place:
            yield Bookmark(" ".join(decode_text(title).split()), depth, *place)


def _place(
    document: PDFDocument, entry: Mapping[str, object], numbers: Mapping[int, int]
) -> tuple[int, float | None] | None:
    """The page that *entry* leads to, and how high on it; None if it leads nowhere."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 -- as above
    from pdfminer.psparser import PSLiteral  # noqa: PLC0415 -- as above

    action = resolve1(entry.get("A"))
    target = resolve1(action.get("D") if isinstance(action, dict) else entry.get("Dest"))
    if isinstance(target, PSLiteral):
        target = target.name
    if isinstance(target, (bytes, str)):
        target = _named(document, target)
    if isinstance(target, dict):
        target = resolve1(target.get("D"))
    if not isinstance(target, list) or not target:
        return None
    page = numbers.get(getattr(target[0], "objid", -1))
    return None if page is None else (page, _top(target))


def _named(document: PDFDocument, name: bytes | str) -> object:
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415 -- as above
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 -- as above

    try:
        return resolve1(document.get_dest(name))
    except (PDFException, KeyError, TypeError):
        return None


def _top(target: list[object]) -> float | None:
    kind = getattr(target[1], "name", "") if len(target) > 1 else ""
    at = _TO_TOP.get(str(kind), 0)
    value = target[at] if at and len(target) > at else None
    return float(value) if isinstance(value, (int, float)) else None


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
