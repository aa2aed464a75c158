"""Chapters of a book whose format marks its headings, and gives each a level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from narrate.model import Manuscript, Span, StatedHeading
from narrate.spans import blanked
from narrate.text.chapters.counted import with_missing, without_sections
from narrate.text.chapters.falseheadings import (
    says_something,
    without_continued,
    without_endings,
    without_last,
    without_paragraphs,
)
from narrate.text.chapters.headings import Rank, read_heading
from narrate.text.chapters.levels import (
    are_verses,
    even_levels,
    even_stories,
    lowered_verses,
)
from narrate.text.chapters.openings import Opening
from narrate.text.chapters.stated import is_counted, title_of, touch
from narrate.text.chapters.titleheadings import Front
from narrate.text.chapters.titlepage import find_by
from narrate.text.titles import chapter_title, fold

LITTLE = 400
"""Characters. So much may stand on a title page: a series, a title, a name, a motto."""
STORY = 5000
"""Characters. What has so much below a title in capitals is a story or a chapter."""
LONG_STORY = 100_000
"""Characters. In a longer one the sections that have numbers are chapters."""
SMALL = 50
"""A part of a book may begin with prose of its own: one in so many of its characters."""

ENOUGH = 3
"""So many headings of one level before the only one of a higher level are chapters beside it."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How the chapters begin, and the book's *title*, if a heading above them all is that."""

    openings: tuple[Opening, ...]
    title: str | None = None


def stated_outline(
    manuscript: Manuscript, body: Span, omitted: Sequence[Span], called: str
) -> Outline:
    """The chapters inside *body*, by the headings that the format states outside of *omitted*.

    The level that repeats is that of the chapters. What stands above it, the book's title and its
    parts, belongs to the chapter below it; what stands below are sections inside chapters. Prose
    before the first heading is a chapter of its own, but for a title page; it is *called* so where
    no heading is the book's title.
    """
    text = blanked(manuscript.text, omitted)
    headings = [
        one
        for one in manuscript.headings or ()
        if body.start <= one.span.start < body.end and not _lies_in(one.span.start, omitted)
    ]
    said = [one for one in headings if says_something(text, one)]
    stated = _evened(text, with_missing(text, said))
    front = Front(text, stated, called, manuscript.metadata.author, omitted)
    headings = without_last(text, without_paragraphs(text, front.without()), body)
    headings = without_endings(text, headings, body)
    if manuscript.metadata.title is None:
        headings = _with_title_above(text, headings)
    level = _level_of_chapters(text, headings, body)
    upper = _upper(text, list(_with_subtitles(text, headings, level)), level)
    titled = bool(upper) and upper[0].level < level and not _recurs(upper[0], upper)
    title = title_of(text, upper[0]) if titled else front.printed_title
    upper = without_sections(text, upper, level)
    upper = without_endings(text, without_continued(text, upper), body)
    openings = _joined(text, upper, titled=titled)
    if (
        titled
        and len(openings) > 1
        and not any(one.span.start < openings[1].start for one in upper[1:])
        and _is_little(text, upper[0].span.end, openings[1].start)
    ):
        openings[:2] = [replace(openings[1], start=openings[0].start)]
    return Outline(tuple(_with_beginning(text, openings, body, title or called)), title)


def _upper(text: str, headings: Sequence[StatedHeading], level: int) -> list[StatedHeading]:
    """The *headings* down to that *level*, and the deeper ones with prose above the first of it.

    That is in no chapter: an introduction.
    """
    upper = [one for one in headings if one.level <= level]
    first = next((one.span.start for one in upper if one.level == level), 0)
    kept = list(upper)
    for one, below in pairwise(headings):
        long = below.span.start - one.span.end > LITTLE and bool(text[one.span.end :].strip())
        if one.level > level and one.span.start < first and long:
            kept.append(replace(one, level=level))
    return sorted(kept, key=lambda one: one.span.start)


def _with_title_above(text: str, headings: list[StatedHeading]) -> list[StatedHeading]:
    """*headings*, the book's title a level above the chapters on whose level it stands.

    It is the first, says nothing of a chapter, and has its author right below it, or no more than
    a title page above chapters that have numbers.
    """
    first, below = headings[:1], headings[1:]
    if not (first and below) or read_heading(title_of(text, first[0])) is not None:
        return headings
    start, end = first[0].span.end, below[0].span.start
    by = below[0].level <= first[0].level and find_by(fold(text[start:end]))
    numbered = _is_little(text, start, end) and _are_numbered(text, below, first[0].level)
    return [replace(first[0], level=first[0].level - 1), *below] if by or numbered else headings


def _are_numbered(text: str, headings: Sequence[StatedHeading], level: int) -> bool:
    """Whether most *headings* of that *level* are of chapters with numbers."""
    marks = [read_heading(title_of(text, one)) for one in headings if one.level == level]
    counted = sum(mark is not None and mark.counts for mark in marks)
    return counted >= ENOUGH and counted * 2 >= len(marks)


