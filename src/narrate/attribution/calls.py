"""Whom each quotation calls, and of whom it speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from narrate.attribution.actors import Roles
from narrate.attribution.forms import Names
from narrate.attribution.people import People
from narrate.attribution.reading import Reading
from narrate.attribution.traces import is_vocative
from narrate.attribution.turns import Turn


def in_speech(
    reading: Reading, names: Names, people: People, turns: Iterable[Turn]
) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]], dict[tuple[int, int], str]]:
    """Whom each quotation calls and of whom it speaks, and by which name it calls them."""
    called: dict[int, tuple[int, ...]] = {}
    spoken_of: dict[int, tuple[int, ...]] = {}
    manner: dict[tuple[int, int], str] = {}
    starts = [mention.start for mention in names.mentions]
    for turn in turns:
        for n in turn.segments:
            first, end = reading.bounds(n)
            k = bisect_left(starts, first)
            while k < len(starts) and starts[k] < end:
                mention = names.mentions[k]
                number = people.of.get(mention.form)
                k += 1
                if number is None or mention.plural:
                    continue
                if is_vocative(reading, mention):
                    called[n] = (*called.get(n, ()), number)
                    manner[n, number] = " ".join((*mention.form.titles, *mention.form.core))
                else:
                    spoken_of[n] = (*spoken_of.get(n, ()), number)
    return called, spoken_of, manner


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
                noun = pets.get(reading.lows[i], "")
                if (
                    noun is None
                    or len(bearers[noun]) != 1
                    or not _addresses(reading, i, first, end)
                ):
                    continue
                (number,) = bearers[noun]
                if number not in called.get(n, ()):
                    called[n] = (*called.get(n, ()), number)
                    manner[n, number] = reading.lows[i]


def _addresses(reading: Reading, i: int, first: int, end: int) -> bool:
    """Whether the common noun at word *i* calls somebody: parted on both sides."""
    if reading.breaks[i] == 0 and i + 1 < end:
        return False
    k = i
    while k > first and reading.lows[k - 1] in {"my", "dear", "old"}:
        k -= 1
    if k == first or reading.breaks[k - 1] != 0:
        return True
    return reading.lows[k - 1] in reading.language.words("interjection")
