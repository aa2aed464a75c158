"""Somebody who may speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from narrate.model import Gender


class ActorKind(StrEnum):
    """How the text knows somebody who may speak."""

    NAMED = "named"
    WALK_ON = "walkon"
    TELLER = "teller"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may speak: a named person, a walk-on part known by *head*, or the teller.

    *weight*, from 0 to 1, says how sure it is that this is a person who takes part in the story.
    """

    number: int
    name: str
    gender: Gender | None
    weight: float
    person: int | None = None
    head: str = ""
    kind: ActorKind = ActorKind.NAMED
    titles: frozenset[str] = frozenset()
    surname: str = ""
    called: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """All *actors* by number, the *walkons* by what tells them apart, and who tells the story."""

    actors: Sequence[Actor]
    walkons: Mapping[str, int]
    narrator: int | None

    def with_walkons(self, known: Mapping[int, int]) -> Roles:
        """The same, with the walk-ons in *known* taken for who they are."""
        walkons = {key: known.get(number, number) for key, number in self.walkons.items()}
        return replace(self, walkons=walkons)
