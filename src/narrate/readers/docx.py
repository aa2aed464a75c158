"""Reads DOCX, what Word and most other word processors write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Manuscript, Metadata
from narrate.readers.archives import Archive, damaged, open_archive
from narrate.readers.html import language_tag, read_html
from narrate.readers.markup.parsing import (
    Start,
    attribute,
    local,
    markup_text,
    parse_xml,
    walk,
    words_of,
)
from narrate.readers.numbering import NUMBERING, NumberedList, Numbers, read_numbering

if TYPE_CHECKING:
    from lxml import etree

DOCUMENT = "word/document.xml"
_RELATIONS = "_rels/.rels"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_UNREAD = frozenset(
    {"ppr", "rpr", "del", "movefrom", "fallback", "instrtext", "sectpr", "tblpr", "trpr", "tcpr"}
)
_CHARACTERS = {"tab": " ", "nobreakhyphen": "-", "br": "<br/>", "cr": "<br/>"}
_CELLS = {"tbl": "table", "tr": "tr", "tc": "td"}
_NO = frozenset({"0", "false", "none", "off"})
_TITLES = {"title": 1, "subtitle": 2}
_NAMES = frozenset({"title", "author", "date"})
"""Styles of a title page; Pandoc has the last two."""
_HIGHEST = 6


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Reads a document of a word processor: headings are what its styles make headings."""

    def read(self, path: Path) -> Manuscript:
        """The text of the document at *path*, and what its properties say of the book.

        Deleted text is not read, inserted text is; footnotes are a region. Raises ManuscriptError
        for a file that is no DOCX, is damaged, or holds no text.
        """
        with open_archive(path, "a DOCX document") as archive:
            styles = _read_styles(archive)
            root = _part(archive, _document(archive))
            _join_initials(root)
            numbers = Numbers(_lists(archive))
            body = "".join(_html(root, styles, numbers))
            notes = "".join(
                f'<aside role="doc-footnote">{"".join(_html(one, styles, numbers))}</aside>'
                for name in _NOTES
                if archive.find(name)
                for one in _notes(_part(archive, name))
            )
            said = _metadata(archive, styles, root)
        return read_html(path, f"<body>{body}{notes}</body>", said)


@dataclass(frozen=True, slots=True)
class _Style:
    level: int = 0
    italic: bool = False
    contents: bool = False
    names: str = ""
    """what of the title page its paragraphs are: "title", "author", "date" """
    list: str = ""
    """the list that its paragraphs are items of"""
    depth: str = ""


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of a document make of paragraphs and runs, by their ids."""

    named: Mapping[str, _Style] = field(default_factory=dict)
    language: str = ""

    def of(self, properties: etree._Element | None, kind: str) -> _Style:
        """The style that the *properties* of a paragraph or run name."""
        return self.named.get(_value(properties, kind), _Style())


def _part(archive: Archive, name: str) -> etree._Element:
    root = parse_xml(markup_text(archive.read(name), archive.path))
    if root is None:
        raise damaged(archive.path, f"{name} in this document is no XML")
    return root


def _document(archive: Archive) -> str:
    """The part that holds the text: it is called otherwise by a few programs, which tell so."""
    if not archive.find(DOCUMENT) and archive.find(_RELATIONS):
        for one in _part(archive, _RELATIONS):
            if attribute(one, "Type").endswith("/officeDocument"):
                return attribute(one, "Target").lstrip("/")
    return DOCUMENT


def _join_initials(root: etree._Element) -> None:
    """Put the first letters that are dropped into a paragraph at its beginning."""
    for initial in [one for one in root.iter() if local(one) == "p"][::-1]:
        frame = _child(_child(initial, "ppr"), "framepr")
        below = initial.getnext()
        dropped = frame is not None and attribute(frame, "dropCap") in {"drop", "margin"}
        if dropped and below is not None and local(below) == "p":
            first = next(iter(below), None)
            at = int(first is not None and local(first) == "ppr")
            for run in [one for one in initial if local(one) != "ppr"][::-1]:
                below.insert(at, run)
            parent = initial.getparent()
            if parent is not None:
                parent.remove(initial)


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is None:
        return None
    return next((one for one in element if local(one) == name), None)


def _value(properties: etree._Element | None, name: str) -> str:
    """The value of one of the *properties*; empty if it is not there."""
    found = _child(properties, name)
    return "" if found is None else attribute(found, "val")


def _is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether the property *name* is switched on; None if nothing is said of it."""
    found = _child(properties, name)
    return None if found is None else attribute(found, "val").lower() not in _NO


def _read_styles(archive: Archive) -> _Styles:
    if not archive.find("word/styles.xml"):
        return _Styles()
    root = _part(archive, "word/styles.xml")
    named = {attribute(one, "styleId"): _style(one) for one in root if local(one) == "style"}
    languages = (attribute(one, "val") for one in root.iter() if local(one) == "lang")
    return _Styles(named, next(languages, ""))


def _style(style: etree._Element) -> _Style:
    name = _value(style, "name").lower()
    outline = _value(_child(style, "ppr"), "outlinelvl")
    level = int(outline) + 1 if outline.isdecimal() and len(outline) == 1 else 0
    if name.startswith("heading ") and name[8:].isdecimal():
        level = int(name[8:])
    level = _TITLES.get(name, level)
    italic = bool(_is_on(_child(style, "rpr"), "i"))
    contents = name.startswith(("toc ", "table of figures"))
    numbered = _child(_child(style, "ppr"), "numpr")
    items = _value(numbered, "numid"), _value(numbered, "ilvl")
    return _Style(min(level, _HIGHEST), italic, contents, name if name in _NAMES else "", *items)


