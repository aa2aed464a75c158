"""Finds out who tells the story in the first person, in each part of it, and what he is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Names
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Actor, ActorKind, Roles, Tellers
from narrate.attribution.stage.name_lookup import NameLookup
from narrate.attribution.stage.telling import TELLING, Parts, Telling, find_parts
from narrate.attribution.stage.vocatives import addressed_sex
from narrate.attribution.words.reading import Reading
from narrate.model import Character, Gender, ToldChapters

_NEARLY_ALL = 2 / 3
"""the share of the narration from which its teller has the narrator's voice"""
_SELF_TAGS, _SELF_TAGS_OF_ONE = 0.015, 0.03
"""the share of the turns that a teller tags as his own, and one who is somebody in the story; fewer
are misread speeches of others"""
_TAGGED = 0.05
"""tags with the teller's name at most, for each time that somebody calls it out"""
_SURE = 3
"""times as often as the other sex one must be told"""


def with_tellers(
    roles: Roles,
    grammar: Grammar,
    people: People,
    turns: tuple[Turn, ...],
    told: tuple[tuple[ToldChapters, Character], ...] = (),
) -> Roles:
    """*roles* with those who tell the story in the first person, if somebody does.

    Of the chapters that are *told* by somebody, by the user's word, he is the teller. Of the others
    the text decides: its bylines and signatures, else how often the narration says "I".
    """
    reading = grammar.reading
    whole = next((who for chapters, who in told if chapters.whole), None)
    if whole is not None:
        actor = _listed(roles, whole)
        roles = roles.with_teller(replace(actor, kind=ActorKind.TELLER))
        return _with_sexes(roles, reading, turns)
    telling = Telling(reading, grammar.names, people)
    lookup = NameLookup(people, reading.language)
    parts = find_parts(reading, telling, lookup)
    known = {lookup.person(part.name) for part in parts.with_byline}
    usual = _usual(roles, grammar, people, turns, known)
    if not parts.with_byline and not parts.letters and not told:
        roles = roles if usual is None else roles.with_teller(usual)
        return _with_sexes(roles, reading, turns)
    tells: list[int | None] = [None] * len(reading.segments)
    if usual is not None:
        rest = _rest(reading, telling, parts)
        roles = roles.with_actor(usual) if rest else roles
        for start, end in rest:
            tells[start:end] = [usual.number] * (end - start)
    for part in (*parts.with_byline, *parts.letters):
        actor = _bylined(roles, lookup, part.name)
        roles = roles.with_actor(actor)
        tells[part.start : part.end] = [actor.number] * (part.end - part.start)
    for chapters, who in told:
        actor = _listed(roles, who)
        roles = roles.with_actor(actor)
        for n, segment in enumerate(reading.segments):
            if segment.chapter in chapters:
                tells[n] = actor.number
    return _with_sexes(_with_tellers(roles, reading, telling, tells), reading, turns)


def _usual(
    roles: Roles,
    grammar: Grammar,
    people: People,
    turns: tuple[Turn, ...],
    others: Collection[int | None],
) -> Actor | None:
    """Who tells the story wherever the text says nothing else; none of the *others*."""
    reading = grammar.reading
    narrated = sum(not spoken for spoken in reading.speech)
    own = sum(
        word in reading.own_words and not spoken
        for word, spoken in zip(reading.words, reading.speech, strict=True)
    )
    tags = sum(
        link.subject.sort is Sort.SELF and link.force is Force.TAG
        for turn in turns
        for link in turn.links
    )
    often = own >= max(2, TELLING * narrated)
    if not often and tags < max(2, _SELF_TAGS * len(turns)):
        return None
    is_one = often or tags >= _SELF_TAGS_OF_ONE * len(turns)
    person = _addressed_teller(grammar.names, people, others) if is_one else None
    if person is None:
        return Actor(len(roles.actors), reading.teller, None, 1.0, kind=ActorKind.TELLER)
    return replace(roles.actors[person], kind=ActorKind.TELLER)


