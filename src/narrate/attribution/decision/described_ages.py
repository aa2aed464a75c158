"""The age that a description of somebody tells: "the old man" is not "the boy"."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

from narrate.attribution.words.reading import Reading


class Age(Enum):
    """The ages that a description may tell."""

    CHILD = auto()
    OLD = auto()


def described_age(reading: Reading, words: Iterable[str]) -> Age | None:
    """The age that *words*, a description in small letters, tell, if they do."""
    described = set(words)
    if described & reading.language.words("child"):
        return Age.CHILD
    return Age.OLD if described & reading.language.words("old") else None
