"""Decides which lines of a book are the headings of its chapters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise, takewhile

from narrate.text.chapters.advertised import without_advertised
from narrate.text.chapters.alphabet import letters
from narrate.text.chapters.countedwords import counted_words
from narrate.text.chapters.entries import key
from narrate.text.chapters.families import Known, reconsidered
from narrate.text.chapters.headings import HeadingForm, Rank, looks_like_title, read_heading
from narrate.text.chapters.listed import NOTHING_TOLD, Told, listed
from narrate.text.chapters.markdown import deeper_headings, markdown_headings
from narrate.text.chapters.merging import merged
from narrate.text.chapters.numbers import counting
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.repeated import without_repeated, without_scenes
from narrate.text.chapters.subtitles import with_titles
from narrate.text.chapters.titled import (
    capitals,
    set_off,
    standing_alone,
    stopped_capitals,
    years,
)
from narrate.text.chapters.titlepage import find_by
from narrate.text.chapters.worth import TOO_LONG

_TITLE_ROWS = 4
_TITLE_PAGE = 1200
"""Characters. That of a volume, with printer and publisher, is no longer."""
_FIRST = 3
"""Where no chapter has a number so low, "The Eighteenth Chapter" is a heading in a chapter."""
_PIECE = 1500
"""Characters. A shorter one beside a preface is a dedication, a poem or the like."""
_SURE = 3
"""Chapters that are counted with their word. So many are no chance."""

Marked = tuple[list[Heading], list[Heading]]
"""Headings told by their words, and numbers alone."""


def find_headings(
    page: Page,
    pattern: re.Pattern[str] | None,
    told: Told = NOTHING_TOLD,
    *,
    marks_titles: bool = False,
) -> list[Heading]:
    """The headings that begin chapters, those with no prose between them as one.

    Stronger kinds of heading go before weaker ones: the user's own *pattern*, Markdown, the
    letters of a dictionary, "Chapter One" and its kin together with the lines that a table of
    contents names, as *told*, any word that counts, bare numbers that count up from one, lines in
    capitals, years, titles set off by blank lines. A weaker kind is asked, too, where a chapter
    would be too long otherwise. Where the file *marks titles*, what is not marked is none for
    standing alone. At last the outline that is so found is compared with those that families of
    lines would make.
    """
    if pattern is not None:
        plain = HeadingForm(Rank.CHAPTER)
        rows = enumerate(page.rows)
        return merged(page, [Heading(i, i, plain) for i, row in rows if pattern.search(row.text)])
    headings: list[Heading] = []
    marked = _marked(page)
    kinds: tuple[Callable[[], list[Heading]], ...] = (
        partial(markdown_headings, page),
        partial(letters, page, marked[0]),
        partial(_worded, page, marked, told),
        partial(deeper_headings, page),
        partial(counted_words, page),
        partial(_numbered, page, marked),
        partial(capitals, page),
        partial(stopped_capitals, page),
        partial(years, page),
    )
    alone = () if marks_titles else (partial(set_off, page), partial(standing_alone, page))
    for find in (*kinds, *alone):
        if not headings:
            headings = find()
        elif _longest(page, headings) > TOO_LONG:
            headings = _better(page, headings, find(), wholly=find in alone[1:])
    titles = listed(page, told) if told.entries else []
    headings = reconsidered(page, headings, Known(*marked, titles, len(told.entries)))
    headings = _with_prose(page, without_advertised(page, headings))
    return merged(page, with_titles(page, headings))


def without_title(page: Page, headings: list[Heading], title: str) -> list[Heading]:
    """*headings* without the first, if it is the book's *title* above a dedication and the like."""
    if len(headings) < 3 or not title or headings[0].mark.number is not None:
        return headings
    first, second = headings[:2]
    words = "".join(row.text for row in page.rows[first.first : first.last + 1])
    brief = page.prose(first.last + 1, second.first) <= _TITLE_PAGE
    return headings[1:] if brief and key(title) in key(words) else headings


