"""Headings that count the chapters again, or anew inside each: of notes on them, of scenes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from narrate.text.chapters.page import Heading, Page

_FEWEST = 3
_FAR_SHORTER = 10
"""By this factor what stands below a heading that counts a chapter again is shorter than that."""


def without_repeated(page: Page, worded: list[Heading]) -> list[Heading]:
    """*worded* headings without those that count chapters again, with far less below them."""
    starts = [*(one.first for one in worded), len(page.rows)]
    sizes = {first: page.prose(first + 1, end) for first, end in pairwise(starts)}
    gone: set[Heading] = set()
    for label in {one.mark.label for one in worded if one.mark.number is not None}:
        runs = _runs([one for one in worded if one.mark.label == label and one.mark.number])
        gone.update(one for run in runs if _is_again(run, runs, sizes) for one in run)
    return [one for one in worded if one not in gone]


def without_scenes(strong: list[Heading]) -> list[Heading]:
    """*strong* without what is counted anew in chapters that run from one on: "Scene 1"."""
    labels: dict[str, list[Heading]] = {}
    for one in strong:
        if one.mark.counts:
            labels.setdefault(one.mark.label[:1], []).append(one)
    scenes: set[Heading] = set()
    for chapters in labels.values():
        runs = [one.mark.number for one in chapters] == list(range(1, len(chapters) + 1))
        starts = [one.first for one in chapters]
        for own in labels.values():
            inside = [bisect_right(starts, one.first) for one in own if one.mark.number == 1]
            apart = len(set(inside)) == len(inside) > 1 and inside[0] > 0
            if runs and apart and len(starts) >= _FEWEST:
                scenes.update(own)
    return [one for one in strong if one not in scenes]


def _runs(counted: Sequence[Heading]) -> list[list[Heading]]:
    """The stretches of *counted* headings whose numbers go up."""
    runs: list[list[Heading]] = []
    for one in counted:
        if runs and (one.mark.number or 0) > (runs[-1][-1].mark.number or 0):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _is_again(
    run: Sequence[Heading], runs: Sequence[Sequence[Heading]], sizes: Mapping[int, int]
) -> bool:
    """Whether another of the *runs* has all numbers of this *run*, and chapters below them."""
    if len(run) < _FEWEST:
        return False
    numbers = {one.mark.number for one in run}
    own = median(sizes[one.first] for one in run)
    for other in runs:
        same = [sizes[one.first] for one in other if one.mark.number in numbers]
        if len(same) == len(numbers) and median(same) > _FAR_SHORTER * own:
            return True
    return False
