"""Takes page numbers and running heads out of a text that was pasted from a PDF."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from narrate.model import Region, Span
from narrate.spans import Shifts
from narrate.text.chapters.headings import Rank, read_heading
from narrate.text.lines import Line, split_lines
from narrate.text.normalization import replaced
from narrate.text.regions import PAGES

_FEWEST = 3
"""Pages. Fewer lines that are alike may be chance."""
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w.,]\d)")
_FIGURE = re.compile(r"\d")
_NUMBERED = re.compile(
    r"[^\n\d]{0,76}(?<![\w.,])\d{1,4}(?![\w.,]\d)"
    r"[^\n\d]{0,76}(?:(?<= of )\d{1,4}|(?<=/)\d{1,4})?"
)
"""A line with one number, or "12 of 80"."""
_EDGE_OF_PAGE = re.compile(
    r"^ *(?:(?P<first>\d{1,4})[ \t]+[^\W\d_][^\n\d.]{2,60}"
    r"|[^\W\d_][^\n\d.]{2,60}[ \t]+(?P<last>\d{1,4}))$",
    re.MULTILINE,
)
"""A page's number before or behind the words that are printed above it."""
_OF_ALL = re.compile(r"(?<=\d)(?: of |\s?/\s?)\d{1,4}$")
_IN_BRACKETS = re.compile(r"[\[{]p(?:g|age)?\.? ?\d{1,4}[\]}] ?", re.IGNORECASE)
"""The number of a page where it begins, in the middle of a line: ``[Pg 12]``."""
_TYPED = re.compile(r"[-–—] ?\d{1,4} ?[-–—]")
"""The number of a page as it is typed, ``- 12 -``."""
_LONGEST = 80
"""Characters of a running head."""
_ENDS = frozenset(".!?…:\"”’'»)*_")


def without_pages(text: str) -> tuple[str, Shifts, tuple[Region, ...]]:
    """*text*, in normal form, without the lines that number its pages, and where they were.

    Lines are such if they are alike but for a number that grows from page to page, and at least
    one of them stands in the middle of a sentence, which then goes on without it.
    """
    often = Counter(_head(line) for line in text.split("\n") if _is_numbered(line))
    if not any(times >= _fewest(head) for head, times in often.items()) and (
        sum(1 for _ in _EDGE_OF_PAGE.finditer(text)) < _FEWEST
    ):
        return text, Shifts(), ()
    lines = [line for line in split_lines(text, Span(0, len(text))) if line.text]
    found = {number for alike in _alike(lines).values() for number in _pages(lines, alike)}
    found |= _facing(lines, found)
    spans = [_cut(text, lines, number) for number in sorted(found | _beside(lines, found))]
    return _without(text, spans)


def without_page_marks(text: str) -> tuple[str, Shifts]:
    """*text*, in normal form, without the numbers of pages in brackets: ``the [Pg 12] ferry``."""
    return replaced(_IN_BRACKETS, lambda _: "", text)


def _facing(lines: Sequence[Line], known: Collection[int]) -> set[int]:
    """The running heads of pages that face each other, whose words differ and numbers go on.

    ``12  THE SALT ROAD`` and ``MARA GOES NORTH  13``: most stand in the middle of a sentence.
    """
    edges = [
        (number, int(found["first"] or found["last"]))
        for number, line in enumerate(lines)
        if number not in known and (found := _EDGE_OF_PAGE.fullmatch(line.text))
    ]
    runs: list[list[int]] = [[]]
    for (number, value), (_, before) in zip(edges, [(0, -9), *edges], strict=False):
        if not 0 < value - before <= 2:
            runs.append([])
        runs[-1].append(number)
    return {number for run in runs if _are_edges(lines, run) for number in run}


