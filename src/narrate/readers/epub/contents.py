"""Reads the tables of contents of an EPUB, and finds their entries among the blocks of the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from narrate.languages import LANGUAGES, language
from narrate.readers.archives import resolve
from narrate.readers.blocks import (
    ABOUT,
    CONTENTS,
    COPYRIGHT,
    COVER,
    INDEX,
    TITLE_PAGE,
    Block,
    letters,
)
from narrate.readers.markup.parsing import Start, attribute, local, walk, words_of
from narrate.readers.markup.roles import REGIONS, stated_roles
from narrate.readers.writing import ContentsEntry
from narrate.text.chapters.headings import Rank, read_heading

if TYPE_CHECKING:
    from lxml import etree

LITTLE = 400
"""Letters. Below the heading of a part stands no more than this: a motto, a date."""
SMALL = 50
"""or one in so many of its characters"""
MOST_ENTRIES = 10_000
_MATTER = {
    COVER: "cover",
    TITLE_PAGE: "title page",
    COPYRIGHT: "copyright page",
    CONTENTS: "contents",
    INDEX: "index",
    ABOUT: "about",
}
"""Pages that are no text of the book, and in which list of headings' words they are called."""
MOST_LINES = 4
"""so many blocks may be the heading that one entry names"""
LONGEST = 200
"""letters of a block that is part of a heading"""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a table of contents: *title*, the place it leads to, its *depth* from 1."""

    title: str
    part: str
    anchor: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry whose place was found: the block at *index*; *read* if that is part of the story."""

    title: str
    index: int
    depth: int
    read: bool


def nav_entries(root: etree._Element, base: str) -> list[Listed]:
    """The entries of the navigation page *root*, which is the part *base*."""
    navs = [one for one in root.iter() if local(one) == "nav"]
    tables = [one for one in navs if "toc" in stated_roles(one)] or navs[:1]
    return list(_nav(tables[0], base))[:MOST_ENTRIES] if tables else []


def _nav(table: etree._Element, base: str) -> Iterator[Listed]:
    depth = 0
    for event in walk(table):
        if isinstance(event, str):
            continue
        name, begins = local(event.element), isinstance(event, Start)
        if name in {"ol", "ul"}:
            depth += 1 if begins else -1
        elif name == "a" and begins and depth:
            part, anchor = resolve(base, event.element.get("href") or "")
            yield Listed(_title(event.element), part, anchor, depth)


def _title(link: etree._Element) -> str:
    """What an entry is called: its words, or those of the picture in it."""
    pictures = (one.get("alt") or "" for one in link.iter() if local(one) == "img")
    return words_of(link) or next(filter(None, pictures), link.get("title") or "")


def landmarks(root: etree._Element, base: str) -> Iterator[tuple[str, str]]:
    """The parts that the landmarks of a navigation page tell the kind of, and the kind."""
    for table in (one for one in root.iter() if local(one) == "nav"):
        if "landmarks" in stated_roles(table):
            for link in (one for one in table.iter() if local(one) == "a"):
                kinds = [REGIONS[r] for r in attribute(link, "type").split() if r in REGIONS]
                part, anchor = resolve(base, link.get("href") or "")
                if kinds and part and not anchor:
                    yield part, kinds[0]


def ncx_entries(root: etree._Element, base: str) -> list[Listed]:
    """The entries of the NCX document *root*, which is the part *base*."""
    return list(_ncx(root, base))[:MOST_ENTRIES]


def _ncx(root: etree._Element, base: str) -> Iterator[Listed]:
    depth = 0
    for event in walk(root):
        if isinstance(event, str) or local(event.element) != "navpoint":
            continue
        depth += 1 if isinstance(event, Start) else -1
        if isinstance(event, Start):
            inside = {local(one): one for one in reversed(event.element)}
            label, content = inside.get("navlabel"), inside.get("content")
            if label is not None and content is not None:
                part, anchor = resolve(base, attribute(content, "src"))
                yield Listed(words_of(label), part, anchor, depth)


def called_matter(tables: Iterable[Sequence[Listed]]) -> dict[str, str]:
    """The parts that *tables* call a cover, a title page and the like, and the kind of each.

    A part that has other entries, too, holds more than that.
    """
    found: dict[str, str] = {}
    for table in tables:
        entries = Counter(one.part for one in table)
        for one in table:
            kind = _kinds().get(letters(one.title))
            if kind and one.part and entries[one.part] == 1:
                found[one.part] = kind
    return found


@cache
def _kinds() -> Mapping[str, str]:
    """What such a page is, by what it may be called in any language, in letters."""
    return {
        letters(word): kind
        for code in LANGUAGES
        for kind, name in _MATTER.items()
        for word in language(code).headings.lists[name]
    }


def find_entries(listed: Sequence[Listed], blocks: Sequence[Block]) -> list[ContentsEntry] | None:
    """What *listed* says of *blocks*; None if it cannot be true.

    That is a table that names one place for most of its entries, or fewer than two chapters.
    """
    found = list(_places(listed, blocks))
    read = [one for one in found if one.read]
    distinct = {one.index for one in read}
    if len(distinct) < 2 or len(distinct) * 2 < len(read):
        return None
    entries: dict[int, ContentsEntry] = {}
    for one, level in zip(found, _levels(found, blocks), strict=True):
        if one.read:  # the deepest of those at one place
            entries[one.index] = ContentsEntry(one.index, level, one.title)
    return _with_headings([entries[index] for index in sorted(entries)], blocks)


