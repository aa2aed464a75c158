"""Makes paragraphs of the lines of pages, without what is printed on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.readers.blocks import CONTENTS, NOTES, ORNAMENTS, Block, Shape, letters
from narrate.readers.markup.inline import Words
from narrate.readers.pdf.document import Bookmark
from narrate.readers.pdf.furniture import LARGER, Page, read_furniture, usual_size
from narrate.readers.pdf.lines import PrintedLine, Run
from narrate.text.chapters.headings import read_heading

LONGEST_HEADING = 120
APART = 1.4
"""Lines so much further apart than usual are two paragraphs."""
HEADING_APART = 1.8
"""of the size of their letters: lines of a heading that are nearer are one heading"""
INDENT = 0.6
"""of the size of the letters: what is set in so far begins a paragraph"""
COLUMN = 45.0
"""points: what is further to the right of a margin is another column"""
SHORT = 0.85
"""A line that ends a sentence before this share of its column may end a paragraph."""
FEWEST_LED = 2
"""So many lines with dots that lead to a page number are a table of contents."""
BETWEEN = 3
"""so many blocks of a table of contents may have no such dots"""

_WORD = re.compile(r"\w[\w-]*\w")
_ENDS = tuple('.!?…"”’»:')
_HYPHENS = ("-", "\u2010", "\u00ad")
_LEADERS = re.compile(r"(?:\. ?){8,}|…{3,}")
_BOOKMARK = "bookmark"


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


@dataclass(frozen=True, slots=True)
class _Set:
    """How the book is set: the *size* of its letters, the step from line to line, its words."""

    size: float
    leading: float
    words: Mapping[str, int]
    italic: bool
    """whether most of it is slanted, so that this emphasises nothing"""
    titles: frozenset[tuple[int, str]]
    """what the bookmarks call places, in letters, and on which page these are"""

    def is_title(self, one: _Placed) -> bool:
        """Whether a bookmark is called as this line, which is not in large letters."""
        called = (one.page, letters(one.line.text)) in self.titles
        return called and not _is_large(one.line, self.size)


def page_blocks(
    pages: Sequence[Sequence[PrintedLine]], bookmarks: Sequence[Bookmark] = ()
) -> list[Block]:
    """The paragraphs of *pages*; those in larger letters are headings, the notes stand behind.

    The place of bookmark number ``n``, counted from 0, has the anchor ``bookmark#n``.
    """
    usual = usual_size(pages)
    titles = [line.text for page in pages for line in page if _is_large(line, usual)]
    titles += [one.title for one in bookmarks]
    parted = list(read_furniture(pages, usual, titles))
    body = _lines([page.body for page in parted])
    setting = _setting(body, parted, bookmarks)
    groups = list(_groups(body, setting))
    blocks = _anchored(_blocks(groups, setting), groups, bookmarks)
    notes = _groups(_lines([page.notes for page in parted]), replace(setting, size=0.0))
    told = [
        Block(Shape.PARAGRAPH, _text(group, setting), region=NOTES, part=f"page {group[0].page}")
        for group in notes
    ]
    return [*_with_contents(blocks), *told]


def bookmark_anchor(number: int) -> tuple[str, str]:
    """Part and anchor of the place that a bookmark leads to."""
    return _BOOKMARK, str(number)


def _is_large(line: PrintedLine, usual: float) -> bool:
    return line.size >= LARGER * usual


def _lines(pages: Sequence[Sequence[PrintedLine]]) -> list[_Placed]:
    return [one for number, page in enumerate(pages, 1) for one in _placed(page, number)]


def _placed(page: Sequence[PrintedLine], number: int) -> Iterator[_Placed]:
    lefts = Counter(round(one.left) for one in page)
    rights: dict[int, float] = {}
    for line in page:
        near = [left for left in lefts if line.left - COLUMN <= left <= line.left + 1]
        margin = max(near, key=lambda left: (lefts[left], -left), default=round(line.left))
        if margin not in rights:
            column = (one.right for one in page if margin - 1 <= one.left <= margin + COLUMN)
            rights[margin] = max(column, default=line.right)
        yield _Placed(line, number, min(margin, line.left), rights[margin])


def _setting(
    placed: Sequence[_Placed], pages: Sequence[Page], bookmarks: Sequence[Bookmark]
) -> _Set:
    words = Counter(word for one in placed for word in _WORD.findall(one.line.text.casefold()))
    slants = Counter[bool]()
    for run in (run for one in placed for run in one.line.runs):
        slants[run.italic] += len(run.words)
    size = usual_size([page.body for page in pages])
    titles = frozenset((one.page, letters(one.title)) for one in bookmarks)
    return _Set(size, _usual_leading(placed), words, slants[True] > slants[False], titles)


def _usual_leading(placed: Sequence[_Placed]) -> float:
    """How far the lines of a paragraph usually stand apart."""
    steps = Counter(
        round(a.line.top - b.line.top)
        for a, b in pairwise(placed)
        if a.page == b.page and a.line.top > b.line.top
    )
    return float(steps.most_common(1)[0][0]) if steps else 0.0


def _groups(placed: Sequence[_Placed], setting: _Set) -> Iterator[list[_Placed]]:
    """The lines of each paragraph."""
    group: list[_Placed] = []
    for one in placed:
        if group and _begins(group[-1], one, setting):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _begins(before: _Placed, one: _Placed, setting: _Set) -> bool:
    """Whether a paragraph begins at *one*."""
    larger, smaller = sorted((before.line.size, one.line.size), reverse=True)
    step = before.line.top - one.line.top
    if larger > LARGER * smaller or setting.is_title(before) or setting.is_title(one):
        return True
    if setting.size and _is_large(before.line, setting.size):
        return before.page != one.page or not 0 < step <= HEADING_APART * larger
    if one.is_indented or (before.page == one.page and step > APART * setting.leading):
        return True
    return before.is_short


def _blocks(groups: Sequence[Sequence[_Placed]], setting: _Set) -> list[Block]:
    """A block for each of *groups*; what is only an ornament, in large letters, is empty."""
    large = [_is_heading(group, setting.size) for group in groups]
    sizes = [group[0].line.size for group, one in zip(groups, large, strict=True) if one]
    levels = _levels(sizes)
    return [
        _block(group, setting, levels[round(group[0].line.size)] if one else 0)
        for group, one in zip(groups, large, strict=True)
    ]


def _block(group: Sequence[_Placed], setting: _Set, level: int) -> Block:
    part = f"page {group[0].page}"
    text = _title(group) if level else _text(group, setting)
    if ORNAMENTS.fullmatch(text):
        return Block(Shape.SCENE_BREAK, text, part=part)
    if level and not letters(text):
        return Block(Shape.PARAGRAPH, "", part=part)
    return Block(Shape.HEADING if level else Shape.PARAGRAPH, text, level, part=part)


def _is_heading(group: Sequence[_Placed], usual: float) -> bool:
    length = sum(len(one.line.text) for one in group)
    return _is_large(group[0].line, usual) and length <= LONGEST_HEADING


def _levels(sizes: Sequence[float]) -> Mapping[int, int]:
    """A level for each size of heading, 1 for the largest."""
    distinct = sorted({round(one) for one in sizes}, reverse=True)
    return {size: level for level, size in enumerate(distinct, 1)}


def _anchored(
    blocks: Sequence[Block], groups: Sequence[Sequence[_Placed]], bookmarks: Sequence[Bookmark]
) -> list[Block]:
    """*blocks*, which were made of *groups*, with the anchors of *bookmarks*."""
    on_page: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        on_page.setdefault(group[0].page, []).append(index)
    anchored = list(blocks)
    for number, one in enumerate(bookmarks):
        there = on_page.get(one.page, [])
        named = [index for index in there if _is_called(blocks[index], one.title)]
        below = [index for index in there if one.top and groups[index][0].line.top <= one.top + 1]
        for index in [*named, *below, *there][:1]:
            anchors = (*anchored[index].anchors, f"{_BOOKMARK}#{number}")
            anchored[index] = replace(anchored[index], anchors=anchors)
    return anchored


def _is_called(block: Block, title: str) -> bool:
    printed, called = letters(block.text), letters(title)
    return bool(printed) and (called.startswith(printed) or printed == called)


def _with_contents(blocks: Sequence[Block]) -> list[Block]:
    """*blocks*, those whose dots lead to page numbers, and the heading above, being a region."""
    led = [index for index, one in enumerate(blocks) if _LEADERS.search(one.text)]
    if sum(len(_LEADERS.findall(one.text)) for one in blocks) < FEWEST_LED:
        return list(blocks)
    inside = set(led)
    for index, after in pairwise(led):
        inside |= set(range(index, after)) if after - index <= BETWEEN else set()
    inside |= set(_before(blocks, led[0])) | set(_behind(blocks, led[-1]))
    return [
        replace(one, region=CONTENTS) if index in inside else one
        for index, one in enumerate(blocks)
    ]


def _before(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The heading of a table of contents, and what stands from it to block *index*."""
    for above in range(index - 1, max(-1, index - 2 - BETWEEN), -1):
        if blocks[above].is_heading:
            yield from range(above, index)
            return


