"""Which people a sentence tells of as two: "As Ann rose, the cook said" makes no cook of Ann."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.attribution.stage.actors import ActorKind, Roles
from narrate.attribution.words.reading import COMMA, SENTENCE, Reading

_NEAR = 4
"""words between two that may be an apposition: "Ann, the old cook"."""


def told_apart(
    reading: Reading, roles: Roles, mentions: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Pairs of a walk-on and somebody named, by number, of whom one sentence tells as of two.

    *mentions* holds (word, actor) in order. In a long book "the man" is many people: only short
    stories are asked.
    """
    return frozenset(_pairs(reading, roles, mentions)) if reading.short else frozenset()


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
    while k < len(reading.words) and reading.words[k][0].isupper() and not reading.breaks[k]:
        k += 1
    return there < k and reading.words[k].islower() and not reading.opens(k)


def _may_be_one(reading: Reading, here: int, there: int) -> bool:
    """Whether the words *here* and *there* stand in two sentences, or tell what somebody is."""
    if any(reading.breaks[k] >= SENTENCE or reading.speech[k] for k in range(here, there)):
        return True
    between = reading.lows[here + 1 : there]
    near = len(between) < _NEAR and not _goes_on(reading, there)
    apposed = near and any(reading.breaks[k] == COMMA for k in range(here, there))
    is_one = any(low in reading.language.words("being") for low in between[:2])
    return not between or apposed or is_one
