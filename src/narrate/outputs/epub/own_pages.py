"""A page of somebody's book in which each sentence that is heard has an element of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrate.model import Origin
from narrate.outputs.epub.marked import HTML, Markup, applied, read_markup
from narrate.outputs.epub.matching import match_page
from narrate.outputs.epub.wrapping import Wrapper
from narrate.outputs.markup import xml_text
from narrate.spans import Edit, Span

_ID = re.compile(r"\bid\s*=\s*[\"']([^\"']+)")


@dataclass(frozen=True, slots=True)
class Target:
    """An *element*, by its id, of the page *part*, which holds so many *signs*."""

    part: str
    element: str
    signs: int


class OwnPage:
    """A page that is kept, while its sentences are marked, in their order."""

    def __init__(self, part: str, page: Markup, origins: Sequence[Origin], text: str) -> None:
        self._part, self._page = part, page
        self._matched = match_page(page, origins, text)
        self._wrapper = Wrapper(page)
        self._edits: list[Edit] = []
        self._count = self._end = 0
        self._stem = _free_stem(page.text)

    def mark(self, span: Span, css: str | None) -> list[Target]:
        """The elements, of class *css*, that are put around the words *span* of the manuscript.

        There is none where the words are not found, or are in the elements of those before.
        """
        place = self._matched.place(span)
        if place is None or place.start < self._end:
            return []
        pieces = self._wrapper.pieces(place)
        self._end = place.end
        return [self._wrap(piece, css) for piece in pieces]

    def _wrap(self, piece: Span, css: str | None) -> Target:
        name = f"{self._stem}{self._count}"
        self._count += 1
        kind = f' class="{css}"' if css else ""
        self._edits.append(Edit(piece.start, piece.start, f'<span id="{name}"{kind}>'))
        self._edits.append(Edit(piece.end, piece.end, "</span>"))
        words = re.sub(r"<[^>]*>|\s", "", self._page.text[piece.start : piece.end])
        return Target(self._part, name, len(words) or 1)

    @property
    def is_marked(self) -> bool:
        """Whether any sentence was found on it."""
        return bool(self._edits)

    def written(self, style: str) -> str:
        """The page with all elements, and a link to the style sheet *style*, as seen from there."""
        head = self._page.first("head")
        link = f'<link rel="stylesheet" type="text/css" href="{xml_text(style)}"/>'
        linked = [Edit(head.last.start, head.last.start, link)] if head else []
        return applied(self._page.text, [*linked, *self._edits])


def readable_page(raw: bytes, *, is_old: bool) -> Markup | None:
    """The page in *raw*, if elements can be put into it: it is well formed, and has a head."""
    page = read_markup(raw, kind=HTML if is_old else None)
    if page is None:
        return None
    root, head = page.first("html"), page.first("head")
    plain = root and head and root.written_name == "html" and not head.tag.empty
    return page if plain else None


def ids_of(page: str) -> tuple[str, ...]:
    """The names by which places of *page* may be called, each once."""
    return tuple(dict.fromkeys(_ID.findall(page)))


def _free_stem(page: str) -> str:
    """What the ids of sentences begin with, which those that are there do not."""
    stem, there = "s", ids_of(page)
    while any(name.startswith(stem) and name[len(stem) :].isdigit() for name in there):
        stem += "_"
    return stem