def _places(listed: Sequence[Listed], blocks: Sequence[Block]) -> Iterator[_Found]:
    at: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for anchor in block.anchors:
            at.setdefault(anchor, index)
    for one in listed:
        place = at.get(f"{one.part}#{one.anchor}", at.get(f"{one.part}#"))
        if one.part and place is not None:
            yield _Found(one.title, place, one.depth, not blocks[place].region)


def _levels(found: Sequence[_Found], blocks: Sequence[Block]) -> list[int]:
    """The level of each entry: chapters are all on one, however deep they are listed.

    An entry with others below it is a part of the book if no prose stands between; what is listed
    below a chapter are its sections.
    """
    above: list[tuple[int, bool]] = []
    places: list[tuple[int, int, bool]] = []
    for index, one in enumerate(found):
        while above and above[-1][0] >= one.depth:
            above.pop()
        parts = sum(is_part for _, is_part in above)
        part = all(is_part for _, is_part in above) and _is_part(found, index, blocks)
        places.append((parts, len(above) - parts, part))
        above.append((one.depth, part))
    chapters = 1 + max((parts + part for parts, _, part in places), default=0)
    return [1 + parts if part else chapters + inside for parts, inside, part in places]


def _is_part(found: Sequence[_Found], index: int, blocks: Sequence[Block]) -> bool:
    one = found[index]
    below = found[index + 1] if index + 1 < len(found) else None
    if below is None or below.depth <= one.depth:
        return False
    if not one.read:
        return True
    mark = read_heading(one.title)
    if mark is not None and mark.rank in {Rank.VOLUME, Rank.PART}:
        return True
    first = _size(blocks[one.index : below.index])
    small = first <= LITTLE or first * SMALL <= _size(
        blocks[one.index : _end(found, index, blocks)]
    )
    return small and not _are_sections(found, index)


def _size(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _end(found: Sequence[_Found], index: int, blocks: Sequence[Block]) -> int:
    """One past the last block below entry *index*."""
    depth = found[index].depth
    after = (one.index for one in found[index + 1 :] if one.depth <= depth)
    return next(after, len(blocks))


def _are_sections(found: Sequence[_Found], index: int) -> bool:
    """Whether what stands below entry *index* are bare numbers, and beside it are chapters."""
    depth = found[index].depth
    below = []
    for one in found[index + 1 :]:
        if one.depth <= depth:
            break
        below.append(one)
    marks = [read_heading(one.title) for one in below]
    bare = all(mark and mark.rank is Rank.NUMBER and not mark.title for mark in marks)
    beside = [pair[1].depth > depth for pair in pairwise(found) if pair[0].depth == depth]
    return bare and sum(beside) * 2 < len(beside)


def _with_headings(
    entries: Sequence[ContentsEntry], blocks: Sequence[Block]
) -> list[ContentsEntry]:
    """*entries* with the headings that are printed at their places."""
    ends = [*(entry.index for entry in entries[1:]), len(blocks)]
    return [_with_heading(entry, end, blocks) for entry, end in zip(entries, ends, strict=True)]


def _with_heading(entry: ContentsEntry, end: int, blocks: Sequence[Block]) -> ContentsEntry:
    first = entry.index + blocks[entry.index].is_break
    title = _as_printed(entry.title, blocks[first].text)
    if _stands_before(entry, title, blocks):
        first -= 1
    last = _last_of_title(title, range(first, min(end, first + MOST_LINES)), blocks)
    if last is None and blocks[first].is_heading:
        last = first
    if last is None:
        return replace(entry, index=first)
    printed = letters("".join(one.text for one in blocks[first : last + 1]))
    called = "" if printed == title or not title else entry.title
    return replace(entry, index=first, last=last, title=called)


def _as_printed(title: str, first: str) -> str:
    """The letters of *title* as they are printed where block *first* is a label and a number.

    "II. The Ford", "The Ford" and "Chapter II: The Ford" are all "Chapter II" above "The Ford".
    """
    label, said = read_heading(first), read_heading(title)
    if label is None or label.title or label.number is None:
        return letters(title)
    if said is None and label.rank is Rank.CHAPTER:
        return letters(first) + letters(title)
    if said is not None and said.title and said.number == label.number:
        return letters(first) + letters(said.title)
    return letters(title)


def _stands_before(entry: ContentsEntry, title: str, blocks: Sequence[Block]) -> bool:
    """Whether the heading stands right before the place: the anchor is behind it."""
    if not entry.index or blocks[entry.index].is_heading:
        return False
    before = blocks[entry.index - 1]
    return before.is_heading and letters(before.text) in title and bool(letters(before.text))


def _last_of_title(title: str, places: range, blocks: Sequence[Block]) -> int | None:
    """The last of the blocks that, one after the other, are the *title*; None if none are."""
    printed, last = "", None
    for index in places:
        printed += letters(blocks[index].text)
        if len(printed) > LONGEST or not title.startswith(printed):
            break
        if not blocks[index].is_break:
            last = index
    return last if last is not None and printed else None
