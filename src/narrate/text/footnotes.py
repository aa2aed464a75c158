"""Takes the marks of notes out of a plain text, and finds the notes themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from narrate.model import Region, Span
from narrate.spans import Shifts
from narrate.text.lines import Line, split_lines
from narrate.text.notemarks import FIGURES, RAISED, find_note_marks
from narrate.text.regions import FOOTNOTES

_LABEL = re.compile(
    rf"(?:\[\^(?P<named>[\w-]{{1,20}})\]:|\[?(?P<sign>\*{{1,3}}|†{{1,3}}|‡{{1,3}}|§)\]? ?(?=\S)"
    rf"|[\[{{(](?P<figures>\d{{1,3}}|[A-Z])[\]}})][:.]? ?(?=\S)|(?P<raised>[{RAISED}]+) ?(?=\S))"
)
"""What a note begins with."""
_LISTED = re.compile(
    rf"(?:(?:note )?(?P<figures>\d{{1,3}})(?:[.):]| ?[—–-])?|"
    rf"[\[(](?P<bracketed>\w{{1,3}})[\])][.:]?|(?P<raised>[{RAISED}]+)|(?P<sign>[*†‡§]{{1,3}}))\s+\S",
    re.IGNORECASE,
)
"""What a note begins with below a heading that says that there are notes."""
_FRAMED = re.compile(
    r"\[(?:(?:foot|end)?note|sidenote)(?:\s(?P<label>\w{1,4}))?[:.]", re.IGNORECASE
)
_BRACKET = re.compile(r"[\[\]]")
_BEHIND = re.compile(r"[.*_”]*(?=\n|\Z)")
"""What may stand behind the note's bracket at the end of its line."""
_HEADING = re.compile(
    r"[#*_=\[ ]*(?:foot|end)?notes?(?: [\w ]{1,28})?[#*_=\].: ]*",
    re.IGNORECASE,
)
_RULE_LENGTH = 100
_RULE = re.compile(r"\n *([-_—–]{3,90})\n\s*\Z")
_LONGEST = 60
"""Lines. No note in square brackets is longer."""


class Noted(NamedTuple):
    """A text without marks of notes, how far it moved, and where its notes stand."""

    text: str
    shifts: Shifts
    regions: tuple[Region, ...]


def without_note_marks(text: str) -> Noted:
    """*text*, in normal form, without the marks of notes; its notes are regions.

    A mark that may be something else is one only if a note begins with it, and a note is one only
    if there is a mark of it, or it says itself what it is: ``[Footnote 2: ...]``.
    """
    marks = list(find_note_marks(text))
    if not marks and not ("[" in text and _FRAMED.search(text)):
        return Noted(text, Shifts(), ())
    lines = split_lines(text, Span(0, len(text)))
    framed = list(_framed(text))
    marked = {mark.label for mark in marks}
    notes = [*framed, *_notes(_outside(lines, [span for _, span in framed]), marked)]
    labels = {label for label, _ in notes}
    kept = sorted(mark.span for mark in marks if mark.sure or mark.label in labels)
    short, shifts = _cut(text, kept)
    under_rules = (_with_rule(text, span) for _, span in notes)
    spans = (Span(shifts.redo(span.start), shifts.redo(span.end)) for span in under_rules)
    return Noted(short, shifts, tuple(Region(span, FOOTNOTES) for span in _joined(spans, short)))


def _with_rule(text: str, note: Span) -> Span:
    """The *note* with the rule above it, if one parts it from the text."""
    rule = _RULE.search(text, max(note.start - _RULE_LENGTH, 0), note.start)
    return Span(rule.start(1), note.end) if rule else note


def _framed(text: str) -> Iterator[tuple[str, Span]]:
    """The label and the place of every note in square brackets, wherever it stands in its line."""
    at = 0
    for found in _FRAMED.finditer(text):
        end = _bracket_end(text, found.start()) if found.start() >= at else None
        if end is not None:
            yield found["label"] or "", Span(found.start(), end)
            at = end


def _bracket_end(text: str, start: int) -> int | None:
    """Where the bracket that opens at *start* is closed, with the signs that end its line."""
    depth = lines = 0
    at = start
    for sign in _BRACKET.finditer(text, start):
        lines += text.count("\n", at, sign.start())
        at = sign.end()
        depth += 1 if sign[0] == "[" else -1
        if lines >= _LONGEST:
            return None
        if not depth:
            behind = _BEHIND.match(text, at)
            return behind.end() if behind else at
    return None


