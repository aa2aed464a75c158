"""Finds out whether somebody tells the story in the first person, and what he is called."""

from __future__ import annotations

from dataclasses import replace

from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Actor, ActorKind
from narrate.attribution.words.reading import Reading
from narrate.model import Character

_TELLING = 0.006
"""share of "I" among the narrator's words from which a story is told in the first person"""


def find_teller(
    reading: Reading, names: Names, people: People, turns: tuple[Turn, ...], actors: list[Actor]
) -> int | None:
    """The one who tells the story in the first person, if somebody does."""
    told = sum(not spoken for spoken in reading.speech)
    self_told = sum(
        word == reading.teller and not spoken
        for word, spoken in zip(reading.words, reading.speech, strict=True)
    )
    tags = sum(
        link.subject.sort is Sort.SELF and link.force is Force.TAG
        for turn in turns
        for link in turn.links
    )
    often = self_told >= max(2, _TELLING * told)
    if not often and tags < max(2, _TELLING * len(turns)):
        return None
    person = _called_narrator(names, people)
    if person is None:
        actors.append(Actor(len(actors), reading.teller, None, 1.0, kind=ActorKind.TELLER))
        return actors[-1].number
    actors[person] = replace(actors[person], kind=ActorKind.TELLER)
    return person


def appointed(actors: list[Actor], name: str, listed: tuple[Character, ...]) -> int:
    """The actor whom the user says the story is told by."""
    known = next((c for c in listed if name == c.name or name in c.aliases), Character(name))
    for actor in actors:
        if known.name == actor.name or {known.name, name} & set(actor.aliases):
            actors[actor.number] = replace(actor, kind=ActorKind.TELLER, name=known.name)
            return actor.number
    actors.append(Actor(len(actors), known.name, known.gender, 1.0, kind=ActorKind.TELLER))
    return actors[-1].number


def _called_narrator(names: Names, people: People) -> int | None:
    """Who is named in speech only, and called by name: that is how the teller of a story shows."""
    best: tuple[int, int] | None = None
    for person in people.everyone:
        seen = [names.traces[form] for form in person.forms if form in names.traces]
        told = sum(t.told for t in seen)
        called, said = sum(t.called for t in seen), sum(t.said for t in seen)
        if called < 2 or said > 1 or told > 0.15 * person.mentions:
            continue
        if best is None or (-called, person.number) < best:
            best = (-called, person.number)
    return best[1] if best else None
