"""From names to people: which forms are one person's, of what sex, and who is nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrate.attribution.people.forms import Form
from narrate.model import Gender


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the text names.

    *weight*, from 0 to 1, says how sure it is that this is a person; *sureness* how likely a
    mention of any of the forms means the same person as the others do.
    """

    number: int
    name: str
    forms: tuple[Form, ...]
    gender: Gender | None
    mentions: int
    weight: float
    listed: bool = False
    spelled: tuple[str, ...] = ()
    """its forms as printed, the commonest first"""
    nouns: frozenset[str] = frozenset()
    """the common nouns that the narration says this person is"""
    sureness: float = 1.0


@dataclass(frozen=True, slots=True)
class People:
    """*everyone* whom the text names, by number, and *of*, the number of whom each form means."""

    everyone: tuple[Person, ...]
    of: Mapping[Form, int]
