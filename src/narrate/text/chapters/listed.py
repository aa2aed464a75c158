"""Headings that a table of contents names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from narrate.text.chapters.entries import key, keys
from narrate.text.chapters.headings import HeadingForm, Rank, looks_like_prose, read_heading
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.titlepage import find_by

_LONGEST = 90
"""Characters of a title."""
_FEWEST = 3
_FEWEST_OF_HALF = 5
_FEWEST_LETTERS = 6
_NEAR = 0.8
"""How like two titles are of which one has a slip; 1.0 is the same."""


class Told(NamedTuple):
    """The *entries* of a contents, and how many rows stand *above* it, a title page's."""

    entries: Sequence[str] = ()
    above: int = 0


NOTHING_TOLD = Told()


def listed(page: Page, told: Told) -> list[Heading]:
    """The lines that a contents names, in its order; none unless most are there."""
    wanted = [one for one in dict.fromkeys(map(keys, told.entries)) if one and len(one[0]) > 1]
    places: dict[str, list[Heading]] = {one: [] for some in wanted for one in some}
    candidates = [(key(_whole(page, one)), one) for one in _candidates(page)]
    for name, heading in candidates:
        if name in places:
            places[name].append(heading)
    named = [
        _below_contents({one for name in some for one in places[name]}, told.above)
        for some in wanted
    ]
    chain = _increasing([heading for some in named for heading in some])
    most = len(chain) * 2 >= len(set(wanted)) or _is_first_half(page, wanted, places, chain)
    if len(chain) < 2 or not most:
        return []
    if len(chain) * 3 < len(wanted) * 2:
        return chain
    return sorted([*chain, *_misnamed(page, wanted, named, chain, candidates)])


def _below_contents(places: set[Heading], above: int) -> list[Heading]:
    """*places* from the last to the first, those *above* the contents only if there is no other."""
    below = {one for one in places if one.first >= above}
    return sorted(below or places, reverse=True)


def _whole(page: Page, heading: Heading) -> str:
    return " ".join(row.text for row in page.rows[heading.first : heading.last + 1])


def _misnamed(
    page: Page,
    wanted: Sequence[tuple[str, ...]],
    named: Sequence[Sequence[Heading]],
    chain: Sequence[Heading],
    candidates: Sequence[tuple[str, Heading]],
) -> Iterator[Heading]:
    """The lines that entries name in other words than they have: more, or with a slip.

    Such a line stands where the contents says: between those that the entries beside it name.
    """
    starts = [one.first for _, one in candidates]
    after, left = -1, list(chain)
    for names, places in zip(wanted, named, strict=True):
        if left and left[0] in places:
            after = left.pop(0).last
            continue
        until = left[0].first if left else len(page.rows)
        for name, one in candidates[bisect_right(starts, after) : bisect_left(starts, until)]:
            other = _is_author(page, one) and not any(_begin_alike(name, each) for each in names)
            if _is_like(name, names) and not other and _is_line_of_title(page, one):
                yield one
                after = one.last
                break


def _is_line_of_title(page: Page, heading: Heading) -> bool:
    text = page.rows[heading.first].text
    return not looks_like_prose(text) and page.prose(heading.first, heading.last + 1) <= _LONGEST


def _is_author(page: Page, heading: Heading) -> bool:
    """Whether a line says by whom a tale is, as its entry may, too: "By Ines Quill"."""
    return find_by(page.rows[heading.first].text) is not None


def _begin_alike(one: str, other: str) -> bool:
    return one[:_FEWEST_LETTERS] == other[:_FEWEST_LETTERS]


def _is_like(name: str, names: Sequence[str]) -> bool:
    """Whether a line's *name* is nearly one of *names*, or one of the two is in the other."""
    for one in names:
        short, long = sorted((name, one), key=len)
        if len(short) < _FEWEST_LETTERS:
            continue
        if one.startswith(name):
            return True
        if len(short) * 2 < len(long):
            continue
        if short in long or _is_near(short, long):
            return True
    return False


def _is_near(short: str, long: str) -> bool:
    """Whether the two are as like as titles are of which one has a slip."""
    if 2 * len(short) < _NEAR * (len(short) + len(long)):
        return False  # no ratio can be so high: a book has thousands of short paragraphs
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def _is_first_half(
    page: Page,
    wanted: Sequence[tuple[str, ...]],
    places: Mapping[str, Sequence[Heading]],
    chain: Sequence[Heading],
) -> bool:
    """Whether a *chain* that runs to the end of the book has what a contents names first.

    Then the file has one volume, and the contents is of several.
    """
    if len(chain) < _FEWEST_OF_HALF or page.prose(chain[-1].first, len(page.rows)) * 4 > page.prose(
        0, len(page.rows)
    ):
        return False
    known = {heading.first for heading in chain}
    found = [any(one.first in known for name in some for one in places[name]) for some in wanted]
    upto = len(found) - found[::-1].index(True)
    return len(chain) * 4 >= upto * 3


def _candidates(page: Page) -> Iterator[Heading]:
    """Every short paragraph, and the first line of one where blank lines part none."""
    for index, row in enumerate(page.rows):
        if len(row.text) > 2 * _LONGEST or not page.begins(index):
            continue
        last = index if page.dense else page.group_end(index) - 1
        if last - index < _FEWEST:
            mark = read_heading(row.text) or HeadingForm(Rank.CHAPTER, title=row.text)
            yield Heading(index, last, mark)


def _increasing(headings: Sequence[Heading]) -> list[Heading]:
    """The longest part of *headings* that runs down the book."""
    ends: list[int] = []
    chains: list[tuple[Heading, ...]] = []
    for heading in headings:
        at = bisect_left(ends, heading.first)
        chain = (*(chains[at - 1] if at else ()), heading)
        ends[at : at + 1], chains[at : at + 1] = [heading.first], [chain]
    return list(chains[-1]) if chains else []
