"""Makes headings of what a page's own links call chapters, and sections of what they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from narrate.readers.blocks import Block, Shape, letters
from narrate.text.chapters.headings import read_heading

FEWEST = 4
"""So many links to headings are a table of contents."""
LINES = 3
"""so many blocks behind the place a link leads to, the heading may stand: a picture is above it"""
LONGEST = 80
"""characters of a paragraph that is a heading"""
LOWEST = 6
"""the level of the lowest heading"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another place of the page: its *words*, the *anchor* of the place."""

    words: str
    anchor: str


def with_named_headings(blocks: Sequence[Block], links: Sequence[Link]) -> tuple[Block, ...]:
    """*blocks*, those that *links* call by a heading's words being headings.

    What is printed as large as these, and between them, is a heading inside a chapter if no link
    leads there, unless it says that it begins one.
    """
    named = _named(blocks, links)
    if len(named) < FEWEST:
        return tuple(blocks)
    levels = Counter(blocks[index].level for index in named if blocks[index].is_heading)
    shared = levels.most_common(1)[0][0] if levels else _below(blocks, named)
    marked = list(blocks)
    for index in named:
        if not blocks[index].is_heading:
            marked[index] = replace(blocks[index], shape=Shape.HEADING, level=shared)
    others = list(_unnamed(blocks, named, shared))
    if len(others) <= len(named):
        for index in others:
            marked[index] = replace(blocks[index], level=min(shared + 1, LOWEST))
    return tuple(marked)


def _named(blocks: Sequence[Block], links: Sequence[Link]) -> list[int]:
    """The blocks that *links* lead to and are called by, in order."""
    at: dict[str, int] = {}
    for index, block in enumerate(blocks):
        for anchor in block.anchors:
            at.setdefault(anchor, index)
    return sorted(set(_targets(blocks, links, at)))


def _targets(
    blocks: Sequence[Block], links: Sequence[Link], at: Mapping[str, int]
) -> Iterator[int]:
    for link in links:
        first = at.get(link.anchor)
        if first is not None and letters(link.words):
            near = range(first, min(first + LINES, len(blocks)))
            yield from islice((one for one in near if _is_called(blocks[one], link.words)), 1)


def _is_called(block: Block, words: str) -> bool:
    """Whether *block* is a heading that *words* call: by its letters, or by its number."""
    if block.region or block.linked or not (block.is_heading or len(block.text) <= LONGEST):
        return False
    said, printed = letters(words), letters(block.text)
    mark, own = read_heading(words), read_heading(block.text)
    counted = mark is not None and own is not None and mark.number == own.number is not None
    if block.is_heading:
        return counted or (bool(printed) and (said in printed or printed in said))
    return own is not None and (counted or said == printed)


def _below(blocks: Sequence[Block], named: Sequence[int]) -> int:
    """The level of paragraphs that are headings: below all headings between them."""
    between = blocks[named[0] : named[-1]]
    return min(LOWEST, 1 + max((one.level for one in between if one.is_heading), default=1))


def _unnamed(blocks: Sequence[Block], named: Sequence[int], level: int) -> Iterator[int]:
    """The headings of that *level* between those *named*, which say not what they are.

    A number says no more where none of those *named* has one: it is a section of a story.
    """
    known = {*named, *(index + 1 for index in named)}  # the title stands below a number
    counted = any(_has_number(blocks[index]) for index in named)
    for index in range(named[0], named[-1]):
        block = blocks[index]
        large = block.is_heading and block.level == level and index not in known
        numbered = not counted and index + 1 not in known and _has_number(block)
        if large and (numbered or read_heading(block.text) is None):
            yield index


def _has_number(block: Block) -> bool:
    mark = read_heading(block.text)
    return mark is not None and mark.number is not None
