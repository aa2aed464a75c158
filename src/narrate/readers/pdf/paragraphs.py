"""Makes paragraphs of the lines of pages, without what is printed on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.readers.blocks import ORNAMENTS, Block, Shape
from narrate.readers.pdf.lines import PrintedLine

EDGE = 2
"""so many lines at the top and the bottom of a page may be its head and foot"""
OFTEN = 3
"""A line in that place on so many pages is a running head."""
NEAR = 4.0
"""points by which its place may differ"""
LARGER = 1.15
"""Letters so much larger than those of the prose make a heading."""
LONGEST_HEADING = 120
APART = 1.4
"""Lines so much further apart than usual are two paragraphs."""
INDENT = 0.6
"""of the size of the letters: what is set in so far begins a paragraph"""
COLUMN = 45.0
"""points: what is further to the right of a margin is another column"""
SHORT = 0.85
"""A line that ends a sentence before this share of its column may end a paragraph."""

_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\W*(?:\d{1,4}|[ivxlc]{1,7})\W*", re.IGNORECASE)
_WORD = re.compile(r"\w[\w-]*\w")
_DIGITS = re.compile(r"\d+")
_ENDS = tuple('.!?…"”’»:')
_BULLETS = frozenset("•◦▪·○●■□-–")
"""alone on a line they begin an item of a list"""
_HYPHENS = ("-", "\u2010", "\u00ad")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line, the number of its page from 1, and the margins of its column."""

    line: PrintedLine
    page: int
    margin: float
    right: float

    @property
    def is_indented(self) -> bool:
        return self.line.left > self.margin + INDENT * self.line.size

    @property
    def is_short(self) -> bool:
        """Whether a paragraph may end here, though nothing else says so."""
        reach = self.margin + SHORT * (self.right - self.margin)
        return self.line.right < reach and self.line.text.endswith(_ENDS)


def page_blocks(pages: Sequence[Sequence[PrintedLine]]) -> list[Block]:
    """The paragraphs of *pages*; those in larger letters are headings."""
    placed = [one for number, page in enumerate(_bodies(pages), 1) for one in _placed(page, number)]
    size, leading = _usual_size(placed), _usual_leading(placed)
    words = Counter(word for one in placed for word in _WORD.findall(one.line.text.casefold()))
    groups = list(_groups(placed, leading))
    levels = _levels([group[0].line.size for group in groups if _is_heading(group, size)])
    blocks: list[Block] = []
    for group in groups:
        text = _joined([one.line.text for one in group], words)
        level = levels[round(group[0].line.size)] if _is_heading(group, size) else 0
        shape = Shape.HEADING if level else Shape.PARAGRAPH
        if ORNAMENTS.fullmatch(text):
            shape, level = Shape.SCENE_BREAK, 0
        blocks.append(Block(shape, text, level, part=f"page {group[0].page}"))
    return blocks


def _bodies(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[list[PrintedLine]]:
    """*pages* without running heads and page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page in edges for key in {_key(one) for one in page})
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            one
            for one in edge
            if _PAGE_NUMBER.fullmatch(one.text) or (seen[_key(one)] >= OFTEN and len(pages) > OFTEN)
        }
        yield [one for one in page if one not in gone and one.text not in _BULLETS]


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    ordered = sorted(page, key=lambda one: -one.top)
    return ordered[:EDGE] + ordered[EDGE:][-EDGE:]


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.top / NEAR)


def _placed(page: Sequence[PrintedLine], number: int) -> Iterator[_Placed]:
    lefts = Counter(round(one.left) for one in page)
    for line in page:
        near = [left for left in lefts if line.left - COLUMN <= left <= line.left + 1]
        margin = max(near, key=lambda left: (lefts[left], -left), default=round(line.left))
        column = (one.right for one in page if margin - 1 <= one.left <= margin + COLUMN)
        yield _Placed(line, number, min(margin, line.left), max(column, default=line.right))


def _usual_size(placed: Sequence[_Placed]) -> float:
    sizes: Counter[float] = Counter()
    for one in placed:
        sizes[round(one.line.size, 1)] += len(one.line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_leading(placed: Sequence[_Placed]) -> float:
    """How far the lines of a paragraph usually stand apart."""
    steps = Counter(
        round(a.line.top - b.line.top)
        for a, b in pairwise(placed)
        if a.page == b.page and a.line.top > b.line.top
    )
    return float(steps.most_common(1)[0][0]) if steps else 0.0


def _groups(placed: Sequence[_Placed], leading: float) -> Iterator[list[_Placed]]:
    """The lines of each paragraph."""
    group: list[_Placed] = []
    for one in placed:
        if group and _begins(group[-1], one, leading):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _begins(before: _Placed, one: _Placed, leading: float) -> bool:
    """Whether a paragraph begins at *one*."""
    larger, smaller = sorted((before.line.size, one.line.size), reverse=True)
    if larger > LARGER * smaller or one.is_indented:
        return True
    step = before.line.top - one.line.top
    if before.page == one.page and step > APART * leading:
        return True
    return before.is_short


def _is_heading(group: Sequence[_Placed], usual: float) -> bool:
    length = sum(len(one.line.text) for one in group)
    return group[0].line.size >= LARGER * usual and length <= LONGEST_HEADING


def _levels(sizes: Sequence[float]) -> Mapping[int, int]:
    """A level for each size of heading, 1 for the largest."""
    distinct = sorted({round(one) for one in sizes}, reverse=True)
    return {size: level for level, size in enumerate(distinct, 1)}


def _joined(lines: Sequence[str], words: Mapping[str, int]) -> str:
    """*lines* as one, words that were parted at a line's end whole again.

    A hyphen stays if the word is printed with it elsewhere.
    """
    text = lines[0]
    for line in lines[1:]:
        if not (text.endswith(_HYPHENS) and line[:1].islower()):
            text = f"{text} {line}"
            continue
        first, second = text.rsplit(" ", 1)[-1], line.split(" ", 1)[0]
        whole = _WORD.search(f"{first}{second}".casefold())
        known = whole is not None and words.get(whole[0], 0)
        text = f"{text}{line}" if known else f"{text[:-1]}{line}"
    return text
