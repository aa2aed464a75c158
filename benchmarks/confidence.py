"""Fit how sure a line is, and show whether that holds on novels it was not fitted to.

    python benchmarks/confidence.py --gold GOLD [--only NAME,NAME]

GOLD is as :mod:`attribution` has it. The log odds that a line is right (1to1) are a sum: by the
rule it rests on and the posterior, read between points, and by how many turns the speaker has in
the first decision. Logistic regression with a small ridge finds the values. What comes out is
multiplied by how likely all names of the speaker are one person's.

First the tables of ``decision/confidence.py``, fitted to all novels. Then, for each novel, by a fit
to the others: of its lines with this confidence, how many there are and how many of a hundred are
right.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from attribution import Gold, pair, settle
from language_model import Novel, read_novel
from narrate.attribution.correcting import redecided
from narrate.attribution.decision import verdict as verdicts
from narrate.attribution.decision.confidence import LINES, POSTERIOR, shares
from narrate.attribution.decision.decoding import likeliest
from narrate.attribution.stage.actors import ActorKind
from teaching import truths

RIDGE = 2.0
STEPS = 25
BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


def observed(novel: Novel) -> Iterator[tuple[list[float], float, bool]]:
    """The terms of each line that was given to somebody, how sure his names are, if it is right."""
    found = redecided(novel.script())
    ground, lines = found.ground, found.script.segments
    truth = {n: who for n, who in truths(novel, found.script).items() if who}
    heard = Counter((name, who) for n, who in truth.items() if (name := lines[n].speaker))
    gold = Gold(novel.characters)
    means = {name: settle(name, gold, heard) for name, _ in heard}
    paired = pair({key: n * 1000 + (means[key[0]] == key[1]) for key, n in heard.items()})
    for t, turn in enumerate(ground.turns):
        posterior = found.decision.second.posteriors[t]
        best, verdict = likeliest(posterior), found.decision.written.verdicts[t]
        for n in turn.segments:
            if n in truth and verdict.speaker is not None:
                actor = ground.stage.actors[best]
                turns = ground.habits.lines[best]
                described = actor.kind is ActorKind.WALK_ON
                rule = verdict.evidence.rule
                terms = shares(rule, posterior[best], turns, described=described)
                yield terms, actor.sureness, paired.get(verdict.speaker) == truth[n]


def fit(terms: Matrix, right: Vector) -> Vector:
    """The values by which *terms* tell best how likely each line is *right*."""
    values = np.zeros(terms.shape[1])
    for _ in range(STEPS):  # Newton's method
        likely = 1 / (1 + np.exp(-terms @ values))
        slope = terms.T @ (likely - right) + RIDGE * values
        curve = (terms.T * (likely * (1 - likely))) @ terms + RIDGE * np.eye(len(values))
        values = values - np.linalg.solve(curve, slope)
    return values


def print_tables(values: Vector) -> None:
    """*values* as the code has them."""
    left = iter(values.round(2).tolist())
    print("POSTERIOR = {")
    for rule, points in POSTERIOR.items():
        print(f'    "{rule}": {tuple((at, next(left)) for at, _ in points)},')
    print("}")
    print(f"LINES = {tuple((at, next(left)) for at, _ in LINES)}")
    print(f"DESCRIBED = {next(left)}")


def print_reliability(name: str, likely: Vector, right: Vector) -> None:
    """A line of the table: lines and share of right ones for each range of confidence."""
    cells = []
    for low, high in pairwise(BOUNDS):
        part = (likely >= low) & (likely < high)
        share = f"{100 * right[part].mean():5.1f}" if part.any() else "    -"
        cells.append(f"{part.sum():6} {share}")
    print(f"{name[:28]:28} " + " ".join(cells), flush=True)


def main() -> None:
    """Fit, and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--only", default="", help="names of novels, parted by commas")
    args = parser.parse_args()
    verdicts.WITHHELD = 0.0  # so that every line has its likeliest speaker
    only = set(filter(None, args.only.split(",")))
    folders = [path.parent for path in sorted(args.gold.rglob("quotes.jsonl"))]
    folders = [folder for folder in folders if not only or folder.name in only]
    seen = {folder.name: list(observed(read_novel(folder))) for folder in folders}
    terms = {name: np.array([one for one, _, _ in rows]) for name, rows in seen.items()}
    names = {name: np.array([sure for _, sure, _ in rows]) for name, rows in seen.items()}
    right = {name: np.array([float(good) for _, _, good in rows]) for name, rows in seen.items()}
    print_tables(fit(np.vstack([*terms.values()]), np.concatenate([*right.values()])))
    print(f"{'left out':28} " + " ".join(f"{low:6.1f} right" for low in BOUNDS[:-1]))
    print_left_out(terms, names, right)


def print_left_out(
    terms: dict[str, Matrix], names: dict[str, Vector], right: dict[str, Vector]
) -> None:
    """Each novel by a fit to the others, and all of them."""
    likely: dict[str, Vector] = {}
    for name, own in terms.items():
        others = [other for other in terms if other != name]
        values = fit(
            np.vstack([terms[other] for other in others]),
            np.concatenate([right[other] for other in others]),
        )
        likely[name] = names[name] / (1 + np.exp(-own @ values))
        print_reliability(name, likely[name], right[name])
    print_reliability("all", np.concatenate([*likely.values()]), np.concatenate([*right.values()]))


if __name__ == "__main__":
    main()
