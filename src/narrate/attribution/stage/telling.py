"""Finds the parts of a text that a byline or a signature gives to a teller."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People
from narrate.attribution.stage.bylines import Byline, find_bylines
from narrate.attribution.stage.letters import find_letters
from narrate.attribution.stage.name_lookup import NameLookup
from narrate.attribution.words.reading import Reading

TELLING = 0.006
"""share of "I" among the narrator's words from which a text is told in the first person"""
_STATED, _ALONE = (TELLING / 2, 0.5), (TELLING, 0.25)
"""the least share of "I", and how often a teller may be named for each of them, by byline"""
_MOSTLY = 0.75
"""the share of parts in the first person under a name alone that must be told by who is named"""


_FEW = 2
"""times that a teller may name himself however seldom he says "I" """
_SOME = 30
"""words that tell whether a byline is right; there are fewer where it is a chapter by itself"""


class TellerPart(NamedTuple):
    """The segments *start* to *end*, half-open, that are told by whom the words *name* mean."""

    start: int
    end: int
    name: tuple[str, ...]


class Parts(NamedTuple):
    """The parts under bylines, and the letters, which may stand inside of them."""

    with_byline: tuple[TellerPart, ...]
    letters: tuple[TellerPart, ...]


class Telling:
    """How often the narration of one text says "I" and names somebody, for any of its parts."""

    def __init__(self, reading: Reading, names: Names, people: People) -> None:
        lows, speech = reading.lows, reading.speech
        own = {word.lower() for word in reading.own_words}
        self.reading = reading
        self.narrated = [0, *accumulate(not spoken for spoken in speech)]
        told = (low in own and not spoken for low, spoken in zip(lows, speech, strict=True))
        self.own = [0, *accumulate(told)]
        self.places: defaultdict[int, list[int]] = defaultdict(list)
        for mention in names.mentions:
            number = people.of.get(mention.form)
            if number is not None and not speech[mention.start]:
                self.places[number].append(mention.start)

    def count(self, start: int, end: int) -> tuple[int, int]:
        """How many words the segments *start* to *end* narrate, and how many of them are "I"."""
        first, last = self.reading.first[start], self.reading.first[end]
        return self.narrated[last] - self.narrated[first], self.own[last] - self.own[first]

    def first_person(self, start: int, end: int, least: float = TELLING) -> bool:
        """Whether "I" has a share of *least* in what the segments *start* to *end* narrate."""
        narrated, own = self.count(start, end)
        return own >= max(1, least * narrated)

    def names(self, person: int, start: int, end: int) -> int:
        """How often the narration of the segments *start* to *end* names *person*."""
        first, last = self.reading.first[start], self.reading.first[end]
        places = self.places[person]
        return bisect_left(places, last) - bisect_left(places, first)


def find_parts(reading: Reading, telling: Telling, lookup: NameLookup) -> Parts:
    """The parts that somebody other than the usual teller tells, or may tell."""
    bylines = find_bylines(reading, lookup.known)
    chapters = [n for n in range(len(reading.segments)) if _begins_chapter(reading, n)]
    if len([byline for byline in bylines if not byline.stated]) < max(2, len(chapters) / 2):
        bylines = tuple(byline for byline in bylines if byline.stated)
    with_byline = list(_told(reading, telling, lookup, bylines, chapters))
    if not _are_tellers(telling, bylines, with_byline):
        stated = tuple(byline for byline in bylines if byline.stated)
        with_byline = list(_told(reading, telling, lookup, stated, chapters))
    letters = (TellerPart(*letter) for letter in find_letters(reading, lookup.known))
    return Parts(
        tuple(with_byline),
        tuple(part for part in letters if _tells(telling, lookup, part, _STATED)),
    )


def _begins_chapter(reading: Reading, n: int) -> bool:
    return n == 0 or reading.segments[n].chapter != reading.segments[n - 1].chapter


def _told(
    reading: Reading,
    telling: Telling,
    lookup: NameLookup,
    bylines: Sequence[Byline],
    chapters: Iterable[int],
) -> Iterator[TellerPart]:
    """Of each part under a byline, the chapters that are told by whom it names.

    None, if the first of them rather tells of him.
    """
    ends = [*(byline.segment for byline in bylines[1:]), len(reading.segments)]
    for byline, end in zip(bylines, ends, strict=False):
        bounds = _STATED if byline.stated else _ALONE
        within = (n for n in chapters if byline.segment + 1 < n < end)
        parts = [
            TellerPart(start, stop, byline.name)
            for start, stop in pairwise((byline.segment + 1, *within, end))
        ]
        long = (part for part in parts if telling.count(part.start, part.end)[0] >= _SOME)
        if parts and not _is_about(telling, lookup, next(long, parts[0]), bounds):
            yield from (part for part in parts if _tells(telling, lookup, part, bounds))


def _tells(
    telling: Telling, lookup: NameLookup, part: TellerPart, bounds: tuple[float, float]
) -> bool:
    """Whether *part* may be told by whom it names: he says "I", and is seldom named."""
    least, most = bounds
    start, end, _ = part
    if start >= end or not telling.first_person(start, end, least):
        return False
    return _named(telling, lookup, part) <= most * telling.count(start, end)[1]


def _is_about(
    telling: Telling, lookup: NameLookup, part: TellerPart, bounds: tuple[float, float]
) -> bool:
    """Whether *part* names its teller too often for it to be his."""
    own = telling.count(part.start, part.end)[1]
    return _named(telling, lookup, part) > max(_FEW, bounds[1] * own)


def _named(telling: Telling, lookup: NameLookup, part: TellerPart) -> int:
    """How often the narration of *part* names who may tell it."""
    person = lookup.person(part.name)
    return 0 if person is None else telling.names(person, part.start, part.end)


def _are_tellers(telling: Telling, bylines: Sequence[Byline], parts: Iterable[TellerPart]) -> bool:
    """Whether the names that stand alone are those of tellers, not of whom a chapter is about."""
    starts = {part.start for part in parts}
    ends = [*(byline.segment for byline in bylines[1:]), len(telling.reading.segments)]
    told = [
        byline.segment + 1 in starts
        for byline, end in zip(bylines, ends, strict=False)
        if not byline.stated and telling.first_person(min(byline.segment + 1, end), end)
    ]
    return sum(told) >= _MOSTLY * len(told)