def _with_prose(page: Page, headings: list[Heading]) -> list[Heading]:
    """*headings* without those at the end of the book with nothing below: "The End"."""
    kept = list(headings)
    while len(kept) > 1 and kept[-1].last + 1 == len(page.rows):
        kept.pop()
    return kept


def _better(
    page: Page, headings: list[Heading], more: Sequence[Heading], *, wholly: bool
) -> list[Heading]:
    """*headings* with *more* of a weaker kind inside chapters too long, if they part these.

    The weakest kind must do so *wholly*: a few lines that look like titles are in any book.
    Chapters that are counted by their word are as long as they are.
    """
    if sum(heading.mark.counts for heading in headings) >= _SURE:
        return headings
    known = {row for heading in headings for row in range(heading.first, heading.last + 1)}
    long = _too_long(page, headings)
    inside = (one for one in more if any(one.first in rows for rows in long))
    both = sorted([*headings, *(one for one in inside if one.first not in known)])
    longest = _longest(page, both)
    shorter = longest <= TOO_LONG if wholly else longest * 4 < _longest(page, headings) * 3
    return both if shorter else headings


def _too_long(page: Page, headings: Sequence[Heading]) -> list[range]:
    """The rows of the chapters that are too long."""
    starts = [0, *(heading.first for heading in headings), len(page.rows)]
    rows = (range(first, end) for first, end in pairwise(starts) if first < end)
    return [one for one in rows if page.rows[one[-1]].end - page.rows[one[0]].start > TOO_LONG]


def _longest(page: Page, headings: Sequence[Heading]) -> int:
    """The characters of the longest chapter, what stands before the first heading among them."""
    starts = [0, *(heading.first for heading in headings), len(page.rows)]
    at = page.rows
    ends = [*(at[start].start for start in starts[:-1]), at[-1].end]
    return max((end - start for start, end in pairwise(ends)), default=0)


def _worded(page: Page, marked: Marked, told: Told) -> list[Heading]:
    """Headings told by their words, and with them the numbers that count chapters, if any do."""
    found = _named(page, marked, told)
    return sorted([*found, *_beside_preface(page, found)])


def _named(page: Page, marked: Marked, told: Told) -> list[Heading]:
    """The same, without what stands between a preface and the first chapter."""
    strong, numbers = marked
    strong = _without_parts_of_chapters(_of_one_label(without_scenes(strong)))
    titles = listed(page, told)
    if titles and _are_all_worded(titles):
        titles = []
    strong = _without_those_of_one(strong, titles)
    known = {heading.first for heading in strong}
    both = sorted([*strong, *(heading for heading in titles if heading.first not in known)])
    if any(one.mark.counts and (one.mark.number or 0) <= _FIRST for one in strong):
        return both if len(both) > 2 * len(strong) else sorted([*strong, *_around(titles, strong)])
    if titles:
        return sorted([*both, *_of_titles(page, numbers, both)])
    if strong and not _has_parts(strong):
        known = {one.first for one in strong}
        pieces = _pieces(page, numbers, strong)
        return sorted([*strong, *(one for one in pieces if one.first not in known)])
    return sorted([*strong, *_counted(page, numbers, strong)]) if strong else []


def _without_those_of_one(strong: list[Heading], titles: Sequence[Heading]) -> list[Heading]:
    """*strong* without the chapters of one tale among many whose *titles* a contents names."""
    starts = [title.first for title in titles]
    counted = [one.first for one in strong if one.mark.counts]
    if not counted or len(starts) <= 2 * len(counted):
        return strong
    inside = bisect_right(starts, counted[0]) == bisect_right(starts, counted[-1])
    return [one for one in strong if not (inside and one.mark.counts)]