def _evened(text: str, headings: Sequence[StatedHeading]) -> list[StatedHeading]:
    marks = [read_heading(title_of(text, one)) for one in headings]
    levels = even_levels([one.level for one in headings], marks)
    printed = [text[one.span.start : one.span.end] for one in headings]
    ends = pairwise([*(one.span.start for one in headings), len(text)])
    sizes = [end - start for start, end in ends]
    stories = [
        mark is None and words.isupper() and size >= STORY
        for mark, words, size in zip(marks, printed, sizes, strict=True)
    ]
    levels = lowered_verses(even_stories(levels, stories), marks, sizes)
    return [replace(one, level=level) for one, level in zip(headings, levels, strict=True)]


def _with_subtitles(
    text: str, headings: Sequence[StatedHeading], level: int
) -> Iterator[StatedHeading]:
    """*headings*, the bare numbers of chapters and parts with the title right below them.

    A prologue has its own where chapters have theirs. Where there are more headings of its level
    than chapters, what stands there is a section.
    """
    sizes = Counter(one.level for one in headings)
    pairs = list(zip_longest(headings, headings[1:]))
    marks = [read_heading(title_of(text, one)) for one in headings]
    bare = [
        mark is not None and not mark.titled and not one.title and one.level <= level
        for one, mark in zip(headings, marks, strict=True)
    ]
    counted = {
        (one.level, below.level)
        for (one, below), mark in zip(pairs, marks, strict=True)
        if below and mark and (mark.counts if one.level == level else mark.label)
    }
    for (one, below), plain in zip(pairs, bare, strict=True):
        titled = plain and below and (one.level, below.level) in counted
        if below and titled and _is_subtitle(text, one, below, sizes):
            yield replace(one, span=Span(one.span.start, below.span.end))
        else:
            yield one


def _is_subtitle(
    text: str, one: StatedHeading, below: StatedHeading, sizes: Mapping[int, int]
) -> bool:
    if below.level <= one.level or sizes[below.level] > sizes[one.level]:
        return False
    return read_heading(title_of(text, below)) is None and touch(text, one, below)


def _lies_in(offset: int, spans: Sequence[Span]) -> bool:
    return any(one.start <= offset < one.end for one in spans)


def _recurs(heading: StatedHeading, among: Sequence[StatedHeading]) -> bool:
    return sum(one.level == heading.level for one in among) > 1


def _level_of_chapters(text: str, headings: Sequence[StatedHeading], body: Span) -> int:
    levels = sorted({one.level for one in headings})
    for level in levels[:-1]:
        here = [one for one in headings if one.level == level]
        title = len(here) == 1 and _is_little(text, body.start, here[0].span.start)
        odd = _is_odd(here, headings) or _counts_below(text, headings, level)
        if not (title or odd or _are_parts(text, headings, level)):
            return level
    return levels[-1] if levels else 0


def _counts_below(text: str, headings: Sequence[StatedHeading], level: int) -> bool:
    """Whether none of that *level* has a number, and more on one deeper have, with their word."""
    marks = [(one.level, read_heading(title_of(text, one))) for one in headings]
    if any(mark and mark.number is not None for own, mark in marks if own == level):
        return False
    deeper = Counter(
        own for own, mark in marks if own > level and mark and mark.label and mark.number
    )
    return max(deeper.values(), default=0) >= max(ENOUGH, 2 * sum(own == level for own, _ in marks))


def _is_odd(here: Sequence[StatedHeading], headings: Sequence[StatedHeading]) -> bool:
    """Whether the only heading of a level, *here*, is one chapter of many: "Appendix"."""
    above = [one for one in headings if one.span.start < here[0].span.start]
    level = min((one.level for one in above), default=0)
    return len(here) == 1 and sum(one.level == level for one in above) >= ENOUGH


def _is_little(text: str, start: int, end: int) -> bool:
    """Whether no prose to speak of stands from *start* to *end*."""
    return len(fold(text[start:end])) <= LITTLE


