"""Mends the levels and the numbers of headings that a format states, where these contradict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from narrate.languages import LANGUAGES, any_of, language
from narrate.text.chapters.headings import HeadingForm, Rank, read_heading

_ENOUGH = 3
"""Chapters. So many that begin with a section's number are no chance."""
BOOKS = 3
"""So many that are counted hold what stands between them."""
VERSE, POEM = 1000, 2500
"""Characters, in the mean. What has less below its heading is no chapter."""
MANY = 100


def even_levels(levels: Sequence[int], marks: Sequence[HeadingForm | None]) -> list[int]:
    """The *levels* of headings that say what is in *marks*, as their numbers ask for.

    All that are counted with one label, "Chapter" or "Part", are of the level that most of these
    have. A deeper heading with the number that is missing between two of one level is of theirs.
    Where most chapters begin with a bare "I", all bare numbers are of sections below them.
    """
    even = list(levels)
    usual = _usual(levels, marks)
    for index, mark in enumerate(marks):
        if mark is not None and mark.label in usual and mark.number is not None:
            even[index] = usual[mark.label]
    chapters = [at for at, mark in enumerate(marks) if mark is not None and mark.counts]
    begun = sum(at + 1 < len(marks) and _is_section(marks[at + 1], 1) for at in chapters)
    if begun >= _ENOUGH and begun * 2 > len(chapters):
        deeper = max(even[at] for at in chapters) + 1
        even = [
            max(level, deeper) if _is_section(mark) else level
            for level, mark in zip(even, marks, strict=True)
        ]
    for index in range(len(marks)):
        even[index] = min(even[index], _level_of_gap(index, even, marks))
    return even


def _is_section(mark: HeadingForm | None, number: int | None = None) -> bool:
    """Whether a heading is a bare number, this *number* if there is one."""
    return (
        mark is not None
        and mark.rank is Rank.NUMBER
        and not mark.titled
        and number in (None, mark.number)
    )


def even_stories(levels: Sequence[int], stories: Sequence[bool]) -> list[int]:
    """The *levels* of headings with those of *stories* that stand a little deeper than the others.

    Most stories have one level, and a deeper one stands by itself among these: two together are
    sections of the story above them.
    """
    even = list(levels)
    found = [index for index, story in enumerate(stories) if story]
    usual, count = Counter(levels[index] for index in found).most_common(1)[0] if found else (0, 0)
    deeper = [levels[index] > usual for index in found]
    if sum(deeper) * 2 > count:
        return even
    for at, index in enumerate(found):
        if deeper[at] and not any(deeper[max(at - 1, 0) : at] + deeper[at + 1 : at + 2]):
            even[index] = usual
    return even


def are_verses(sizes: Sequence[int], marks: Sequence[HeadingForm | None], *, counted: bool) -> bool:
    """Whether headings that say *marks* begin verses or poems, and no chapters.

    There are many, each with few characters below it, by *sizes* in the mean. Poems that have a
    title only, in books that are *counted*, may be longer than numbered verses.
    """
    titled = sum(mark is None for mark in marks) * 2 > len(marks)
    return len(sizes) >= MANY and sum(sizes) < (POEM if titled and counted else VERSE) * len(sizes)


def lowered_verses(
    levels: Sequence[int], marks: Sequence[HeadingForm | None], sizes: Sequence[int]
) -> list[int]:
    """The *levels* of headings, with those of verses below those of their books.

    Books are counted with their word, and among them stand the verses, on their level. What stands
    among chapters is sections of these.
    """
    lowered = list(levels)
    for level in set(levels):
        here = [index for index, one in enumerate(levels) if one == level]
        books = {index for index in here if (mark := marks[index]) and mark.label and mark.number}
        if any((mark := marks[index]) and mark.counts for index in books):
            continue
        verses = [index for index in here if index not in books]
        found = [sizes[index] for index in verses], [marks[index] for index in verses]
        if len(books) >= BOOKS and are_verses(*found, counted=True):
            for index in verses:
                lowered[index] = level + 1
    return lowered


def _usual(levels: Sequence[int], marks: Sequence[HeadingForm | None]) -> dict[str, int]:
    """The level that most headings with a label have, of two that are as frequent the upper."""
    counts: dict[str, Counter[int]] = {}
    for level, mark in zip(levels, marks, strict=True):
        if mark is not None and mark.label and mark.number is not None:
            counts.setdefault(mark.label, Counter())[level] += 1
    return {
        label: min(some, key=lambda level: (-some[level], level)) for label, some in counts.items()
    }


def _level_of_gap(index: int, levels: Sequence[int], marks: Sequence[HeadingForm | None]) -> int:
    """The level of two headings between which one is missing that the heading *index* counts."""
    level, mark = levels[index], marks[index]
    if mark is None or mark.number is None:
        return level
    above = next((i for i in range(index - 1, -1, -1) if levels[i] < level), None)
    below = next((i for i in range(index + 1, len(levels)) if levels[i] < level), None)
    if above is None or below is None or levels[above] != levels[below]:
        return level
    gap = _follow(marks[above], mark) and _follow(mark, marks[below])
    return levels[above] if gap else level


def _follow(one: HeadingForm | None, other: HeadingForm | None) -> bool:
    """Whether the *other* counts on from the *one*."""
    return (
        one is not None
        and other is not None
        and one.label == other.label
        and one.rank is other.rank
        and one.number is not None
        and other.number == one.number + 1
    )


def goes_on(
    before: HeadingForm | None, title: str, mark: HeadingForm | None, after: HeadingForm | None
) -> bool:
    """Whether a heading with this *title* goes on with the chapter *before* and begins none.

    It says so, "III (cont.)"; or it has the chapter's number and nothing else, and what comes
    *after* counts on from it. Then a file was parted there.
    """
    again = _bare_number(title) or mark
    if before is None or again is None or before.number != again.number:
        return False
    if (before.rank, before.label) != (again.rank, again.label):
        return False
    if _bare_number(title):
        return True
    if again.number is None:
        return False
    alone = not before.titled and not again.titled and again.number != 1
    return alone and (again.rank is Rank.CHAPTER or after is not None) and _counts_on(again, after)


def _counts_on(mark: HeadingForm, after: HeadingForm | None) -> bool:
    return after is None or after.number is None or _follow(mark, after) or after.number == 1


def _bare_number(title: str) -> HeadingForm | None:
    """What a *title* that says it goes on says besides."""
    found = _continued().search(title)
    return read_heading(title[: found.start()]) if found else None


@cache
def _continued() -> re.Pattern[str]:
    """Chapter 16 (Cont.), Chapter III--Continued."""
    words = {word for code in LANGUAGES for word in language(code).headings.lists["continued"]}
    return re.compile(rf"[\s,.:;—–-]*[(\[]?\s*(?:{any_of(words)})\s*[.)\]:]*$", re.IGNORECASE)
