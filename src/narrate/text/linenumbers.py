"""Takes the numbers of lines out of a text: "That no man living can afford to pay.    5"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_NUMBER = re.compile(r"\t(\d{1,4})$", re.MULTILINE)
_LINE = re.compile(r"^.*\S", re.MULTILINE)
_FEWEST = 2
"""Steps from number to number. Fewer that fit may be chance."""


def without_line_numbers(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the numbers of its lines at their ends.

    They count the lines that stand between them, of which some are names, directions, or the second
    half of a verse. The numbers of pages in a table of contents count others.
    """
    numbers = list(_NUMBER.finditer(text)) if "\t" in text else []
    if len(numbers) <= _FEWEST:
        return text, Shifts()
    counting = _counting(text, numbers)
    return replaced(_NUMBER, lambda found: "" if found.start() in counting else found[0], text)


def _counting(text: str, numbers: Sequence[re.Match[str]]) -> frozenset[int]:
    """Where those of the *numbers* stand that count lines; none if most do not."""
    steps = list(_steps(text, numbers))
    fit = [pair for pair, step, lines in steps if 1 < step <= lines <= 2 * step + 2]
    if len(fit) < _FEWEST or len(fit) * 5 < len(steps) * 4:
        return frozenset()
    return frozenset(number.start() for pair in fit for number in pair)


def _steps(
    text: str, numbers: Sequence[re.Match[str]]
) -> Iterator[tuple[tuple[re.Match[str], re.Match[str]], int, int]]:
    """Two numbers in a row, by how much they grow, and how many lines after the first it is.

    Where they shrink, something else begins.
    """
    starts = [line.start() for line in _LINE.finditer(text)]
    for before, after in pairwise(numbers):
        step = int(after[1]) - int(before[1])
        if step > 0:
            lines = bisect_right(starts, after.start()) - bisect_right(starts, before.start())
            yield (before, after), step, lines