def _are_parts(text: str, headings: Sequence[StatedHeading], level: int) -> bool:
    """Whether half the headings of that *level* with others below are parts, which hold chapters.

    They say so ("Part One"), or hardly anything stands between them and the next heading and they
    do not say that they are chapters. There are more chapters than parts: where each has one
    heading below it, that is a subtitle.
    """
    here = [pair for pair in pairwise(headings) if pair[0].level == level < pair[1].level]
    starts = [one.span.start for one in headings if one.level <= level]
    ends = dict(pairwise([*starts, len(text)]))
    parts = [one for one, below in here if _is_part(text, one, below, ends[one.span.start])]
    next_level = min((below.level for _, below in here), default=level)
    above = sum(one.level == level for one in headings)
    sections = sum(_is_section(text, pair) for pair in here)
    if len(here) * 2 < above and sections == len(here):
        return False
    if sections * 3 > len(here) * 2 and _holds_story(text, headings, level):
        return False
    chapters = [one for one in headings if one.level == next_level]
    sizes = [below.span.start - one.span.start for one, below in pairwise(chapters)]
    marks = [read_heading(title_of(text, one)) for one in chapters]
    books = sum(is_counted(text, one) for one, _ in here)
    if are_verses(sizes, marks, counted=books * 2 > len(here)):
        return False
    if len(here) >= ENOUGH and all(_is_section(text, pair) for pair in here):
        return any(end - start > LONG_STORY for start, end in ends.items())
    return len(parts) * 2 >= len(here) > 0 and len(chapters) > above


def _is_section(text: str, pair: tuple[StatedHeading, StatedHeading]) -> bool:
    """Whether a story that says not what it is begins with a bare number, the first section's."""
    story, mark = read_heading(title_of(text, pair[0])), read_heading(title_of(text, pair[1]))
    return story is None and mark is not None and mark.rank is Rank.NUMBER and not mark.titled


def _holds_story(text: str, headings: Sequence[StatedHeading], level: int) -> bool:
    """Whether one on that *level* without a number, and none below it, begins a whole story."""
    return any(
        one.level == level
        and below.level <= level
        and below.span.start - one.span.end >= STORY
        and read_heading(title_of(text, one)) is None
        for one, below in pairwise(headings)
    )


def _is_part(text: str, heading: StatedHeading, below: StatedHeading, end: int) -> bool:
    """Whether *heading*, with another *below* it, begins a part, which reaches up to *end*."""
    mark = read_heading(title_of(text, heading))
    if mark is not None and mark.rank in {Rank.VOLUME, Rank.PART}:
        return True
    is_chapter = mark is not None and mark.rank is Rank.CHAPTER
    start = heading.span.end
    small = (below.span.start - start) * SMALL <= end - start
    return not is_chapter and (small or _is_little(text, start, below.span.start))


def _joined(text: str, headings: Sequence[StatedHeading], *, titled: bool) -> list[Opening]:
    """An opening for each of *headings*; one with no prose above the next belongs to that.

    Two of one level that touch are a chapter's number and its title. A part, with a motto or
    without, begins with its first chapter, and is called as both; the first heading is no part
    if it is what the book is *titled*.
    """
    openings: list[Opening] = []
    last: StatedHeading | None = None
    for one in headings:
        start, title = one.span.start, title_of(text, one)
        own = last is not None and last is not headings[0] and _may_hold(last, one)
        if last is not None and _is_motto(text, last, one, own_title=own):
            title = chapter_title([openings[-1].title, title])
            openings[-1] = replace(openings[-1], title=title)
            last = one
            continue
        if last is not None and last.level <= one.level and touch(text, last, one):
            above = openings.pop()
            start = above.start
            of_book = titled and last is headings[0]
            title = title if of_book else chapter_title([above.title, title])
        openings.append(Opening(start, one.span.end, title))
        last = one
    return openings


def _may_hold(upper: StatedHeading, one: StatedHeading) -> bool:
    """Whether *upper* may be the title of a part with *one* in it: two entries are apart."""
    return upper.level < one.level or (upper.level == one.level and not upper.title)


def _is_motto(text: str, part: StatedHeading, first: StatedHeading, *, own_title: bool) -> bool:
    """Whether no more than a motto stands between a *part* and its *first* chapter.

    The part says that it is one; or it may have its *own title*, and the chapter is the first, or
    says that it is one and is of a lower level.
    """
    upper, lower = read_heading(title_of(text, part)), read_heading(title_of(text, first))
    deeper = part.level < first.level
    begins = lower is not None and (lower.number == 1 or (deeper and lower.counts))
    is_part = upper.rank < Rank.CHAPTER if upper else own_title and begins
    return (
        bool(is_part)
        and lower is not None
        and lower.rank > (upper.rank if upper and upper.rank < Rank.CHAPTER else Rank.PART)
        and lower.number is not None
        and not touch(text, part, first)
        and _is_little(text, part.span.end, first.span.start)
    )


def _with_beginning(
    text: str, openings: Sequence[Opening], body: Span, title: str
) -> list[Opening]:
    """*openings*, and what stands before the first: a title page of it, or a chapter."""
    start = body.end - len(text[body.start : body.end].lstrip())
    if not openings:
        return [Opening(start, start, title)]
    if start >= openings[0].start:
        return list(openings)
    if _is_little(text, start, openings[0].start):
        return [replace(openings[0], start=start), *openings[1:]]
    return [Opening(start, start, title), *openings]
