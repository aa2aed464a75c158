"""A table of contents as EPUB 3 has it, of the one that an EPUB 2 has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narrate.outputs.epub.marked import Element, Markup
from narrate.outputs.epub.packaging import href_of, resolve
from narrate.outputs.markup import xml_line


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its *title*, where it leads, and how deep it stands, from 0."""

    title: str
    href: str
    depth: int


def ncx_entries(ncx: Markup, part: str, base: str, parts: frozenset[str]) -> Iterator[Entry]:
    """The entries of the document *ncx*, at *part*, as seen from *base*.

    What leads to none of *parts* is left out.
    """
    labels, sources = list(ncx.elements("text")), list(ncx.elements("content"))
    ends: list[int] = []
    for point in ncx.elements("navPoint"):
        while ends and ends[-1] <= point.tag.start:
            ends.pop()
        label, content = _first_in(point, labels), _first_in(point, sources)
        source = content.attributes.get("src", "") if content else ""
        target = resolve(part, source)
        if target in parts:
            anchor = source.partition("#")[2]
            href = href_of(base, target) + (f"#{anchor}" if anchor else "")
            yield Entry(label.words if label else "", href, len(ends))
            ends.append(point.last.end)


def as_list(entries: Iterable[Entry]) -> str:
    """*entries* as the items of a list, those below others in lists of their own."""
    lines: list[str] = []
    depth = -1
    for one in entries:
        if one.depth > depth:
            lines += ["<ol>\n"] * (lines != [])
            depth += 1
        else:
            lines.append("</li>\n" + "</ol></li>\n" * (depth - one.depth))
            depth = one.depth
        lines.append(f'<li><a href="{xml_line(one.href, "#")}">{xml_line(one.title, "*")}</a>')
    return "".join(lines) + "</li>\n" + "</ol></li>\n" * depth if lines else ""


def _first_in(point: Element, listed: Sequence[Element]) -> Element | None:
    """The first of the elements *listed*, in their order, that stands in *point*."""
    index = bisect_left(listed, point.tag.start, key=lambda one: one.tag.start)
    found = listed[index] if index < len(listed) else None
    return found if found and found.tag.start < point.last.start else None
