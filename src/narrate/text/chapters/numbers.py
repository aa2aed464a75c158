"""Which bare numbers count the chapters of a book."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from narrate.text.chapters.page import Heading, Page

_MOST_LOST = 2
"""So many numbers in a row may have been lost in print or in scanning."""


def counting(page: Page, numbers: Sequence[Heading], breaks: Sequence[int]) -> list[Heading]:
    """Those of the *numbers* that count up from one.

    They may begin anew, and then two at least must follow each other, or one of the *breaks*,
    rows of greater headings, stand before. Of several ways to print a number (IV, 4, Four) that
    one counts chapters which begins anew the least.
    """
    ways: dict[str, list[Heading]] = {}
    for heading in numbers:
        ways.setdefault(way_of(page.rows[heading.first].text), []).append(heading)
    found = [runs for way in ways.values() if (runs := _runs(_no_list(page, way), breaks))]
    if not found:
        return []
    widest = max(map(_reach, found))
    found = [runs for runs in found if _reach(runs) * 2 >= widest]  # else it is a list somewhere
    best = min(found, key=lambda runs: (len(runs), -sum(map(len, runs))))
    return [heading for run in best for heading in run]


def _reach(runs: Sequence[Sequence[Heading]]) -> int:
    """Over how many rows of the book the *runs* go."""
    return runs[-1][-1].first - runs[0][0].first


def way_of(text: str) -> str:
    """How a number is printed."""
    sign = next((sign for sign in text if sign.isalnum()), "")
    if sign.isdecimal():
        return "figures"
    word = text.strip("*_~= \t|#-—–[](){}<>.:§").split()[0] if text.split() else ""
    roman = bool(word) and set(word.upper().rstrip(".:)-—–")) <= set("IVXLCDM")
    return ("roman" if word.isupper() else "small") if roman else "words"


def _no_list(page: Page, numbers: Sequence[Heading]) -> list[Heading]:
    """*numbers* without those that stand line below line, as those of a list do."""
    rows = {heading.first for heading in numbers}
    return [
        heading
        for heading in numbers
        if not heading.mark.titled
        or not {heading.first - 1, heading.first + 1} & rows
        or (page.gaps[heading.first + 1] and heading.first + 1 not in rows)
    ]


def _runs(numbers: Sequence[Heading], breaks: Sequence[int]) -> list[list[Heading]]:
    """The stretches of *numbers* that count up."""
    runs: list[list[Heading]] = []
    for at, heading in enumerate(numbers):
        last = runs[-1][-1].mark.number if runs else None
        number = heading.mark.number or 0
        following = [one.mark.number or 0 for one in numbers[at + 1 : at + 40]]
        broken = not runs or _between(breaks, runs[-1][-1].first, heading.first)
        if last is not None and number == last + 1:
            runs[-1].append(heading)
        elif number == 1 and (broken or _goes_on(following, last)):
            runs.append([heading])
        elif last is not None and last + 1 < number <= last + 1 + _MOST_LOST:
            if not _comes_first(following, range(last + 1, number), 1):
                runs[-1].append(heading)
        elif number in (2, 3) and broken and following[:1] == [number + 1]:
            runs.append([heading])
    kept = [run for run in runs if len(run) > 1 or _between(breaks, -1, run[0].first)]
    return kept if sum(map(len, kept)) > 1 else []


def _goes_on(following: Sequence[int], last: int | None) -> bool:
    """Whether two comes before the number after *last*, so that one begins anew."""
    return _comes_first(following, [2], (last or 0) + 1)


def _comes_first(following: Iterable[int], wanted: Iterable[int], other: int) -> bool:
    """Whether any of *wanted* comes in *following*, and before the *other*."""
    numbers = set(wanted)
    first = next((one for one in following if one in numbers or one == other), None)
    return first in numbers


def _between(breaks: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the *breaks*, in order, comes after row *first* and before row *last*."""
    at = bisect_right(breaks, first)
    return at < len(breaks) and breaks[at] < last
