"""The package document of somebody's EPUB with what a media overlay adds to it, in EPUB 3."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from narrate.outputs.epub.marked import Element, Markup, applied
from narrate.outputs.markup import xml_text
from narrate.spans import Edit

XHTML = "application/xhtml+xml"
SMIL = "application/smil+xml"
NCX = "application/x-dtbncx+xml"
OLD_TYPES = {
    "text/html": XHTML,
    "text/x-oeb1-document": XHTML,
    "text/x-oeb1-css": "text/css",
    "application/x-font-ttf": "font/ttf",
    "application/x-font-otf": "font/otf",
    "application/x-font-opentype": "font/otf",
    "application/x-truetype-font": "font/ttf",
    "image/jpg": "image/jpeg",
    "text/javascript": "application/javascript",
}
"""media types of EPUB 2 and of its makers, and what EPUB 3 calls them"""
_ROLE = re.compile(r"[a-z]{3}")


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the book: its *name* in the manifest, where it lies, and of which type it is."""

    name: str
    part: str
    media: str
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What is added to a package.

    *metadata* are lines of it. *properties* are those that items get in place of their own, by
    their parts, and *overlays* the names of pages' overlays. *inserted* are names of pages for the
    spine, each with the one it comes before; an empty one stands for the end.
    """

    metadata: Sequence[str]
    items: Sequence[Item]
    overlays: Mapping[str, str]
    inserted: Sequence[tuple[str, str]] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Package:
    """A package document, at *part* of its archive."""

    def __init__(self, document: Markup, part: str) -> None:
        self.document = document
        self.part = part

    @property
    def is_old(self) -> bool:
        """Whether it is of EPUB 2, or older."""
        root = self.document.first("package")
        return root is None or not root.attributes.get("version", "").startswith("3")

    def items(self) -> Iterator[Item]:
        """All items of the manifest that lie in the archive."""
        for one in self.document.elements("item"):
            said = one.attributes
            href = said.get("href", "")
            if ":" not in href.split("/", 1)[0]:
                media = said.get("media-type", "")
                properties = tuple(said.get("properties", "").split())
                yield Item(said.get("id", ""), resolve(self.part, href), media, properties)

    def spine(self) -> Iterator[str]:
        """The names of the items of the spine."""
        return (one.attributes.get("idref", "") for one in self.document.elements("itemref"))

    def cover(self) -> str:
        """The name of the item that EPUB 2 calls the cover; empty for none."""
        metas = (one.attributes for one in self.document.elements("meta"))
        return next((one.get("content", "") for one in metas if one.get("name") == "cover"), "")

    def says(self, name: str, value: str) -> bool:
        """Whether the metadata say already that the property *name* is *value*."""
        metas = self.document.elements("meta")
        return any(one.attributes.get("property") == name and one.words == value for one in metas)

    def extended(self, added: Added) -> str:
        """The document with what is *added*, in EPUB 3, and without an overlay that it had."""
        edits = [*self._root(), *self._metadata(added), *self._manifest(added), *self._spine(added)]
        return applied(self.document.text, edits)

    def _root(self) -> Iterator[Edit]:
        root = self.document.first("package")
        if root and self.is_old:
            yield root.with_attributes({**root.attributes, "version": "3.0"})
            yield from (one.without() for one in self.document.elements("tours"))

    def _metadata(self, added: Added) -> Iterator[Edit]:
        refined: list[str] = []
        for one in _leaves(self.document, "metadata"):
            if _is_replaced(one):
                yield one.without()
            elif self.is_old:
                yield from _upgraded(one, refined)
        if self.is_old:
            yield from _unwrapped(self.document)
        yield from self._put("metadata", (*refined, *added.metadata))

    def _manifest(self, added: Added) -> Iterator[Edit]:
        for one in self.document.elements("item"):
            said = one.attributes
            part = resolve(self.part, said.get("href", ""))
            if said.get("media-type") == SMIL:
                yield one.without()
                continue
            new = {key: value for key, value in said.items() if key != "media-overlay"}
            if overlay := added.overlays.get(part):
                new["media-overlay"] = overlay
            if part in added.properties:
                new["properties"] = " ".join(added.properties[part])
                if not new["properties"]:
                    del new["properties"]
            if self.is_old:
                new = _modern(new)
            if new != said:
                yield one.with_attributes(new)
        yield from self._put("manifest", (self._item(one, added) for one in added.items))

    def _item(self, one: Item, added: Added) -> str:
        more = f' properties="{" ".join(one.properties)}"' if one.properties else ""
        if overlay := added.overlays.get(one.part):
            more += f' media-overlay="{overlay}"'
        href = xml_text(href_of(self.part, one.part))
        return f'<item id="{one.name}" href="{href}" media-type="{one.media}"{more}/>'

    def _spine(self, added: Added) -> Iterator[Edit]:
        for one in self.document.elements("itemref"):
            before = [
                name for name, where in added.inserted if where == one.attributes.get("idref")
            ]
            if before:
                lines = "".join(self._prefixed(f'<itemref idref="{name}"/>\n') for name in before)
                yield Edit(one.tag.start, one.tag.start, lines)
        spine = self.document.first("spine")
        if spine and "page-map" in spine.attributes:
            left = {key: value for key, value in spine.attributes.items() if key != "page-map"}
            yield spine.with_attributes(left)
        last = [f'<itemref idref="{name}"/>' for name, where in added.inserted if not where]
        yield from self._put("spine", last)

    def _put(self, name: str, lines: Iterable[str]) -> Iterator[Edit]:
        """What puts *lines* at the end of the element called *name*."""
        there = self.document.first(name)
        if there and not there.tag.empty:
            text = "".join(self._prefixed(f"{line}\n") for line in lines)
            yield Edit(there.last.start, there.last.start, text)

    def _prefixed(self, line: str) -> str:
        """*line* with its elements named as this document names its own."""
        root = self.document.first("package")
        prefix = root.written_name.rpartition(":")[0] if root else ""
        return re.sub(r"(</?)(?=meta|item)", rf"\1{prefix}:", line) if prefix else line


def _leaves(document: Markup, name: str) -> Iterator[Element]:
    """The elements in the one called *name* that hold words only."""
    there = document.first(name)
    for index, end in sorted(document.ends.items()):
        tag, last = document.tokens[index], document.tokens[end]
        holds = document.tokens[index + 1 : end]
        within = there and there.tag.end <= tag.start < there.last.start
        if within and len(holds) <= 1 and not any(one.name for one in holds):
            yield Element(document, tag, last)


def _is_replaced(one: Element) -> bool:
    """Whether *one* is of an overlay that the book had, or tells when it was changed."""
    said = one.attributes
    is_date = said.get("property") == "dcterms:modified" and "refines" not in said
    return one.tag.name == "meta" and (is_date or said.get("property", "").startswith("media:"))


def _upgraded(one: Element, refined: list[str]) -> Iterator[Edit]:
    """What makes of *one* metadata of EPUB 3; what it said by attributes is put into *refined*."""
    said = one.attributes
    event = next((value for key, value in said.items() if key.endswith(":event")), "publication")
    if one.tag.name == "meta":
        kept = {key: value for key, value in said.items() if key in {"name", "content", "id"}}
        if not said.get("content", "").strip() and "property" not in said:
            yield one.without()
        elif kept != said and "property" not in said:
            yield one.with_attributes(kept)
    elif not one.words or (one.tag.name == "date" and event.lower() != "publication"):
        yield one.without()
    else:
        new = {key: value for key, value in said.items() if key == "id" or key.startswith("xml")}
        told = list(_refinements(said))
        if told:
            new.setdefault("id", f"narrate-{one.tag.start}")
            refined += [line.format(id=new["id"]) for line in told]
        if new != said:
            yield one.with_attributes(new)


def _refinements(said: Mapping[str, str]) -> Iterator[str]:
    for key, value in said.items():
        shown = xml_text(value).replace("{", "{{").replace("}", "}}")
        if key.endswith(":role") and _ROLE.fullmatch(value):
            yield f'<meta refines="#{{id}}" property="role" scheme="marc:relators">{shown}</meta>'
        elif key.endswith(":file-as") and value.strip():
            yield f'<meta refines="#{{id}}" property="file-as">{shown}</meta>'


def _unwrapped(document: Markup) -> Iterator[Edit]:
    """What opens the boxes in which the oldest packages have their metadata."""
    for one in document.elements("dc-metadata", "x-metadata"):
        yield Edit(one.tag.start, one.tag.end, "")
        if not one.tag.empty:
            yield Edit(one.last.start, one.last.end, "")


def _modern(said: Mapping[str, str]) -> dict[str, str]:
    """The attributes of an item, as EPUB 3 has them."""
    gone = {"required-modules", "required-namespace", "fallback-style"}
    new = {key: value for key, value in said.items() if key not in gone}
    media = new.get("media-type", "")
    return {**new, "media-type": OLD_TYPES.get(media.lower(), media)}


def resolve(base: str, href: str) -> str:
    """The part that *href* in the part *base* names, without its anchor."""
    path = unquote(href.strip().partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def href_of(base: str, part: str) -> str:
    """How the part *base* names *part*."""
    return quote(posixpath.relpath(part, posixpath.dirname(base) or "."))
