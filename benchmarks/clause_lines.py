"""Measure who says what in the forms of ``tests/support/clause_stories.py``.

    python benchmarks/clause_lines.py [--lines 6000] [--seeds even|odd] [--aside] [--only FORM]

Rules are written while looking at stories of odd seeds; the figures to report are those of even
ones, and of the forms kept aside (``--aside``), whose lines are never shown.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from clause_stories import ASIDE, TUNED, judge, make_story
from tagged_stories import Judged

SURE = 0.9


def main() -> None:
    """Read the command line, make stories, print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=6_000)
    options.add_argument("--seeds", choices=("even", "odd"), default="even")
    options.add_argument("--aside", action="store_true", help="the forms kept aside")
    options.add_argument("--only", choices=TUNED, metavar="FORM")
    options.add_argument("--show", type=int, default=0, metavar="N", help="show N wrong lines")
    asked = options.parse_args()
    forms = ASIDE if asked.aside else TUNED
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    for seed, one in _judged(int(asked.seeds == "odd"), asked.lines, forms):
        if asked.only in {None, one.line.form}:
            found[one.line.form].append(one)
            if not one.right and asked.show > 0 and not asked.aside:
                asked.show -= 1
                _show(seed, one)
    _print_table(found, named=not asked.aside)


def _judged(seed: int, lines: int, forms: Sequence[str]) -> Iterator[tuple[int, Judged]]:
    """At least so many lines of stories from *seed* on, every second, each with its story's."""
    count = 0
    while count < lines:
        for one in judge(*make_story(seed, forms=forms)):
            count += 1
            yield seed, one
        seed += 2


def _show(seed: int, one: Judged) -> None:
    line = one.line
    print(f"{seed} {line.form}: {line.speaker.name}, not {one.given} ({one.confidence:.2f})")
    print(f"    {line.paragraph}")


def _print_table(found: defaultdict[str, list[Judged]], *, named: bool) -> None:
    print(f"{'form':28}{'lines':>7}{'right':>8}{'sure':>7}{'wrong, sure':>13}")
    for form in sorted(found) if named else ():
        _print_row(form, found[form])
    _print_row("all", [one for some in found.values() for one in some])


def _print_row(title: str, some: Iterable[Judged]) -> None:
    every = list(some)
    if every:
        right = sum(one.right for one in every) / len(every)
        sure = sum(one.confidence for one in every) / len(every)
        wrong = sum(not one.right and one.confidence >= SURE for one in every)
        print(f"{title:28}{len(every):7}{right:8.1%}{sure:7.2f}{wrong:13}")


if __name__ == "__main__":
    main()
