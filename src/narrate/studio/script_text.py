"""A script file as its lines: which segment stands on which, and what is remarked below it.

The studio keeps what only it knows in remarks, which every other reader of the file passes over:
``; confirmed`` below a line whose speaker is a fact; ``; nobody: NAME`` above the first line for a
name that is nobody's; and ``; left out: TITLE`` above a chapter that is not read, each of whose
lines has ``;- `` in front.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from narrate.model import Character, Script, Segment
from narrate.text.castlines import parse_character
from narrate.text.scriptfile import REMARK, format_segment
from narrate.text.titles import fold

CONFIRMED = f"{REMARK} confirmed"
NOBODY = f"{REMARK} nobody: "
LEFT_OUT = f"{REMARK} left out: "
HIDDEN = f"{REMARK}- "
_CAST = re.compile(r"cast:\s*(.*)")


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
    def people(self) -> dict[str, Character]:
        """The characters by name."""
        return {one.name: one for one in self.script.characters}

    @cached_property
    def confirmed(self) -> frozenset[int]:
        """The segments whose speakers are marked as facts."""
        marks = (n for n, line in enumerate(self.lines) if line.strip() == CONFIRMED)
        owners = (bisect_right(self.places, mark) - 1 for mark in marks)
        return frozenset(one for one in owners if one >= 0 and self.mark_of(one) is not None)

    @cached_property
    def nobodies(self) -> frozenset[str]:
        """The names that are nobody's."""
        told = (line.strip() for line in self.lines[: self.places[0]])
        return frozenset(one.removeprefix(NOBODY) for one in told if one.startswith(NOBODY))

    @cached_property
    def cast_lines(self) -> dict[str, int]:
        """The index of the header's line that tells of each character, by name."""
        found = {}
        for index in range(self.header_end):
            if told := _CAST.match(self.lines[index].strip()):
                character = parse_character(fold(told[1]))
                found[character.name if character else ""] = index
        return found

    @cached_property
    def header_end(self) -> int:
        """The index of the line behind the last of the header; 0 where there is no header."""
        begun = 0
        for index, line in enumerate(self.lines[: self.places[0]]):
            words = line.strip()
            if words.startswith(("#", "[", "*")) or (begun and not words):
                break
            if words and not words.startswith(REMARK):
                begun = index + 1
        return begun

    @cached_property
    def left_out(self) -> tuple[range, ...]:
        """The lines of each chapter that is left out, from the remark that tells its title on."""
        starts = [n for n, line in enumerate(self.lines) if line.startswith(LEFT_OUT)]
        return tuple(range(start, self._end_of_hidden(start)) for start in starts)

    def mark_of(self, segment: int) -> int | None:
        """The index of the line that says that the speaker of *segment* is a fact; None if none."""
        for index in range(self.places[segment] + 1, len(self.lines)):
            line = self.lines[index].strip()
            if line == CONFIRMED:
                return index
            if not line.startswith(REMARK) or line.startswith((HIDDEN.strip(), LEFT_OUT.strip())):
                return None
        return None

    def _end_of_hidden(self, start: int) -> int:
        end = start + 1
        for index in range(start + 1, len(self.lines)):
            line = self.lines[index]
            if line.strip() and not line.startswith(HIDDEN.strip()):
                break
            if line.strip():
                end = index + 1
        return end


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


class Rewriting:
    """Lines of *text* that are to be otherwise; those that nobody names stay to the byte."""

    def __init__(self, text: ScriptText) -> None:
        self._text = text
        self._instead: dict[int, str | None] = {}
        self._above: dict[int, list[str]] = {}
        self._below: dict[int, list[str]] = {}

    def put(self, line: int, words: str) -> None:
        """The line at that index is *words* instead."""
        self._instead[line] = words

    def remove(self, lines: Iterable[int]) -> None:
        """The lines at these indices are gone."""
        self._instead |= dict.fromkeys(lines)

    def above(self, line: int, *words: str) -> None:
        """These lines stand above the one at that index, and below what stands there already."""
        self._above.setdefault(line, []).extend(words)

    def put_segment(self, index: int, segment: Segment) -> None:
        """The segment at *index* is *segment* instead."""
        self.put(self._text.places[index], format_segment(segment))

    def below(self, index: int, *words: str) -> None:
        """These lines stand right below the segment at *index*."""
        self._below.setdefault(self._text.places[index], []).extend(words)

    def mark(self, index: int) -> None:
        """The speaker of the segment at *index* is a fact."""
        if index not in self._text.confirmed:
            self.below(index, CONFIRMED)

    def unmark(self, index: int) -> None:
        """The speaker of the segment at *index* is no fact."""
        mark = self._text.mark_of(index)
        if mark is not None:
            self.remove([mark])

    def result(self) -> str:
        """The text with all that."""
        newline = "\r\n" if any(line.endswith("\r\n") for line in self._text.lines) else "\n"
        pieces: list[str] = []
        for n, line in enumerate(self._text.lines):
            pieces += (f"{words}{newline}" for words in self._above.get(n, ()))
            if n not in self._instead:
                pieces.append(line)
            elif (words := self._instead[n]) is not None:
                pieces.append(f"{words}{newline}")
            if below := self._below.get(n):
                if pieces and not pieces[-1].endswith(("\n", "\r")):
                    pieces[-1] += newline
                pieces += (f"{words}{newline}" for words in below)
        return "".join(pieces)
