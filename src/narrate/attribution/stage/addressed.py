"""Whom a description means by how he is addressed: "the Jew" is whom the others call Fagin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import FRESH, Turn
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Description, Roles
from narrate.attribution.stage.vocatives import Vocatives
from narrate.attribution.stage.walkons import description_of
from narrate.attribution.words.reading import Reading

_CALLED = 5
"""turns beside those of a description that address one person, from which it may mean him"""
_MOSTLY = 0.6
"""the share of them among all that address somebody by name"""
_ANSWERED = 0.1
"""the share of the turns by the description that he may stand beside: who answers is another"""


def addressed_walkons(
    roles: Roles, grammar: Grammar, people: People, turns: Sequence[Turn], vocatives: Vocatives
) -> dict[Description, int]:
    """The descriptions whose turns stand beside turns that address one person, with that person."""
    called: defaultdict[Description, Counter[int]] = defaultdict(Counter)
    beside: defaultdict[Description, Counter[int]] = defaultdict(Counter)
    tagged: Counter[Description] = Counter()
    for t, turn in enumerate(turns):
        tags = Counter(_tagging(roles, grammar.reading, turn))
        near = tuple(_neighbours(turns, t)) if tags else ()
        segments = (n for one in near for n in one.segments)
        calls = Counter(actor for n in segments for actor in vocatives.addressed.get(n, ()))
        names = Counter(person for one in near for person in _named(one))
        for description, times in tags.items():
            tagged[description] += times
            for actor, count in calls.items():
                called[description][actor] += times * count
            for person, count in names.items():
                beside[description][person] += times * count
    found: dict[Description, int] = {}
    for description, counts in called.items():
        if not counts:
            continue
        ((person, count),) = counts.most_common(1)
        sexes = {people.everyone[person].gender, roles.actors[roles.walkons[description]].gender}
        answered = beside[description][person] > _ANSWERED * tagged[description]
        if count >= max(_CALLED, _MOSTLY * counts.total()) and not answered | (sexes >= {"F", "M"}):
            found[description] = person
    return found


def _tagging(roles: Roles, reading: Reading, turn: Turn) -> Iterator[Description]:
    """The descriptions of walk-ons in the tags of *turn*."""
    for link in turn.links:
        if link.force is Force.TAG and link.subject.sort is Sort.NOUN:
            description = description_of(reading, link.subject)
            if description in roles.walkons:
                yield description


def _neighbours(turns: Sequence[Turn], t: int) -> Iterator[Turn]:
    """The turns right before and after turn *t* in its conversation."""
    if t and turns[t].gap != FRESH:
        yield turns[t - 1]
    if t + 1 < len(turns) and turns[t + 1].gap != FRESH:
        yield turns[t + 1]


def _named(turn: Turn) -> Iterator[int]:
    for link in turn.links:
        if link.force is Force.TAG and link.subject.person is not None:
            yield link.subject.person
