"""Markup as it is written: its tags and words with their places, so that little of it is changed.

Nothing is written anew that nobody wants changed: a page keeps every blank and every quote.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from html.entities import html5
from xml.parsers.expat import ExpatError, ParserCreate

from narrate.outputs.markup import xml_text
from narrate.spans import Edit

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<raw>.*?)\]\]>"
    r"|<(?P<closes>/?)(?P<name>[^\s/>!?]+)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>"
    r"|(?P<words>[^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>\s*")
_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
HTML = "<!DOCTYPE html>"
HEAD = 2**16
"""Characters in which a document says of what type it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, or words between tags, at ``text[start:end]``.

    *name* is that of a tag, without its prefix; empty for words. *tags* counts the tags before it,
    an empty element as two. What is *raw* shows its characters as they are, and holds no tag.
    """

    start: int
    end: int
    tags: int
    name: str = ""
    closes: bool = False
    empty: bool = False
    raw: bool = False


class Markup:
    """A well-formed XML document as its *text*."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Everything but comments and processing instructions."""
        return tuple(self._tokens())

    def _tokens(self) -> Iterator[Token]:
        tags = 0
        for found in _TOKEN.finditer(self.text):
            start, end = found.span()
            if found["name"]:
                name = found["name"].rpartition(":")[2]
                closes, empty = bool(found["closes"]), bool(found["empty"])
                yield Token(start, end, tags, name, closes, empty)
                tags += 2 if empty else 1
            elif found["raw"] is not None:
                yield Token(*found.span("raw"), tags, raw=True)
            elif found["words"]:
                yield Token(start, end, tags)

    @cached_property
    def ends(self) -> Mapping[int, int]:
        """The index of the token with which the element ends that begins at a token's index."""
        found: dict[int, int] = {}
        begun: list[int] = []
        for index, one in enumerate(self.tokens):
            if one.empty:
                found[index] = index
            elif one.closes and begun:
                found[begun.pop()] = index
            elif one.name and not one.closes:
                begun.append(index)
        return found

    def elements(self, *names: str) -> Iterator[Element]:
        """All elements so called, in the order in which they begin."""
        for index, end in sorted(self.ends.items()):
            if self.tokens[index].name in names:
                yield Element(self, self.tokens[index], self.tokens[end])

    def first(self, *names: str) -> Element | None:
        """The first element so called."""
        return next(self.elements(*names), None)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a document: the tags it begins and ends with."""

    document: Markup
    tag: Token
    last: Token

    @property
    def written_name(self) -> str:
        """Its name with its prefix, if it has one."""
        return re.split(
            r"[\s/>]", self.document.text[self.tag.start + 1 : self.tag.end], maxsplit=1
        )[0]

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes, by their names as they are written."""
        source = self.document.text[self.tag.start + 1 + len(self.written_name) : self.tag.end]
        return {name: unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(source)}

    @property
    def inside(self) -> str:
        """The markup in it."""
        return "" if self.tag.empty else self.document.text[self.tag.end : self.last.start]

    @property
    def words(self) -> str:
        """The words in it, with single blanks."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.inside)).split())

    def with_attributes(self, attributes: Mapping[str, str], name: str = "") -> Edit:
        """What gives it these *attributes* and no others, and another *name*, if one is given."""
        written = "".join(f' {key}="{xml_text(value)}"' for key, value in attributes.items())
        slash = "/" if self.tag.empty else ""
        return Edit(self.tag.start, self.tag.end, f"<{name or self.written_name}{written}{slash}>")

    def without(self) -> Edit:
        """What takes it out of the document."""
        return Edit(self.tag.start, self.last.end, "")


def applied(text: str, edits: Iterable[Edit]) -> str:
    """*text* with all *edits*; none may lie in another. Those at one place keep their order."""
    parts: list[str] = []
    at = 0
    for one in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += (text[at : one.start], one.said)
        at = one.end
    return "".join((*parts, text[at:]))


def read_markup(raw: bytes, kind: str | None = None) -> Markup | None:
    """The document in *raw*, as it will be written in UTF-8; None if it is not well formed.

    Named characters are written as themselves. *kind* is the document type that it gets; None
    leaves its own.
    """
    text = _decoded(raw)
    if text is None:
        return None
    head = _DECLARATION.sub("", text[:HEAD], count=1)
    doctype = _DOCTYPE.search(head)
    bare = _ENTITY.sub(_character, _DOCTYPE.sub("", head, count=1) + text[HEAD:])
    try:
        ParserCreate("utf-8").Parse(bare.encode(), True)  # noqa: FBT003 -- it has no keywords
    except (ExpatError, UnicodeEncodeError):
        return None
    if kind is None:
        kind = doctype[0] if doctype else ""
    return Markup(f"{DECLARATION}{kind}{bare}")


def _decoded(raw: bytes) -> str | None:
    declared = _ENCODING.search(raw, 0, 200)
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    name = "utf-16" if wide else declared[1].decode() if declared else "utf-8-sig"
    try:
        return raw.decode("utf-8-sig" if name.lower() == "utf-8" else name)
    except (LookupError, UnicodeError):
        return None


def _character(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name in _XML else xml_text(html5.get(f"{name};", "")) or found[0]
