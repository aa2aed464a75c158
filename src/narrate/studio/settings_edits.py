"""Edits of what is set: each tells which values of voices.yaml become which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narrate.model import Character
from narrate.settings import Role
from narrate.studio.edits import (
    BookData,
    Describe,
    Pronounce,
    Rename,
    SetCredits,
    SetSetting,
    SetStrength,
    SetVoice,
)

Changes = Mapping[tuple[str, ...], Any]
"""what is to stand at which keys; None for nothing"""
Roles = Mapping[str, Role]
"""whom voices.yaml lists, by every name they have there, in small letters"""
NARRATOR = ("narrator",)


def set_voice(edit: SetVoice, roles: Roles, person: Character | None) -> Changes:
    """See :class:`.edits.SetVoice`; *person* None is the narrator."""
    values = {
        "voice": edit.name,
        "rate": edit.rate,
        "pitch": edit.pitch,
        "volume": edit.volume,
    }
    if person is None:
        return {(*NARRATOR, key): value for key, value in values.items()}
    return _of_person(roles, person, values)


def set_strength(edit: SetStrength, roles: Roles, person: Character) -> Changes:
    """See :class:`.edits.SetStrength`."""
    if edit.direction is None and role_of(roles, person) is None:
        return {}
    return _of_person(roles, person, {"direction": edit.direction})


def describe(edit: Describe, roles: Roles, person: Character) -> Changes:
    """See :class:`.edits.Describe`: what voices.yaml says of a person counts before the script."""
    if role_of(roles, person) is None:
        return {}
    return _of_person(roles, person, {"gender": edit.gender, "age": edit.age})


def rename(edit: Rename, roles: Roles, person: Character) -> Changes:
    """See :class:`.edits.Rename`: who is listed goes by the new name, too."""
    role = role_of(roles, person)
    if role is None or edit.name in role.names:
        return {}
    return {("characters", role.character.name, "aliases"): [*role.character.aliases, edit.name]}


def set_setting(edit: SetSetting) -> Changes:
    """See :class:`.edits.SetSetting`."""
    value = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    return {edit.path: value}


def pronounce(edit: Pronounce, roles: Roles, person: Character | None) -> Changes:
    """See :class:`.edits.Pronounce`: by everybody, or by *person*."""
    spoken = {edit.alphabet: edit.spoken} if edit.alphabet and edit.spoken else edit.spoken
    if person is None:
        return {("lexicon", edit.word): spoken}
    changes = _of_person(roles, person, {})
    return {**changes, ("characters", _key(roles, person), "lexicon", edit.word): spoken}


def book_data(edit: BookData) -> Changes:
    """See :class:`.edits.BookData`."""
    series = {"name": edit.series, **({"number": edit.number} if edit.number else {})}
    return {
        ("book", "title"): edit.title or None,
        ("book", "author"): edit.author or None,
        ("book", "year"): edit.year,
        ("book", "series"): series if edit.series else None,
    }


def set_credits(edit: SetCredits) -> Changes:
    """See :class:`.edits.SetCredits`."""
    words = {"opening": edit.opening, "closing": edit.closing}
    told = {name: text for name, text in words.items() if text}
    return {("credits",): "yes" if edit.usual else told or None}


def role_of(roles: Roles, person: Character) -> Role | None:
    """Whom voices.yaml lists by the name of *person*, as the casting finds them."""
    return roles.get(person.name.casefold())


def _key(roles: Roles, person: Character) -> str:
    role = role_of(roles, person)
    return role.character.name if role else person.name


def _of_person(roles: Roles, person: Character, values: Mapping[str, Any]) -> Changes:
    """*values* of *person*, who is listed as ``narrate cast --write`` does, if not yet."""
    listed = {} if role_of(roles, person) else _entry(person, roles)
    key = _key(roles, person)
    return {("characters", key, name): value for name, value in {**listed, **values}.items()}


def _entry(person: Character, roles: Roles) -> dict[str, Any]:
    free = [alias for alias in person.aliases if alias.casefold() not in roles]
    return {"aliases": free or None, "gender": person.gender, "age": person.age}
