"""Finds out who is a child and who is old: by what the story calls them.

A description tells it by itself ("the boy", "the old woman behind the bar", "Granny"), but for
"the girl", who in novels is more often a young woman than a child. Of people
with a name the narration tells it: "old Mr. Hale", "little Tim", "Wren, a girl of nine", "an old
sailor called Pegg", "Tom was seven years old". Speech is believed only where a title goes with
the name, for friends are "old Harry" and wives "my little Fanny". English only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrate.casting.age_patterns import english
from narrate.model import Age, Character, Kind, Script
from narrate.settings import Role

REACH = 80
"""As many characters before a word are looked at for the name it belongs to."""

OFTEN = 0.1
"""The share of somebody's mentions with an adjective that is enough."""


@dataclass(frozen=True, slots=True)
class AgeEvidence:
    """The age that a passage of the story gives somebody, and the words of it.

    *sure* is false for an adjective, which has to come more often than by chance.
    """

    age: Age
    words: str
    sure: bool = True


def with_ages(script: Script, roles: Sequence[Role] = ()) -> Script:
    """*script* with the age of every character of whom it is known.

    What the user wrote in *roles* goes before what the script has, and that before what the story
    tells.
    """
    written = {
        name.casefold(): role.character.age
        for role in roles
        for name in (role.character.name, *role.character.aliases)
    }
    evidence = find_ages(script)
    people = tuple(
        replace(
            person,
            age=written.get(person.name.casefold())
            or person.age
            or (evidence[person.name].age if person.name in evidence else None),
        )
        for person in script.characters
    )
    return replace(script, characters=people)


def find_ages(script: Script) -> dict[str, AgeEvidence]:
    """The evidence for each character of whose age the story tells anything, by name."""
    found = {
        person.name: evidence for person in script.characters if (evidence := _described(person))
    }
    owners = {
        name.casefold(): person.name
        for person in script.characters
        if person.named
        for name in (*person.aliases, person.name)
    }
    narration, speech = _texts(script)
    mentioned: dict[str, list[AgeEvidence]] = {}
    for written, evidence in _mentions(narration, speech):
        owner = _owner(written, owners)
        if owner is not None and _is_main(written, owner):
            mentioned.setdefault(owner, []).append(evidence)
    for name, mentions in mentioned.items():
        chosen = _weighed(mentions, narration.count(name))
        if chosen is not None:
            found.setdefault(name, chosen)
    return found


def _described(person: Character) -> AgeEvidence | None:
    """The age in a name that is a description, or begins with one ("Old Ben", "Granny Hale")."""
    for name in (person.name, *person.aliases):
        words = " ".join(name.casefold().split())
        for pattern, age in english().descriptions:
            if pattern.fullmatch(words):
                return AgeEvidence(age, name)
    return None


def _texts(script: Script) -> tuple[str, str]:
    """Narration and speech, each in one piece."""
    narration = (each.text for each in script.segments if each.kind is Kind.NARRATION)
    speech = (each.text for each in script.segments if each.kind is Kind.DIALOGUE)
    return "\n".join(narration), "\n".join(speech)


def _mentions(narration: str, speech: str) -> Iterator[tuple[str, AgeEvidence]]:
    """Every name beside which an age stands, as it is written there, with the evidence."""
    for pattern, age in english().before:
        for match in _words(pattern, narration):
            yield match[1], AgeEvidence(age, _folded(match[0]), sure=False)
    for pattern in english().titled:
        for match in _words(pattern, speech):
            yield match[1], AgeEvidence("old", _folded(match[0]), sure=False)
    for pattern in english().roles:
        for match in _words(pattern, narration):
            yield from _in_role(narration, match)
    for match in english().years.finditer(narration):
        before = english().so_many.search(narration, max(match.start() - REACH, 0), match.start())
        if before is not None:
            words = _folded(narration[before.start() : match.end()])
            yield before[1], AgeEvidence("child" if before[2] else "old", words)


def _words(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where *pattern* begins a word in *text*: not in "told Emma"."""
    for match in pattern.finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum():
            yield match


def _in_role(text: str, noun: re.Match[str]) -> Iterator[tuple[str, AgeEvidence]]:
    """The name that a word such as "boy" or "old man" belongs to, if it tells an age."""
    before = english().apposed.search(text, max(noun.start() - REACH, 0), noun.start())
    after = english().called.match(text, noun.end())
    years = english().of_years.match(text, noun.end())
    old = noun[0].startswith("old ")
    small = english().small.search(text[max(noun.start() - 10, 0) : noun.start()])
    young = noun[0] in english().sure or small or (years and years[1])
    if years and not years[2 if old else 1] and not old:
        return
    if old or young:
        for found, name in ((before, before and before[1]), (after, after and after[1])):
            if found and name:
                start, end = min(found.start(), noun.start()), max(found.end(), noun.end())
                yield name, AgeEvidence("old" if old else "child", _folded(text[start:end]))


def _is_main(written: str, name: str) -> bool:
    """Whether they share a word: who is called Diana is not meant by "old Miss Barry"."""
    return not set(written.casefold().split()).isdisjoint(name.casefold().split())


def _owner(written: str, owners: dict[str, str]) -> str | None:
    """Whose name stands in *written*, which may begin or end with other capitalised words."""
    words = written.casefold().split()
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            owner = owners.get(" ".join(words[start : start + size]))
            if owner is not None:
                return owner
    return None


def _weighed(mentions: Sequence[AgeEvidence], times: int) -> AgeEvidence | None:
    """The likeliest of *mentions*, of somebody whose name stands in the narration *times*."""
    ages = Counter(evidence.age for evidence in mentions for _ in range(5 if evidence.sure else 1))
    age, count = ages.most_common(1)[0]
    chosen = next(evidence for evidence in mentions if evidence.age == age)
    sure = any(evidence.sure for evidence in mentions if evidence.age == age)
    return chosen if sure or count >= OFTEN * times else None


def _folded(text: str) -> str:
    return " ".join(text.split())
