"""Finds the pages of a book that list its places: contents, illustrations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate.readers.blocks import CONTENTS, Block

FEWEST = 3
"""So many links below each other are a list."""
MOST_BETWEEN = 2
SHORT = 60
"""letters of what may stand between them, and above: the names of parts, "Contents" """


def with_listings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """*blocks*, those of which lists of links are made being regions."""
    marked = list(blocks)
    for first, end in _runs(blocks):
        start = first - 1 if first and _may_announce(blocks[first - 1], blocks[first]) else first
        for index in range(start, end):
            marked[index] = replace(marked[index], region=marked[index].region or CONTENTS)
    return tuple(marked)


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


def _short(blocks: Sequence[Block]) -> bool:
    return all(one.linked or len(one.text) <= SHORT for one in blocks)


def _may_announce(block: Block, first: Block) -> bool:
    """Whether *block* is the heading of the list whose *first* entry is given."""
    return block.part == first.part and block.is_heading and len(block.text) <= SHORT
