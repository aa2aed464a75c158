"""Finds the paragraphs of a text, however it was typed."""

from __future__ import annotations

import re
import statistics
from enum import Enum
from itertools import pairwise

from narrate.model import Manuscript, Span
from narrate.text.lines import Line, split_lines
from narrate.text.lists import list_items
from narrate.text.scenemarks import is_scene_mark

_ENDS = tuple(".!?…:;\"”’'»«“‘›‹)*_—-")
"""What ends a paragraph; the marks that open in one country close in another."""
_BRIEF = 32
"""Characters. What parts scenes and begins with a letter is not longer."""
_UNDERLINE = re.compile(r"[=-]+")
"""What may underline a heading in the line above."""
_NARROWEST = 45
"""Characters. Nobody breaks lines at a narrower margin."""
_TYPED_WIDTH = 120
"""Characters. Nobody wraps lines wider than this; longer ones are whole paragraphs."""


_LONGEST_PARAGRAPH = 30
"""Lines, as a mean over a book: what begins a paragraph seldomer than that is some accident."""
_VERSE = 60
"""Characters. Shorter lines that end in the middle of a sentence are verse, or an address."""


class Layout(Enum):
    """How a book parts its paragraphs, besides by blank lines."""

    BLANK = "only by blank lines"
    WIDE = "by blank lines, and a line that is longer than anybody wraps is one by itself"
    INDENT = "by an indented first line"
    LINE = "by a line break: one line is one paragraph"
    SHORT = "by a last line that ends short of the margin"

    @property
    def dense(self) -> bool:
        """Whether most paragraphs have no blank line between them."""
        return self not in (Layout.BLANK, Layout.WIDE)


def layout_of(manuscript: Manuscript) -> Layout:
    """How the paragraphs of *manuscript* are parted: as its format says, or as its text looks."""
    return Layout.BLANK if manuscript.is_structured else detect_layout(manuscript.text)


def detect_layout(text: str) -> Layout:
    """Read off how *text* parts its paragraphs.

    What decides is the pairs of lines with no blank line between: in wrapped text the next
    line's first word would not have fitted on the line before.
    """
    groups = blocks(split_lines(text, Span(0, len(text))))
    pairs = [pair for group in groups for pair in pairwise(group)]
    if not pairs:
        return Layout.BLANK
    widths = sorted(len(line.text) for group in groups for line in group)
    if widths[len(widths) * 9 // 10] > _TYPED_WIDTH:
        return Layout.LINE if _stand_together(groups) else Layout.WIDE
    ended = [(a, b) for a, b in pairs if a.text.endswith(_ENDS)]
    indents = sum(b.indent > a.indent for a, b in ended)
    if indents >= 2 and indents > len(groups) and indents * _LONGEST_PARAGRAPH >= len(pairs):
        return Layout.INDENT
    dense = _is_dense(groups)
    margin = widths[len(widths) * 9 // 10]
    short = sum(_is_short(a, b, margin) for a, b in ended) if dense else 0
    free = dense and _is_free(pairs, ended, margin)
    if short < 2 and not free:
        return Layout.BLANK
    if free or short * 10 >= len(pairs) * 6:
        return Layout.LINE
    return Layout.SHORT if short * _LONGEST_PARAGRAPH >= len(pairs) else Layout.BLANK


def _is_free(pairs: list[tuple[Line, Line]], ended: list[tuple[Line, Line]], margin: int) -> bool:
    """Whether lines end where their writer ended them, not at a *margin*."""
    short = sum(_is_short(a, b, margin) for a, b in pairs)
    narrow = margin < _NARROWEST and len(ended) * 10 >= len(pairs) * 4
    return len(pairs) > 1 and (narrow or short * 4 >= len(pairs) * 3)


def _stand_together(groups: list[list[Line]]) -> bool:
    """Whether most lines that nobody wraps have another above or below, not a blank one."""
    wide = [len(group) > 1 for group in groups for line in group if len(line.text) > _TYPED_WIDTH]
    return sum(wide) * 2 > len(wide)


def _is_dense(groups: list[list[Line]]) -> bool:
    """Whether blank lines are too rare to be what parts the paragraphs."""
    return statistics.mean(len(group) for group in groups) > 12 or len(groups) <= 2


def _is_short(line: Line, following: Line, margin: int) -> bool:
    """Whether the first word of the *following* line would have fitted on *line*."""
    return len(line.text) + 1 + len(following.text.split(None, 1)[0]) + 8 < margin


def find_paragraphs(text: str, span: Span, layout: Layout = Layout.BLANK) -> tuple[Span, ...]:
    """The paragraphs of ``text[span]``, in order, without the white space around them."""
    groups = [part for group in blocks(split_lines(text, span)) for part in _apart(group)]
    if layout is not Layout.BLANK:
        groups = [part for group in groups for part in _parts(group, layout)]
    return tuple(Span(group[0].start, group[-1].end) for group in groups)


def _apart(group: list[Line]) -> list[list[Line]]:
    """The lines of *group*, with what parts scenes and every item of a list by itself."""
    if len(group) == 1 or not any(map(_is_odd, group)):
        return [group]
    items = list_items([line.text for line in group])
    parts: list[list[Line]] = []
    closed = True
    for number, line in enumerate(group):
        mark = _is_odd(line) and is_scene_mark(line.text) and not _UNDERLINE.fullmatch(line.text)
        mark = mark and not _ends_sentence(group, number)
        if closed or mark or number in items:
            parts.append([line])
        else:
            parts[-1].append(line)
        closed = mark
    return parts


def _ends_sentence(group: list[Line], number: int) -> bool:
    """Whether a line that is a word ends what the line above began: "that awful", "scene."."""
    word = group[number].text[0].isalpha() and group[number].text.endswith(".")
    return word and number > 0 and not group[number - 1].text.endswith(_ENDS)


def _is_odd(line: Line) -> bool:
    """Whether *line* may be no line of prose: it is short, or begins with no letter."""
    return len(line.text) <= _BRIEF or not line.text[0].isalpha()


def _parts(group: list[Line], layout: Layout) -> list[list[Line]]:
    margin = max(len(line.text) for line in group)
    told = sum(line.text.endswith(_ENDS) for line in group) * 2 >= len(group)
    parts = [[group[0]]]
    for before, line in pairwise(group):
        ended, width = before.text.endswith(_ENDS), max(len(before.text), len(line.text))
        goes_on = not ended and line.text[0].islower()
        if layout is Layout.LINE:
            fresh = ended or ((width > _VERSE or told) and not goes_on)
        elif layout is Layout.WIDE:
            fresh = width > _TYPED_WIDTH and not goes_on
        elif layout is Layout.INDENT:
            fresh = line.indent > before.indent and ended
        else:
            fresh = ended and _is_short(before, line, margin)
        if fresh:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def blocks(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines with no blank line between them."""
    found: list[list[Line]] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
        elif fresh:
            found.append([line])
            fresh = False
        else:
            found[-1].append(line)
    return found
