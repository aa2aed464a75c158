"""Finds the marks of notes, in brackets, raised, or as signs: ``word.[1]``, ``”¹``, ``grey,*``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from narrate.model import Span

RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
FIGURES = str.maketrans(RAISED, "1230456789")
SIGNS = "*†‡§¶"

_BRACKETED = re.compile(
    r"(?:\[(?P<label>\d{1,3}|[A-Z]|[*†‡§]{1,3}|\^[\w-]{1,20}|(?i:foot|end)?(?i:note):? ?\w{1,4})\]"
    r"|\{(?P<braced>\d{1,4}[a-z]?)\})(?![\w(\[:])"
)
_PARENTHESIS = re.compile(
    r"(?:(?<=[\w.,;:!?…”’\"')])|(?<=[\w”’\"')]) )\((\d{1,3})\)(?=[\s.,;:!?…”’\"'—–-]|\Z)"
)
_SIDE_BY_SIDE = 6
"""Characters between two numbers of points; notes are further apart."""
_OWN_LINE = re.compile(r"^\((\d{1,3})\) \S", re.MULTILINE)
"""The note that belongs to a mark in parentheses."""
_RAISED = re.compile(f"[{RAISED}]++")
_NOTED = re.compile(r"([A-Za-z\u00c0-\u024f]{2,3}|[.,;:!?…”’\"')\]])$")
"""What a raised figure that is the number of a note stands behind."""
_UNITS = frozenset({"mm", "cm", "km", "in", "ft", "yd", "mi", "mc"})
"""Words after which a raised figure is an exponent, not the number of a note."""
_FORMULA = re.compile(r"[=+×÷√^]\S*$")
"""What makes an exponent of every raised figure behind it in the same word."""
_SIGN = re.compile(
    r"[*†‡§](?:(?<=\*)\*{0,2}|(?<=†)†{0,2}|(?<=‡)‡{0,2}|(?<=§)(?!\d))"
    r"(?=[\s.,;:!?…”\"’')—–-]|\Z)"
)
_BEFORE_SIGN = frozenset(".,;:!?…”’\"')_")
_PARAGRAPH = 5000
"""Characters. Emphasis that began further above is not looked for."""


class NoteMark(NamedTuple):
    """Where the mark of a note stands, and the *label* that its note has, too.

    It is *sure* if it can be nothing else; else it is a mark only if there is a note of that label.
    """

    span: Span
    label: str
    sure: bool


def find_note_marks(text: str) -> Iterator[NoteMark]:
    """The marks of notes in *text*, in no order."""
    if "[" in text or "{" in text:
        yield from filter(None, map(_bracketed, _BRACKETED.finditer(text)))
    if "\n(" in text:
        yield from _in_parentheses(text)
    for found in _RAISED.finditer(text) if any(sign in text for sign in RAISED) else ():
        if is_note_number(found):
            yield NoteMark(Span(*found.span()), found[0].translate(FIGURES), sure=True)
    for found in _SIGN.finditer(text) if any(sign in text for sign in "*†‡§") else ():
        before = text[found.start() - 1 : found.start()]
        if not (before.isalnum() or before in _BEFORE_SIGN):
            continue
        if found[0][0] in "†‡" or not _closes_emphasis(text, found):
            yield NoteMark(Span(*found.span()), found[0], sure=found[0][0] in "†‡")


def _in_parentheses(text: str) -> Iterator[NoteMark]:
    """The marks ``(1)`` with a note below that begins so; of each number as many as of the other.

    In a list of points, and where some are referred to, the numbers come more often, behind it,
    behind a comma, or side by side: "rules (1) and (2)".
    """
    notes = [(found[1], found.start()) for found in _OWN_LINE.finditer(text)]
    if not notes:
        return
    marks = list(_PARENTHESIS.finditer(text))
    count = Counter(label for label, _ in notes)
    if count != Counter(found[1] for found in marks):
        return
    if any(b.start() - a.end() <= _SIDE_BY_SIDE for a, b in pairwise(marks)):
        return
    in_order = zip(sorted(notes), sorted(marks, key=_number), strict=True)
    if all(found.start() < place for (_, place), found in in_order):
        for found in marks:
            yield NoteMark(Span(*found.span()), found[1], sure=False)


def _number(found: re.Match[str]) -> tuple[str, int]:
    return found[1], found.start()


def _bracketed(found: re.Match[str]) -> NoteMark | None:
    text, start = found.string, found.start()
    attached = text[start - 1 : start] != " "
    if not attached:
        start -= 1
    before = text[start - 1 : start] if start else ""
    if not before or before.isspace() or before in "[](":
        return None
    label = found["label"] or found["braced"]
    sure = label.startswith("^") or (attached and not label.isalpha())
    return NoteMark(Span(start, found.end()), label.rpartition(" ")[2].lstrip("^"), sure)


def is_note_number(found: re.Match[str]) -> bool:
    """Whether the raised figures that were *found* are a note's number, not an exponent."""
    text, start, end = found.string, found.start(), found.end()
    behind = _NOTED.search(text[max(start - 3, 0) : start])
    if behind is None or behind[0] in _UNITS or text[end : end + 1].isalnum():
        return False
    return not _FORMULA.search(text[max(start - 24, 0) : start])


def _closes_emphasis(text: str, found: re.Match[str]) -> bool:
    """Whether the asterisks that were *found* close what others in their paragraph opened."""
    far = max(found.start() - _PARAGRAPH, 0)
    start = max(text.rfind("\n\n", far, found.start()), far)
    return text.count("*", start, found.start()) % 2 == len(found[0]) % 2
