"""The title that stands below a chapter's number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.text.chapters.headings import (
    Rank,
    goes_on_below,
    is_capitals,
    looks_like_named,
    looks_like_sentence,
    looks_like_title,
    possessives,
    read_heading,
    small_words,
)
from narrate.text.chapters.page import Heading, Page

_TITLE_ROWS = 4
_BRIEF = 220
"""Characters. No title is longer, be it ever so old."""
_SENTENCE = 70
"""Characters. What is longer, and ends with a stop, is no title though it is in capitals."""
_FEWEST = 3
_CHAPTER = 1500
"""Characters. In a book of shorter chapters, a brief paragraph is as likely the first of them."""
_ARGUMENT = re.compile(r"[—–]|--")
"""What parts the points of an argument: "THE MILL--HOW IT CAME TO BE BUILT."."""
_TWO_SENTENCES = re.compile(r"(?<=\w\w\w)[.!?]\s+(?=[A-Z])")


def with_titles(page: Page, headings: Sequence[Heading]) -> list[Heading]:
    """*headings* with the titles below them.

    Where nearly every chapter has a brief paragraph below its number, these are its titles,
    however they are set: "Of what befell us on the road." Where nearly every title has a line in
    capitals below, that belongs to it: "A TALE OF THE SEA".
    """
    short = page.prose(0, len(page.rows)) <= _CHAPTER * len(headings)
    bare = [] if short else [one for one in headings if _is_bare(one)]
    named = [one for one in headings if one.mark.number is None]
    usual = {
        **_usual(bare, [_brief_below(page, one) for one in bare]),
        **_usual(named, [_capitals_below(page, one) for one in named]),
    }
    return [
        heading._replace(last=usual[heading]) if heading in usual else _with_title(page, heading)
        for heading in headings
    ]


def _usual(headings: Sequence[Heading], ends: Sequence[int | None]) -> dict[Heading, int]:
    """The last rows of the *headings* that have one among *ends*, if nearly all have."""
    found = {one: last for one, last in zip(headings, ends, strict=True) if last is not None}
    enough = len(headings) >= _FEWEST and len(found) * 8 >= len(headings) * 7
    return found if enough else {}


def _is_bare(heading: Heading) -> bool:
    return heading.mark.number is not None and not heading.mark.titled


def _brief_below(page: Page, heading: Heading) -> int | None:
    """The last row of a brief paragraph below a bare number, if it is parted from what follows."""
    if not _is_bare(heading) or page.dense:
        return None
    start = heading.last + 1
    end = page.group_end(heading.last)
    if end == start and start < len(page.rows) - 1:
        end = page.group_end(start)
    rows = page.rows[start:end]
    if not rows or end >= len(page.rows) or len(rows) > _TITLE_ROWS:
        return None
    short = page.prose(start, end) <= _BRIEF and rows[0].text[0] not in "\"“‘'«„—–―-"
    words = " ".join(row.text for row in rows)
    one = words.isupper() or not _TWO_SENTENCES.search(words)
    return end - 1 if short and one and not _is_heading(rows[0].text) else None


def _capitals_below(page: Page, heading: Heading) -> int | None:
    """The row below a title that is a paragraph in capitals as well, if prose stands below it."""
    row = heading.last + 1
    if row + 1 >= len(page.rows) or not page.alone(row) or page.gaps[row] > 1:
        return None
    both = (page.rows[heading.last].text, page.rows[row].text)
    return row if all(map(is_capitals, both)) and not _is_heading(both[1]) else None


def _with_title(page: Page, heading: Heading) -> Heading:
    """Take in the title that stands below the number."""
    if heading.mark.titled or heading.last > heading.first:
        return _with_rest(page, heading)
    end = page.group_end(heading.last)
    below = range(heading.last + 1, end)
    if below and len(below) < _TITLE_ROWS and end < len(page.rows):
        if all(_may_be_title(page.rows[i].text) for i in below):
            return heading._replace(last=below[-1])
        return heading
    if page.dense and below:
        title = page.rows[heading.last + 1].text
        return heading._replace(last=heading.last + 1) if _may_be_title(title) else heading
    return _with_title_apart(page, heading, end)


def _may_be_title(text: str) -> bool:
    if text.isdecimal() and len(text) == len("1881"):
        return True
    stopped = text[-1] == "." and " " in text and looks_like_named(text) and _has_no_verb(text)
    return looks_like_title(text) or text.isupper() or stopped


def _has_no_verb(text: str) -> bool:
    """Whether all that is written small in *text* may be so in a title: not "Anna sat by Ben."."""
    small = {word for word in text.rstrip(".").split() if word[0].islower()}
    return small <= small_words() | possessives()


def _is_heading(text: str) -> bool:
    """Whether *text* is a heading of its own, and no title such as "I TAKE A COUNTRY HOUSE"."""
    return read_heading(text) is not None and not text.startswith("I ")


def _with_rest(page: Page, heading: Heading) -> Heading:
    """Take in the rest of a title that was broken at a margin."""
    end = page.group_end(heading.last)
    title, last = page.rows[heading.last].text, heading.last
    while last + 1 < end and goes_on_below(title, page.rows[last + 1].text):
        last += 1
        title = f"{title} {page.rows[last].text}"
    whole = last + 1 == end < len(page.rows)  # else it is a paragraph that begins like a heading
    return heading._replace(last=last) if whole and not page.dense else heading


def _with_title_apart(page: Page, heading: Heading, start: int) -> Heading:
    """Take in a title that a blank line parts from the number."""
    if heading.mark.rank is Rank.VOLUME:  # what stands below is of the whole: a dedication
        return heading
    if start >= len(page.rows) - 1 or _is_heading(page.rows[start].text):
        return heading
    end = page.group_end(start)
    rows = page.rows[start:end]
    titles = all(_may_be_title(row.text) for row in rows)
    words = " ".join(row.text for row in rows)
    long = words.isupper() and words[-1] == "." and len(words) > _SENTENCE
    if long and not _ARGUMENT.search(words):
        return heading
    capitals = is_capitals(rows[0].text) and all(row.text.isupper() for row in rows)
    if heading.mark.language not in ("", "en") and end == start + 1:
        titles = titles or looks_like_sentence(rows[0].text)
    most = _TITLE_ROWS if capitals else 2
    return heading._replace(last=end - 1) if titles and end - start <= most else heading