def _beside_preface(page: Page, found: Sequence[Heading]) -> list[Heading]:
    """Lines in capitals with prose of their own between a preface and the first chapter.

    They are pieces as the preface is: "A LETTER FROM A FRIEND".
    """
    first = next((one.first for one in found if one.mark.number is not None), 0)
    if not found or found[0].first == first:
        return []
    known = {heading.first for heading in found}
    titles = [
        one
        for one in sorted({*capitals(page), *capitals(page, stopped=True)})
        if found[0].first < one.first < first and one.first not in known
    ]
    ends = dict(pairwise(sorted({*known, *(one.first for one in titles)})))
    return [
        one
        for one in titles
        if page.gaps[one.first] > 1 and page.prose(one.first, ends[one.first]) >= _PIECE
    ]


def _of_one_label(strong: list[Heading]) -> list[Heading]:
    """*strong* without letters and the like inside chapters: numbered headings with a rarer label.

    Those right above a chapter's heading are parts of a kind, and those before the first chapter
    or after the last are pieces of their own. "Ch." and "Chapter" are one label.
    """
    numbered = [one for one in strong if one.mark.counts]
    labels = Counter(one.mark.label[:1] for one in numbered)
    if len(labels) < 2:
        return strong
    main = labels.most_common(1)[0][0]
    own = [one.first for one in numbered if one.mark.label[:1] == main]
    return [
        one
        for one in strong
        if not one.mark.counts
        or one.mark.label[:1] == main
        or not own[0] < one.first < own[-1]
        or one.last + 1 in own
    ]


def _without_parts_of_chapters(strong: list[Heading]) -> list[Heading]:
    """*strong* without "Part I" inside chapters, where it is "Book I" that stands above them.

    A label of that kind stands nowhere right above a chapter's heading, and another does; or all
    parts stand in one chapter, as the acts of a play that is told of.
    """
    chapters = [one.first for one in strong if one.mark.counts]
    parts = [one for one in strong if one.mark.rank < Rank.CHAPTER]
    inside = {bisect_right(chapters, one.first) for one in parts}
    if len(parts) > 1 and len(inside) == 1 and 0 < min(inside) < len(chapters):
        return [one for one in strong if one.mark.rank >= Rank.CHAPTER]
    above = {one.mark.label for one in parts if one.last + 1 in chapters}
    return [
        one
        for one in strong
        if one.mark.rank >= Rank.CHAPTER
        or not above
        or one.mark.label in above
        or not chapters[0] < one.first < chapters[-1]
    ]


def _pieces(page: Page, numbers: Sequence[Heading], strong: Sequence[Heading]) -> list[Heading]:
    """What stands beside a preface and the like: numbers, or the titles of pieces."""
    found = _counted(page, numbers, strong)
    return found or capitals(page, strong) or standing_alone(page, strong)


def _around(titles: Sequence[Heading], strong: Sequence[Heading]) -> list[Heading]:
    """The *titles* right below a numbered heading, and those before the first and after the last.

    Between two chapters that have numbers, what the contents names is a heading in a chapter.
    """
    known = {heading.first for heading in strong}
    below = {heading.last + 1 for heading in strong}
    ends = (strong[0].first, strong[-1].first)
    return [
        title
        for title in titles
        if title.first not in known
        and (title.first in below or not ends[0] < title.first < ends[1])
    ]


def _of_titles(page: Page, numbers: Sequence[Heading], titles: Sequence[Heading]) -> list[Heading]:
    """The *numbers* right above *titles*; all that count, if most of them stand so."""
    starts = {heading.first for heading in titles}
    counted = _counted(page, numbers, [])
    titled = [one for one in counted if not starts.isdisjoint((one.first, one.last + 1))]
    kept = counted if len(titled) * 4 > len(counted) * 3 else numbers
    above = [one for one in kept if kept is counted or one.last + 1 in starts]
    return [one for one in above if one.first not in starts]


def _numbered(page: Page, marked: Marked) -> list[Heading]:
    """The bare numbers that count chapters; in a collection of pieces, the pieces' own titles."""
    strong, numbers = marked
    found = _counted(page, numbers, strong)
    anew = sum(heading.mark.number == 1 for heading in found)
    if anew > 2 and not strong:
        titles = capitals(page) or set_off(page) or standing_alone(page)
        if len(titles) >= anew and _longest(page, titles) <= TOO_LONG:
            return titles
    return found


