"""Everybody who may speak, and where the text brings them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Actor, Roles
from narrate.attribution.stage.identity import introductions
from narrate.attribution.stage.sexes import tell_sexes
from narrate.attribution.stage.subjects import farewells, follow_subjects, leaves, naming_tags
from narrate.attribution.stage.teller import appointed, find_teller
from narrate.attribution.stage.vocatives import call_relations, in_speech
from narrate.attribution.stage.walkons import find_walkons, identify, rename, told_of
from narrate.attribution.words.reading import Reading
from narrate.model import Character


@dataclass(frozen=True, slots=True)
class Stage:
    """The actors, and where they stand in the text.

    *mentions* holds (word, actor) in order; *subjects* the subject of each told sentence, as
    (word, actor); *called* and *spoken_of* the actors that each quotation (by segment) addresses or
    talks about, *manner* by which name it calls them; *introduced* who gives his own name in a
    quotation; *exits* the subjects, by word, that leave; *told* the walk-ons that the narration
    tells of outside of tags.
    """

    reading: Reading
    roles: Roles
    mentions: list[tuple[int, int]]
    subjects: list[tuple[int, int]]
    called: Mapping[int, tuple[int, ...]]
    spoken_of: Mapping[int, tuple[int, ...]]
    manner: Mapping[tuple[int, int], str]
    introduced: Mapping[int, int]
    exits: tuple[tuple[int, int], ...] = ()
    told: frozenset[int] = frozenset()

    @property
    def actors(self) -> Sequence[Actor]:
        """All actors by number."""
        return self.roles.actors

    @property
    def walkons(self) -> Mapping[str, int]:
        """The walk-ons by what tells them apart."""
        return self.roles.walkons

    @property
    def narrator(self) -> int | None:
        """The actor who says "I" in the narration."""
        return self.roles.narrator

    @property
    def resolved(self) -> dict[int, int]:
        """The actor that each subject, by its word, means."""
        return dict(self.subjects)


def set_stage(
    grammar: Grammar,
    people: People,
    turns: tuple[Turn, ...],
    listed: tuple[Character, ...] = (),
    narrator_is: str | None = None,
) -> Stage:
    """Gather the actors and run once through the text; what the user *listed* holds.

    *people* may know more than the grammar's own.
    """
    reading, names = grammar.reading, grammar.names
    actors = [
        Actor(
            person.number,
            person.name,
            person.gender,
            person.weight,
            person.number,
            titles=frozenset(title for form in person.forms for title in form.titles),
            called=person.called,
            aliases=person.spelled,
            surname=next(
                (
                    form.core[-1]
                    for form in person.forms
                    if len(form.core) > 1 or (form.titles and form.core)
                ),
                "",
            ),
        )
        for person in people.everyone
    ]
    walkons = find_walkons(reading, grammar, turns, actors)
    identify(reading, names, people, turns, walkons)
    tell_sexes(grammar, walkons, actors)
    rename(reading, actors, listed)
    if narrator_is is None:
        narrator_is = next((character.name for character in listed if character.narrator), None)
    if narrator_is is None:
        narrator = find_teller(reading, names, people, turns, actors)
    else:
        narrator = appointed(actors, narrator_is, listed)
    mentions = sorted(_mentions(reading, names, people, walkons))
    roles = Roles(tuple(actors), walkons, narrator)
    subjects = follow_subjects(grammar, roles, naming_tags(turns))
    leaving = {word: actor for word, actor in subjects if leaves(reading, word)}
    leaving.update(farewells(grammar, roles, mentions))
    called, spoken_of, manner = in_speech(reading, names, people, turns)
    call_relations(reading, turns, roles, called, manner)
    return Stage(
        reading,
        roles,
        mentions,
        subjects,
        called,
        spoken_of,
        manner,
        introductions(reading, names, people, turns),
        tuple(sorted(leaving.items())),
        told_of(mentions, walkons, turns),
    )


def _mentions(
    reading: Reading, names: Names, people: People, walkons: Mapping[str, int]
) -> Iterator[tuple[int, int]]:
    for mention in names.mentions:
        number = people.of.get(mention.form)
        if number is not None and not mention.plural:
            yield mention.start, number
    heads: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, number in walkons.items():
        heads[key.split()[-1]].append((key, number))
    if not heads:
        return
    for i, low in enumerate(reading.lows):
        if low in heads and not reading.speech[i]:
            for key, number in heads[low]:
                marks = key.split()[:-1]
                around = reading.lows[max(0, i - 4) : i]
                if all(mark in around or mark[-2:] == "'s" for mark in marks):
                    yield i, number
