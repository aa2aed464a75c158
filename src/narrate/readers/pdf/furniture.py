"""Tells what on a page is not the text: running heads, page numbers, notes; mends first letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from narrate.readers.blocks import letters
from narrate.readers.pdf.lines import DROPPED, RAISED, PrintedLine, Run

EDGE = 2
"""so many lines at the top and the bottom of a page may be its head and foot"""
OFTEN = 3
"""A line in that place on so many pages is a running head."""
NEAR = 4.0
"""points by which its place may differ"""
LARGER = 1.15
"""Letters so much larger than those of the prose make a heading."""
SMALLER = 0.92
"""Letters at the foot of a page so much smaller than those of the prose are notes."""

_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite)?\W*(?:\d{1,4}|[ivxlc]{1,7})\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_BULLETS = frozenset("•◦▪·○●■□-–")
"""alone on a line they begin an item of a list"""
_CHAPTER = re.compile(r"^\W*\d{0,4}\W*(?:[^\W\d_]+ (?:\d+|[IVXLC]+)\b\W*)?|\W*\d{0,4}\W*$")
"""what a running head may print around the title: the number of the page and the chapter"""
_MARK = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=[ .)])|[*†‡§])\s*\S")
_MARKS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§")
_INITIAL = re.compile(r"[\"“‘'«„]?\w")
_WORDS = frozenset("AIO")
_OPENING = re.compile(r"['’]?\w*")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Page:
    """The *body* of a page and the *notes* at its foot."""

    body: tuple[PrintedLine, ...]
    notes: tuple[PrintedLine, ...] = ()


def usual_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The size of the letters that most of the text is set in; 0 where there is none."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def read_furniture(
    pages: Sequence[Sequence[PrintedLine]], usual: float, titles: Collection[str]
) -> Iterator[Page]:
    """*pages* without running heads and page numbers, with their notes apart.

    *usual* is the size of the prose; what is called as one of the *titles* may be a running head.
    """
    known = {letters(one) for one in titles} - {""}
    for page in _bodies(pages, usual, known):
        notes = _notes(page, usual)
        marks = {found[1].translate(_FIGURES) for one in notes if (found := _MARK.match(one.text))}
        body = [_unmarked(one, marks) for one in page if one not in notes]
        yield Page(tuple(_with_initials(body)), tuple(notes))


def _bodies(
    pages: Sequence[Sequence[PrintedLine]], usual: float, titles: Collection[str]
) -> Iterator[list[PrintedLine]]:
    """*pages* without running heads and page numbers."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page in edges for key in {_key(one) for one in page})
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            one
            for one in edge
            if _is_number(one, usual) or (seen[_key(one)] >= OFTEN and len(pages) > OFTEN)
        }
        gone |= {one for one in edge[:EDGE] if _is_titled(one, usual, titles)}
        yield [one for one in page if one not in gone and one.text not in _BULLETS]


def _is_number(line: PrintedLine, usual: float) -> bool:
    """Whether *line* is the number of its page; in large letters it is that of a chapter."""
    return line.size < LARGER * usual and bool(_PAGE_NUMBER.fullmatch(line.text))


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    ordered = sorted(page, key=lambda one: -one.top)
    return ordered[:EDGE] + ordered[EDGE:][-EDGE:]


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.casefold()), round(line.top / NEAR)


def _is_titled(line: PrintedLine, usual: float, titles: Collection[str]) -> bool:
    """Whether *line*, atop a page, tells in small letters in which chapter it stands."""
    return line.size <= usual and letters(_CHAPTER.sub("", line.text)) in titles


def _notes(page: Sequence[PrintedLine], usual: float) -> list[PrintedLine]:
    """The lines at the foot of *page* that are notes: small ones, the first with a mark."""
    foot: list[PrintedLine] = []
    for line in sorted(page, key=lambda one: one.top):
        if line.size > SMALLER * usual:
            break
        foot.append(line)
    if len(foot) == len(page):
        return []
    first = max((one.top for one in foot if _MARK.match(one.text)), default=None)
    return [one for one in page if first is not None and one in foot and one.top <= first]


def _unmarked(line: PrintedLine, marks: Collection[str]) -> PrintedLine:
    """*line* without the marks of notes, where those are *marks*."""
    if not marks:
        return line
    shown = "|".join(re.escape(one.translate(RAISED)) for one in sorted(marks, key=len)[::-1])
    mark = re.compile(rf"(?<=[\w.,;:!?…”’\"')]) ?(?:{shown})(?![\w⁰¹²³⁴⁵⁶⁷⁸⁹])")
    runs = (Run(mark.sub("", words), italic) for words, italic in _attached(line.runs))
    return replace(line, runs=tuple(run for run in runs if run.words))


def _attached(runs: Sequence[Run]) -> Iterator[Run]:
    """*runs*, what is raised belonging to what it follows, with neighbours of one kind as one."""
    before: Run | None = None
    for run in runs:
        raised = run.words.lstrip()[:1] in _MARKS
        if before is not None and (raised or run.italic == before.italic):
            before = Run(before.words + run.words, before.italic)
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


def _with_initials(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    """*page* with first letters that were dropped into the text at the beginning of their line."""
    mended = list(page)
    for cap in (one for one in page if _INITIAL.fullmatch(one.text)):
        beside = [one for one in page if _is_beside(one, cap)]
        if not beside:
            continue
        beside.sort(key=lambda one: -one.top)
        words = Counter(word for one in page for word in _OPENING.findall(one.text.casefold()))
        first = replace(beside[0], runs=(*_initial(cap, beside[0], words), *beside[0].runs))
        at = min(mended.index(one) for one in (cap, *beside))
        mended = [one for one in mended if one is not cap and one not in beside]
        # The first line stays set in, and so begins a paragraph.
        mended[at:at] = [first, *(replace(one, left=cap.left) for one in beside[1:])]
    return mended


def _is_beside(line: PrintedLine, cap: PrintedLine) -> bool:
    """Whether *line* stands to the right of the large letter *cap*, close by."""
    near = cap.right - 0.3 * line.size <= line.left <= cap.right + 2 * line.size
    middle = (line.top + line.bottom) / 2
    return near and cap.size >= DROPPED * line.size and cap.bottom <= middle <= cap.top + line.size


def _initial(cap: PrintedLine, line: PrintedLine, words: Counter[str]) -> tuple[Run, ...]:
    """The letter as it stands before *line*: A, I and O may be words of their own."""
    found = _OPENING.match(line.text.casefold())
    opening = found[0] if found else ""
    whole = cap.text[-1].casefold() + opening
    alone = cap.text[-1] in _WORDS and words[opening] > 1 and not words[whole]
    return (*cap.runs, Run(" ")) if alone and opening[:1].isalpha() else cap.runs
