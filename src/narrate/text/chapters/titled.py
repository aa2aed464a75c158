"""Headings that are titles alone, with no number and no word such as "Chapter"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

from narrate.languages import LANGUAGES, language
from narrate.text.chapters.headings import (
    HeadingForm,
    Rank,
    is_capitals,
    looks_like_named,
    looks_like_prose,
    looks_like_title,
    read_heading,
    small_words,
)
from narrate.text.chapters.page import Heading, Page
from narrate.text.chapters.titlepage import is_by

_ENOUGH_PROSE = 300
"""Characters. Less than this after a line in capitals, and it is a sign on a wall."""
_SHARE = 5
"""In a book of short pieces, a piece may be shorter than the mean by this factor."""
_WIDE = (2, 3, 4)
"""Blank lines. So many above a line, and more than usual, set it off as a title."""
_ROWS_A_TITLE = 5
_BOOK = 100_000
_STORY = 3000
_PARAGRAPH = 80
_SENTENCE = 10
"""Characters of a text that must have headings, of a story in it, of a paragraph, a sentence."""
_LONGEST = 90
_DAY = 30
"""Characters of a day and its hour."""
_FEWEST = 3
_CYCLE = 12
"""A piece of a cycle is shorter than the mean by this factor."""
_SUM = re.compile(r"[$£€]\s?\d")
"""An account: "In all £2 3s"."""
_DIRECTION = re.compile(
    r"(?:Enter|Re-?enter|Exit|Exeunt|Manet|Manent|Flourish|Sennet|Alarum)s?\b"
    r"|(?!(?:Mrs?|Dr|St|No|Vol|Pt)\.)[A-Z][a-z]{1,5}\.\s+\S"
)
_YEAR = re.compile(r"1\d{3}\.?|20\d{2}\.?")


def capitals(page: Page, above: Sequence[Heading] = (), *, stopped: bool = False) -> list[Heading]:
    """Lines in capitals, each alone and followed by prose, the first above all prose.

    Headings *above* them, a foreword's, are no prose. A full stop may end them if *stopped*.
    """
    rows = page.rows
    found = [
        index
        for index, row in enumerate(rows)
        if page.alone(index)
        and (_is_in_capitals(row.text, stopped=stopped) or _is_quoted(page, index))
        and not _is_number(row.text)
        and not (index and (rows[index - 1].text[-1] in ":," or is_by(rows[index - 1].text)))
    ]
    found = _as_far_apart(page, found)
    stops = sorted({*found, *(heading.first for heading in above), len(rows)})
    enough = min(_ENOUGH_PROSE, page.prose(0, len(rows)) // (_SHARE * max(len(stops) - 1, 1)))
    kept = [
        Heading(index, index, HeadingForm(Rank.CHAPTER))
        for index, following in pairwise(stops)
        if index in found and page.prose(index + 1, following) >= enough
    ]
    kept = _with_cycles(page, kept, [index for index in found if index < len(rows)])
    if len(kept) < 2:
        return []
    first = min(kept[0].first, *(heading.first for heading in above), len(rows))
    spaced = all(page.gaps[heading.first] > 1 or not heading.first for heading in kept)
    opens = all(len(row.text) <= 80 for row in rows[:first]) and first <= 8
    return kept if spaced or opens else []


def _with_cycles(page: Page, titles: Sequence[Heading], found: Sequence[int]) -> list[Heading]:
    """*titles* with one for each run of little pieces among stories, if they have a title together.

    That is the one of all rows *found* right above the first of them, with no more than a motto.
    """
    sizes = _sizes(page, titles)
    least = sum(sizes) // (_CYCLE * max(len(sizes), 1))
    kept: list[Heading] = []
    for little, run in groupby(zip(titles, sizes, strict=True), lambda one: one[1] < least):
        pieces = [title for title, _ in run]
        above = found[found.index(pieces[0].first) - 1] if pieces[0].first > found[0] else None
        whole = above is not None and above > (kept[-1].last if kept else -1)
        if little and len(pieces) >= _FEWEST and whole and above is not None:
            kept.append(Heading(above, above, pieces[0].mark))
        else:
            kept += pieces
    return kept


def _sizes(page: Page, titles: Sequence[Heading]) -> list[int]:
    """The characters of prose below each of the *titles*."""
    starts = [title.first for title in titles]
    return [page.prose(first + 1, end) for first, end in pairwise([*starts, len(page.rows)])]


def stopped_capitals(page: Page) -> list[Heading]:
    """Lines in capitals with a full stop, each with a story below: "THE LAMP OF EDDA."."""
    return _with_stories(page, capitals(page, stopped=True))


def _is_in_capitals(text: str, *, stopped: bool) -> bool:
    return is_capitals(text.removesuffix(".") if stopped and " " in text else text)


def _is_quoted(page: Page, index: int) -> bool:
    """Whether row *index* is a title of capitals in quotation marks, and no shout: set off wide."""
    text = page.rows[index].text
    quoted = len(text) > 2 and text[0] in '"“' and text[-1] in '"”'
    return quoted and page.gaps[index] > 1 and is_capitals(text[1:-1].rstrip("!?"))


def _as_far_apart(page: Page, found: list[int]) -> list[int]:
    """The rows *found* below more than a blank line, if nearly all are: the others are signs."""
    wide = [index for index in found if page.gaps[index] > 1 or not index]
    return wide if len(wide) * 4 >= len(found) * 3 else found


def _is_number(text: str) -> bool:
    mark = read_heading(text)
    return mark is not None and mark.rank is Rank.NUMBER and not mark.titled


def set_off(page: Page) -> list[Heading]:
    """Titles alone below more blank lines than usual, if nearly all that is so set off is one."""
    for blank_lines in _WIDE:
        if titles := _below(page, blank_lines):
            return titles
    return []


def _below(page: Page, blank_lines: int) -> list[Heading]:
    """The titles below so many *blank_lines* and more, if few other lines are."""
    rows = page.rows
    wide = [
        index
        for index in range(len(rows))
        if (page.gaps[index] >= blank_lines or not index)
        and any(map(str.isalnum, rows[index].text))
    ]
    titles = [
        Heading(index, index, HeadingForm(Rank.CHAPTER, title=rows[index].text))
        for index in wide
        if page.group_end(index) == index + 1
        and index + 1 < len(rows)
        and (looks_like_title(rows[index].text) or looks_like_named(rows[index].text))
        and not _is_direction(rows[index].text)
    ]
    sizes = _sizes(page, titles)
    kept = [one for one, size in zip(titles, sizes, strict=True) if size >= _ENOUGH_PROSE]
    few = len(wide) * _ROWS_A_TITLE <= len(rows)
    return kept if few and len(kept) >= _FEWEST and len(kept) * 4 >= len(wide) * 3 else []


def standing_alone(page: Page, above: Sequence[Heading] = ()) -> list[Heading]:
    """Lines set as titles between paragraphs of prose, in a text too long to have none.

    What ends without a stop between two paragraphs may be a signature; so each has a story below,
    or, in a short text, the first stands at the top and most have an article.
    """
    rows = page.rows
    book = page.prose(0, len(rows)) >= _BOOK
    titles = [
        Heading(index, index, HeadingForm(Rank.CHAPTER, title=row.text))
        for index, row in enumerate(rows[:-1])
        if page.alone(index)
        and (looks_like_title(row.text) or _is_entry_of_diary(row.text))
        and row.text[-1] not in "?!"  # a cry, or what is asked in a catechism
        and not read_heading(row.text)
        and not _SUM.search(row.text)
        and (not index or _ends(page, index - 1))
        and not _is_direction(row.text)
        and _has_prose_below(page, index, _PARAGRAPH if book else _SENTENCE)
    ]
    kept = _with_stories(page, titles) if book else titles
    enough = len(kept) >= _FEWEST
    return kept if enough and (book or _are_titles_of_pieces(page, kept, above)) else []


def _with_stories(page: Page, titles: Sequence[Heading]) -> list[Heading]:
    """The *titles* with a story below them; none that comes again, and most times has none.

    That is the name of who speaks.
    """
    sizes = _sizes(page, titles)
    kept = [one for one, size in zip(titles, sizes, strict=True) if size >= _STORY]
    all_times = Counter(page.rows[one.first].text for one in titles)
    times = Counter(page.rows[one.first].text for one in kept)
    words = [page.rows[one.first].text for one in kept]
    return [one for one, text in zip(kept, words, strict=True) if times[text] * 2 > all_times[text]]


def _ends(page: Page, index: int) -> bool:
    """Whether a text can end with row *index*: with prose, or with a name below its last line."""
    text = page.rows[index].text
    if looks_like_prose(text) or _is_end(text):
        return True
    signed = len(text) <= _DAY and page.alone(index) and looks_like_title(text)
    return signed and index > 0 and page.gaps[index] > 0 and _is_end(page.rows[index - 1].text)


def _is_direction(text: str) -> bool:
    """Whether *text* is a direction of a play, or a name with what is said: "Pol. Well met"."""
    return bool(_DIRECTION.match(text))


def _are_titles_of_pieces(page: Page, titles: Sequence[Heading], above: Sequence[Heading]) -> bool:
    """Whether the *titles* of a short text are no signatures.

    Most have "The" or "of", or are dates; or one comes again, as the name of who tells does.
    """
    texts = [page.rows[heading.first].text for heading in titles]
    small = small_words()
    phrases = sum(any(word.lower() in small for word in text.split()) for text in texts)
    dates = sum(any(map(str.isdigit, text)) or _is_day(text) for text in texts)
    again = len(set(texts)) < len(texts)
    first = min(heading.first for heading in (*titles, *above))
    opens = page.prose(0, first) <= _LONGEST
    return opens and (again or max(phrases, dates) * 3 >= len(titles) * 2)


def _is_entry_of_diary(text: str) -> bool:
    """Whether *text* is what stands above a day in a diary: "Monday evening"."""
    return len(text) <= _DAY and text[-1].isalnum() and _is_day(text)


def _is_day(text: str) -> bool:
    """Whether *text* begins with a day of the week: "Monday", "Tuesday, before dawn"."""
    return text.split(maxsplit=1)[0].rstrip(".,:;").casefold() in _days()


@cache
def _days() -> frozenset[str]:
    return frozenset(day for code in LANGUAGES for day in language(code).headings.lists["days"])


def _is_end(text: str) -> bool:
    return text[-1] in '.!?…"”’*_' or not any(map(str.isalnum, text))


def _has_prose_below(page: Page, index: int, least: int) -> bool:
    """Whether more than the *least* of prose, or a section's number and it, stands below a row."""
    below = index + 1
    if _is_number(page.rows[below].text):
        below += 1
    if below >= len(page.rows):
        return False
    told, row = len(page.rows[below].text), below + 1
    while told <= least and row < len(page.rows) and not page.gaps[row]:
        told, row = told + len(page.rows[row].text), row + 1
    return told > least


def years(page: Page) -> list[Heading]:
    """Lines of a year alone, three at least, that go up; and capitals that are set off as these."""
    found = [
        index
        for index, row in enumerate(page.rows)
        if page.alone(index) and _YEAR.fullmatch(row.text)
    ]
    order = [page.rows[index].text[:4] for index in found]
    if len(found) < _FEWEST or order != sorted(order):
        return []
    wide = min(page.gaps[index] for index in found[1:])
    found += [
        index
        for index, row in enumerate(page.rows)
        if wide > 1 and page.gaps[index] >= wide and page.alone(index) and is_capitals(row.text)
        if index + 1 < len(page.rows)
    ]
    return [
        Heading(index, index, HeadingForm(Rank.CHAPTER, title=page.rows[index].text))
        for index in sorted(found)
        if index >= min(found)
    ]
