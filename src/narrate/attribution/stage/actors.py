"""Somebody who may speak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from narrate.model import Gender


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may speak: a named person, a walk-on known by *head*, or the narrator."""

    number: int
    name: str
    gender: Gender | None
    weight: float
    person: int | None = None
    head: str = ""
    kind: str = "named"
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
