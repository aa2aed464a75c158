"""Reads FictionBook (FB2)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Manuscript, Metadata
from narrate.readers.files import read_bytes
from narrate.readers.html import language_tag
from narrate.readers.markup.flow import page_blocks
from narrate.readers.markup.parsing import attribute, local, markup_text, parse_xml, words_of
from narrate.readers.markup.styles import Styles
from narrate.readers.writing import as_read, nothing_to_read, write_manuscript

if TYPE_CHECKING:
    from lxml import etree

_NAMES = {
    "emphasis": "em",
    "strikethrough": "s",
    "cite": "blockquote",
    "epigraph": "blockquote",
    "annotation": "blockquote",
    "poem": "div",
    "stanza": "div",
    "v": "div",
    "text-author": "p",
    "date": "p",
    "image": "img",
    "description": "head",
    "binary": "template",
}
"""What HTML calls the elements of FictionBook that it calls otherwise."""
_HIGHEST = 6
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class Fb2Reader:
    """Reads a FictionBook: its sections are chapters, however deep they are nested."""

    def read(self, path: Path) -> Manuscript:
        """The text of the book at *path*, and what its description says of it.

        Raises ManuscriptError for a file that cannot be read, or holds no text.
        """
        raw = read_bytes(path)
        text = markup_text(raw, path)
        root = parse_xml(text) if text.strip() else None
        if root is None or local(root) != "fictionbook":
            raise nothing_to_read(path)
        said = _metadata(root)
        _as_html(root)
        return write_manuscript(path, as_read(page_blocks(root, Styles())), said)


def _as_html(root: etree._Element) -> None:
    """Give the elements of *root* the names that HTML has for them."""
    depths = {root: 0}
    for one in root.iter():
        name, parent = local(one), one.getparent()
        depth = depths.get(parent, 0) if parent is not None else 0
        depths[one] = depth + (name == "section")
        if name == "title":
            one.tag = f"h{max(1, min(_HIGHEST, depth + 1))}"
        elif name == "subtitle":
            one.tag = f"h{_HIGHEST}"
        elif name == "empty-line":
            one.tag, one.text = "p", "\u00a0"
        elif name == "body" and attribute(one, "name") in {"notes", "comments"}:
            one.tag = "section"
            one.set("role", "doc-endnotes")
        elif name in {"poem", "stanza"}:
            one.tag = "div"
            one.set("class", name)
        elif name == "a" and attribute(one, "type") == "note":
            one.set("role", "doc-noteref")
        elif name in _NAMES:
            one.tag = _NAMES[name]


def _find(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements that lie in *root* below those *names*, one in the other."""
    if not names:
        yield root
        return
    for one in root:
        if local(one) == names[0]:
            yield from _find(one, *names[1:])


def _metadata(root: etree._Element) -> Metadata:
    info = next(_find(root, "description", "title-info"), None)
    if info is None:
        return Metadata()
    authors = (
        " ".join(words_of(part) for name in _NAME for part in _find(one, name))
        for one in _find(info, "author")
    )
    series = next(_find(info, "sequence"), None)
    return Metadata(
        title=next((words_of(one) for one in _find(info, "book-title")), None) or None,
        author=", ".join(filter(None, authors)) or None,
        language=language_tag(next((words_of(one) for one in _find(info, "lang")), "")),
        series=attribute(series, "name") or None if series is not None else None,
        number=attribute(series, "number") or None if series is not None else None,
        cover=_cover(root, info),
    )


_NAME = ("first-name", "middle-name", "last-name")


def _cover(root: etree._Element, info: etree._Element) -> bytes | None:
    picture = next(_find(info, "coverpage", "image"), None)
    name = attribute(picture, "href").lstrip("#") if picture is not None else ""
    for one in _find(root, "binary"):
        if name and one.get("id") == name:
            try:
                raw = base64.b64decode(one.text or "")
            except (binascii.Error, ValueError):
                return None
            return raw if raw.startswith(_PICTURES) else None
    return None