def _behind(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The numbers of pages that stand by themselves behind block *index*."""
    for below in range(index + 1, len(blocks)):
        if any(map(str.isalpha, blocks[below].text)):
            return
        yield below


def _title(group: Sequence[_Placed]) -> str:
    """The lines of a heading: the number of a chapter stands on a line of its own."""
    text = group[0].line.text
    for one in group[1:]:
        mark = read_heading(text)
        text += ("\n" if mark and not mark.title else " ") + one.line.text
    return text


def _text(group: Sequence[_Placed], setting: _Set) -> str:
    """The lines of a paragraph as one, with emphasis between underscores."""
    words = Words()
    for run in _joined([one.line.runs for one in group], setting.words):
        words.add(run.words, italic=run.italic and not setting.italic)
    return "\n".join(words.paragraphs(verse=True))


def _joined(lines: Sequence[Sequence[Run]], words: Mapping[str, int]) -> Iterator[Run]:
    """The runs of *lines*, words that were parted at a line's end whole again.

    A hyphen stays if the word is printed with it elsewhere.
    """
    for runs, after in zip(lines, [*lines[1:], ()], strict=True):
        yield from runs[:-1]
        last, follows = runs[-1], "".join(run.words for run in after)
        if not (follows[:1].islower() and last.words.endswith(_HYPHENS)):
            yield Run(f"{last.words} " if after else last.words, last.italic)
            continue
        first, second = "".join(run.words for run in runs).rsplit(" ", 1)[-1], follows.split()[0]
        whole = _WORD.search(f"{first}{second}".casefold())
        known = whole is not None and words.get(whole[0], 0)
        yield last if known else Run(last.words[:-1], last.italic)
