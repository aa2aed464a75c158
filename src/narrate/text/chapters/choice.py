"""Chooses among the outlines that families of lines would make of a book."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from narrate.text.chapters.worth import Candidate, Shape, groups_of, worth

MARGIN = 7.0
"""What one outline must be worth more than the present one: a thousand times as likely."""
_HEADED = 250
"""Characters. What has less prose below it, and no heading, is none."""
_VERSE = 1000
"""Characters, in the mean. What has less below its headings has no chapters."""
_FEWEST_LISTED = 3
_SURE = 3
"""So many chapters that are counted by their word tell that all are; titles alone are none."""
_TOP = 0.1
"""How much of a book a contents may take, with a preface."""
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
    starts = _starts(present)
    for outline in _others(lines, present):
        value = worth(outline, lines.whole, lines.contents)
        if value > least and _starts(outline) != starts and not _are_verses(lines, outline):
            best, least = outline, value
    return best


def _starts(outline: Sequence[Candidate]) -> list[int]:
    """Where the chapters begin."""
    return [group[0].start for group in groups_of(outline)]


def _are_verses(lines: Lines, outline: Sequence[Candidate]) -> bool:
    return lines.whole < _VERSE * len(groups_of(outline))


def _others(lines: Lines, present: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Outlines that differ from the *present* one by one family."""
    yield from _below_contents(lines, present)
    known = set(present)
    counted = sum(one.shape.kind == "counted" and not one.is_part for one in present) >= _SURE
    for family in _families(lines.candidates).values():
        new = known.isdisjoint(family)
        if family[0].shape.kind == "plain" and counted:
            yield _without(family, present)
        elif len(family) > 1 and not (new and (counted or _is_unlikely(family, present))):
            yield _with(lines, family, present)
            yield from _instead(lines, family, present)


def _is_unlikely(family: Sequence[Candidate], present: Sequence[Candidate]) -> bool:
    """Whether a *family* of which no line was chosen is of sections, or of sentences."""
    return family[0].shape.way in _NO_TITLES or _are_sections(family, present)


def _below_contents(lines: Lines, present: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The *present* outline from where its numbers begin for the last time, near the beginning."""
    top = lines.whole * _TOP
    begun = [at for at, one in enumerate(present) if one.number == 1 and one.start < top]
    if begun:
        yield list(present[begun[-1] :])


def _families(candidates: Sequence[Candidate]) -> Mapping[Shape, list[Candidate]]:
    families: dict[Shape, list[Candidate]] = {}
    for one in candidates:
        families.setdefault(one.shape, []).append(one)
    return families


def _without(family: Sequence[Candidate], present: Sequence[Candidate]) -> list[Candidate]:
    """The *present* outline without a *family*, but for what opens the book."""
    left = set(family) - set(groups_of(present)[0])
    return [one for one in present if one not in left]


def _with(
    lines: Lines, family: Sequence[Candidate], present: Sequence[Candidate]
) -> list[Candidate]:
    known = set(present)
    more = _headed(lines, [one for one in family if one not in known], present)
    return sorted([*present, *more])


def _instead(
    lines: Lines, family: Sequence[Candidate], present: Sequence[Candidate]
) -> Iterator[list[Candidate]]:
    """A *family* of chapters that count up, and of the *present* outline what stands around it.

    Parts, and what is named as a preface is, stay among it, too. Numbers that begin anew have
    titles above them, which are parts or stories.
    """
    own, kind = _headed(lines, family, []), family[0].shape.kind
    anew = kind == "number" and len(_beginnings(family)) > 1
    if len(own) > 1 and kind != "plain" and not anew and not family[0].is_part:
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
    begun = _beginnings(family)
    if family[0].shape.kind != "number" or len(begun) < 2:
        return False
    starts = [one.start for one in present if not one.is_part]
    ends = [family[at - 1].start if at else 0 for at in begun]
    below = [
        bisect_left(starts, family[at].start) > bisect_left(starts, end)
        for at, end in zip(begun, ends, strict=True)
    ]
    return sum(below) * 2 >= len(begun)


def _beginnings(family: Sequence[Candidate]) -> list[int]:
    """Where in a *family* its numbers begin, or begin anew."""
    return [at for at, one in enumerate(family) if one.number == 1]
