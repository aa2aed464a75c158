"""Everybody who may speak, and where the text brings them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People, Person
from narrate.attribution.stage.actors import Actor, Description, Roles
from narrate.attribution.stage.addressed import addressed_walkons
from narrate.attribution.stage.identity import introductions
from narrate.attribution.stage.sexes import with_sexes
from narrate.attribution.stage.subjects import farewells, follow_subjects, leaves, naming_tags
from narrate.attribution.stage.teller import with_tellers
from narrate.attribution.stage.told_apart import told_apart
from narrate.attribution.stage.vocatives import Vocatives, find_vocatives, with_relations
from narrate.attribution.stage.walkons import add_walkons, identify, narrated_walkons, rename
from narrate.attribution.words.reading import Reading
from narrate.model import Character, ToldChapters


@dataclass(frozen=True, slots=True)
class Stage:
    """The actors, and where they stand in the text.

    *mentions* holds (word, actor) in order; *subjects* the subject of each sentence of the
    narration, as (word, actor); *vocatives* whom the quotations address; *introduced* who gives his
    own name in a quotation, by its segment; *exits* the subjects, by word, that leave; *narrated*
    the walk-ons that the narration tells of outside of tags; *apart* the pairs of a walk-on and
    somebody named that are told of as two; *unnamed* those who are only described up to a word.
    """

    reading: Reading
    roles: Roles
    mentions: tuple[tuple[int, int], ...]
    subjects: tuple[tuple[int, int], ...]
    vocatives: Vocatives
    introduced: Mapping[int, int]
    exits: tuple[tuple[int, int], ...] = ()
    narrated: frozenset[int] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    unnamed: Mapping[int, int] = field(default_factory=dict)

    @property
    def actors(self) -> Sequence[Actor]:
        """All actors by number."""
        return self.roles.actors

    @property
    def walkons(self) -> Mapping[Description, int]:
        """The walk-ons by description."""
        return self.roles.walkons

    def teller(self, word: int) -> int | None:
        """The actor who says "I" in the narration around *word*."""
        return self.roles.tellers.at(word)

    @property
    def resolved(self) -> dict[int, int]:
        """The actor that each subject, by its word, means."""
        return dict(self.subjects)


def set_stage(
    grammar: Grammar,
    people: People,
    turns: tuple[Turn, ...],
    listed: tuple[Character, ...] = (),
    told: tuple[ToldChapters, ...] = (),
) -> Stage:
    """All actors and where the text brings them up.

    What the user says of the *listed* characters, and of who tells the chapters that are *told* by
    somebody, overrides the text. *people* may know of more
    forms of names than those of *grammar*.
    """
    reading, names = grammar.reading, grammar.names
    introduced = introductions(reading, names, people, turns)
    roles = Roles(tuple(map(_actor, people.everyone)), {})
    roles = add_walkons(roles, grammar, turns)
    roles = identify(roles, grammar, people, turns, introduced)
    vocatives = find_vocatives(reading, names, people, turns, introduced)
    roles = roles.with_walkons(addressed_walkons(roles, grammar, people, turns, vocatives))
    roles = with_sexes(roles, grammar)
    roles = rename(roles, reading, listed)
    roles = with_tellers(roles, grammar, people, turns, tuple(_told_by(told, listed)))
    mentions = tuple(sorted(_mentions(reading, names, people, roles.walkons)))
    apart = told_apart(reading, roles, mentions, turns)
    subjects = follow_subjects(grammar, roles, naming_tags(turns), apart=apart)
    leaving = {word: actor for word, actor in subjects if leaves(reading, word)}
    leaving.update(farewells(grammar, roles, mentions))
    return Stage(
        reading,
        roles,
        mentions,
        subjects,
        with_relations(vocatives, reading, turns, roles),
        introduced,
        tuple(sorted(leaving.items())),
        narrated_walkons(mentions, roles.walkons, turns),
        apart,
    )


def _told_by(
    told: Iterable[ToldChapters], listed: tuple[Character, ...]
) -> Iterator[tuple[ToldChapters, Character]]:
    """Who tells which chapters by the user's word; the narrator among the *listed* tells all."""
    for one in told or (ToldChapters(who.name) for who in listed if who.narrator):
        named = (who for who in listed if one.name in (who.name, *who.aliases))
        yield one, next(named, Character(one.name))


def _actor(person: Person) -> Actor:
    """The actor that *person* is, with the same number."""
    surnames = (
        form.core[-1] for form in person.forms if len(form.core) > 1 or (form.titles and form.core)
    )
    return Actor(
        person.number,
        person.name,
        person.gender,
        person.weight,
        person.number,
        titles=frozenset(title for form in person.forms for title in form.titles),
        nouns=person.nouns,
        aliases=person.spelled,
        surname=next(surnames, ""),
        sureness=person.sureness,
    )


def _mentions(
    reading: Reading, names: Names, people: People, walkons: Mapping[Description, int]
) -> Iterator[tuple[int, int]]:
    for mention in names.mentions:
        number = people.of.get(mention.form)
        if number is not None and not mention.plural:
            yield mention.start, number
    heads: defaultdict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for description, number in walkons.items():
        *before, head = description.noun.split()
        heads[head].append(((*description.marks, *before), number))
    if not heads:
        return
    for i, low in enumerate(reading.lows):
        if low in heads and not reading.speech[i]:
            for marks, number in heads[low]:
                around = reading.lows[max(0, i - 4) : i]
                if all(mark in around for mark in marks):
                    yield i, number
