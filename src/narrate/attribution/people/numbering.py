"""Which groups of names are people, and how sure that is; their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from narrate.attribution.people.descriptions import Descriptions
from narrate.attribution.people.forms import Form, NameCounts, Names
from narrate.attribution.people.groups import Group, NameLists
from narrate.attribution.people.persons import People, Person

_PLACED = 0.15
"""the share of "in ..." and "at ..." from which a name is a place's"""
_SHY = 0.1
"""the weight of a name in a short story that does nothing a person does"""
_FEW_PEOPLE = 3
"""people a short story has, or else such names are taken for people, too"""
_SPOKEN = 3
"""so many of them outweigh one "said ..." """
_FEW = 5
"""mentions up to which even that may be chance, in a name that people bear"""


def number_people(
    groups: Iterable[Group],
    names: Names,
    known: NameLists,
    described: Descriptions,
    *,
    short: bool,
) -> People:
    """Number those *groups* that are people, the most mentioned first.

    *described* has the common nouns for each form; a *short* text may mention somebody once.
    """
    ranked = sorted(groups, key=lambda g: (-g.count, min(g.forms)))
    everyone: list[Person] = []
    of: dict[Form, int] = {}
    weights = [_weight(group, names, known) for group in ranked]
    few = short and sum(weight > 0 for weight in weights) < _FEW_PEOPLE
    for group, sure in zip(ranked, weights, strict=True):
        weight = sure or (_SHY if few and _may_be_somebody(group, names) else 0.0)
        if weight <= 0:
            continue
        for form in group.forms:
            of[form] = len(everyone)
        person = _person(len(everyone), group, names, known, described)
        everyone.append(replace(person, weight=weight))
    return People(tuple(everyone), of)


def _may_be_somebody(group: Group, names: Names) -> bool:
    """Whether the narration tells of the name, and not as of a place or a thing."""
    seen = [names.counts[form] for form in group.forms]
    return any(t.narrated for t in seen) and not any(t.placed or t.after_the for t in seen)


def _weight(group: Group, names: Names, known: NameLists) -> float:
    if group.listed:
        return 1.0
    seen = [names.counts[form] for form in group.forms]
    said, count = sum(t.said for t in seen), sum(t.count for t in seen)
    evidence = 3 * said + sum(t.acts + 2 * t.vocatives for t in seen)
    named = any(form.core and form.core[0] in known.language.given for form in group.forms)
    if _is_place(group, seen, named=named):
        return 0.0
    if group.titles or named:
        return min(1.0, 0.5 + evidence / (0.2 * count + 2))
    if sum(t.after_the for t in seen) > 0.5 * count and said < 2 and count > 2:
        return 0.0
    if evidence < max(1.0, 0.02 * count):
        return 0.0
    return min(1.0, evidence / (0.2 * count + 2))


def _person(
    number: int, group: Group, names: Names, known: NameLists, described: Descriptions
) -> Person:
    forms = tuple(sorted(group.forms, key=lambda f: (-_count(f, names), f)))
    return Person(
        number,
        name=group.listed.name if group.listed else _printed(forms[0], names),
        forms=forms,
        gender=known.sex(group),
        mentions=group.count,
        weight=1.0,
        listed=bool(group.listed),
        spelled=tuple(dict.fromkeys(_printed(form, names) for form in forms)),
        nouns=frozenset(noun for form in forms for noun in described.get(form, {})),
        sureness=1 - group.doubted / max(group.count, 1),
    )


def _count(form: Form, names: Names) -> int:
    return names.counts[form].count if form in names.counts else 0


def _is_place(group: Group, seen: Sequence[NameCounts], *, named: bool) -> bool:
    """Whether a name, which people may also bear if *named*, is mostly said of a place."""
    count, placed = sum(t.count for t in seen), sum(t.placed for t in seen)
    if group.titles or (named and count <= _FEW):
        return False
    alive = sum(_SPOKEN * t.said + t.acts + t.bodily for t in seen)
    return placed > max(_PLACED * count, alive)


def _printed(form: Form, names: Names) -> str:
    """How the text usually prints *form*."""
    counts = names.counts.get(form)
    if counts is None:
        return " ".join((*form.titles, *form.core))
    return min(counts.printed, key=lambda words: (-counts.printed[words], words))