def _outside(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    """*lines* without those that begin in one of *spans*, which are in order."""
    starts = [span.start for span in spans]
    numbers = ((line, bisect_right(starts, line.start) - 1) for line in lines)
    return [line for line, n in numbers if n < 0 or line.start >= spans[n].end]


def _notes(lines: Sequence[Line], marked: set[str]) -> Iterator[tuple[str, Span]]:
    """The label and the place of every note whose label is among those that are *marked*."""
    at = 0
    while at < len(lines):
        label, end = _note(lines, at, marked)
        if label is not None:
            yield label, Span(lines[at].start, _last(lines, at, end).end)
        elif _is_heading(lines, at):
            end = _listed(lines, at, marked)
            for number in range(at, end):
                yield _label_listed(lines[number].text) or "", lines[number].span
        at = max(end, at + 1)


def _note(lines: Sequence[Line], at: int, marked: set[str]) -> tuple[str | None, int]:
    """The label of the note that begins in line *at*, and the line behind it."""
    text = lines[at].text
    found = _LABEL.match(text)
    if found is None or (found["sign"] and not _is_sign_alone(lines, at, found["sign"])):
        return None, at
    label = found["named"] or found["sign"] or found["figures"]
    label = label or found["raised"].translate(FIGURES)
    if label not in marked or not _may_begin(lines, at):
        return None, at
    end = at + 1
    while end < len(lines) and lines[end].text and not _LABEL.match(lines[end].text):
        end += 1
    return label, end


def _may_begin(lines: Sequence[Line], at: int) -> bool:
    """Whether a note can begin in line *at*: below a blank line, a rule or another note."""
    above = lines[at - 1].text if at else ""
    return (
        not above
        or not any(map(str.isalnum, above))
        or bool(_LABEL.match(above))
        or any(
            _LABEL.match(lines[index].text)
            for index in range(max(at - 8, 0), at)
            if lines[index].text
        )
    )


def _is_sign_alone(lines: Sequence[Line], at: int, sign: str) -> bool:
    """Whether *sign* begins a note in line *at*, not an item, emphasis or a scene mark."""
    text = lines[at].text
    if text.count("*") % 2 == 0 and "*" in sign:
        return False
    if not any(map(str.isalnum, text)):
        return False
    beside = (at - 1, at + 1)
    return not any(
        0 <= other < len(lines) and lines[other].text.startswith(f"{sign} ") for other in beside
    )


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    return len(text) < 40 and bool(text) and bool(_HEADING.fullmatch(text))


def _label_listed(text: str) -> str | None:
    found = _LISTED.match(text)
    if found is None:
        return None
    raised = (found["raised"] or "").translate(FIGURES)
    return found["figures"] or found["bracketed"] or raised or found["sign"]


def _listed(lines: Sequence[Line], heading: int, marked: set[str]) -> int:
    """The line behind the notes listed below a *heading*; the heading's if there are none."""
    end = heading
    at = heading + 1
    while at < len(lines):
        while at < len(lines) and not lines[at].text:
            at += 1
        if at == len(lines) or _label_listed(lines[at].text) not in marked:
            break
        while at < len(lines) and lines[at].text:
            at += 1
        end = at
    return end


def _last(lines: Sequence[Line], first: int, end: int) -> Line:
    return next(lines[index] for index in range(end - 1, first - 1, -1) if lines[index].text)


def _cut(text: str, spans: Sequence[Span]) -> tuple[str, Shifts]:
    parts, places, shifts, at, gone = [], [], [], 0, 0
    for span in spans:
        parts.append(text[at : span.start])
        at = span.end
        gone += len(span)
        places.append(at - gone)
        shifts.append(gone)
    parts.append(text[at:])
    return "".join(parts), Shifts(places, shifts)


def _joined(spans: Iterator[Span], text: str) -> Iterator[Span]:
    """Each run of *spans* with nothing but white space between as one."""
    open_: Span | None = None
    for span in sorted(spans):
        if open_ is None:
            open_ = span
        elif not text[open_.end : span.start].strip():
            open_ = Span(open_.start, max(open_.end, span.end))
        else:
            yield open_
            open_ = span
    if open_ is not None:
        yield open_
