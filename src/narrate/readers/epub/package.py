"""Reads the package document of an EPUB: what the book is, and in which order its pages stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.model import Metadata
from narrate.readers.archives import Archive, damaged, resolve
from narrate.readers.html import language_tag
from narrate.readers.markup.parsing import attribute, local, markup_text, parse_xml, words_of
from narrate.readers.markup.roles import REGIONS

if TYPE_CHECKING:
    from lxml import etree

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#rc")
"""Ways to encrypt that hide no text: fonts are made useless outside of the book."""
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_ENDINGS = (".xhtml", ".html", ".htm", ".xht")
_COLLECTION = "belongs-to-collection"
_SORTED = re.compile(
    r"(?P<last>(?:[a-zà-ÿ]{1,3} |[^\W\d_]{1,3} (?=[^\s,]*, \S*$))?[^\W\d_][^\s,]*), "
    r"(?!(?i:jr|sr|esq|ph\.? ?d|m\.? ?[ad]|inc|ltd|ii+|iv)\b)"
    r"(?P<first>[^\W\d_][^\s,]*(?: [^\s,]+){0,2})"
)
"""A name as a library sorts it: the surname, a comma, the other names.

The surname is one word, or one behind "von" or "De"; "Tom Hale, Nora Byrne" are two people.
"""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class SpineItem:
    """A page of the spine: its *part* of the archive, and whether it is *linear*: read in turn."""

    part: str
    linear: bool


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says.

    *nav* and *ncx* are the parts with the tables of contents, empty where there are none. *kinds*
    tells of some parts what they are if not the story.
    """

    metadata: Metadata
    pages: tuple[SpineItem, ...]
    nav: str
    ncx: str
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Item:
    part: str
    media: str
    properties: tuple[str, ...]


def read_package(archive: Archive) -> Package:
    """The package of the EPUB in *archive*.

    Raises ManuscriptError if there is none, or if its pages are encrypted.
    """
    part = _package_part(archive)
    root = parse_part(archive, part)
    _check_encryption(archive)
    items = dict(_items(root, part))
    spine = next(_all(root, "spine"), None)
    by_properties = {name: one for one in items.values() for name in one.properties}
    nav = by_properties.get("nav")
    return Package(
        _metadata(archive, root, items, by_properties.get("cover-image")),
        tuple(_pages(spine, items)) if spine is not None else (),
        nav.part if nav else "",
        _ncx(spine, items),
        dict(_guide(root, part)),
    )


def parse_part(archive: Archive, part: str) -> etree._Element:
    """The root of a part that is XML. Raises ManuscriptError if it is none."""
    root = parse_xml(markup_text(archive.read(part), archive.path))
    if root is None:
        raise damaged(archive.path, f"{part} in this book is no XML")
    return root


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in root.iter() if local(one) == name)


def _package_part(archive: Archive) -> str:
    """The part that the container names, or whatever looks like a package."""
    if archive.find(CONTAINER):
        for one in _all(parse_part(archive, CONTAINER), "rootfile"):
            if found := archive.find(one.get("full-path") or ""):
                return found
    for name in archive.names:
        if name.lower().endswith(".opf"):
            return name
    raise damaged(archive.path, "there is no book in this archive")


def _check_encryption(archive: Archive) -> None:
    """Raise ManuscriptError if more is encrypted than fonts."""
    if not archive.find(ENCRYPTION):
        return
    for data in _all(parse_part(archive, ENCRYPTION), "encrypteddata"):
        method = next(_all(data, "encryptionmethod"), None)
        if method is None or attribute(method, "Algorithm").lower() not in _FONTS:
            raise damaged(
                archive.path,
                "this book is protected against copying (DRM)",
                "narrate cannot open it; get an edition without protection",
            )


def _items(root: etree._Element, base: str) -> Iterator[tuple[str, _Item]]:
    for one in _all(root, "item"):
        part, _ = resolve(base, one.get("href") or "")
        if part:
            properties = tuple((one.get("properties") or "").split())
            yield one.get("id") or "", _Item(part, one.get("media-type") or "", properties)


