"""Whom each quotation addresses, and of whom it speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Mention, Names
from narrate.attribution.people.name_counts import is_vocative
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Roles
from narrate.attribution.words.reading import SENTENCE, Reading
from narrate.model import Gender


@dataclass(frozen=True, slots=True)
class Vocatives:
    """The actors that each quotation, by the number of its segment, addresses or speaks of.

    *forms* holds, for a segment and an actor it addresses, the words it addresses him by.
    """

    addressed: Mapping[int, tuple[int, ...]]
    spoken_of: Mapping[int, tuple[int, ...]]
    forms: Mapping[tuple[int, int], str]


def find_vocatives(
    reading: Reading,
    names: Names,
    people: People,
    turns: Iterable[Turn],
    introduced: Mapping[int, int],
) -> Vocatives:
    """Whom the quotations address by name, and of whom they speak.

    Who is *introduced*, by segment, gives his own name and addresses nobody by it.
    """
    addressed: dict[int, tuple[int, ...]] = {}
    spoken_of: dict[int, tuple[int, ...]] = {}
    forms: dict[tuple[int, int], str] = {}
    starts = [mention.start for mention in names.mentions]
    named: set[int] = set()
    for turn in turns:
        before, named = named if turn.gap <= 1 else set(), set()
        for n in turn.segments:
            first, end = reading.bounds(n)
            k = bisect_left(starts, first)
            while k < len(starts) and starts[k] < end:
                mention = names.mentions[k]
                number = people.of.get(mention.form)
                k += 1
                if number is None or mention.plural:
                    continue
                echo = number in before and _stands_alone(reading, mention, first)
                own = introduced.get(n) == number
                if is_vocative(reading, mention) and not echo and not own:
                    addressed[n] = (*addressed.get(n, ()), number)
                    forms[n, number] = " ".join((*mention.form.titles, *mention.form.core))
                else:
                    spoken_of[n] = (*spoken_of.get(n, ()), number)
                    named.add(number)
    return Vocatives(addressed, spoken_of, forms)


def _stands_alone(reading: Reading, mention: Mention, first: int) -> bool:
    """Whether *mention* is all of a quotation's first sentence, which begins at word *first*.

    Right after somebody has spoken of him it repeats the name and addresses nobody: "Mr. Scott! I
    forgot him."
    """
    return mention.start == first and (
        reading.breaks[mention.end - 1] >= SENTENCE or mention.end >= len(reading.words)
    )


def with_relations(
    vocatives: Vocatives, reading: Reading, turns: Iterable[Turn], roles: Roles
) -> Vocatives:
    """*vocatives* with "Grandpa" addressing the grandfather, where somebody is known as one."""
    addressed, forms = dict(vocatives.addressed), dict(vocatives.forms)
    bearers = _bearers(roles)
    for n, i, relation in _relations(reading, turns):
        if len(bearers.get(relation, ())) != 1:
            continue
        (number,) = bearers[relation]
        if number not in addressed.get(n, ()):
            addressed[n] = (*addressed.get(n, ()), number)
            forms[n, number] = reading.lows[i]
    return replace(vocatives, addressed=addressed, forms=forms)


def _bearers(roles: Roles) -> Mapping[str, set[int]]:
    """The actors that the narration describes by each common noun."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for description, number in roles.walkons.items():
        bearers[description.noun.split()[-1]].add(number)
    for actor in roles.actors:
        for noun in actor.nouns:
            bearers[noun].add(actor.number)
    return bearers


def _relations(reading: Reading, turns: Iterable[Turn]) -> Iterator[tuple[int, int, str]]:
    """Each relation that is addressed by a pet name: the segment, the word, the relation."""
    pets = reading.language.pet
    for turn in turns:
        for n in turn.segments:
            first, end = reading.bounds(n)
            for i in range(first, end):
                relation = pets.get(reading.lows[i])
                if relation is not None and addresses(reading, i, first, end):
                    yield n, i, relation


def addresses(reading: Reading, i: int, first: int, end: int) -> bool:
    """Whether the common noun at word *i* of a quotation addresses somebody, parted by marks."""
    if reading.breaks[i] == 0 and i + 1 < end:
        return False
    k, fond = i, reading.language.words("fond attribute")
    while k > first and reading.lows[k - 1] in fond:
        k -= 1
    if k == first or reading.breaks[k - 1] != 0:
        return True
    return reading.lows[k - 1] in reading.language.words("interjection")


def addressed_sex(reading: Reading, turn: Turn) -> Gender | None:
    """The sex of whom *turn* addresses as "sir" or "ma'am"."""
    titles = reading.language.address
    openers = reading.language.words("before address")
    found: Gender | None = None
    for n in turn.segments:
        first, end = reading.bounds(n)
        for i in range(first, end):
            sex = titles.get(reading.lows[i])
            if not sex or (reading.breaks[i] == 0 and i + 1 < end):
                continue
            if i == first or reading.breaks[i - 1] or reading.lows[i - 1] in openers:
                found = sex
    return found
