"""Measure who says what where the clause beside the line leaves no doubt: stories from a seed.

    python benchmarks/tagged_lines.py [--lines 20000] [--seed 1] [--only FORM] [--show 20]

``tests/support/tagged_stories.py`` makes the stories, of plain and of wide forms. The table tells
for each form how many lines are given to the right person, how sure of that narrate is in the mean,
and how many lines are wrong though their confidence is 0.9 or more.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from tagged_stories import FORMS, PLAIN, WIDE, Judged, judge, make_story

SURE = 0.9
APART = 1_000_000
"""stories of one seed, more than anybody asks for"""


def main() -> None:
    """Read the command line, make stories, print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=FORMS, metavar="FORM")
    options.add_argument("--show", type=int, default=0, metavar="N", help="show N wrong lines")
    asked = options.parse_args()
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    shown = 0
    for seed, one in _judged(asked.seed * APART, asked.lines):
        if asked.only not in {None, one.line.form}:
            continue
        found[one.line.form].append(one)
        if not one.right and shown < asked.show:
            shown += 1
            _show(seed, one)
    _print_table(found)


def _judged(seed: int, lines: int) -> Iterator[tuple[int, Judged]]:
    """At least so many lines of stories from *seed* on, each with its story's seed."""
    count = 0
    while count < lines:
        for one in judge(*make_story(seed)):
            count += 1
            yield seed, one
        seed += 1


def _show(seed: int, one: Judged) -> None:
    line = one.line
    print(f"{seed} {line.form}: {line.speaker.name}, not {one.given} ({one.confidence:.2f})")
    print(f"    {line.paragraph}")


def _print_table(found: defaultdict[str, list[Judged]]) -> None:
    print(f"{'form':28}{'lines':>7}{'right':>8}{'sure':>7}{'wrong, sure':>13}")
    for title, forms in (("all plain forms", PLAIN), ("all wide forms", WIDE)):
        for form in forms:
            _print_row(form, found[form])
        _print_row(title, [one for form in forms for one in found[form]])


def _print_row(title: str, some: Iterable[Judged]) -> None:
    every = list(some)
    if every:
        right = sum(one.right for one in every) / len(every)
        sure = sum(one.confidence for one in every) / len(every)
        wrong = sum(not one.right and one.confidence >= SURE for one in every)
        print(f"{title:28}{len(every):7}{right:8.1%}{sure:7.2f}{wrong:13}")


if __name__ == "__main__":
    main()
