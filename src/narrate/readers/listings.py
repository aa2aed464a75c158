"""Finds the pages of a book that list its places: contents, illustrations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from narrate.languages import LANGUAGES, language
from narrate.readers.blocks import CONTENTS, Block

FEWEST = 3
"""So many links below each other are a list."""
MOST_BETWEEN = 2
OFTEN = 3
"""A link that stands in so many places leads from each chapter to the next or the first."""
_WORD = re.compile(r"[^\W\d_]+")
SHORT = 60
"""letters of what may stand between them, and above: the names of parts, "Contents" """


def with_listings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """*blocks*, those of which lists of links are made being regions.

    What stands among the links from chapter to chapter is none: the heading of a chapter.
    """
    marked = list(blocks)
    everywhere = _linked(blocks)
    for index, block in enumerate(blocks):
        if block.linked and not block.is_heading and _is_navigation(block.text):
            marked[index] = replace(block, region=block.region or CONTENTS)
    for first, last in _runs(blocks):
        end = _end_of_pages(blocks, first, last)
        start = first - 1 if first and _announces(blocks, first - 1) else first
        found: Sequence[int] = range(start, end)
        if _leads_on(_linked(blocks[first:end]), everywhere):
            found = [index for index in found if blocks[index].linked]
        for index in found:
            marked[index] = replace(marked[index], region=marked[index].region or CONTENTS)
    return tuple(marked)


def _linked(blocks: Sequence[Block]) -> Counter[str]:
    """How often the words of each link among *blocks* stand there."""
    return Counter(block.text for block in blocks if block.linked and not block.is_heading)


def _leads_on(links: Mapping[str, int], everywhere: Mapping[str, int]) -> bool:
    """Whether most *links* of a run are those that stand in other places of the book as well."""
    most = [text for text, count in links.items() if everywhere[text] - count + 1 >= OFTEN]
    return 2 * len(most) > len(links)


def _is_navigation(text: str) -> bool:
    """Whether all words of *text*, which is a link, are those of links between chapters."""
    words = _WORD.findall(text.casefold())
    return bool(words) and all(word in _navigation() for word in words)


@cache
def _navigation() -> frozenset[str]:
    """The words of links from chapter to chapter, in all languages."""
    lists = (language(code).headings.lists["navigation"] for code in LANGUAGES)
    return frozenset(word for words in lists for entry in words for word in entry.split())


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """From the first to one past the last block of each list."""
    first = last = count = 0
    for index, block in enumerate(blocks):
        if block.linked and not block.is_heading:
            if count and (index - last > MOST_BETWEEN + 1 or not _short(blocks[last:index])):
                if count >= FEWEST:
                    yield first, last + 1
                count = 0
            first = index if not count else first
            last, count = index, count + 1
    if count >= FEWEST:
        yield first, last + 1


def _end_of_pages(blocks: Sequence[Block], first: int, end: int) -> int:
    """*end*, or that of an earlier page: what goes on as prose behind links is no list of them.

    The heading of a chapter that leads back to the contents stands right behind it.
    """
    while end < len(blocks) and blocks[end].part == blocks[end - 1].part != blocks[first].part:
        part = blocks[end].part
        end = next(at for at in range(first, end) if blocks[at].part == part)
    return end


def _short(blocks: Sequence[Block]) -> bool:
    return all(one.linked or len(one.text) <= SHORT for one in blocks)


def _announces(blocks: Sequence[Block], index: int) -> bool:
    """Whether block *index* is what the list behind it is called: a heading, or atop its page."""
    block = blocks[index]
    if block.part != blocks[index + 1].part or len(block.text) > SHORT:
        return False
    return block.is_heading or (bool(block.part) and _is_first(blocks, index))


def _is_first(blocks: Sequence[Block], index: int) -> bool:
    return index == 0 or blocks[index - 1].part != blocks[index].part
