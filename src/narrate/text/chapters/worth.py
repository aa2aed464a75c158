"""How well the lines that begin chapters would part a book: the worth of an outline."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from narrate.text.chapters.headings import HeadingForm, Rank

TOO_LONG = 170_000
"""Characters, some 30,000 words. No chapter is so long, if there is a way to part it."""
SHORT, TINY = 1150, 350
"""Characters, some 200 and 60 words. Few chapters are as short as that, hardly any shorter."""
_SHORT_STORY = 45_000
"""Characters. What is longer has chapters, most times."""
MOTTO = 560
"""Characters. So much may stand between a part's heading and its first chapter's."""
_SPREAD = 0.9
"""How far chapters differ in length, as a logarithm: the half of them by a factor of two."""
_USUAL, _WIDER = 14_000, 1.1
"""Characters of a chapter in most books, and how far they differ."""
_MOST_ODD, _MOST_UNUSUAL = 4.0, 2.0
_SURE = 3
"""Numbers that follow each other. So many are no chance."""

_COUNTED, _NUMBER, _NAMED = 2.0, 1.0, 1.5
_CAPITALS, _TITLE, _STOPPED, _SENTENCE = 1.0, 0.0, -0.3, -0.8
_SET_OFF, _STATED = 0.5, 0.8
_LISTED, _ALIKE, _UNLISTED = 2.0, 1.0, -1.5
_FOLLOWS, _GAP, _AGAIN, _ANEW = 1.0, -3.0, -3.0, -0.5
_INSIDE, _REPEATED = -2.5, -2.0
"""What each tells for a line as a heading, or against it.

In logarithms of odds: one more is three times as likely. A word such as "Chapter" tells more than
a number, that more than capitals; a number that follows the one before it tells as much again, one
that is left out or comes twice tells of another line that is none, or should be one. Between two
chapters that are numbered without a gap stands no third that has no number.
"""

_LOOKS = {"capitals": _CAPITALS, "title": _TITLE, "stopped": _STOPPED, "sentence": _SENTENCE}


class Shape(NamedTuple):
    """How a line is set, and what kind of words it has; the lines of one shape are a family.

    *kind* is "counted" by a label, a "number" alone, "named" or "plain", and *way* the label, the
    kind of number or how a plain line is set. *level* is that which the format states, if any.
    """

    kind: str
    way: str = ""
    level: int = 0
    gap: int = 0
    indented: bool = False
    rows: int = 1


class Candidate(NamedTuple):
    """A line that may be a heading.

    *start* and *end* count the characters of prose and headings above and with it.
    """

    start: int
    end: int
    words: str
    mark: HeadingForm | None
    shape: Shape
    listed: bool = False
    """whether a contents names it"""
    alike: bool = False
    """whether a contents names most lines of its shape"""

    @property
    def number(self) -> int | None:
        """The number it says as a chapter or less."""
        if self.mark is None or self.mark.rank < Rank.CHAPTER:
            return None
        return self.mark.number

    @property
    def is_part(self) -> bool:
        """Whether it says that it begins more than a chapter."""
        return self.mark is not None and self.mark.rank < Rank.CHAPTER


Group = Sequence[Candidate]
"""Headings with no prose between, which begin one chapter."""


def worth(outline: Sequence[Candidate], whole: int, contents: float = 0.0) -> float:
    """What speaks for an *outline* of a text of *whole* characters, as a logarithm of odds.

    It is the sum over its chapters of what their headings look like, how their numbers follow
    each other, how evenly long they are and whether any is far too long or too short. *contents*
    says how much of a table of contents was found in the text, from none to 1.
    """
    if not outline:
        return -3 * max(0.0, math.log2(max(whole, 1) / _SHORT_STORY))
    groups = groups_of(outline)
    ends = [*(group[0].start for group in groups[1:]), whole]
    sizes = [max(1, end - group[-1].end) for group, end in zip(groups, ends, strict=True)]
    looks = sum(max(_looks(one, contents) for one in group) for group in groups)
    repeated = _REPEATED * _count_repeated(groups, outline)
    long = sum(map(_length, [groups[0][0].start, *sizes]))
    return looks + repeated + long + _evenness(groups, sizes) + _numbering(groups)


def groups_of(outline: Sequence[Candidate]) -> list[list[Candidate]]:
    """The headings of each chapter: a part's, with a motto or without, begins with the first."""
    groups: list[list[Candidate]] = []
    for one in outline:
        above = groups[-1][-1] if groups else None
        if above is not None and (above.end >= one.start or _is_first(above, one)):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_first(above: Candidate, one: Candidate) -> bool:
    """Whether *one* is the first of the part *above*, with no more than a motto between."""
    if above.mark is None or one.mark is None or one.mark.number is None:
        return False
    part = above.is_part and one.mark.rank > above.mark.rank
    return part and one.start - above.end <= MOTTO


