"""Whom descriptions mean, by the lines whose speaker a person told.

"The old lady" who says another line nearby is whoever was told of her. The nearest told line
counts, for two people may be described alike. Names are left alone: a line told against its tag is
no second name of its speaker (Winnie-the-Pooh fell from 91 to 67 right when it was taken for one).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.attribution.decision.presence import Scores
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.actors import Description
from narrate.attribution.stage.walkons import description_of
from narrate.attribution.words.reading import Reading

NEAR = 3000
"""words from a told line within which a description means the same person"""

Tag = tuple[int, Description]
"""the first word of a description beside a turn, and what it says"""


def describing_tags(reading: Reading, turns: Sequence[Turn]) -> tuple[tuple[Tag, ...], ...]:
    """For each turn its sure tags that describe the speaker."""
    return tuple(tuple(_describing(reading, turn)) for turn in turns)


def _describing(reading: Reading, turn: Turn) -> Iterator[Tag]:
    for link in turn.links:
        if link.subject.sort is Sort.NOUN and link.force is Force.TAG and link.sure:
            yield link.subject.start, description_of(reading, link.subject)


@dataclass(frozen=True, slots=True)
class ToldDescriptions:
    """Whom descriptions mean: for each the words of the tags told of, and the actors."""

    places: Mapping[Description, Sequence[tuple[int, int]]]

    def meant(self, description: Description, word: int) -> int | None:
        """The actor whom *description* means at *word*, by the nearest told line."""
        told = self.places.get(description)
        if not told:
            return None
        k = bisect_left(told, (word, -1))
        place, actor = min(told[max(0, k - 1) : k + 1], key=lambda one: abs(one[0] - word))
        return actor if abs(place - word) <= NEAR else None

    def rescore(self, scores: Scores, tags: Sequence[Tag]) -> Scores:
        """*scores* of a turn with these *tags* for whom they were told to mean."""
        for word, description in tags:
            actor = self.meant(description, word)
            if actor is not None:
                scores = {**scores, actor: scores.get(actor, W.unmentioned) + W.noun_told}
        return scores


def told_descriptions(tags: Sequence[Sequence[Tag]], told: Mapping[int, int]) -> ToldDescriptions:
    """What the *told* speakers of turns, both by number, tell of those whom their *tags* mean."""
    places: defaultdict[Description, list[tuple[int, int]]] = defaultdict(list)
    for turn, actor in told.items():
        for word, description in tags[turn]:
            insort(places[description], (word, actor))
    return ToldDescriptions(dict(places))
