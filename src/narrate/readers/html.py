"""Reads a page in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Manuscript, Metadata
from narrate.readers.blocks import Block, letters
from narrate.readers.files import read_bytes
from narrate.readers.listings import with_listings
from narrate.readers.markup.flow import page_blocks
from narrate.readers.markup.parsing import attribute, local, markup_text, parse_page, words_of
from narrate.readers.markup.styles import read_styles
from narrate.readers.named import Link, with_named_headings
from narrate.readers.webpages import story_alone, with_site
from narrate.readers.writing import as_read, nothing_to_read, write_manuscript

if TYPE_CHECKING:
    from lxml import etree

_SITE_IN_TITLE = re.compile(
    r"^(?:The )?Project Gutenberg(?:['’]s)? e-?(?:book|text) of,? |"
    r"\s*[—-]+\s*A Project Gutenberg e-?(?:book|text)$|\s*\|\s*Project Gutenberg$|"
    r"\s+[-|]\s+(?:Wattpad|Royal Road)$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"[\s.,]+by\s(?:[^,]*\s)?(?P<last>[^\s,]+)\s*$", re.IGNORECASE)
_AUTHOR = re.compile(r"(?P<title>.+?)[\s.,]+by\s(?P<author>\S.*?)[\s.]*", re.IGNORECASE)
FRONT = 80
"""so many blocks may stand above the end of a title page, a library's own words among them"""
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads a book that is one page of HTML or XHTML."""

    def read(self, path: Path) -> Manuscript:
        """The text of the page at *path*, and what its head says of the book.

        Raises ManuscriptError for a file that cannot be read, or holds no text.
        """
        return read_html(path, markup_text(read_bytes(path), path))


def read_html(path: Path, page: str, metadata: Metadata | None = None) -> Manuscript:
    """The manuscript that the HTML in *page* makes.

    Raises ManuscriptError if there is no text in it.
    """
    root = parse_page(page) if page.strip() else None
    if root is None:
        raise nothing_to_read(path)
    of_page = with_site(_metadata(root), story_alone(root))
    blocks = with_named_headings(with_listings(as_read(html_blocks(root))), list(_links(root)))
    said = _with_printed_author(of_page, blocks) if metadata is None else metadata
    return write_manuscript(path, blocks, said)


def html_blocks(root: etree._Element) -> list[Block]:
    """The blocks of a page that has its style sheets in itself."""
    sheets = [one.text or "" for one in root.iter() if local(one) == "style"]
    return page_blocks(root, read_styles(sheets))


def _links(root: etree._Element) -> Iterator[Link]:
    """The links from the page to places of its own."""
    for one in root.iter():
        target = one.get("href") or ""
        if local(one) == "a" and target.startswith("#"):
            yield Link(words_of(one), target)


def language_tag(written: str) -> str | None:
    """A tag of a language as the rest of narrate has them; None for what is none."""
    tag = written.strip().lower().replace("_", "-")
    return tag if _TAG.fullmatch(tag) and tag not in {"und", "zxx", "mul"} else None


def _metadata(root: etree._Element) -> Metadata:
    meta = dict(_metas(root))
    titles = (words_of(one) for one in root.iter() if local(one) == "title")
    title, author = _title_and_author(next(filter(None, titles), ""))
    language = attribute(root, "lang") or meta.get("dc.language", "")
    author = meta.get("author") or meta.get("dc.creator") or author
    return Metadata(
        title=_without_author(meta.get("dc.title") or title, author),
        author=author,
        language=language_tag(language),
    )


def _title_and_author(written: str) -> tuple[str | None, str | None]:
    """What the title of a page names: Project Gutenberg's have its own name and the author's."""
    bare = _SITE_IN_TITLE.sub("", written)
    title, _, author = bare.partition(", by ") if bare != written else (bare, "", "")
    return title.strip(" .,") or None, author.strip() or None


def _without_author(title: str | None, author: str | None) -> str | None:
    """*title* without "by" and the name of the *author*, which need not be written alike."""
    found = _BYLINE.search(title or "")
    if not title or not author or found is None:
        return title
    is_author = letters(found["last"]) in map(letters, author.split())
    return title[: found.start()].strip(" .,") or title if is_author else title


def _with_printed_author(said: Metadata, blocks: Sequence[Block]) -> Metadata:
    """*said* with the author that its title ends in, if the name stands on the title page, too."""
    found = _AUTHOR.fullmatch(said.title or "")
    if said.author or found is None:
        return said
    name = letters(found["author"])
    printed = {letters(one.text).removeprefix("by") for one in blocks[:FRONT]}
    if name not in printed:
        return said
    return replace(said, title=found["title"], author=found["author"])


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    for one in root.iter():
        if local(one) == "meta" and one.get("name"):
            yield str(one.get("name")).lower(), " ".join((one.get("content") or "").split())