def _looks(one: Candidate, contents: float) -> float:
    """What the words of a line, and how it is set, tell for it as a heading."""
    kinds = {"counted": _COUNTED, "number": _NUMBER, "named": _NAMED}
    told = kinds.get(one.shape.kind) or _LOOKS[one.shape.way]
    told += _SET_OFF * (one.shape.kind == "plain" and one.shape.gap > 1)
    told += _STATED * (one.shape.level > 0)
    if one.listed or one.alike:
        return told + (_LISTED if one.listed else _ALIKE) * (contents > 0)
    return told + _UNLISTED * contents


def _count_repeated(groups: Sequence[Group], outline: Sequence[Candidate]) -> int:
    """How many chapters begin with plain words that others begin with, too: a name, a cry."""
    times = Counter(one.words.casefold() for one in outline if one.shape.kind == "plain")
    return sum(times[group[0].words.casefold()] > 1 for group in groups)


def _length(size: int) -> float:
    """What a chapter of this *size* tells against the outline: all is told if it is too long."""
    return -8 * (1 + math.log2(size / TOO_LONG)) if size > TOO_LONG else 0.0


def _evenness(groups: Sequence[Group], sizes: Sequence[int]) -> float:
    """What the lengths of the chapters of the greatest family tell, and of those between them.

    Lines without a number are rather signs on a wall if next to nothing stands below them.
    """
    main = Counter(one.shape for group in groups for one in group).most_common(1)[0][0]
    found = [at for at, group in enumerate(groups) if any(one.shape == main for one in group)]
    inside = [at for at in range(found[0], found[-1] + 1) if groups[at][0].shape.kind != "named"]
    middle = median(sizes)
    plain = [at for at in inside if all(one.shape.kind == "plain" for one in groups[at])]
    odd = sum(_apart(sizes[at], middle, _SPREAD, _MOST_ODD) for at in inside)
    unusual = len(plain) * _apart(middle, _USUAL, _WIDER, _MOST_UNUSUAL)
    short = sum((sizes[at] < SHORT) + (sizes[at] < TINY) for at in plain)
    return -odd - unusual - short


def _apart(size: float, other: float, spread: float, most: float) -> float:
    """How far two sizes are apart, as a logarithm of odds."""
    apart = math.log(size / other) / spread
    return min(apart * apart / 2, most)


def _numbered(group: Group) -> Candidate | None:
    """The heading of a *group* that says a number, with its label if any does."""
    numbered = [one for one in reversed(group) if one.number]
    return next((one for one in numbered if one.shape.kind == "counted"), (*numbered, None)[0])


def _numbering(groups: Sequence[Group]) -> float:
    """What the numbers tell that most chapters have, and the chapters without between them."""
    numbered = [_numbered(group) for group in groups]
    kinds = Counter(one.shape[:2] for one in numbered if one)
    if not kinds:
        return 0.0
    kind = kinds.most_common(1)[0][0]
    found = [at for at, one in enumerate(numbered) if one and one.shape[:2] == kind]
    told, last, sure = 0.0, 0, 0
    for at in found:
        one = numbered[at]
        number = (one and one.number) or 0
        if number == last + 1:
            told, sure = told + _FOLLOWS, sure + 1
        elif number != 1:
            told += _AGAIN if number == last else _GAP
        elif len(groups[at]) == 1 and not (at and groups[at - 1][0].is_part):
            told += _ANEW
        last = number
    if sure < _SURE or sure * 5 < len(found) * 4:
        return told
    between = set(range(found[0], found[-1])) - set(found)
    odd = sum(not groups[at][0].is_part and groups[at][0].shape.kind != "named" for at in between)
    return told + _INSIDE * odd
