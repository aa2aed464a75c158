"""Tells where a story speaks against the characters that voices.yaml lists."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.attribution.people.contradictions import (
    Contradiction,
    OnePerson,
    TwoPeople,
    WrongGender,
    find_contradictions,
)
from narrate.config.checking import did_you_mean
from narrate.model import Note, Script
from narrate.settings import Settings

_TOLD = {"F": "a woman", "M": "a man"}


def doubted_roles(script: Script, settings: Settings) -> Iterator[Note]:
    """A note (code ``doubted-list``) for all that *script* tells otherwise than the list does.

    The list is followed all the same: it is the user's word.
    """
    listed = tuple(role.character for role in settings.roles)
    if len(listed) < 2 and not any(one.aliases or one.gender for one in listed):
        return
    places = {role.character.name: role.at for role in settings.roles}
    for found in find_contradictions(script, listed):
        message, hint = _told(found)
        yield Note("doubted-list", message, hint=hint, at=places[found.character.name])


def doubted_tellers(script: Script, settings: Settings) -> Iterator[Note]:
    """A note (code ``doubted-teller``) for each teller whose name or chapters *script* has not.

    Who is called by no name of the story may well tell it; one that is nearly such a name is told.
    """
    text = "\n".join(segment.text for segment in script.segments)
    people = {name for one in script.characters for name in (one.name, *one.aliases)}
    known = {name for name in people if name in text}
    known |= {name for role in settings.roles for name in role.names}
    last = max((chapter.number for chapter in script.book.chapters), default=0)
    at = settings.at("narrator_is")
    for told in settings.narrator_is:
        if told.first > last:
            message = (
                f"narrator_is: the story has no chapter {told.first}, which {told.name!r} tells"
            )
            yield Note("doubted-teller", message, at=at)
        near = None if told.name in known or told.name in text else did_you_mean(told.name, known)
        if near:
            yield Note(
                "doubted-teller", f"the story never mentions {told.name!r}", hint=near, at=at
            )


def _told(found: Contradiction) -> tuple[str, str]:
    """The sentence for what was *found*, and its hint."""
    match found:
        case WrongGender(character, name, gender):
            return (
                f"the story tells of {name!r} as of {_TOLD[gender]}",
                f"the gender of {character.name!r} is followed as it is listed",
            )
        case TwoPeople(character, name, other):
            return (
                f"the story tells of {name!r} and {other!r} as of two people",
                f"both are listed as {character.name!r}, and so they share a voice",
            )
        case OnePerson(_, name, other):
            return (
                f"the story tells of {name!r} and {other!r} as of one person",
                "list one as an alias of the other, unless they are two",
            )
