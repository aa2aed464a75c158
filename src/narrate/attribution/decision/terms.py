"""Terms of address: who says "papa" or "my dear sir", and to whom it is said.

They are learned from a first reading of the text itself. Who is addressed is not written down, so
whoever speaks right before or after is taken for the hearer; that is right more often than not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log

from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.vocatives import addresses
from narrate.attribution.words.reading import Reading

_SAID = 3
"""times a term is said from which it tells something"""
_HEARD = 4
"""the same for who hears it, which is told twice each time"""
_MOST = 1.5
"""what all terms of a turn together may say, as log odds"""


class Terms:
    """The terms of address in *turns*, as the *speakers* of a first decision used them."""

    def __init__(
        self, reading: Reading, turns: Sequence[Turn], speakers: Sequence[int | None]
    ) -> None:
        self.turns = turns
        self.speakers = speakers
        self.said = [_terms(reading, turn) for turn in turns]
        self.lines = Counter(speaker for speaker in speakers if speaker is not None)
        self.by: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.to: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for t, terms in enumerate(self.said):
            speaker = speakers[t]
            hearers = list(self._hearers(t)) if terms else []
            for term in terms:
                if speaker is not None:
                    self.by[term][speaker] += 1
                self.to[term].update(hearers)

    def score(self, t: int, actor: int) -> float:
        """What the terms in turn *t* and beside it say for *actor* as its speaker."""
        found = -W.term_heard * self._heard(t, actor) if self.said[t] else 0.0
        found += W.term_said * self._used(t, actor)
        for near in self._neighbours(t):
            found += W.term_answered * self._heard(near, actor)
        return found

    def _neighbours(self, t: int) -> Iterator[int]:
        """The turns right before and after turn *t*, in the same conversation."""
        if t and self.turns[t].gap <= 1:
            yield t - 1
        if t + 1 < len(self.turns) and self.turns[t + 1].gap <= 1:
            yield t + 1

    def _hearers(self, t: int) -> Iterator[int]:
        for near in self._neighbours(t):
            hearer = self.speakers[near]
            if hearer is not None and hearer != self.speakers[t]:
                yield hearer

    def _heard(self, t: int, actor: int) -> float:
        """From 0 to 1: how far the terms of turn *t* are for *actor* to hear."""
        found = 0.0
        for term in self.said[t]:
            heard = self.to[term]
            if heard.total() >= _HEARD:
                found += heard[actor] / (heard.total() + 2)
        return min(1.0, found)

    def _used(self, t: int, actor: int) -> float:
        """How much more than others *actor* uses the terms of turn *t*, as log odds.

        Turn *t* is no evidence for itself.
        """
        own, found = self.speakers[t] == actor, 0.0
        for term in self.said[t]:
            used = self.by[term]
            total = used.total() - (self.speakers[t] is not None)
            if total >= _SAID:
                usual = self.lines[actor] / self.lines.total()
                expected = (total + 3) * usual
                found += log((used[actor] - own + 3 * usual + 0.3) / (expected + 0.3))
        return max(-_MOST, min(_MOST, found))


def _terms(reading: Reading, turn: Turn) -> tuple[str, ...]:
    """The common nouns by which *turn* addresses somebody."""
    words = reading.language.address
    found: dict[str, None] = {}
    for n in turn.segments:
        first, end = reading.bounds(n)
        for i in range(first, end):
            if reading.lows[i] in words and addresses(reading, i, first, end):
                found[reading.lows[i]] = None
    return tuple(found)
