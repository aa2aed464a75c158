"""Asks a language model which of a story's people are one person, and which are nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from narrate.llm.chat import Chat, UnusableError
from narrate.model import Character, Kind, Script

FEWEST, MOST = 3, 60
"""lines of those that are asked about, and the most of them in a question"""
EXCERPTS, EXCERPT = 3, 240
"""of each person, and the characters of one"""

SYSTEM = (
    "You know English literature well and read closely. You are given the people that a program"
    " found in a story, numbered, with the names it knows and a few excerpts for each. Some may be"
    " one and the same person under two names. Some may be nobody: a place, a thing, an outcry."
    ' Answer with one JSON object and nothing else: {"same": [[2, 7]], "nobody": [5]}. Leave a list'
    " empty where there is nothing to say. People who share a surname only are not the same."
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a model says of people, by their names: pairs that are one, and those who are nobody."""

    same: frozenset[frozenset[str]] = frozenset()
    nobody: frozenset[str] = frozenset()

    def __and__(self, other: Identity) -> Identity:
        """What both say."""
        return Identity(self.same & other.same, self.nobody & other.nobody)


def candidates(script: Script) -> tuple[Character, ...]:
    """The people of *script* who are worth asking about: those who say most."""
    lines = Counter(segment.speaker for segment in script.segments)
    often = [one for one in script.characters if lines[one.name] >= FEWEST and not one.narrator]
    return tuple(sorted(often, key=lambda one: -lines[one.name])[:MOST])


def question(script: Script, people: Sequence[Character]) -> str:
    """What is asked of *people*, in that order."""
    excerpts = _excerpts(script, people)
    return "\n\n".join(_told(n, one, excerpts[one.name]) for n, one in enumerate(people, start=1))


def ask_identity(chat: Chat, script: Script) -> Identity:
    """What the model says twice, the people once in one order and once in the other."""
    people = candidates(script)
    if len(people) < 2:
        return Identity()
    found = [_ask(chat, script, order) for order in (people, people[::-1])]
    return found[0] & found[1]


def _ask(chat: Chat, script: Script, people: Sequence[Character]) -> Identity:
    def read(answer: Any) -> Identity:  # noqa: ANN401 -- JSON
        return _identity(answer, [one.name for one in people])

    return chat.ask(SYSTEM, question(script, people), read) or Identity()


def with_identity(
    script: Script, identity: Identity, listed: Sequence[Character]
) -> tuple[Character, ...]:
    """*listed*, and those of *script* who have further names by *identity*, as if they were listed.

    What the user listed are facts: two of them never become one.
    """
    known = {one.name: one for one in script.characters}
    fixed = {name for one in listed for name in (one.name, *one.aliases)}
    lines = Counter(segment.speaker for segment in script.segments)
    more: dict[str, Character] = {}
    for pair in sorted(map(sorted, identity.same)):
        first, second = sorted(pair, key=lambda name: (name not in fixed, -lines[name], name))
        if second in fixed or second in more or not {first, second} <= known.keys():
            continue
        one, other = more.get(first, known[first]), known[second]
        aliases = dict.fromkeys((*one.aliases, other.name, *other.aliases))
        aliases.pop(one.name, None)
        gender = one.gender or other.gender
        more[first] = replace(one, aliases=tuple(aliases), gender=gender)
    own = tuple(more.pop(one.name, one) for one in listed)
    return (*own, *(_listed(one) for one in more.values()))


def _listed(one: Character) -> Character:
    return replace(one, narrator=False, named=True)


def _identity(answer: Any, names: Sequence[str]) -> Identity:  # noqa: ANN401 -- JSON
    """*answer* as an Identity of *names*, which it numbers from 1. Raises UnusableError."""
    if not isinstance(answer, Mapping):
        raise UnusableError("your answer was no JSON object")
    same, nobody = answer.get("same", []), answer.get("nobody", [])
    if not isinstance(same, list) or not isinstance(nobody, list):
        raise UnusableError('"same" and "nobody" must be lists')
    groups = [group for group in same if isinstance(group, list)]
    numbers = [number for group in (*groups, nobody) for number in group]
    if not all(type(number) is int and 1 <= number <= len(names) for number in numbers):
        raise UnusableError(f"people are numbers from 1 to {len(names)}")
    pairs = (
        frozenset((names[a - 1], names[b - 1]))
        for group in groups
        for index, a in enumerate(group)
        for b in group[index + 1 :]
        if a != b
    )
    return Identity(frozenset(pairs), frozenset(names[number - 1] for number in nobody))


def _told(number: int, one: Character, excerpts: Iterable[str]) -> str:
    names = ", ".join((one.name, *one.aliases[:6]))
    return "\n".join((f"{number}. {names}", *(f"   - {excerpt}" for excerpt in excerpts)))


def _excerpts(script: Script, people: Sequence[Character]) -> dict[str, list[str]]:
    """For each of *people* the places of their first line, a middle one and the last."""
    at: dict[str, list[int]] = {one.name: [] for one in people}
    for index, segment in enumerate(script.segments):
        if segment.kind is Kind.DIALOGUE and segment.speaker in at:
            at[segment.speaker].append(index)
    return {name: list(_around(script, places)) for name, places in at.items()}


def _around(script: Script, places: Sequence[int]) -> Iterator[str]:
    chosen = dict.fromkeys(places[n * (len(places) - 1) // (EXCERPTS - 1)] for n in range(EXCERPTS))
    text = script.book.manuscript.text
    for index in chosen:
        middle = (script.segments[index].span.start + script.segments[index].span.end) // 2
        start = max(0, middle - EXCERPT // 2)
        yield " ".join(text[start : start + EXCERPT].split())
