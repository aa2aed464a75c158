"""Parses markup that nobody vouches for: no entities, no network, bounded size and depth.

lxml is imported here alone, when a file needs it: it takes a tenth of a second, and both
`narrate --help` and stories in plain text do without.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.readers.encodings import decode
from narrate.text.mojibake import with_letters_as_meant

if TYPE_CHECKING:
    from lxml import etree

LARGEST = 24 * 2**20
"""Bytes of one document. The longest novels in one file have a quarter of it."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]{2,40})|<meta\b[^>]*?\bcharset\s*=\s*["']?([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 2048
_PROLOGUE = 2**16
"""Characters in which a document says of what type it is."""
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.IGNORECASE)
_XML = re.compile(r"<\?xml\b|\bxmlns\b", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
"""the entities that every parser knows, and that must stay"""
_LONG_TAG = re.compile(r"<([A-Za-z][^\s<>/]{0,100})(\s[^<>]{20000,})")
MOST_ATTRIBUTES = 1000
"""Words in one tag. The parser compares each with all others, and no page needs so many."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML may hold."""


@dataclass(frozen=True, slots=True)
class Start:
    """An element begins."""

    element: etree._Element


@dataclass(frozen=True, slots=True)
class End:
    """An element ends."""

    element: etree._Element


def markup_text(raw: bytes, path: Path) -> str:
    """The characters of a document, in the encoding it declares, if it is true, or in its own.

    Signs that were once read in another encoding are those that were meant. Raises ManuscriptError
    for bytes that are no text.
    """
    return with_letters_as_meant(_decoded(raw, path))[0]


def _decoded(raw: bytes, path: Path) -> str:
    declared = _DECLARED.search(raw, 0, _HEAD)
    if declared and not raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = (declared[1] or declared[2]).decode("ascii")
        try:
            return raw.decode("cp1252" if name.lower() in {"iso-8859-1", "latin1"} else name)
        except (LookupError, UnicodeError, ValueError):
            pass  # what it says of itself is wrong
    return decode(raw, path)[0]


def parse_xml(text: str) -> etree._Element | None:
    """The root of an XML document, mended where it is broken; None if nothing can be read."""
    return _xml(prepared(text), recover=True)


def parse_page(text: str) -> etree._Element | None:
    """The root of a page in XHTML or HTML.

    One that says it is XML, and is not well formed, is read both as broken XML and as HTML; what
    loses less text is taken.
    """
    source = prepared(text)
    root = _xml(source, recover=False)
    if root is not None:
        return root
    page = _html(source)
    mended = _xml(source, recover=True) if _XML.search(text, 0, _HEAD) else None
    return page if _length(page) >= _length(mended) else mended


def prepared(text: str) -> str:
    """*text* with named characters in place of entities, and without a document type.

    A tag of more attributes than :data:`MOST_ATTRIBUTES` has lost them.
    """
    bare = _DECLARATION.sub("", text.lstrip("\ufeff"))
    bare = _DOCTYPE.sub("", bare[:_PROLOGUE], count=1) + bare[_PROLOGUE:]
    bare = _LONG_TAG.sub(_without_crowd, bare)
    return _ILLEGAL.sub("\ufffd", _ENTITY.sub(_character, bare))


def _without_crowd(tag: re.Match[str]) -> str:
    """A long *tag* without its attributes, if they are too many to be read."""
    return tag[0] if len(tag[2].split(None, MOST_ATTRIBUTES)) <= MOST_ATTRIBUTES else f"<{tag[1]} "


def _character(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name in _OWN else html5.get(f"{name};", found[0])


def _xml(source: str, *, recover: bool) -> etree._Element | None:
    from lxml import etree  # noqa: PLC0415 -- see above

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return _parsed(source, parser)


def _html(source: str) -> etree._Element | None:
    from lxml import etree  # noqa: PLC0415 -- see above

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return _parsed(source, parser)


def _parsed(source: str, parser: etree.XMLParser | etree.HTMLParser) -> etree._Element | None:
    from lxml import etree  # noqa: PLC0415 -- see above

    try:
        return etree.fromstring(source.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _length(root: etree._Element | None) -> int:
    return -1 if root is None else sum(len(words) for words in root.itertext())


def local(element: etree._Element) -> str:
    """The name of *element* without its namespace, in small letters; empty for what is none."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def attribute(element: etree._Element, name: str) -> str:
    """The attribute called *name*, whatever its namespace; empty if there is none."""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, other in element.attrib.items():
        if isinstance(key, str) and key.rpartition("}")[2].rpartition(":")[2] == name:
            return str(other)
    return ""


def words_of(element: etree._Element) -> str:
    """All text in *element*, with single blanks."""
    return " ".join("".join(map(str, element.itertext())).split())


def walk(root: etree._Element) -> Generator[Start | End | str, bool | None, None]:
    """Everything in *root*, in order. Whoever sends True after a Start skips what is inside.

    No recursion: how deep somebody nested elements is theirs to choose.
    """
    open_: list[tuple[etree._Element, Iterator[etree._Element]]] = []
    element: etree._Element | None = root
    while element is not None:
        children: Iterator[etree._Element] = iter(())
        if local(element):
            skipped = yield Start(element)
            if not skipped:
                if element.text:
                    yield str(element.text)
                children = iter(element)
        open_.append((element, children))
        element = None
        while open_ and element is None:
            parent, rest = open_[-1]
            element = next(rest, None)
            if element is None:
                open_.pop()
                if local(parent):
                    yield End(parent)
                if open_ and parent.tail:
                    yield str(parent.tail)
