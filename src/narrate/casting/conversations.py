"""Counts who answers whom, and who speaks in whose hearing."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from narrate.casting.parts import Part
from narrate.model import Kind, Script

EARSHOT = 6
"""Two speak in each other's hearing if their lines are at most so many lines apart."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line of dialogue: its number among those with a speaker, its scene, and who says it."""

    number: int
    scene: int
    part: Part


def spoken_lines(script: Script, parts: Sequence[Part]) -> tuple[SpokenLine, ...]:
    """Every line of dialogue that has a speaker, in order.

    A scene ends at a scene break and with its chapter.
    """
    owners = {name: part for part in parts for name in part.names}
    lines: list[SpokenLine] = []
    scene, chapter = 0, None
    for segment in script.segments:
        if segment.kind is Kind.SCENE_BREAK or segment.chapter != chapter:
            scene, chapter = scene + 1, segment.chapter
        if segment.kind is Kind.DIALOGUE and segment.speaker is not None:
            lines.append(SpokenLine(len(lines), scene, owners[segment.speaker]))
    return tuple(lines)


@dataclass(slots=True)
class Conversations:
    """Counts how often a part answers those that were added before it.

    Lines of parts that are not added yet are passed over. So the counts of a part depend only on
    those that were added before it, however many come later.
    """

    lines: Sequence[SpokenLine]
    _by_part: dict[Part, list[SpokenLine]] = field(default_factory=dict)
    _heard: list[int] = field(default_factory=list)
    """the numbers of the lines of all parts added so far, in order"""

    def __post_init__(self) -> None:
        for line in self.lines:
            self._by_part.setdefault(line.part, []).append(line)

    def lines_of(self, part: Part) -> int:
        """How many lines *part* has."""
        return len(self._by_part.get(part, ()))

    def add(self, part: Part) -> Counter[Part]:
        """Add *part*; returns how often it and each part added before answer each other."""
        times = Counter(self._neighbours(part))
        for line in self._by_part.get(part, ()):
            insort(self._heard, line.number)
        return times

    def _neighbours(self, part: Part) -> Iterator[Part]:
        """Who speaks before and after each run of lines that no added part interrupts."""
        runs = groupby(
            self._by_part.get(part, ()),
            key=lambda line: (line.scene, bisect_left(self._heard, line.number)),
        )
        for (scene, gap), _ in runs:
            for index in (gap - 1, gap):
                if 0 <= index < len(self._heard):
                    other = self.lines[self._heard[index]]
                    if other.scene == scene:
                        yield other.part


def exchanges(lines: Sequence[SpokenLine]) -> Counter[tuple[Part, Part]]:
    """How often each two people answer each other; the one who comes first in the script first."""
    return _pairs(lines, 1)


def meetings(lines: Sequence[SpokenLine]) -> Counter[tuple[Part, Part]]:
    """How often each two people speak in each other's hearing."""
    return _pairs(lines, EARSHOT)


def _pairs(lines: Sequence[SpokenLine], reach: int) -> Counter[tuple[Part, Part]]:
    order: Mapping[Part, int] = {
        part: place for place, part in enumerate(dict.fromkeys(line.part for line in lines))
    }
    times: Counter[tuple[Part, Part]] = Counter()
    for index, line in enumerate(lines):
        for other in lines[max(index - reach, 0) : index]:
            if other.scene == line.scene and other.part is not line.part:
                pair = sorted((line.part, other.part), key=order.__getitem__)
                times[pair[0], pair[1]] += 1
    return times
