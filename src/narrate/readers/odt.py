"""Reads ODT, what LibreOffice and OpenOffice write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Manuscript, Metadata
from narrate.readers.archives import Archive, damaged, open_archive
from narrate.readers.html import language_tag
from narrate.readers.listings import with_listings
from narrate.readers.markup.flow import page_blocks
from narrate.readers.markup.parsing import (
    Start,
    attribute,
    local,
    markup_text,
    parse_xml,
    walk,
    words_of,
)
from narrate.readers.markup.styles import Styles
from narrate.readers.writing import as_read, nothing_to_read, write_manuscript

if TYPE_CHECKING:
    from lxml import etree

_NAMES = {
    "line-break": "br",
    "list": "ul",
    "list-item": "li",
    "table-row": "tr",
    "table-cell": "td",
    "table-of-content": "nav",
    "alphabetical-index": "nav",
    "tracked-changes": "template",
    "annotation": "template",
    "ruby-text": "rt",
    "soft-page-break": "meta",
}
"""What HTML calls the elements of ODT that it calls otherwise."""
_HIGHEST = 6
_TITLES = {"title": 1, "subtitle": 2}


@dataclass(frozen=True, slots=True)
class OdtReader:
    """Reads a document of LibreOffice."""

    def read(self, path: Path) -> Manuscript:
        """The text of the document at *path*, and what its properties say of the book.

        Raises ManuscriptError for a file that is no ODT, is damaged, or holds no text.
        """
        with open_archive(path, "an ODT document") as archive:
            root = _part(archive, "content.xml")
            numbered = _numbered_lists([root, *_optional(archive, "styles.xml")])
            said = _metadata(archive)
        body = next((one for one in root.iter() if local(one) == "text" and len(one)), None)
        if body is None:
            raise nothing_to_read(path)
        _name_lists(body, numbered)
        _as_html(body, _italic_styles(root), dict(_parents(root)))
        blocks = page_blocks(body, Styles())
        return write_manuscript(path, with_listings(as_read(blocks)), said)


def _part(archive: Archive, name: str) -> etree._Element:
    root = parse_xml(markup_text(archive.read(name), archive.path))
    if root is None:
        raise damaged(archive.path, f"{name} in this document is no XML")
    return root


def _styles(root: etree._Element) -> Iterator[etree._Element]:
    return (one for one in root.iter() if local(one) == "style")


def _italic_styles(root: etree._Element) -> dict[str, bool]:
    """Which of the styles that are made on the way slant the words, or set them upright."""
    return {
        attribute(style, "name"): attribute(one, "font-style") != "normal"
        for style in _styles(root)
        for one in style
        if local(one) == "text-properties" and attribute(one, "font-style")
    }


def _parents(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Of which style each is a variant."""
    for style in _styles(root):
        yield attribute(style, "name"), attribute(style, "parent-style-name")


def _optional(archive: Archive, name: str) -> Iterator[etree._Element]:
    if archive.find(name):
        yield _part(archive, name)


def _numbered_lists(roots: Iterable[etree._Element]) -> dict[tuple[str, str], str]:
    """The first number of each level that is numbered, by the list's style and the level."""
    return {
        (attribute(style, "name"), attribute(level, "level")): attribute(level, "start-value")
        or "1"
        for root in roots
        for style in root.iter()
        if local(style) == "list-style"
        for level in style
        if local(level) == "list-level-style-number" and attribute(level, "num-format")
    }


def _name_lists(body: etree._Element, numbered: Mapping[tuple[str, str], str]) -> None:
    """Tell lists that are numbered from those that are not, and where they begin."""
    open_: list[str] = []
    for event in walk(body):
        if isinstance(event, str) or local(event.element) not in {"list", "ol"}:
            continue
        if isinstance(event, Start):
            outer = open_[-1] if open_ else ""
            open_.append(attribute(event.element, "style-name") or outer)
            continue
        first = numbered.get((open_.pop(), str(len(open_) + 1)))
        if first is not None:
            event.element.tag = "ol"
            event.element.set("start", first)
    for item in body.iter():
        if local(item) == "list-item" and attribute(item, "start-value"):
            item.set("value", attribute(item, "start-value"))


def _as_html(body: etree._Element, italic: dict[str, bool], parents: dict[str, str]) -> None:
    """Give the elements of *body* the names that HTML has for them."""
    _move_notes(body)
    for one in body.iter():
        name, style = local(one), attribute(one, "style-name")
        title = _TITLES.get(parents.get(style, style).lower(), 0) if name == "p" else 0
        if name == "h" or title:
            level = attribute(one, "outline-level")
            one.tag = f"h{title or min(_HIGHEST, int(level) if level.isdecimal() else 1)}"
        elif name in {"s", "tab"}:
            one.tag, one.text = "span", " "
        elif name == "p" and not words_of(one) and not len(one):
            one.text = "\u00a0"
        elif name in _NAMES:
            one.tag = _NAMES[name]
        if style in italic and name in {"span", "p"}:
            one.set("style", f"font-style: {'italic' if italic[style] else 'normal'}")


def _move_notes(body: etree._Element) -> None:
    """Put the notes behind the text, out of the sentences that they interrupt."""
    for note in [one for one in body.iter() if local(one) == "note"]:
        words = next((one for one in note if local(one) == "note-body"), None)
        if words is not None:
            aside = body.makeelement("aside", {"role": "doc-footnote"})
            aside.extend(list(words))
            body.append(aside)
        for one in list(note):
            note.remove(one)


def _metadata(archive: Archive) -> Metadata:
    if not archive.find("meta.xml"):
        return Metadata()
    said = {local(one): words_of(one) for one in _part(archive, "meta.xml").iter()}
    return Metadata(
        title=said.get("title") or None,
        author=said.get("initial-creator") or said.get("creator") or None,
        language=language_tag(said.get("language") or ""),
    )
