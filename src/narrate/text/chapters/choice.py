"""Chooses among the outlines that families of lines would make of a book."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrate.text.chapters.worth import Candidate, Shape, groups_of, worth

MARGIN = 7.0
"""What one outline must be worth more than the present one: a thousand times as likely."""
_HEADED = 250
"""Characters. What has less prose below it, and no heading, is none."""
_VERSE = 1000
"""Characters, in the mean. What has less below its headings has no chapters."""
_FEWEST_LISTED = 3
_FEWEST_ANEW = 2
_NO_TITLES = ("stopped", "sentence")
"""How lines are set that are hardly titles where no other like them is one."""


class Lines(NamedTuple):
    """All that may be headings in a text of *whole* characters.

    *entries* are how many titles its contents has.
    """

    candidates: Sequence[Candidate]
    whole: int
    entries: int = 0

    @property
    def contents(self) -> float:
        """How much of its contents was found; none if that has too few titles."""
        listed = sum(one.listed for one in self.candidates)
        enough = listed >= _FEWEST_LISTED and self.entries > _FEWEST_LISTED
        return min(1.0, listed / self.entries) if enough else 0.0


def choose(lines: Lines, chosen: Collection[Candidate]) -> list[Candidate]:
    """The candidates that begin chapters: those *chosen* before, unless others are worth far more.

    The others differ by one family of lines that are set alike: all of it is added or left out, or
    stands instead of what was chosen among its lines.
    """
    known = set(chosen)
    present = [one for one in lines.candidates if one in known]
    best, least = present, worth(present, lines.whole, lines.contents) + MARGIN
    for outline in _others(lines, present):
        value = worth(outline, lines.whole, lines.contents)
        if value > least and outline != present and not _are_verses(lines, outline):
            best, least = outline, value
    return best


def _are_verses(lines: Lines, outline: Sequence[Candidate]) -> bool:
    return lines.whole < _VERSE * len(groups_of(outline))


def _others(lines: Lines, present: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Outlines that differ from the *present* one by one family."""
    known = set(present)
    main = Counter(one.shape for one in present).most_common(1)
    for shape, family in _families(lines.candidates).items():
        if known.isdisjoint(family):
            if _are_sections(family, present) or shape.way in _NO_TITLES:
                continue
        elif shape != main[0][0]:
            yield from _without(family, present)
        if len(family) > 1:
            yield _with(lines, family, present)
            yield from _instead(lines, family, present)


def _families(candidates: Sequence[Candidate]) -> Mapping[Shape, list[Candidate]]:
    families: dict[Shape, list[Candidate]] = {}
    for one in candidates:
        families.setdefault(one.shape, []).append(one)
    return families


def _without(
    family: Sequence[Candidate], present: Sequence[Candidate]
) -> Iterator[list[Candidate]]:
    """The *present* outline without a *family*, but for what opens the book."""
    left = set(family) - set(groups_of(present)[0])
    kept = [one for one in present if one not in left]
    if left and family[0].shape.kind != "named":
        yield kept


def _with(
    lines: Lines, family: Sequence[Candidate], present: Sequence[Candidate]
) -> list[Candidate]:
    known = set(present)
    more = _headed(lines, [one for one in family if one not in known], present)
    return sorted([*present, *more])


def _instead(
    lines: Lines, family: Sequence[Candidate], present: Sequence[Candidate]
) -> Iterator[list[Candidate]]:
    """A *family*, and of the *present* outline what stands before and behind it.

    Parts, and what is named as a preface is, stay among it, too.
    """
    own = _headed(lines, family, [])
    if len(own) > 1:
        first, last, known = own[0].start, own[-1].start, set(own)
        kept = [
            one
            for one in present
            if one not in known
            and (not first <= one.start <= last or one.is_part or one.shape.kind == "named")
        ]
        yield sorted([*own, *kept])


def _headed(
    lines: Lines, family: Sequence[Candidate], beside: Sequence[Candidate]
) -> list[Candidate]:
    """Those of a *family* with prose below them, above the next of it or of those *beside* it."""
    both = sorted({*family, *beside})
    ends = dict(zip(both, [*(one.start for one in both[1:]), lines.whole], strict=True))
    return [one for one in family if ends[one] - one.end >= _HEADED]


def _are_sections(family: Sequence[Candidate], present: Sequence[Candidate]) -> bool:
    """Whether bare numbers begin anew below most chapters: they are of sections in these."""
    anew = [(above, one) for above, one in pairwise([None, *family]) if one and one.number == 1]
    if family[0].shape.kind != "number" or len(anew) < _FEWEST_ANEW:
        return False
    starts = [one.start for one in present if not one.is_part]
    below = [
        bisect_left(starts, one.start) > (bisect_left(starts, above.start) if above else 0)
        for above, one in anew
    ]
    return sum(below) * 2 >= len(anew)
