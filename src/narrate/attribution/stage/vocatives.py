"""Whom each quotation calls, and of whom it speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from narrate.attribution.grammar.turns import Turn
from narrate.attribution.people.forms import Mention, Names
from narrate.attribution.people.name_counts import is_vocative
from narrate.attribution.people.persons import People
from narrate.attribution.stage.actors import Roles
from narrate.attribution.words.reading import SENTENCE, Reading


def in_speech(
    reading: Reading, names: Names, people: People, turns: Iterable[Turn]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]], dict[tuple[int, int], str]]:
    """Whom each quotation calls and of whom it speaks, and by which name it calls them."""
    called: dict[int, tuple[int, ...]] = {}
    spoken_of: dict[int, tuple[int, ...]] = {}
    manner: dict[tuple[int, int], str] = {}
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
                if is_vocative(reading, mention) and not echo:
                    called[n] = (*called.get(n, ()), number)
                    manner[n, number] = " ".join((*mention.form.titles, *mention.form.core))
                else:
                    spoken_of[n] = (*spoken_of.get(n, ()), number)
                    named.add(number)
    return called, spoken_of, manner


def _stands_alone(reading: Reading, mention: Mention, first: int) -> bool:
    """Whether *mention* is all of a quotation's first sentence, which begins at word *first*.

    Right after somebody has spoken of him that is an echo, no call: "Mr. Scott! I forgot him."
    """
    return mention.start == first and (
        reading.breaks[mention.end - 1] >= SENTENCE or mention.end >= len(reading.words)
    )


def call_relations(
    reading: Reading,
    turns: Iterable[Turn],
    roles: Roles,
    called: dict[int, tuple[int, ...]],
    manner: dict[tuple[int, int], str],
) -> None:
    """Let "Grandpa" call the grandfather, where somebody is known as one."""
    pets = reading.language.pet
    bearers: dict[str, set[int]] = defaultdict(set)
    for key, number in roles.walkons.items():
        bearers[key.split()[-1]].add(number)
    for actor in roles.actors:
        for noun in actor.called:
            bearers[noun].add(actor.number)
    for turn in turns:
        for n in turn.segments:
            first, end = reading.bounds(n)
            for i in range(first, end):
                relation = pets.get(reading.lows[i])
                if relation is None or len(bearers[relation]) != 1:
                    continue
                if not addresses(reading, i, first, end):
                    continue
                (number,) = bearers[relation]
                if number not in called.get(n, ()):
                    called[n] = (*called.get(n, ()), number)
                    manner[n, number] = reading.lows[i]


def addresses(reading: Reading, i: int, first: int, end: int) -> bool:
    """Whether the common noun at word *i* of a quotation calls somebody: parted on both sides."""
    if reading.breaks[i] == 0 and i + 1 < end:
        return False
    k, fond = i, reading.language.words("fond attribute")
    while k > first and reading.lows[k - 1] in fond:
        k -= 1
    if k == first or reading.breaks[k - 1] != 0:
        return True
    return reading.lows[k - 1] in reading.language.words("interjection")
