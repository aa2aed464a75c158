"""Which people a sentence tells of as two: "As Ann rose, the cook said" makes no cook of Ann."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.attribution.grammar.references import Force, Sort
from narrate.attribution.grammar.turns import Turn, strongest
from narrate.attribution.stage.actors import ActorKind, Roles
from narrate.attribution.stage.walkons import description_of
from narrate.attribution.words.reading import COMMA, SENTENCE, Reading

_NEAR = 4
"""words between two that may be an apposition: "Ann, the old cook"."""


def told_apart(
    reading: Reading, roles: Roles, mentions: Sequence[tuple[int, int]], turns: Sequence[Turn]
) -> frozenset[tuple[int, int]]:
    """Pairs of a walk-on and somebody named, by number, of whom the text tells as of two.

    It does in one sentence, or in the tags of two turns, one right behind the other. *mentions*
    holds (word, actor) in order. In a long book "the man" is many people: only short stories are
    asked.
    """
    if not reading.short:
        return frozenset()
    return frozenset((*_pairs(reading, roles, mentions), *_answering(reading, roles, turns)))


def _answering(reading: Reading, roles: Roles, turns: Sequence[Turn]) -> Iterator[tuple[int, int]]:
    """Pairs by the tags of two turns: `"It is," said Ann. "It isn't," said the cook.`."""
    for before, after in pairwise(turns):
        links = (strongest(before), strongest(after))
        if after.gap or not all(link and link.force is Force.TAG for link in links):
            continue
        subjects = {link.subject.sort: link.subject for link in links if link}
        if subjects.keys() == {Sort.NAME, Sort.NOUN}:
            walkon = roles.walkons.get(description_of(reading, subjects[Sort.NOUN]))
            named = subjects[Sort.NAME].person
            pointing = subjects[Sort.NOUN].head in reading.language.words("pointing")
            if walkon is not None and named is not None and not pointing:
                yield walkon, named


def _pairs(
    reading: Reading, roles: Roles, mentions: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    narrated = [pair for pair in mentions if not reading.speech[pair[0]]]
    for (here, one), (there, other) in pairwise(narrated):
        kinds = {roles.actors[one].kind, roles.actors[other].kind}
        if kinds != {ActorKind.WALK_ON, ActorKind.NAMED} or _may_be_one(reading, here, there):
            continue
        walkon_first = roles.actors[one].kind is ActorKind.WALK_ON
        yield (one, other) if walkon_first else (other, one)


def _goes_on(reading: Reading, there: int) -> bool:
    """Whether the name at word *there* has a verb right behind it, as no apposition has."""
    k = there
    while k < len(reading.words) and not (reading.words[k].islower() or reading.breaks[k]):
        k += 1
    ends = k == len(reading.words)
    return there < k and not ends and reading.words[k].islower() and not reading.opens(k)


def _may_be_one(reading: Reading, here: int, there: int) -> bool:
    """Whether the words *here* and *there* stand in two sentences, or tell what somebody is."""
    if any(reading.breaks[k] >= SENTENCE or reading.speech[k] for k in range(here, there)):
        return True
    between = reading.lows[here + 1 : there]
    parted = any(reading.breaks[k] == COMMA for k in range(here, there))
    if parted and _goes_on(reading, there):  # "After a look at the cook, Ann left"
        return False
    apposed = len(between) < _NEAR and parted
    is_one = any(low in reading.language.words("being") for low in between[:2])
    return not between or apposed or is_one