def _lists(archive: Archive) -> Mapping[str, NumberedList]:
    return read_numbering(_part(archive, NUMBERING)) if archive.find(NUMBERING) else {}


def _notes(root: etree._Element) -> Iterator[etree._Element]:
    """The notes, without the lines that set them off."""
    for one in root:
        if local(one) in {"footnote", "endnote"} and not attribute(one, "type"):
            yield one


def _html(root: etree._Element, styles: _Styles, numbers: Numbers) -> Iterator[str]:
    """What stands in *root*, as HTML."""
    italic, raised, ends, printed = [False], [False], [""], [False]
    events = walk(root)
    event = next(events, None)
    while event is not None:
        skip = False
        if isinstance(event, Start):
            skip = local(event.element) in _UNREAD or _is_hidden(event.element)
            begin, end = ("", "") if skip else _tags(event.element, styles, numbers)
            printed.append(local(event.element) == "t")
            italic.append(_slants(event.element, styles, before=italic[-1]))
            raised.append(_is_raised(event.element, before=raised[-1]))
            ends.append(end)
            yield begin
        elif not isinstance(event, str):
            italic.pop()
            raised.pop()
            printed.pop()
            yield ends.pop()
        elif printed[-1]:
            words = f"<sup>{escape(event)}</sup>" if raised[-1] else escape(event)
            yield f"<i>{words}</i>" if italic[-1] else words
        try:
            event = events.send(skip)
        except StopIteration:
            event = None


def _tags(element: etree._Element, styles: _Styles, numbers: Numbers) -> tuple[str, str]:
    """What stands for the beginning and the end of *element*."""
    name = local(element)
    if name == "p":
        style = styles.of(_child(element, "ppr"), "pstyle")
        level = _level(element, style)
        tag = f"h{level}" if level else "p"
        empty = "" if words_of(element) or level else "&nbsp;"
        group = ("<nav>", "</nav>") if style.contents else ("", "")
        if style.names in {"author", "date"}:
            group = ('<div role="doc-titlepage">', "</div>")
        number = "" if style.contents else _number(element, style, numbers)
        return f"{group[0]}<{tag}>{empty or number}", f"</{tag}>{group[1]}"
    if name == "sdt" and "Table of Contents" in _gallery(element):
        return "<nav>", "</nav>"
    if name in _CELLS:
        return f"<{_CELLS[name]}>", f"</{_CELLS[name]}>"
    if name == "br" and attribute(element, "type") in {"page", "column"}:
        return "", ""
    return _CHARACTERS.get(name, ""), ""


def _number(paragraph: etree._Element, style: _Style, numbers: Numbers) -> str:
    """The number that the list which *paragraph* is an item of prints before it."""
    properties = _child(paragraph, "ppr")
    own = _child(properties, "numpr")
    name = style.list if own is None else _value(own, "numid")
    depth = _value(own, "ilvl") or style.depth
    label = numbers.next(
        name, int(depth) if depth.isdecimal() else None, _value(properties, "pstyle")
    )
    return f"{escape(label)} " if label else ""


def _level(paragraph: etree._Element, style: _Style) -> int:
    own = _value(_child(paragraph, "ppr"), "outlinelvl")
    if own.isdecimal() and int(own) < _HIGHEST:
        return int(own) + 1
    return style.level


def _gallery(content: etree._Element) -> str:
    properties = _child(content, "sdtpr")
    return _value(_child(properties, "docpartobj"), "docpartgallery")


def _is_hidden(element: etree._Element) -> bool:
    return local(element) == "r" and bool(_is_on(_child(element, "rpr"), "vanish"))


def _is_raised(element: etree._Element, *, before: bool) -> bool:
    """Whether the words in *element* stand above the line."""
    if local(element) != "r":
        return before
    return _value(_child(element, "rpr"), "vertalign") == "superscript"


def _slants(element: etree._Element, styles: _Styles, *, before: bool) -> bool:
    """Whether the words in *element* are italic."""
    if local(element) == "p":
        return styles.of(_child(element, "ppr"), "pstyle").italic
    if local(element) != "r":
        return before
    properties = _child(element, "rpr")
    own = _is_on(properties, "i")
    return own if own is not None else before or styles.of(properties, "rstyle").italic


def _metadata(archive: Archive, styles: _Styles, root: etree._Element) -> Metadata:
    """What the properties of the document say of the book, or its title page in *root*."""
    said: dict[str, str] = {}
    if archive.find("docProps/core.xml"):
        core = _part(archive, "docProps/core.xml")
        said = {local(one): words_of(one) for one in core.iter() if words_of(one)}
    return Metadata(
        title=said.get("title") or _printed(root, styles, "title"),
        author=said.get("creator") or _printed(root, styles, "author"),
        language=language_tag(said.get("language") or styles.language),
    )


def _printed(root: etree._Element, styles: _Styles, name: str) -> str | None:
    """The first paragraph in *root* whose style *name* says what it is; None if there is none."""
    paragraphs = (one for one in root.iter() if local(one) == "p")
    named = (
        words_of(one)
        for one in paragraphs
        if styles.of(_child(one, "ppr"), "pstyle").names == name and words_of(one)
    )
    return next(named, None)
