"""Finds out whether somebody tells the story in the first person, and what he is called."""

from __future__ import annotations

from dataclasses import replace

from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Actor, ActorKind, Roles
from narrate.attribution.words.reading import Reading
from narrate.model import Character

_TELLING = 0.006
"""share of "I" among the narrator's words from which a story is told in the first person"""


def with_teller(
    roles: Roles, reading: Reading, names: Names, people: People, turns: tuple[Turn, ...]
) -> Roles:
    """*roles* with the one who tells the story in the first person, if somebody does."""
    narrated = sum(not spoken for spoken in reading.speech)
    own = sum(
        word == reading.teller and not spoken
        for word, spoken in zip(reading.words, reading.speech, strict=True)
    )
    tags = sum(
        link.subject.sort is Sort.SELF and link.force is Force.TAG
        for turn in turns
        for link in turn.links
    )
    often = own >= max(2, _TELLING * narrated)
    if not often and tags < max(2, _TELLING * len(turns)):
        return roles
    person = _addressed_teller(names, people)
    if person is None:
        number = len(roles.actors)
        return roles.with_teller(Actor(number, reading.teller, None, 1.0, kind=ActorKind.TELLER))
    return roles.with_teller(replace(roles.actors[person], kind=ActorKind.TELLER))


def with_listed_teller(roles: Roles, name: str, listed: tuple[Character, ...]) -> Roles:
    """*roles* with the one whom the user says the story is told by."""
    known = next((c for c in listed if name == c.name or name in c.aliases), Character(name))
    for actor in roles.actors:
        if known.name == actor.name or {known.name, name} & set(actor.aliases):
            return roles.with_teller(replace(actor, kind=ActorKind.TELLER, name=known.name))
    new = Actor(len(roles.actors), known.name, known.gender, 1.0, kind=ActorKind.TELLER)
    return roles.with_teller(new)


def _addressed_teller(names: Names, people: People) -> int | None:
    """The person whom others address by name, and whom the narration, his own, never names."""
    best: tuple[int, int] | None = None
    for person in people.everyone:
        seen = [names.counts[form] for form in person.forms if form in names.counts]
        narrated = sum(t.narrated for t in seen)
        vocatives, said = sum(t.vocatives for t in seen), sum(t.said for t in seen)
        if vocatives < 2 or said > 1 or narrated > 0.15 * person.mentions:
            continue
        if best is None or (-vocatives, person.number) < best:
            best = (-vocatives, person.number)
    return best[1] if best else None
