"""How words refer to somebody, and how a clause ties somebody to a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from narrate.model import Gender


class Sort(StrEnum):
    """What kind of words refer to somebody."""

    NAME = "name"
    PRONOUN = "pronoun"
    NOUN = "noun"
    SELF = "self"
    MANY = "many"


SOMEBODY = "somebody"
ONE_OF_THEM = "one of them"
"""The heads of references that tell of nobody in particular."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The words *start* to *end*, half-open, that mean somebody.

    *person* is the number of the person named; *head* the common noun ("aunt"); *owner* whose
    relation it is, as a reference of its own. SELF is "I", MANY "they", "both", "the men".
    """

    sort: Sort
    start: int
    end: int
    gender: Gender | None = None
    person: int | None = None
    head: str = ""
    owner: Reference | None = None
    oblique: bool = False


class Force(StrEnum):
    """How a clause ties its subject to a quotation."""

    TAG = "tag"
    CUE = "cue"
    BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Link:
    """A clause beside a quotation: its subject, how strongly it ties, its words, who hears it.

    *verb* is the word of saying, None for a clause without; *quote* is the number of the segment.
    """

    force: Force
    subject: Reference
    start: int
    end: int
    inverted: bool = False
    sure: bool = True
    hearer: Reference | None = None
    verb: int | None = None
    quote: int = -1
