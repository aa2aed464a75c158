"""Whom names and descriptions mean, by the lines whose speaker a person told.

"The old lady" who says another line nearby is whoever was told of her. The nearest told line
counts, for two people may be described alike.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.attribution.decision.presence import Scores
from narrate.attribution.decision.weights import WEIGHTS as W
from narrate.attribution.grammar.references import Force, Link, Reference, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Form
from narrate.attribution.stage.actors import Description
from narrate.attribution.stage.walkons import description_of
from narrate.attribution.words.reading import Reading

NEAR = 3000
"""words from a told line within which a description means the same person"""

Called = Form | Description
"""what somebody is called by: a name, or a description"""


def called(reading: Reading, subject: Reference) -> Called | None:
    """What the words of *subject* call somebody by; nothing in a pronoun or name."""
    # A name is left alone: a line told against its tag is oftener a tag misread than a second name,
    # and would give all that is said by that name to another (Winnie-the-Pooh: 91 to 67).
    return description_of(reading, subject) if subject.sort is Sort.NOUN else None


def calling_tags(
    reading: Reading, turns: Sequence[Turn]
) -> tuple[tuple[tuple[Link, Called], ...], ...]:
    """For each turn its sure tags that name or describe the speaker, and as what."""
    return tuple(tuple(_calling(reading, turn)) for turn in turns)


def _calling(reading: Reading, turn: Turn) -> Iterator[tuple[Link, Called]]:
    for link in turn.links:
        found = called(reading, link.subject)
        if found is not None and link.force is Force.TAG and link.sure:
            yield link, found


@dataclass(frozen=True, slots=True)
class ToldNames:
    """Whom names and descriptions mean: for each the words of the tags told of, and the actors."""

    places: Mapping[Called, Sequence[tuple[int, int]]]

    def meant(self, called: Called, word: int) -> int | None:
        """The actor whom *called* means at *word*, by the nearest told line."""
        told = self.places.get(called)
        if not told:
            return None
        k = bisect_left(told, (word, -1))
        place, actor = min(told[max(0, k - 1) : k + 1], key=lambda one: abs(one[0] - word))
        near = isinstance(called, Form) or abs(place - word) <= NEAR
        return actor if near else None

    def rescore(self, scores: Scores, tags: Sequence[tuple[Link, Called]]) -> Scores:
        """*scores* of a turn with these *tags* for whom they were told to mean."""
        for link, called in tags:
            actor = self.meant(called, link.subject.start)
            if actor is None or actor == link.subject.person:
                continue
            scores = dict(scores)
            scores[actor] = scores.get(actor, W.unmentioned)
            if link.subject.person in scores:
                scores[link.subject.person] -= W.tag_name
            scores[actor] += W.tag_name if link.subject.sort is Sort.NAME else W.noun_told
        return scores


def told_names(tags: Sequence[Sequence[tuple[Link, Called]]], told: Mapping[int, int]) -> ToldNames:
    """What the *told* speakers of turns, both by number, tell of those whom their *tags* call."""
    places: defaultdict[Called, list[tuple[int, int]]] = defaultdict(list)
    for turn, actor in told.items():
        for link, called in tags[turn]:
            insort(places[called], (link.subject.start, actor))
    return ToldNames(dict(places))
