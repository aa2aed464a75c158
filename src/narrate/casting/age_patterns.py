"""Where a text tells somebody's age, as patterns made of a language's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from narrate.languages import Ages, any_of, language
from narrate.model import Age

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class AgePatterns:
    """Patterns, each with the age it tells where it may tell either.

    *descriptions* are of a whole description in small letters, of which the first that fits counts;
    *before* of an adjective and a name, *titled* of an adjective, a title and a name, *roles* of
    nouns. Those of *before* and *roles* begin with plain letters, which re looks for very fast.
    *apposed* is a name before a noun, *called* one behind it; *of_years* is an age behind a noun,
    *years* the words behind an age, *so_many* a name and an age before these.
    """

    descriptions: tuple[tuple[Pattern, Age], ...]
    before: tuple[tuple[Pattern, Age], ...]
    titled: tuple[Pattern, ...]
    roles: tuple[Pattern, ...]
    apposed: Pattern
    called: Pattern
    of_years: Pattern
    years: Pattern
    so_many: Pattern
    small: Pattern
    sure: frozenset[str]


@cache
def english() -> AgePatterns:
    """The patterns of English, the only language whose words of age are known."""
    return _patterns(language("en").ages)


def _patterns(words: Ages) -> AgePatterns:
    title = rf"(?:{any_of(words['title'])})\b\.?"
    name = rf"((?:{title}\s+)?[A-Z][\w'’-]*\w(?:\s+[A-Z][\w'’-]*\w){{0,2}})"
    hardly = rf"(?:(?:{any_of(words['hardly'])}) )?"
    is_so = rf"{name}(?:,|\s(?:{any_of(words['being'])}))\s+{hardly}"
    number = (
        rf"(?:([1-9]|1[0-2]|{any_of(words['years of child'])})"
        rf"|([6-9][5-9]|[7-9]\d|(?:{any_of(words['tens of old'])})(?:-\w+)?))\b"
    )
    nouns = (*words["child"], *(f"old {noun}" for noun in words["old"]))
    return AgePatterns(
        descriptions=tuple(_descriptions(words)),
        before=tuple(_before(words, title, name)),
        titled=tuple(
            re.compile(rf"{word}\s+({title}\s+[A-Z][\w'’-]*\w)")
            for word in words["old before title"]
        ),
        roles=tuple(re.compile(rf"{noun}\b") for noun in nouns),
        apposed=re.compile(rf"{is_so}(?:{any_of(words['article'])})\s+((?:[\w-]+,?\s+){{0,2}})$"),
        called=re.compile(rf"(?:\s+of\s+\S+)?,?\s+(?:{any_of(words['called'])})\s+{name}"),
        of_years=re.compile(rf"\s+of\s+{hardly}{number}"),
        years=re.compile(rf"(?:{any_of(words['years'])})\b"),
        so_many=re.compile(rf"{is_so}{number}\s+$"),
        small=re.compile(rf"\b(?:{any_of(words['small'])})\s+$"),
        sure=frozenset(words["sure child"]),
    )


def _descriptions(words: Ages) -> Iterator[tuple[Pattern, Age]]:
    kin = rf"(?:great-?)?(?:{any_of(words['grandparent'])})|{any_of(words['kin'])}"
    child, small, aged = (f"(?:{any_of(words[one])})" for one in ("child", "small", "aged"))
    like = rf"(?:{small}|{any_of(words['like'])})"
    owner = rf"(?:(?:{any_of(words['owner'])})\s)?"
    young = rf"(?:{child}|{any_of(words['not aged'])})\b"
    yield re.compile(rf"(?:\S+\s)?(?:{kin})(?:\s[^'’]+)?"), "old"
    yield re.compile(rf"(?:\S+\s){{0,2}}{aged}\s(?!{young})(?!.*['’]s\b).+"), "old"
    yield re.compile(rf"{owner}(?:{like}\s)*(?:{any_of(words['boy'])})\b.*"), "child"
    yield re.compile(rf"(?:\S+\s){{0,3}}{small}\s{child}\b.*"), "child"
    yield re.compile(rf"(?:\S+\s){{0,2}}(?:{any_of(words['sure child'])})\b.*"), "child"


def _before(words: Ages, title: str, name: str) -> Iterator[tuple[Pattern, Age]]:
    alone = rf"(?!\s+(?:{any_of(words['many'])})\b)"
    grown = any_of(words["grown title"])
    for word in words["old before name"]:
        yield re.compile(rf"{word}\s+{name}"), "old"
    for word in words["child before name"]:
        yield re.compile(rf"{word}\s+(?!{title}|{grown}){name}{alone}"), "child"
