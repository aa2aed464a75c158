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

from narrate.model import Age, Character, Kind, Script
from narrate.settings import Role

CHILD = (
    *("boy", "girl", "child", "kid", "lad", "lass", "schoolboy", "schoolgirl"),
    *("urchin", "toddler", "baby", "infant"),
)
SURE = frozenset({"child", "schoolboy", "schoolgirl", "urchin", "toddler", "baby", "infant"})
"""Words for children that are not used of the young at large, as boy and girl are."""
OLD = "man woman lady gentleman soldier sailor servant farmer fisherman widow widower nurse priest"

_ANY_CHILD = f"(?:{'|'.join(CHILD)})"
_SMALL = r"(?:little|small|tiny|wee)"
_AGED = r"(?:old|elderly|aged|ancient|white-haired|wizened)"
_LIKE = rf"(?:{_SMALL}|other|another|first|second|third|poor|dear|young|same)"
_KIN = (
    r"(?:great-?)?grand(?:mother|father|ma|pa|mamma|papa|mama|dad|daddy)|gran(?:ny|nie|dad)?|crone"
)
DESCRIPTIONS: tuple[tuple[re.Pattern[str], Age], ...] = (
    (re.compile(rf"(?:\S+\s)?(?:{_KIN})(?:\s[^'’]+)?"), "old"),
    (
        re.compile(rf"(?:\S+\s){{0,2}}{_AGED}\s(?!(?:{_ANY_CHILD}|chap|thing)\b)(?!.*['’]s\b).+"),
        "old",
    ),
    (re.compile(rf"(?:(?:the|an?|his|her|their|my)\s)?(?:{_LIKE}\s)*(?:boy|kid|lad)\b.*"), "child"),
    (re.compile(rf"(?:\S+\s){{0,3}}{_SMALL}\s{_ANY_CHILD}\b.*"), "child"),
    (re.compile(rf"(?:\S+\s){{0,2}}(?:{'|'.join(sorted(SURE))})\b.*"), "child"),
)
"""How a whole description, in small letters, tells an age; the first that fits counts."""

_TITLE = r"(?:Mr|Mrs|Miss|Ms|Dr|Sir|Lady|Lord|Captain|Colonel|Uncle|Aunt)\b\.?"
_NAME = rf"((?:{_TITLE}\s+)?[A-Z][\w'’-]*\w(?:\s+[A-Z][\w'’-]*\w){{0,2}})"
_NUMBER = (
    r"(?:([1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|([6-9][5-9]|[7-9]\d|(?:seventy|eighty|ninety)(?:-\w+)?))\b"
)
_HARDLY = r"(?:only |still |just |but |about |nearly |almost |not yet )?"
_TOGETHER = r"(?!\s+(?:boys|girls|children|ones|twins|family)\b)"
BEFORE: tuple[tuple[re.Pattern[str], Age], ...] = (
    *((re.compile(rf"{word}\s+{_NAME}"), "old") for word in ("old", "Old", "elderly", "aged")),
    *(
        (re.compile(rf"{word}\s+(?!{_TITLE}|Doctor|Professor|Mister){_NAME}{_TOGETHER}"), "child")
        for word in ("little", "Little", "tiny")
    ),
)
"""Adjective and name. Each pattern begins with plain letters, which re looks for very fast."""
TITLED = tuple(re.compile(rf"{word}\s+({_TITLE}\s+[A-Z][\w'’-]*\w)") for word in ("old", "Old"))
ROLES = tuple(
    re.compile(rf"{noun}\b") for noun in (*CHILD, *(f"old {noun}" for noun in OLD.split()))
)
APPOSED = re.compile(
    rf"{_NAME}(?:,|\s(?:was|is))\s+{_HARDLY}(?:an?|the)\s+((?:[\w-]+,?\s+){{0,2}})$"
)
CALLED = re.compile(rf"(?:\s+of\s+\S+)?,?\s+(?:called|named)\s+{_NAME}")
OF_YEARS = re.compile(rf"\s+of\s+{_HARDLY}{_NUMBER}")
YEARS = re.compile(r"years (?:old|of age)\b")
SO_MANY = re.compile(rf"{_NAME}(?:,|\s(?:was|is))\s+{_HARDLY}{_NUMBER}\s+$")
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
        for pattern, age in DESCRIPTIONS:
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
    for pattern, age in BEFORE:
        for match in _words(pattern, narration):
            yield match[1], AgeEvidence(age, _folded(match[0]), sure=False)
    for pattern in TITLED:
        for match in _words(pattern, speech):
            yield match[1], AgeEvidence("old", _folded(match[0]), sure=False)
    for pattern in ROLES:
        for match in _words(pattern, narration):
            yield from _in_role(narration, match)
    for match in YEARS.finditer(narration):
        before = SO_MANY.search(narration, max(match.start() - REACH, 0), match.start())
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
    before = APPOSED.search(text, max(noun.start() - REACH, 0), noun.start())
    after = CALLED.match(text, noun.end())
    years = OF_YEARS.match(text, noun.end())
    old = noun[0].startswith("old ")
    small = re.search(rf"\b{_SMALL}\s+$", text[max(noun.start() - 10, 0) : noun.start()])
    young = noun[0] in SURE or small or (years and years[1])
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