def _addressed_teller(names: Names, people: People, others: Collection[int | None]) -> int | None:
    """The person whom others address by name, and whom the narration, his own, never names."""
    best: tuple[int, int] | None = None
    for person in people.everyone:
        seen = [names.counts[form] for form in person.forms if form in names.counts]
        narrated = sum(t.narrated for t in seen)
        vocatives, said = sum(t.vocatives for t in seen), sum(t.said for t in seen)
        by_others = said > max(1, _TAGGED * vocatives)  # or by himself, in a tale he hears
        if vocatives < 2 or by_others or narrated > 0.15 * person.mentions:
            continue
        if person.number not in others and (best is None or (-vocatives, person.number) < best):
            best = (-vocatives, person.number)
    return best[1] if best else None


def _rest(reading: Reading, telling: Telling, parts: Parts) -> tuple[tuple[int, int], ...]:
    """What the usual teller tells, as ranges of segments: all, where no part has a byline.

    Else every chapter, or what has no byline of it, that is told in the first person.
    """
    size = len(reading.segments)
    if not parts.with_byline:
        return ((0, size),)
    bounds = {n for part in parts.with_byline for n in (part.start, part.end)}
    bounds |= {
        n for n in range(1, size) if reading.segments[n - 1].chapter != reading.segments[n].chapter
    }
    ranges = pairwise(sorted({0, size, *bounds}))
    with_byline = {part.start for part in parts.with_byline}
    return tuple(one for one in ranges if one[0] not in with_byline and telling.first_person(*one))


def _bylined(roles: Roles, lookup: NameLookup, name: Sequence[str]) -> Actor:
    """The actor whom the words *name* of a byline mean, who may be a new one."""
    person = lookup.person(name)
    if person is not None:
        actor = roles.actors[person]
        return replace(actor, gender=actor.gender or lookup.gender(name))
    called = " ".join(word.capitalize() if word.isupper() else word for word in name)
    known = next((actor for actor in roles.actors if actor.name == called), None)
    return known or Actor(len(roles.actors), called, lookup.gender(name), 1.0)


def _listed(roles: Roles, who: Character) -> Actor:
    """The actor who is *who* by the user's word; he may be a new one."""
    called = {who.name, *who.aliases}
    for actor in roles.actors:
        if who.name == actor.name or called & set(actor.aliases):
            return replace(actor, name=who.name)
    return Actor(len(roles.actors), who.name, who.gender, 1.0)


def _with_tellers(
    roles: Roles, reading: Reading, telling: Telling, tells: Sequence[int | None]
) -> Roles:
    """*roles* with the tellers of each segment, and with the narrator among them, if one is."""
    worded = [n for n in range(len(tells)) if reading.first[n] < reading.first[n + 1]]
    parted = (after for before, after in pairwise(worded) if tells[before] != tells[after])
    starts = (*worded[:1], *parted)
    shares: Counter[int | None] = Counter()
    for start, end in pairwise((*starts, len(tells))):
        shares[tells[start]] += telling.count(start, end)[0]
    most = max(shares, key=lambda teller: shares[teller], default=None)
    return replace(
        roles,
        tellers=Tellers(tuple(reading.first[n] for n in starts), tuple(tells[n] for n in starts)),
        narrator=most if shares[most] > _NEARLY_ALL * shares.total() else None,
    )


def _with_sexes(roles: Roles, reading: Reading, turns: Sequence[Turn]) -> Roles:
    """*roles* with the sex of each teller that others tell by calling him "sir"."""
    votes = Counter(_votes(roles, reading, turns))
    for number in {number for number, _ in votes}:
        men, women = votes[number, "M"], votes[number, "F"]
        most, least = max(men, women), min(men, women)
        if most >= _SURE * least and roles.actors[number].gender is None:
            actor = replace(roles.actors[number], gender="M" if men > women else "F")
            roles = roles.with_actor(actor)
    return roles


def _votes(roles: Roles, reading: Reading, turns: Sequence[Turn]) -> Iterator[tuple[int, Gender]]:
    """The sex by which each turn beside one that its teller says addresses him."""
    for before, after in pairwise(turns):
        for own, other in ((before, after), (after, before)):
            teller = roles.tellers.at(own.start)
            alone = after.gap <= 1 and _is_own(own) and not _is_own(other)
            if teller is None or not alone:
                continue
            sex = addressed_sex(reading, other)
            if sex is not None:
                yield teller, sex


def _is_own(turn: Turn) -> bool:
    """Whether the teller of the story says *turn*: "I said"."""
    return any(link.force is Force.TAG and link.subject.sort is Sort.SELF for link in turn.links)