def _pages(spine: etree._Element, items: Mapping[str, _Item]) -> Iterator[SpineItem]:
    """The pages in order, each once."""
    seen: set[str] = set()
    for one in _all(spine, "itemref"):
        item = items.get(one.get("idref") or "")
        if item is None or item.part in seen:
            continue
        if item.media in _PAGES or item.part.lower().endswith(_ENDINGS):
            seen.add(item.part)
            yield SpineItem(item.part, (one.get("linear") or "").lower() != "no")


def _ncx(spine: etree._Element | None, items: Mapping[str, _Item]) -> str:
    named = items.get((spine.get("toc") or "") if spine is not None else "")
    if named is not None:
        return named.part
    found = (one.part for one in items.values() if one.media == "application/x-dtbncx+xml")
    return next(found, "")


def _guide(root: etree._Element, base: str) -> Iterator[tuple[str, str]]:
    for one in _all(root, "reference"):
        kind = REGIONS.get((one.get("type") or "").lower())
        part, anchor = resolve(base, one.get("href") or "")
        if kind and part and not anchor:
            yield part, kind


def _metadata(
    archive: Archive, root: etree._Element, items: Mapping[str, _Item], cover: _Item | None
) -> Metadata:
    said = _Said(root)
    named = items.get(said.meta("cover"))
    series, number = said.series()
    return Metadata(
        title=said.title(),
        author=said.author(),
        language=language_tag(next(said.all("language"), "")),
        series=series,
        number=number,
        cover=_picture(archive, cover or named),
    )


def _picture(archive: Archive, item: _Item | None) -> bytes | None:
    if item is None or not archive.find(item.part):
        return None
    raw = archive.read(item.part)
    return raw if raw.startswith(_PICTURES) else None


class _Said:
    """What stands in the metadata of a package."""

    def __init__(self, root: etree._Element) -> None:
        found = next(_all(root, "metadata"), None)
        self._elements = [] if found is None else [one for one in found.iter() if local(one)]
        self._refined: dict[tuple[str, str], list[str]] = {}
        for one in self._elements:
            key = (one.get("refines") or "").lstrip("#"), one.get("property") or ""
            self._refined.setdefault(key, []).append(words_of(one))

    def _named(self, name: str) -> Iterator[etree._Element]:
        return (one for one in self._elements if local(one) == name and words_of(one))

    def all(self, name: str) -> Iterator[str]:
        """The words of every element called *name*."""
        return map(words_of, self._named(name))

    def meta(self, name: str) -> str:
        """The content of the EPUB 2 element ``meta`` called *name*."""
        found = (one.get("content") or "" for one in self._elements if one.get("name") == name)
        return " ".join(next(found, "").split())

    def _refines(self, element: etree._Element, key: str) -> list[str]:
        """What refines *element* in the way called *key*."""
        return self._refined.get((element.get("id") or "", key), [])

    def title(self) -> str | None:
        """The main title."""
        titles = list(self._named("title"))
        main = [one for one in titles if "main" in self._refines(one, "title-type")]
        return next(map(words_of, (*main, *titles)), None)

    def author(self) -> str | None:
        """All authors; those who made it with no role told, where nobody is said to be one."""
        makers = list(self._named("creator"))
        roles = [(*self._refines(one, "role"), attribute(one, "role")) for one in makers]
        pairs = list(zip(makers, roles, strict=True))
        authors = [one for one, role in pairs if "aut" in role]
        authors = authors or [one for one, role in pairs if not any(role)]
        names = (_as_spoken(words_of(one)) for one in authors)
        return ", ".join(dict.fromkeys(filter(None, names))) or None

    def series(self) -> tuple[str | None, str | None]:
        """The series and the number in it, as EPUB 3 or Calibre have them."""
        collections = (one for one in self._elements if one.get("property") == _COLLECTION)
        for one in collections:
            kinds = self._refines(one, "collection-type")
            if words_of(one) and (not kinds or "series" in kinds):
                return words_of(one), _printed(*self._refines(one, "group-position")[:1])
        return self.meta("calibre:series") or None, _printed(self.meta("calibre:series_index"))


def _as_spoken(name: str) -> str:
    """The *name* of one person as it is said: "Byrne, Nora" is how a library sorts it."""
    found = _SORTED.fullmatch(name)
    return f"{found['first']} {found['last']}" if found else name


def _printed(number: str = "") -> str | None:
    return number.removesuffix(".0") or None
