"""Somebody who may speak."""

from __future__ import annotations

from dataclasses import dataclass

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