def _are_all_worded(titles: Sequence[Heading]) -> bool:
    """Whether the contents lists nothing but parts, which are found by their words."""
    return all(heading.mark.rank < Rank.CHAPTER for heading in titles)


def _has_parts(strong: Sequence[Heading]) -> bool:
    return any(heading.mark.rank < Rank.CHAPTER for heading in strong)


def _counted(page: Page, numbers: Sequence[Heading], strong: Sequence[Heading]) -> list[Heading]:
    return counting(page, numbers, [heading.first for heading in strong])


def _marked(page: Page) -> Marked:
    """The lines that are headings by their words, and those that are numbers alone."""
    strong: list[Heading] = []
    numbers: list[Heading] = []
    for index, row in enumerate(page.rows):
        below = bool(strong) and strong[-1].last == index - 1  # right below a heading
        below = below or page.below_title_page(index)
        if row.text[0] in "\"“‘'«»„" or not (below or page.may_begin(index)):
            continue
        mark = read_heading(row.text)
        if mark is None:
            continue
        if mark.rank is not Rank.NUMBER:
            if _stands_out(page, index, mark, below=below):
                strong.append(Heading(index, index, mark))
        elif (page.begins(index) or below) and _is_number(page, index, below=below):
            numbers.append(Heading(index, index, mark))
    strong = _without_told_preface(page, _without_own_volume(page, strong))
    return without_repeated(page, strong), numbers


def _without_told_preface(page: Page, strong: list[Heading]) -> list[Heading]:
    """*strong* without "Preface by" its author on the title page, if the preface comes below."""
    if len(strong) < 2 or not find_by(strong[0].mark.title):
        return strong
    told, below = strong[:2]
    again = any(one.mark.label == told.mark.label for one in strong[1:])
    on_title_page = page.prose(0, below.first) <= _TITLE_PAGE
    return strong[1:] if again and on_title_page else strong


def _without_own_volume(page: Page, strong: list[Heading]) -> list[Heading]:
    """*strong* without the volume, or part of a series, that the title page says the book is.

    It may say so twice, and stand right above the first chapter: then it is set with what is
    above it.
    """
    own = list(takewhile(lambda one: one.mark == strong[0].mark, strong))
    if len(own) == len(strong) or own[0].mark.rank >= Rank.CHAPTER or own[0].mark.titled:
        return strong
    last, below = own[-1].first, strong[len(own)]
    chapters = [one.first for one in strong if one.mark.counts]
    inside = [one for one in strong[len(own) :] if one.first <= max(chapters, default=one.first)]
    only = all(one.mark.rank != own[0].mark.rank for one in inside)
    touches = below.first == last + 1 and below.mark.number is not None
    holds = touches and (last == 0 or page.gaps[last] >= page.gaps[below.first])
    on_title_page = only and page.prose(0, last) <= _TITLE_PAGE
    return strong[len(own) :] if on_title_page and not holds else strong


def _is_number(page: Page, index: int, *, below: bool) -> bool:
    """Whether a number stands alone, or above a title."""
    titled = page.group_end(index) == index + 2 and _titled_below(page, index)
    return page.alone(index) or titled or below


def _stands_out(page: Page, index: int, mark: HeadingForm, *, below: bool) -> bool:
    """Whether a worded heading is a line of its own, and not the beginning of a sentence."""
    sure = mark.number or page.rows[index].text.isupper()
    if not (page.begins(index) or below or (sure and page.may_begin(index))):
        return False
    if not (page.begins(index) or below) and page.rows[index - 1].text.rstrip("\"”’'")[-1:] in ",;":
        return False  # the last line of a paragraph, whose sentence goes on in it
    end = page.group_end(index)
    if page.alone(index) or end - index <= _TITLE_ROWS:
        return True
    return not mark.titled or page.rows[index].text.isupper()


def _titled_below(page: Page, index: int) -> bool:
    return looks_like_title(page.rows[index + 1].text)
