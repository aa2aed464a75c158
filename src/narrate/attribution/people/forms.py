"""The names of a text: forms, mentions, and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Form:
    """A name in its usual spelling: ``titles`` in lower case, ``core`` as printed."""

    titles: tuple[str, ...]
    core: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """The words *start* to *end* (half-open) name *form*; in ``'s`` if *owner*."""

    start: int
    end: int
    form: Form
    owner: bool
    plural: bool = False


@dataclass(slots=True)
class NameCounts:
    """How often a text mentions a form, and in which surroundings.

    *count* is the number of all mentions and *narrated* that of those in the narration. Of the
    narrated ones *said* stand beside a verb of saying, *acts* before what only somebody alive does,
    *bodily* before what only such a one has. *vocatives* are calls in speech. Of all, *owns* are
    possessive, *placed* follow "in" or "at", *after_the* an article and *aged* "old" or "young".
    *printed* counts the spellings.
    """

    count: int = 0
    narrated: int = 0
    said: int = 0
    acts: int = 0
    bodily: int = 0
    vocatives: int = 0
    owns: int = 0
    placed: int = 0
    after_the: int = 0
    aged: int = 0
    printed: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one text.

    *mentions* are in order, *at* has them by the number of their first word, *counts* tells in what
    surroundings each form stands.
    """

    mentions: tuple[Mention, ...]
    at: Mapping[int, Mention]
    counts: Mapping[Form, NameCounts]


def base(word: str, honorifics: Container[str]) -> str:
    """*word* without a possessive ending and one of *honorifics* ("Mori-san's" is Mori)."""
    plain = word[:-2] if word[-2:] in {"'s", "’s"} else word.rstrip("'’")
    stem, hyphen, last = plain.rpartition("-")
    return stem if hyphen and last in honorifics else plain
