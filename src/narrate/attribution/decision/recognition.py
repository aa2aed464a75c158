"""Whom a description means: "the painter" is Basil, if Basil speaks most lines it tags."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from narrate.attribution.decision.decoding import Posterior, likeliest
from narrate.attribution.decision.presence import NOBODY
from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import FRESH, Turn, named_beside
from narrate.attribution.stage.actors import ActorKind
from narrate.attribution.stage.scene import Stage
from narrate.attribution.stage.walkons import description_of

_PAST_BEAT = 1
"""paragraphs of narration between two turns of whom one does something in between"""
_SEEN = 2
"""tags by one description from which it may be known whom it means"""
_MOSTLY = 0.6
"""the share of them from which it is taken to mean somebody where the narration tells of him"""
_OFTEN = 0.25
"""the share of them from which it means another, if those have a tag beside them that names him"""
_ALWAYS = 0.85
"""the share from which it is his name in tags, too"""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whom a walk-on is, both by number: in the narration, and in tags.

    *unnamed* are those who are named only from a word on, and were described before; *apart* are
    pairs of a walk-on and one of them, whom another description means.
    """

    narrated: Mapping[int, int]
    tagged: Mapping[int, int]
    unnamed: Mapping[int, int] = field(default_factory=dict)
    apart: frozenset[tuple[int, int]] = frozenset()


def recognise(stage: Stage, turns: Sequence[Turn], posteriors: Sequence[Posterior]) -> Recognised:
    """Who the walk-ons are, as far as a first decision shows."""
    meant: defaultdict[int, Counter[int]] = defaultdict(Counter)
    answered: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for t, (turn, posterior) in enumerate(zip(turns, posteriors, strict=True)):
        for walkon in _tagging(stage, turn):
            meant[walkon][likeliest(posterior)] += 1
            answered[walkon].update(named_beside(turns, t))
    narrated: dict[int, int] = {}
    tagged: dict[int, int] = {}
    for walkon, counts in meant.items():
        ((best, count),) = counts.most_common(1)
        named = best >= 0 and stage.actors[best].kind is ActorKind.NAMED
        apart = (walkon, best) in stage.apart
        answers, total = answered[walkon][best], counts.total()
        apart = apart or (answers >= min(2, total / 2) and answers > _OFTEN * total)
        if not named or apart or count < _SEEN or count < _MOSTLY * total:
            continue
        narrated[walkon] = best
        if count >= _ALWAYS * total:
            tagged[walkon] = best
    told, unnamed = _told(stage, turns, posteriors) if stage.reading.short else ({}, {})
    others = {n for n in stage.walkons.values() if stage.actors[n].kind is ActorKind.WALK_ON}
    pairs = frozenset(product(others - told.keys(), told.values()))
    return Recognised({**narrated, **told}, {**tagged, **told}, unnamed, pairs)


def _told(
    stage: Stage, turns: Sequence[Turn], posteriors: Sequence[Posterior]
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Who the walk-ons are who give their names, and from which word each is known by it."""
    found = tuple(_introduced(stage, turns, posteriors))
    told = {walkon: person for _, walkon, person in found}
    return told, {person: word for word, _, person in found}


def _introduced(
    stage: Stage, turns: Sequence[Turn], posteriors: Sequence[Posterior]
) -> Iterator[tuple[int, int, int]]:
    """Where a walk-on gives his name soon after he spoke, with him and the one so named.

    Nobody may have been told of by that name before. In a long book "the boy" is many people.
    """
    for t, turn in enumerate(turns):
        for person in {stage.introduced[n] for n in turn.segments if n in stage.introduced}:
            walkon = _spoke_before(stage, turns, posteriors, t)
            if walkon == NOBODY and t and turns[t - 1].gap == FRESH:
                walkon = _likeliest_walkon(stage, turn, posteriors[t - 1 : t + 1], person)
            if walkon == NOBODY:
                continue
            one, other = stage.actors[walkon], stage.actors[person]
            known = any(actor == person and word < turn.start for word, actor in stage.mentions)
            apart = {one.gender, other.gender} == {"F", "M"} or (walkon, person) in stage.apart
            if one.kind is ActorKind.WALK_ON and not apart and not known:
                yield turn.start, walkon, person


def _spoke_before(
    stage: Stage, turns: Sequence[Turn], posteriors: Sequence[Posterior], t: int
) -> int:
    """Who speaks turn *t* again: the last but one, or whom "he" means past a beat.

    That is the last who spoke, unless the beat tells of another: "The boy looked up."
    """
    turn = turns[t]
    by_pronoun = any(
        link.force is Force.TAG and link.subject.sort is Sort.PRONOUN for link in turn.links
    )
    if t and turn.gap == _PAST_BEAT and by_pronoun:
        now = likeliest(posteriors[t])
        told = now != NOBODY and stage.actors[now].kind is ActorKind.WALK_ON
        return now if told else likeliest(posteriors[t - 1])
    if t < 2 or max(turn.gap, turns[t - 1].gap) > 1:
        return NOBODY
    return likeliest(posteriors[t - 2])


def _likeliest_walkon(
    stage: Stage, turn: Turn, posteriors: Sequence[Posterior], person: int
) -> int:
    """Who else would answer, as *person*, the one who opened the talk, if clearly one walk-on.

    *posteriors* are those of the question and of *turn*, the answer.
    """
    asker, gender = likeliest(posteriors[0]), stage.actors[person].gender
    others = {
        actor: p
        for actor, p in posteriors[1].items()
        if actor not in (NOBODY, asker)
        and stage.actors[actor].kind is ActorKind.WALK_ON
        and {stage.actors[actor].gender, gender} != {"F", "M"}
    }
    best = likeliest(others) if others and turn.gap <= 1 else NOBODY
    return best if best != NOBODY and others[best] > _MOSTLY * sum(others.values()) else NOBODY


def _tagging(stage: Stage, turn: Turn) -> Iterator[int]:
    """The walk-ons that tag *turn*, but for those who are anybody: "the other", "a voice"."""
    anybody = stage.reading.language.words("pointing", "voice noun")
    for link in turn.links:
        subject = link.subject
        if link.force is not Force.TAG or subject.sort is not Sort.NOUN:
            continue
        walkon = stage.walkons.get(description_of(stage.reading, subject))
        if walkon is not None and subject.head not in anybody:
            yield walkon
