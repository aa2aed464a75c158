"""Tells the sex of people only described by the pronouns that follow: "The guard took his lamp"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from narrate.attribution.grammar.clauses import Grammar
from narrate.attribution.grammar.references import Reference, Sort
from narrate.attribution.stage.actors import Roles
from narrate.attribution.stage.walkons import description_of
from narrate.model import Gender

_REACH = 12
"""words after the subject in which "his" and "her" mean it, where nobody else stands between"""
_SURE = 3
"""times as often as the other sex one must be told"""


def with_sexes(roles: Roles, grammar: Grammar) -> Roles:
    """*roles* with every walk-on without a sex given the one that pronouns tell, if they agree."""
    actors = list(roles.actors)
    for number, votes in _votes(roles, grammar).items():
        (sex, most), *others = votes.most_common()
        if most >= _SURE * sum(count for _, count in others):
            actors[number] = replace(actors[number], gender=sex)
    return replace(roles, actors=tuple(actors))


def _votes(roles: Roles, grammar: Grammar) -> Mapping[int, Counter[Gender]]:
    """How often pronouns tell each sex of a walk-on, by number."""
    votes: defaultdict[int, Counter[Gender]] = defaultdict(Counter)
    before: tuple[int, int] | None = None
    for start, end in grammar.reading.narrated:
        subject = grammar.subject(start, end)
        found = before if before is not None and before[0] == start else None
        before = None
        if subject is None:
            continue
        if subject.sort is Sort.PRONOUN and found is not None and subject.gender:
            votes[found[1]][subject.gender] += 1
            continue
        number = _of_unknown_sex(roles, grammar, subject)
        if number is None:
            continue
        sex, alone = _own(grammar, subject, end)
        if sex is not None:
            votes[number][sex] += 1
        if alone and end < len(grammar.reading.words) and not _parted(grammar, end):
            before = (end, number)
    return votes


def _of_unknown_sex(roles: Roles, grammar: Grammar, subject: Reference) -> int | None:
    """The walk-on that *subject* means, if its sex is not known."""
    if subject.sort is not Sort.NOUN:
        return None
    number = roles.walkons.get(description_of(grammar.reading, subject))
    return number if number is not None and roles.actors[number].gender is None else None


def _own(grammar: Grammar, subject: Reference, end: int) -> tuple[Gender | None, bool]:
    """The sex of the first "his" or "her" that means *subject*; whether nobody else is there."""
    lows, words = grammar.reading.lows, grammar.reading.language.words
    masculine, feminine = words("masculine own"), words("feminine own")
    others = words("other person")
    found: Gender | None = None
    for k in range(subject.end, end):
        if found is None and k < subject.end + _REACH:
            found = "M" if lows[k] in masculine else "F" if lows[k] in feminine else None
        if k in grammar.names.at or lows[k] in grammar.classes.persons or lows[k] in others:
            return found, False
    return found, True


def _parted(grammar: Grammar, end: int) -> bool:
    """Whether a paragraph ends before word *end*."""
    paragraphs = grammar.reading.paragraphs
    return paragraphs[end - 1] != paragraphs[end]
