"""Counts the numbered paragraphs of a DOCX document, whose numbers stand in no paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.readers.markup.parsing import attribute, local

if TYPE_CHECKING:
    from lxml import etree

NUMBERING = "word/numbering.xml"
_UNNUMBERED = frozenset({"bullet", "none"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HIGHEST_ROMAN = 3999
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, the form of its numbers, what stands around them.

    *text* is as in the file: ``Chapter %1``, ``%1.%2``. *style* is the paragraph style it is of.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: which others it goes on with, its levels, and where it begins anew."""

    shared: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


class Numbers:
    """The numbers of a document's paragraphs, while these come one after the other."""

    def __init__(self, lists: Mapping[str, NumberedList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, name: str, depth: int | None, style: str) -> str:
        """What stands before the next paragraph of the list *name*; empty for a bullet.

        *depth* is its level from 0; None if only its paragraph *style* tells it.
        """
        found = self._lists.get(name)
        if found is None:
            return ""
        if depth is None:
            depth = next((at for at, one in found.levels.items() if one.style == style), 0)
        counts = self._counts.setdefault(found.shared, {})
        if name not in self._begun:
            self._begun.add(name)
            for at, start in found.restarts.items():
                counts[at] = start - 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        level = found.levels.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        return "" if level.form in _UNNUMBERED else _label(level, found.levels, counts)


def _label(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        one = levels.get(at, Level())
        return _printed(counts.get(at, one.start), one.form)

    return " ".join(_PLACE.sub(number, level.text).split())


def _printed(number: int, form: str) -> str:
    """The *number* as *form* has it; in figures for a form that is not known."""
    if form.endswith("Roman") and 0 < number <= _HIGHEST_ROMAN:
        words = _roman(number)
    elif form.endswith("Letter") and number > 0:
        times, letter = divmod(number - 1, len(_LETTERS))
        words = _LETTERS[letter] * (times + 1) if times < len(_LETTERS) else str(number)
    else:
        return str(number)
    return words.upper() if form.startswith("upper") else words


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        words += sign * times
    return words


def read_numbering(root: etree._Element) -> dict[str, NumberedList]:
    """The lists of the part *root*, ``word/numbering.xml``, by their ids."""
    abstract = {
        attribute(one, "abstractNumId"): _levels(one) for one in root if local(one) == "abstractnum"
    }
    lists = {}
    for one in root:
        if local(one) == "num":
            shared = next((_val(kid) for kid in one if local(kid) == "abstractnumid"), "")
            levels = abstract.get(shared, {})
            lists[attribute(one, "numId")] = NumberedList(shared, levels, _restarts(one))
    return lists


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_whole(attribute(one, "ilvl")): _level(one) for one in abstract if local(one) == "lvl"}


def _level(element: etree._Element) -> Level:
    said = {local(one): _val(one) for one in element}
    return Level(
        _whole(said.get("start", "1")),
        said.get("numfmt", "decimal"),
        said.get("lvltext", ""),
        said.get("pstyle", ""),
    )


def _restarts(numbered: etree._Element) -> dict[int, int]:
    return {
        _whole(attribute(one, "ilvl")): _whole(_val(kid))
        for one in numbered
        if local(one) == "lvloverride"
        for kid in one
        if local(kid) == "startoverride"
    }


def _val(element: etree._Element) -> str:
    return attribute(element, "val")


def _whole(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < 7 else 0