def _are_edges(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether *run* is of running heads: verses and steps have their numbers before sentences."""
    heads = [lines[number].text for number in run]
    sentences = all(head[0].isdecimal() and not head.isupper() for head in heads)
    broken = sum(_breaks_sentence(lines, number) for number in run)
    listed = any(after - before == 1 for before, after in pairwise(run))
    return len(run) >= _FEWEST and broken * 2 >= len(run) and not (listed or sentences)


def _beside(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """The running heads that have no number, but stand beside one of the *numbers* of pages."""
    near = {at for number in numbers for at in (number - 1, number + 1) if 0 <= at < len(lines)}
    heads = Counter(lines[at].text for at in near - set(numbers) if _may_be_head(lines[at].text))
    return {at for at in near if heads[lines[at].text] > 1}


def _may_be_head(text: str) -> bool:
    return len(text) <= _LONGEST and text[-1] not in _ENDS and not _is_heading(text)


def _alike(lines: Sequence[Line]) -> Mapping[str, list[int]]:
    """The numbers of the lines that have a number in them, by what else they say."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if len(line.text) <= _LONGEST and _is_numbered(line.text):
            alike[_head(line.text)].append(number)
    return alike


def _is_numbered(line: str) -> bool:
    return bool(_FIGURE.search(line) and _NUMBERED.fullmatch(line))


def _head(line: str) -> str:
    """What *line* says beside a page's number; a dash for one that is typed between dashes."""
    if _TYPED.fullmatch(line.strip()):
        return "-"
    return _NUMBER.sub("", _OF_ALL.sub("", line)).strip(" \t-–—|·").casefold()


def _pages(lines: Sequence[Line], alike: Sequence[int]) -> list[int]:
    """Those of the lines *alike* that number pages."""
    first = lines[alike[0]].text
    if len(alike) < _fewest(_head(first)) or _is_heading(first):
        return []
    if _head(first) == "page" and all(_OF_ALL.search(lines[number].text) for number in alike):
        return list(alike)
    values = [int(_NUMBER.findall(lines[number].text)[0]) for number in alike]
    if values.count(1) > 1:  # sections, which each chapter counts anew
        return []
    steps = [after - before for before, after in pairwise(values)]
    grow = sum(0 < step <= 4 for step in steps)
    broken = sum(_breaks_sentence(lines, number) for number in alike)
    return list(alike) if grow * 10 >= len(steps) * 8 and broken * 5 >= len(alike) else []


def _fewest(head: str) -> int:
    """How many lines with that *head* there must be: "Page 12", "- 12 -" leave little doubt."""
    return 1 if head in ("page", "-") else _FEWEST


def _is_heading(text: str) -> bool:
    mark = read_heading(text)
    return mark is not None and mark.rank is not Rank.NUMBER


def _breaks_sentence(lines: Sequence[Line], number: int) -> bool:
    """Whether a sentence goes on behind a line, or behind the two lines of a page's edge."""
    before = lines[number - 1].text if number else "."
    for after in lines[number + 1 : number + 3]:
        if before[-1] not in _ENDS and after.text[0].islower():
            return True
    return False


def _cut(text: str, lines: Sequence[Line], number: int) -> Span:
    """A line with its end; with the blank lines around it, where a sentence goes on."""
    line = lines[number]
    start, end = line.start - line.indent, line.end + 1
    if _breaks_sentence(lines, number):
        start = lines[number - 1].end + 1
        end = lines[number + 1].start - lines[number + 1].indent
    return Span(start, min(end, len(text)))


def _without(text: str, spans: Sequence[Span]) -> tuple[str, Shifts, tuple[Region, ...]]:
    parts: list[str] = []
    places: list[int] = []
    moved: list[int] = []
    at = gone = 0
    for span in spans:
        start = max(span.start, at)
        if span.end <= start:
            continue
        parts.append(text[at:start])
        at = span.end
        gone += at - start
        places.append(at - gone)
        moved.append(gone)
    parts.append(text[at:])
    left_out = tuple(Region(Span(place, place), PAGES) for place in places)
    return "".join(parts), Shifts(places, moved), left_out
