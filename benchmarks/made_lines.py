"""Measure who says what where the clause beside the line leaves no doubt: stories from a seed.

    python benchmarks/made_lines.py STORIES [--lines 6000] [--seed 11] [--only FORM] [--show 20]

STORIES is one of

* tagged: the plain and the wide forms of ``tests/support/tagged_stories.py``
* clauses, modern, rarer, further, novel: the forms of ``clause_forms.py``, ``modern_forms.py``,
  ``rarer_forms.py``, ``further_forms.py`` and ``novel_forms.py`` that rules were written for
* clauses-aside, modern-aside, rarer-aside, further-aside, novel-aside: those whose lines nobody
  looked at, and that are never shown

The table tells for each form how many lines are given to the right person, how sure of that narrate
is in the mean, and how many lines are wrong though their confidence is 0.9 or more. Rules are
written while looking at stories of seed 1; the figures to report are those of seed 11.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import clause_stories
import tagged_stories
from clause_stories import (
    ASIDE,
    FURTHER,
    FURTHER_ASIDE,
    MODERN,
    MODERN_ASIDE,
    NOVEL,
    NOVEL_ASIDE,
    RARER,
    RARER_ASIDE,
    TUNED,
)
from made_stories import Judged, Line, judge
from tagged_stories import PLAIN, WIDE

SURE = 0.9
APART = 1_000_000
"""stories of one seed, more than anybody asks for"""


@dataclass(frozen=True, slots=True)
class Stories:
    """How to make one from a seed; its forms by group; whether its lines may be looked at."""

    make: Callable[[int], tuple[str, list[Line]]]
    groups: Mapping[str, Sequence[str]]
    aside: bool = False


def _of(forms: Sequence[str], *, aside: bool = False) -> Stories:
    return Stories(partial(clause_stories.make_story, forms=forms), {"all": forms}, aside)


STORIES = {
    "tagged": Stories(
        tagged_stories.make_story, {"all plain forms": tuple(PLAIN), "all wide forms": tuple(WIDE)}
    ),
    "clauses": _of(TUNED),
    "clauses-aside": _of(ASIDE, aside=True),
    "modern": _of(MODERN),
    "modern-aside": _of(MODERN_ASIDE, aside=True),
    "rarer": _of(RARER),
    "rarer-aside": _of(RARER_ASIDE, aside=True),
    "further": _of(FURTHER),
    "further-aside": _of(FURTHER_ASIDE, aside=True),
    "novel": _of(NOVEL),
    "novel-aside": _of(NOVEL_ASIDE, aside=True),
}


def main() -> None:
    """Read the command line, make stories, print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stories", choices=STORIES)
    options.add_argument("--lines", type=int, default=6_000)
    options.add_argument("--seed", type=int, default=11)
    options.add_argument("--only", metavar="FORM")
    options.add_argument("--show", type=int, default=0, metavar="N", help="show N wrong lines")
    asked = options.parse_args()
    stories: Stories = STORIES[asked.stories]
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    left = 0 if stories.aside else asked.show
    for seed, one in _judged(stories, asked.seed * APART, asked.lines):
        if asked.only in {None, one.line.form}:
            found[one.line.form].append(one)
            if not one.right and left > 0:
                left -= 1
                _show(seed, one)
    _print_table(found, stories)


def _judged(stories: Stories, seed: int, lines: int) -> Iterator[tuple[int, Judged]]:
    """At least so many lines of stories from *seed* on, each with its story's seed."""
    count = 0
    while count < lines:
        for one in judge(*stories.make(seed)):
            count += 1
            yield seed, one
        seed += 1


def _show(seed: int, one: Judged) -> None:
    line = one.line
    print(f"{seed} {line.form}: {line.speaker.name}, not {one.given} ({one.confidence:.2f})")
    print(f"    {line.paragraph}")


def _print_table(found: Mapping[str, list[Judged]], stories: Stories) -> None:
    print(f"{'form':34}{'lines':>7}{'right':>8}{'sure':>7}{'wrong, sure':>13}")
    for title, forms in stories.groups.items():
        for form in () if stories.aside else forms:
            _print_row(form, found.get(form, ()))
        _print_row(title, [one for form in forms for one in found.get(form, ())])


def _print_row(title: str, some: Iterable[Judged]) -> None:
    every = list(some)
    if every:
        right = sum(one.right for one in every) / len(every)
        sure = sum(one.confidence for one in every) / len(every)
        wrong = sum(not one.right and one.confidence >= SURE for one in every)
        print(f"{title:34}{len(every):7}{right:8.1%}{sure:7.2f}{wrong:13}")


if __name__ == "__main__":
    main()
