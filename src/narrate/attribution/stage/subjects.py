"""The subject of every sentence of the narration; of pronouns, whom they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Force, Reference, Sort
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.actors import ActorKind, Roles
from narrate.attribution.stage.walkons import description_of
from narrate.attribution.words.reading import SENTENCE, Reading
from narrate.languages.words import NounKind
from narrate.model import Gender

LastOfSex = Mapping[Gender, tuple[int, int]]
"""the word and the actor of the last subject of each sex"""
_CHAIN = 400
"""words back in which a pronoun finds its subject"""
_AGAIN = 150
"""words back in which "the girl" is the Anna just told of"""


def follow_subjects(
    grammar: Grammar,
    roles: Roles,
    tags: Sequence[tuple[int, int]],
    known: Mapping[int, int] | None = None,
    apart: Collection[tuple[int, int]] = (),
) -> tuple[tuple[int, int], ...]:
    """The subject of every sentence of the narration as (word, actor), pronouns resolved.

    A pronoun means the last subject of its sex. *tags* holds, in order, (word, actor) for the tags
    whose speaker is known; *known* the actors of subjects, by word, that are known better; *apart*
    the pairs of a walk-on and somebody named who are two.
    """
    known = known or {}
    themselves: set[int] = set()  # walk-ons told of where nobody named could be meant
    coming = list(reversed(tags))
    found: list[tuple[int, int]] = []
    last: LastOfSex = {}
    selves: LastOfSex = {}  # those who said "I", whom nobody but another teller calls "he"
    for end, subjects in grammar.narrated_subjects:
        while coming and coming[-1][0] < end:
            last = _remember(last, roles, *coming.pop())
        for subject in subjects:
            number = known.get(subject.start)
            if number is None:
                others = _others(last, selves, roles.tellers.at(subject.start))
                number = _resolve(grammar.reading, roles, subject, others)
                own = _described(grammar.reading, roles, subject)
                if own in themselves or (own, number) in apart:
                    number = own
            if number is not None:
                if grammar.reading.short and roles.actors[number].kind is ActorKind.WALK_ON:
                    themselves.add(number)
                found.append((subject.start, number))
                if subject.sort is Sort.SELF:
                    selves = _remember(selves, roles, subject.start, number)
                else:
                    last = _remember(last, roles, subject.start, number)
    return tuple(found)


def _others(last: LastOfSex, selves: LastOfSex, teller: int | None) -> LastOfSex:
    """The last subjects of each sex, whether told of or telling, but for the *teller* himself."""
    if all(number == teller for _, number in selves.values()):
        return last
    told = (each for each in (*last.items(), *selves.items()) if each[1][1] != teller)
    return dict(sorted(told, key=lambda each: each[1]))


def _remember(last: LastOfSex, roles: Roles, word: int, actor: int) -> LastOfSex:
    """*last* with *actor*, told of at *word*, as the last one of that sex."""
    gender = roles.actors[actor].gender
    return {**last, gender: (word, actor)} if gender else last


def _described(reading: Reading, roles: Roles, subject: Reference) -> int | None:
    """The walk-on whom *subject*, if it is a noun, describes."""
    noun = subject.sort is Sort.NOUN
    return roles.walkons.get(description_of(reading, subject)) if noun else None


def _resolve(reading: Reading, roles: Roles, subject: Reference, last: LastOfSex) -> int | None:
    if subject.sort is Sort.NAME:
        return subject.person
    if subject.sort is Sort.NOUN:
        own = _described(reading, roles, subject)
        if own is not None and roles.actors[own].kind is not ActorKind.WALK_ON:
            return own
        again = _last_subject(subject, last, _AGAIN) if _is_definite(reading, subject) else None
        if again is None or (own is not None and roles.actors[again].kind is not ActorKind.NAMED):
            return own
        return again
    if subject.sort is Sort.SELF:
        return roles.tellers.at(subject.start)
    return _last_subject(subject, last, _CHAIN)


def _last_subject(subject: Reference, last: LastOfSex, reach: int) -> int | None:
    """The last subject of the sex of *subject*, if it is not more than *reach* words back."""
    if subject.gender is None or subject.gender not in last:
        return None
    place, number = last[subject.gender]
    return number if subject.start - place <= reach else None


def _is_definite(reading: Reading, subject: Reference) -> bool:
    """Whether *subject* may mean anybody just told of: "the girl", but not "a girl"."""
    noun = reading.language.persons.get(subject.head)
    articles = reading.language.words("definite article")
    return (
        reading.lows[subject.start] in articles
        and noun is not None
        and noun.kind is NounKind.GENERIC
    )


def naming_tags(turns: Iterable[Turn]) -> tuple[tuple[int, int], ...]:
    """(word, actor) of every tag that names its speaker, in order."""
    found = (
        (link.subject.start, link.subject.person)
        for turn in turns
        for link in turn.links
        if link.force is Force.TAG and link.subject.person is not None
    )
    return tuple(sorted(found))


def leaves(reading: Reading, subject: int) -> bool:
    """Whether the clause that begins with its subject at word *subject* says that it goes away."""
    lows, words = reading.lows, reading.language.words
    exits, objects = words("exit"), words("exit object")
    going, away = words("going"), words("away")
    for k in range(subject, min(subject + 14, len(lows) - 1)):
        if lows[k] in exits and reading.breaks[k] >= SENTENCE:
            return True
        if lows[k] in exits and lows[k + 1] in objects:
            return lows[k] in words("leave") and lows[k + 1] not in words("accompaniment")
        if lows[k] in going and lows[k + 1] in away:
            return True
        if reading.breaks[k] >= SENTENCE:
            return False
    return False


def farewells(
    grammar: Grammar, roles: Roles, mentions: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """(word, actor) where the narration has somebody say goodbye."""
    reading = grammar.reading
    words = reading.language.words("farewell")
    places = [word for word, _ in mentions]
    for i, low in enumerate(reading.lows):
        if low not in words or reading.speech[i]:
            continue
        for k in range(i - 1, max(-1, i - 5), -1):
            if grammar.speaks(k, i + 1):
                subject = grammar.subject_before(k, max(0, k - 5))
                earlier = mentions[: bisect_left(places, k)]
                actor = None if subject is None else _lately(roles, subject, earlier)
                if actor is not None:
                    yield i, actor
                break


def _lately(roles: Roles, subject: Reference, mentions: Sequence[tuple[int, int]]) -> int | None:
    """Whom *subject* means: the one named, or the last one mentioned of its sex."""
    if subject.person is not None or subject.sort is not Sort.PRONOUN:
        return subject.person
    for _, actor in reversed(mentions[-20:]):
        if roles.actors[actor].gender == subject.gender:
            return actor
    return None
