"""Measure what answers of a person are worth: how many lines come right for each that is told.

    python benchmarks/teaching.py --gold GOLD [--only NAME,NAME]

GOLD is as :mod:`attribution` has it. The lines with the least confidence are told by the gold, at
least six lines apart, a quarter at a time; what was told is a fact when the others are decided
anew. A row for each novel: 1to1 with nothing told, and with 1, 3, 5 and 10 of a hundred lines told,
the other lines decided anew, and behind the stroke as they were.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from attribution import Gold, Tally
from language_model import Novel, read_novel
from narrate.attribution import attribute
from narrate.attribution.corrections import with_corrections
from narrate.model import Kind, Script

SHARES = (1, 3, 5, 10)
"""of a hundred lines"""
ROUNDS = 4
APART = 6
"""segments between two questions of a round"""


def truths(novel: Novel, script: Script) -> Mapping[int, str]:
    """The gold speaker of each line of *script*, by its index."""
    manuscript = script.book.manuscript
    owner = {
        offset: quote["speaker"]
        for quote in novel.quotes
        for start, end in quote["spans"]
        for offset in range(start, end)
    }
    found: dict[int, str] = {}
    for index, one in enumerate(script.segments):
        if one.kind is Kind.DIALOGUE:
            span = manuscript.in_source(one.span.start), manuscript.in_source(one.span.end)
            who = Counter(owner[offset] for offset in range(*span) if offset in owner)
            if who:
                found[index] = who.most_common(1)[0][0]
    return found


def names_of(novel: Novel, script: Script, truth: Mapping[int, str]) -> Mapping[str, str]:
    """What *script* calls each gold character, by its id; the gold's own name if it has none."""
    gold, times = Gold(novel.characters), Counter[tuple[str, str]]()
    for index, who in truth.items():
        name = script.segments[index].speaker
        if name and who in gold.meant(name):
            times[who, name] += 1
    names = {who["id"]: who["name"] for who in novel.characters}
    for (who, name), _ in reversed(times.most_common()):
        names[who] = name
    return names


def told(novel: Novel, number: int) -> tuple[Script, Script]:
    """The novel with *number* lines told: the others decided anew, and as they were."""
    raw = novel.script()
    first = script = attribute(raw)
    truth = truths(novel, first)
    names, facts = names_of(novel, first, truth), dict[int, str]()
    for turn in range(ROUNDS):
        wanted = number * (turn + 1) // ROUNDS - len(facts)
        for index in _asked(script, truth.keys() - facts.keys(), wanted):
            facts[index] = names[truth[index]]
        script = attribute(with_corrections(raw, facts))
    segments = list(first.segments)
    for index, name in facts.items():
        segments[index] = replace(segments[index], speaker=name)
    return script, replace(first, segments=tuple(segments))


def _asked(script: Script, open_lines: set[int], number: int) -> list[int]:
    """The *number* lines that are least sure, none near another."""
    chosen: list[int] = []
    for index in sorted(open_lines, key=lambda n: (script.segments[n].confidence or 0.0, n)):
        if len(chosen) == max(number, 0):
            break
        if all(abs(index - other) >= APART for other in chosen):
            chosen.append(index)
    return chosen


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--only", default="", help="names of novels, parted by commas")
    args = parser.parse_args()
    only = set(filter(None, args.only.split(",")))
    print(f"{'novel':30} {'none':>6} " + " ".join(f"{share:>10} %" for share in SHARES))
    for quotes in sorted(args.gold.rglob("quotes.jsonl")):
        if only and quotes.parent.name not in only:
            continue
        novel = read_novel(quotes.parent)
        lines = sum(one.kind is Kind.DIALOGUE for one in novel.script().segments)
        cells = [
            "/".join(f"{_right(novel.right(script)):.1f}" for script in told(novel, number))
            for number in (lines * share // 100 for share in SHARES)
        ]
        none = _right(novel.right(attribute(novel.script())))
        print(f"{quotes.parent.name[:30]:30} {none:6.1f} " + " ".join(f"{c:>12}" for c in cells))


def _right(tally: Tally) -> float:
    return tally.share("1to1 all", "n all")


if __name__ == "__main__":
    main()
