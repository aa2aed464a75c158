"""Somebody who may speak."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from narrate.model import Gender


class ActorKind(StrEnum):
    """How the text knows somebody who may speak."""

    NAMED = "named"
    WALK_ON = "walkon"
    TELLER = "teller"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may speak: a named person, a walk-on part known by *head*, or the teller.

    *weight*, from 0 to 1, says how sure it is that this is a person who takes part in the story;
    *nouns* are the common nouns that the narration says a named person is; *sureness*, from 0 to 1,
    says how sure it is that all its names are one person's.
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
    nouns: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    sureness: float = 1.0


class Description(NamedTuple):
    """What tells one walk-on part from another: "the second man", "Emma's aunt".

    *marks* are the words before the *noun* that part it from others of that noun, such as "second"
    or "old"; *owner* is the number of the person whose relation it is.
    """

    noun: str
    marks: tuple[str, ...] = ()
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Tellers:
    """Who says "I" in the narration: *actors* by number, each from the word in *starts* on.

    None stands for a part that nobody tells in the first person.
    """

    starts: tuple[int, ...] = ()
    actors: tuple[int | None, ...] = ()

    def at(self, word: int) -> int | None:
        """The teller of the part in which *word* stands."""
        part = bisect_right(self.starts, word) - 1
        return self.actors[part] if part >= 0 else None


@dataclass(frozen=True, slots=True)
class Roles:
    """All *actors* by number, the *walkons* by description, and the *tellers* by place.

    *narrator* is the number of the teller of the whole story, or of nearly all of it.
    """

    actors: tuple[Actor, ...]
    walkons: Mapping[Description, int]
    tellers: Tellers = Tellers()
    narrator: int | None = None

    def recognised(self, known: Mapping[int, int]) -> Roles:
        """The same, with the walk-ons in *known* taken for who they are."""
        walkons = {key: known.get(number, number) for key, number in self.walkons.items()}
        return replace(self, walkons=walkons)

    def with_walkons(self, known: Mapping[Description, int]) -> Roles:
        """The same, with the actors in *known* for the walk-ons of these descriptions."""
        return replace(self, walkons={**self.walkons, **known})

    def with_actor(self, actor: Actor) -> Roles:
        """The same with *actor* in the place of its number, which may be the next free one."""
        before, after = self.actors[: actor.number], self.actors[actor.number + 1 :]
        return replace(self, actors=(*before, actor, *after))

    def with_teller(self, actor: Actor) -> Roles:
        """The same with *actor*, in the place of its number, as the teller of all the story."""
        tellers = Tellers((0,), (actor.number,))
        return replace(self.with_actor(actor), tellers=tellers, narrator=actor.number)
