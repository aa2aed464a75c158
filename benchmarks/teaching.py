"""Measure what answers of a person are worth: how many lines come right for each that is told.

    python benchmarks/teaching.py --gold GOLD [--only NAME,NAME]
    python benchmarks/teaching.py --gold GOLD --time [--only NAME,NAME]

GOLD is as :mod:`attribution` has it, and is the person who answers. Lines are told in ten rounds of
1 of a hundred, in one of these orders; what was told is a fact when the others are decided anew.

* ask: as ``narrate check --ask`` lists them
* doubt: the least sure ones, at least six segments apart
* random: any
* run: the first wrong line of each run of wrong ones, from the beginning; a person who does that
  has read and judged all lines up to there

A row for each novel and order: 1to1 with nothing told, and with 1, 3, 5 and 10 of a hundred lines.

With ``--time``, wrong lines are told one after the other: milliseconds of the processor for each,
the median and the worst, and whether the script is that of a whole reading with the same
corrections (every eighth is compared). Somebody who was not among the speakers has the text read
again; these are counted by themselves.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from attribution import Gold, Tally
from language_model import Novel, read_novel
from narrate.attribution.asking import doubtful_lines
from narrate.attribution.correcting import Redecided, redecided
from narrate.model import Kind, Script

SHARES = (1, 3, 5, 10)
"""of a hundred lines"""
TIMED = 40
"""corrections of a novel whose time is taken"""
COMPARED = 8

Facts = dict[int, str]
Order = Callable[[Redecided, Mapping[int, str], Facts, int], list[int]]
"""the lines, so many, to tell next: of a decision, with the true names, knowing the facts"""


def truths(novel: Novel, script: Script) -> Mapping[int, str]:
    """The gold speaker of each line of *script*, by its index."""
    manuscript = script.book.manuscript
    owner = {
        offset: quote["speaker"]
        for quote in novel.quotes
        for start, end in quote["spans"]
        for offset in range(start, end)
        if quote["speaker"]
    }
    found: dict[int, str] = {}
    for index, one in enumerate(script.segments):
        if one.kind is Kind.DIALOGUE:
            span = manuscript.in_source(one.span.start), manuscript.in_source(one.span.end)
            who = Counter(owner[offset] for offset in range(*span) if offset in owner)
            if who:
                found[index] = who.most_common(1)[0][0]
    return found


def true_names(novel: Novel, script: Script) -> Mapping[int, str]:
    """Whom a person would give each line to: as *script* calls him, else as the gold does."""
    truth = truths(novel, script)
    gold, times = Gold(novel.characters), Counter[tuple[str, str]]()
    for index, who in truth.items():
        name = script.segments[index].speaker
        if name and who in gold.meant(name):
            times[who, name] += 1
    names = {who["id"]: who["name"] for who in novel.characters}
    for (who, name), _ in reversed(times.most_common()):
        names[who] = name
    return {index: names[who] for index, who in truth.items()}


def by_ask(found: Redecided, names: Mapping[int, str], facts: Facts, number: int) -> list[int]:
    """What ``narrate check --ask`` lists, but for lines that the gold does not know."""
    asked = found.with_corrections(facts).questions(2 * number)
    return [one.segment for one in asked if one.segment in names][:number]


def by_doubt(found: Redecided, names: Mapping[int, str], facts: Facts, number: int) -> list[int]:
    """The least sure."""
    asked = doubtful_lines(found.script, facts, 2 * number)
    return [one.segment for one in asked if one.segment in names][:number]


def at_random(_: Redecided, names: Mapping[int, str], facts: Facts, number: int) -> list[int]:
    """Any."""
    return random.Random(len(facts)).sample(sorted(names.keys() - facts.keys()), number)  # noqa: S311 -- no secret


def by_run(found: Redecided, names: Mapping[int, str], facts: Facts, number: int) -> list[int]:
    """The first wrong line of each run of wrong ones."""
    return list(islice(_beginnings(found, names, facts), number))


def _beginnings(found: Redecided, names: Mapping[int, str], facts: Facts) -> Iterator[int]:
    right = True
    for index, name in sorted(names.items()):
        before, right = right, found.script.segments[index].speaker == name
        if before and not right and index not in facts:
            yield index


ORDERS: Mapping[str, Order] = {
    "ask": by_ask,
    "doubt": by_doubt,
    "random": at_random,
    "run": by_run,
}


def print_worth(novel: Novel, title: str) -> None:
    """A row for each order."""
    first = redecided(novel.script())
    names = true_names(novel, first.script)
    none = _right(novel.right(first.script))
    for label, order in ORDERS.items():
        found, facts, cells = first, Facts(), []
        for share in range(1, SHARES[-1] + 1):
            wanted = len(names) * share // 100 - len(facts)
            facts |= {index: names[index] for index in order(found, names, facts, wanted)}
            found = found.with_corrections(facts)
            if share in SHARES:
                cells.append(f"{_right(novel.right(found.script)):6.1f}")
        print(f"{title[:28]:28} {label:7} {none:6.1f} " + " ".join(cells), flush=True)


def print_times(novel: Novel, title: str) -> None:
    """How long a correction takes, and whether it comes to the same as a whole reading."""
    found = first = redecided(novel.script())
    names = true_names(novel, first.script)
    wrong = [n for n, name in names.items() if first.script.segments[n].speaker != name]
    random.Random(1).shuffle(wrong)  # noqa: S311 -- no secret
    facts, usual, new, same = Facts(), list[float](), list[float](), list[bool]()
    for number, index in enumerate(wrong[:TIMED]):
        facts[index] = names[index]
        ground, start = found.ground, time.process_time()
        found = found.with_corrections(facts)
        (usual if found.ground is ground else new).append(1000 * (time.process_time() - start))
        if number % COMPARED == 0:
            whole = redecided(novel.script()).with_corrections(facts)
            same.append(whole.script == found.script)
    cells = (
        f"{statistics.median(usual):8.0f} {max(usual):7.0f} {len(new):5} {max(new, default=0):7.0f}"
    )
    print(f"{title[:28]:28} {len(usual):5} {cells} {sum(same):5} of {len(same)}", flush=True)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--only", default="", help="names of novels, parted by commas")
    parser.add_argument("--time", action="store_true", help="how long a correction takes")
    args = parser.parse_args()
    only = set(filter(None, args.only.split(",")))
    if args.time:
        print(f"{'novel':28} lines median   worst   new   worst  same")
    else:
        print(f"{'novel':28} order     none " + " ".join(f"{share:4} %" for share in SHARES))
    for quotes in sorted(args.gold.rglob("quotes.jsonl")):
        if not only or quotes.parent.name in only:
            print_row = print_times if args.time else print_worth
            print_row(read_novel(quotes.parent), quotes.parent.name)


def _right(tally: Tally) -> float:
    return tally.share("1to1 all", "n all")


if __name__ == "__main__":
    main()
