"""What a story tells otherwise than the user's list of characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrate.attribution.people.forms import Form
from narrate.attribution.people.grouping import Grouping
from narrate.attribution.people.merging import merge_forms
from narrate.attribution.people.names import find_names
from narrate.attribution.words.reading import read
from narrate.model import Character, Gender, Script


@dataclass(frozen=True, slots=True)
class WrongGender:
    """The story tells of *character*, by *name*, as of somebody of *gender*."""

    character: Character
    name: str
    gender: Gender


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """The story tells of two people by *name* and *other*, both of which *character* has."""

    character: Character
    name: str
    other: str


@dataclass(frozen=True, slots=True)
class OnePerson:
    """The story tells of one person by *name*, of *character*, and *other*, another's."""

    character: Character
    name: str
    other: str


Contradiction = WrongGender | TwoPeople | OnePerson


def find_contradictions(script: Script, listed: tuple[Character, ...]) -> Iterator[Contradiction]:
    """Where the story, read without the list, speaks against what the user *listed*.

    That two listed are one is only told where one of them says nothing in *script*, or a name is
    a part of the other: who are two although it does not show are often listed for that.
    """
    reading = read(script)
    grouping = merge_forms(reading, find_names(reading, listed))
    known = {one.name: list(_forms(grouping, one)) for one in listed}
    for character in listed:
        wrong = list(_wrong_gender(grouping, character, known[character.name]))
        yield from wrong or _two_people(grouping, character, known[character.name])
    silent = {one.name for one in listed} - {segment.speaker for segment in script.segments}
    bearers: dict[int, tuple[Character, str]] = {}
    for character in listed:
        for name, form in known[character.name]:
            other, called = bearers.setdefault(id(grouping.group[form]), (character, name))
            doubtful = silent & {other.name, character.name} or _is_part(name, called)
            if other is not character and doubtful:
                yield OnePerson(character, name, called)
                break


def _is_part(name: str, other: str) -> bool:
    """Whether one name is the other and more: "Lucas" and "Lucas Scott"."""
    words, others = set(name.casefold().split()), set(other.casefold().split())
    return words <= others or others <= words


def _forms(grouping: Grouping, character: Character) -> Iterator[tuple[str, Form]]:
    """The names of *character* with the forms that the story has of them."""
    for name in (character.name, *character.aliases):
        yield from ((name, form) for form in grouping.spelled_like(name))


def _wrong_gender(
    grouping: Grouping, character: Character, known: list[tuple[str, Form]]
) -> Iterator[WrongGender]:
    for name, form in known:
        told = _told_gender(grouping, form)
        if told and character.gender and told != character.gender:
            yield WrongGender(character, name, told)
            return


def _two_people(
    grouping: Grouping, character: Character, known: list[tuple[str, Form]]
) -> Iterator[TwoPeople]:
    """Its other names that are somebody else's; a maiden name, which joins nothing, is its own."""
    if not known:
        return
    name, first = known[0]
    gender = character.gender or _told_gender(grouping, first)
    for other, form in known[1:]:
        told = _told_gender(grouping, form)
        unlike = told is not None and gender is not None and told != gender
        if unlike or grouping.are_rivals(first, form):
            yield TwoPeople(character, name, other)


def _told_gender(grouping: Grouping, form: Form) -> Gender | None:
    """The gender that *form* itself tells, by a title or a given name that pronouns agree with."""
    titles = grouping.language.titles
    told = next((titles[title][1] for title in form.titles if titles[title][1]), None)
    if told or form.titles or form.core[0] in grouping.known.surnames:
        return told
    given = grouping.language.given.get(form.core[0]) or None
    return given if given == grouping.known.sure_sex(grouping.group[form]) else None
