"""A script file as its lines: which segment stands on which, and what is remarked below it.

The studio keeps what only it knows in remarks, which every other reader of the file passes over:
``; confirmed`` below a line whose speaker is a fact, ``; nobody: NAME`` above the first line for a
name that is nobody's, and ``;- `` before each line of a chapter that is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from narrate.model import Script
from narrate.text.scriptfile import REMARK

CONFIRMED = f"{REMARK} confirmed"
NOBODY = f"{REMARK} nobody: "
LEFT_OUT = f"{REMARK}- "


@dataclass(frozen=True)
class ScriptText:
    """The *lines* of a script's file, line ends included, and the *script* that they are.

    *places* holds the index of the line on which each segment stands.
    """

    lines: tuple[str, ...]
    script: Script
    places: tuple[int, ...]

    @property
    def text(self) -> str:
        """The file's text."""
        return "".join(self.lines)

    @cached_property
    def confirmed(self) -> frozenset[int]:
        """The segments whose speakers are marked as facts."""
        marks = (n for n, line in enumerate(self.lines) if line.strip() == CONFIRMED)
        owners = (bisect_right(self.places, mark) - 1 for mark in marks)
        return frozenset(owner for owner in owners if self.mark_of(owner) is not None)

    @cached_property
    def nobodies(self) -> frozenset[str]:
        """The names that are nobody's."""
        top = self.lines[: self.places[0]]
        names = (line.strip().removeprefix(NOBODY) for line in top if line.startswith(NOBODY))
        return frozenset(names)

    def mark_of(self, segment: int) -> int | None:
        """The index of the line that says that the speaker of *segment* is a fact; None if none."""
        for index in range(self.places[segment] + 1, len(self.lines)):
            line = self.lines[index].strip()
            if line == CONFIRMED:
                return index
            if not line.startswith(REMARK) or line.startswith(LEFT_OUT.strip()):
                return None
        return None


def lines_of(script: Script) -> ScriptText:
    """The lines of the file that *script* was parsed from."""
    manuscript = script.book.manuscript
    lines = tuple(manuscript.original.splitlines(keepends=True))
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    offsets = (manuscript.in_source(segment.span.start) for segment in script.segments)
    return ScriptText(lines, script, tuple(bisect_right(starts, one) - 1 for one in offsets))
