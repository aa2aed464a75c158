"""The lines of a PDF's pages, with where they stand, how large they are set and what is slanted."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pdfminer.layout import LTAnno, LTChar, LTPage, LTTextLine

LEVEL = 0.2
"""of the size of the letters: lines whose feet differ by less stand on one base"""
BESIDE = 1.5
"""of the size of the letters: what is nearer on the same base goes on with the line"""
APART = 0.09
"""of the size of the letters: so far apart stand those of two words"""
SMALL = 0.8
"""Figures so much smaller than the line, and above its foot, are raised."""
DROPPED = 1.8
"""A letter so much larger than the lines beside it was dropped into them."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


class Run(NamedTuple):
    """Words of a line that are slanted, or are not."""

    words: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page; the places of its edges and the *size* of its letters are in points.

    *top* and *bottom* are measured from the lower edge of the page.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """What is printed, in one."""
        return "".join(run.words for run in self.runs)


def page_lines(page: LTPage, slanted: Collection[str]) -> list[PrintedLine]:
    """The lines of *page*, in the order they are read: column after column.

    *slanted* are the names of the fonts that are italic.
    """
    from pdfminer.layout import LTTextBox, LTTextLine  # noqa: PLC0415 -- an extra, and slow

    boxes = (box for box in page if isinstance(box, LTTextBox))
    lines = (one for box in boxes for one in box if isinstance(one, LTTextLine))
    return _whole([part for one in lines for part in _parts(one, slanted) if part.runs])


def _parts(line: LTTextLine, slanted: Collection[str]) -> Iterator[PrintedLine]:
    """A line, and before it a large letter that was dropped into it."""
    from pdfminer.layout import LTAnno, LTChar  # noqa: PLC0415 -- as above

    signs = [one for one in line if isinstance(one, (LTChar, LTAnno))]
    usual = statistics.median([one.size for one in signs if isinstance(one, LTChar)] or [0.0])
    large = list(takewhile(lambda one: getattr(one, "size", 0.0) >= DROPPED * usual, signs))
    for part in (large, signs[len(large) :]):
        placed = [one for one in part if isinstance(one, LTChar)]
        if placed:
            yield _line(part, placed, slanted)


def _line(
    signs: Sequence[LTChar | LTAnno], placed: Sequence[LTChar], slanted: Collection[str]
) -> PrintedLine:
    """The line that *signs* make: what was *placed*, and the blanks that show between it."""
    from pdfminer.layout import LTChar  # noqa: PLC0415 -- as above

    size, foot = statistics.median(one.size for one in placed), min(one.y0 for one in placed)
    runs: list[Run] = []
    for one in _apart(signs, size):
        words, italic = one.get_text(), runs[-1].italic if runs else False
        if isinstance(one, LTChar):
            italic = one.fontname in slanted
            if one.size < SMALL * size and one.y0 > foot + LEVEL * one.size:
                words = words.translate(RAISED)
        runs.append(Run(words.translate(_LIGATURES), italic))
    left, right = min(one.x0 for one in placed), max(one.x1 for one in placed)
    return PrintedLine(tuple(_runs(runs)), left, right, max(one.y1 for one in placed), foot, size)


def _apart(signs: Sequence[LTChar | LTAnno], size: float) -> Iterator[LTChar | LTAnno]:
    """*signs* with a blank wherever two letters stand apart.

    pdfminer wants more, and takes narrow blanks in a heading for what parts the letters of a word.
    """
    from pdfminer.layout import LTAnno, LTChar  # noqa: PLC0415 -- as above

    for one, after in zip_longest(signs, signs[1:]):
        yield one
        if isinstance(one, LTChar) and isinstance(after, LTChar):
            letters = one.get_text().isalnum() and after.get_text().isalnum()
            if letters and after.x0 - one.x1 > APART * size:
                yield LTAnno(" ")


def _runs(signs: Sequence[Run]) -> Iterator[Run]:
    """*signs* of one kind as one run, with single blanks, none of them at the edges."""
    parts: list[str] = []
    italic, blank = False, True
    for sign in signs:
        if sign.words.isspace():
            parts += [] if blank else [" "]
            blank = True
            continue
        if sign.italic != italic and parts:
            yield Run("".join(parts), italic)
            parts = []
        italic, blank = sign.italic, False
        parts.append(sign.words)
    if "".join(parts).rstrip():
        yield Run("".join(parts).rstrip(), italic)


def _whole(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """*lines*, those that were taken apart because their words are set one by one being whole."""
    whole: list[PrintedLine] = []
    for line in lines:
        if whole and _goes_on(whole[-1], line):
            before = whole[-1]
            runs = (*before.runs, Run(" ", before.runs[-1].italic), *line.runs)
            whole[-1] = replace(before, runs=runs, right=line.right)
        else:
            whole.append(line)
    return whole


def _goes_on(before: PrintedLine, line: PrintedLine) -> bool:
    size = min(before.size, line.size)
    return (
        abs(before.bottom - line.bottom) < LEVEL * size
        and abs(before.size - line.size) < LEVEL * size
        and -LEVEL * size < line.left - before.right < BESIDE * size
    )
