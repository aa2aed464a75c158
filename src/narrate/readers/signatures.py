"""Tells files that are no plain text, whatever their name says, by how they begin."""

from __future__ import annotations

import re
from pathlib import Path

from narrate.errors import ManuscriptError, Place

_CALIBRE = "convert it to EPUB with Calibre: ebook-convert {name} {stem}.epub"
_RENAME = "rename it to {stem}.{ending}"
_SAVE = "open it there and save it as {stem}.docx"
_BEGINNINGS = {
    b"%PDF-": ("a PDF", "pdf"),
    b"{\\rtf": ("an RTF document", "rtf"),
    b"CONT\x02": ("a Kindle book", _CALIBRE),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("a document of an old word processor", _SAVE),
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_FICTIONBOOK = re.compile(rb"\s*<\?xml[^>]*>\s*<FictionBook\b")
_HEAD = 4096
_KINDLE = slice(60, 68)


def check_is_text(raw: bytes, path: Path) -> None:
    """Raise ManuscriptError, with what to do, if *raw* is of a format that is no plain text."""
    found = _format_of(raw)
    if found is None:
        return
    what, hint = found
    ending = hint if hint.isalnum() else ""
    advice = (_RENAME if ending else hint).format(name=path.name, stem=path.stem, ending=ending)
    raise ManuscriptError(f"this is {what}, not plain text", at=Place(path), hint=advice)


def _format_of(raw: bytes) -> tuple[str, str] | None:
    """What *raw* is, and what to do about it: the ending it should have, or a sentence."""
    if raw.startswith(b"PK\x03\x04"):
        return _archive(raw)
    if raw[_KINDLE] in {b"BOOKMOBI", b"TEXtREAd"}:
        return "a Kindle book", _CALIBRE
    known = (found for begin, found in _BEGINNINGS.items() if raw.startswith(begin))
    if found := next(known, None):
        return found
    head = raw[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _FICTIONBOOK.match(head):
        return "a FictionBook", "fb2"
    return ("a page of HTML", "html") if _HTML.match(head) else None


def _archive(raw: bytes) -> tuple[str, str]:
    for mark, what, ending in (
        (b"META-INF/container.xml", "an EPUB", "epub"),
        (b"opendocument.text", "an ODT document", "odt"),
        (b"word/document.xml", "a DOCX document", "docx"),
    ):
        if mark in raw:
            return what, ending
    return "a ZIP archive", "unpack it, and name the story in it"
