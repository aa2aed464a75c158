"""Reads EPUB, version 2 or 3: pages in the order of the spine, chapters as they are listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Manuscript
from narrate.readers.archives import Archive, damaged, open_archive, resolve
from narrate.readers.blocks import Block, Shape
from narrate.readers.epub.contents import (
    Listed,
    called_matter,
    find_entries,
    landmarks,
    nav_entries,
    ncx_entries,
)
from narrate.readers.epub.matter import believed, with_matter
from narrate.readers.epub.package import Package, parse_part, read_package
from narrate.readers.listings import with_listings
from narrate.readers.markup.flow import page_blocks
from narrate.readers.markup.parsing import local, markup_text, parse_page
from narrate.readers.markup.styles import Styles, read_styles
from narrate.readers.writing import as_read, nothing_to_read, write_manuscript

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class EpubReader:
    """Reads an EPUB."""

    def read(self, path: Path) -> Manuscript:
        """The text of the EPUB at *path*, and what it says of the book and its chapters.

        Raises ManuscriptError for a file that is none, is damaged, protected, or has no text.
        """
        with open_archive(path, "an EPUB") as archive:
            return _Book(archive, read_package(archive)).manuscript()


class _Book:
    """An EPUB while it is read."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self._archive = archive
        self._package = package
        self._styles: dict[tuple[str, ...], Styles] = {}

    def manuscript(self) -> Manuscript:
        tables = list(self._tables())
        listed = {one.part for table in tables for one in table}
        blocks: list[Block] = []
        for page in self._package.pages:
            if page.linear or page.part in listed:
                blocks += self._page(page.part)
        if not blocks:
            raise nothing_to_read(self._archive.path)
        called = believed(called_matter(tables), blocks)
        kinds = {**called, **self._package.kinds, **dict(self._landmarks())}
        read = with_matter(with_listings(as_read(blocks)), kinds, self._package.metadata)
        contents = next(filter(None, (find_entries(table, read) for table in tables)), None)
        return write_manuscript(self._archive.path, read, self._package.metadata, contents)

    def _nav(self) -> etree._Element | None:
        part = self._package.nav
        if not self._archive.find(part):
            return None
        return parse_page(markup_text(self._archive.read(part), self._archive.path))

    def _landmarks(self) -> Iterator[tuple[str, str]]:
        root = self._nav()
        return iter(()) if root is None else landmarks(root, self._package.nav)

    def _tables(self) -> Iterator[Sequence[Listed]]:
        """The tables of contents, the newest kind first."""
        root = self._nav()
        if root is not None:
            yield nav_entries(root, self._package.nav)
        ncx = self._package.ncx
        if self._archive.find(ncx):
            yield ncx_entries(parse_part(self._archive, ncx), ncx)

    def _page(self, part: str) -> list[Block]:
        text = markup_text(self._archive.read(part), self._archive.path)
        root = parse_page(text) if text.strip() else None
        if root is None:
            raise damaged(self._archive.path, f"{part} in this book is no page")
        blocks = page_blocks(root, self._styles_of(root, part), part)
        return [Block(Shape.PARAGRAPH, "", part=part, anchors=(f"{part}#",)), *blocks]

    def _styles_of(self, root: etree._Element, part: str) -> Styles:
        own = tuple(one.text or "" for one in root.iter() if local(one) == "style")
        sheets = [
            resolve(part, one.get("href") or "")[0]
            for one in root.iter()
            if local(one) == "link" and "stylesheet" in (one.get("rel") or "").lower()
        ]
        key = (*sheets, *own)
        if key not in self._styles:
            found = [self._sheet(one) for one in sheets if self._archive.find(one)]
            self._styles[key] = read_styles([*found, *own])
        return self._styles[key]

    def _sheet(self, part: str) -> str:
        return self._archive.read(part).decode("utf-8", "replace")
