"""How likely a line is right: log odds by its rule and posterior, and by its speaker.

The values were fitted to fourteen novels whose speakers are known, by `benchmarks/confidence.py`,
which prints them, and how they hold on novels that were left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, log

Points = tuple[tuple[float, float], ...]
"""a line through these points, level before the first and after the last"""

OTHER = "other"
POSTERIOR: Mapping[str, Points] = {
    "tag": ((0.99, -0.46), (1.0, 2.98)),
    "pronoun tag": ((0.5, -1.08), (0.85, -0.33), (0.95, 0.43), (0.99, 0.75), (1.0, 1.06)),
    "noun tag": ((0.5, -1.4), (0.85, -0.78), (0.97, -0.15), (1.0, 0.78)),
    "presence": ((0.5, -1.22), (0.85, -0.44), (0.97, 0.35), (1.0, 1.12)),
    OTHER: ((0.5, -1.71), (0.85, -0.4), (0.95, -0.12), (0.99, 1.33), (1.0, 1.57)),
}
"""by the rule, what the posterior tells"""
LINES: Points = ((1, -0.03), (5, -0.34), (20, 0.12), (100, 1.19), (500, 1.34))
"""by how many turns the speaker has: a name with few is easily nobody's, or another's second one"""
_SHORT_LINES = 100
"""turns that a speaker is taken to have in a short story, where nobody has many"""
DESCRIBED = -0.59
"""where a long text only describes the speaker: "the old man" is often somebody named"""
_VALUES = (
    *(value for table in (*POSTERIOR.values(), LINES) for _, value in table),
    DESCRIBED,
)


def confidence(
    rule: str, posterior: float, turns: int | None, sureness: float, *, described: bool
) -> float:
    """The probability that a line decided by *rule* with *posterior* is right.

    Its speaker has so many *turns* in the text, None in a short one, and is only *described*, or
    named; *sureness*, from 0 to 1, is how likely a mention of him by any name means the same
    person.
    """
    if turns is None:
        turns, described = _SHORT_LINES, False
    terms = shares(rule, posterior, turns, described=described)
    odds = sum(share * value for share, value in zip(terms, _VALUES, strict=True))
    return round(sureness / (1 + exp(-odds)), 3)


def shares(rule: str, posterior: float, turns: int, *, described: bool) -> list[float]:
    """How much each value of the tables counts for such a line, in their order."""
    own = rule if rule in POSTERIOR else OTHER
    found: list[float] = []
    for name, points in POSTERIOR.items():
        at = posterior if name == own else None
        found += _between([x for x, _ in points], at)
    found += _between([log(x) for x, _ in LINES], log(max(turns, 1)))
    return [*found, float(described)]


def _between(places: Sequence[float], at: float | None) -> list[float]:
    """The share of each of *places* in a point between two of them; none of any for None."""
    found = [0.0] * len(places)
    if at is None:
        return found
    at = min(max(at, places[0]), places[-1])
    for n, (low, high) in enumerate(pairwise(places)):
        if at <= high:
            found[n + 1] = (at - low) / (high - low)
            found[n] = 1 - found[n + 1]
            break
    return found
