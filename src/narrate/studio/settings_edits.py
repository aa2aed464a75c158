"""Edits of what is set: each tells which values of voices.yaml become which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narrate.model import Character
from narrate.settings import Role, Settings
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
NARRATOR = ("narrator",)


def set_voice(edit: SetVoice, settings: Settings, person: Character | None) -> Changes:
    """See :class:`.edits.SetVoice`; *person* None is the narrator."""
    values = {
        "voice": edit.name,
        "rate": edit.rate,
        "pitch": edit.pitch,
        "volume": edit.volume,
    }
    if person is None:
        return {(*NARRATOR, key): value for key, value in values.items()}
    return _of_person(settings, person, values)


def set_strength(edit: SetStrength, settings: Settings, person: Character) -> Changes:
    """See :class:`.edits.SetStrength`."""
    if edit.direction is None and role_of(settings, person) is None:
        return {}
    return _of_person(settings, person, {"direction": edit.direction})


def describe(edit: Describe, settings: Settings, person: Character) -> Changes:
    """See :class:`.edits.Describe`: what voices.yaml says of a person counts before the script."""
    if role_of(settings, person) is None:
        return {}
    return _of_person(settings, person, {"gender": edit.gender, "age": edit.age})


def rename(edit: Rename, settings: Settings, person: Character) -> Changes:
    """See :class:`.edits.Rename`: who is listed goes by the new name, too."""
    role = role_of(settings, person)
    if role is None or edit.name in role.names:
        return {}
    return {("characters", role.character.name, "aliases"): [*role.character.aliases, edit.name]}


def set_setting(edit: SetSetting) -> Changes:
    """See :class:`.edits.SetSetting`."""
    value = list(edit.value) if isinstance(edit.value, tuple) else edit.value
    return {edit.path: value}


def pronounce(edit: Pronounce, settings: Settings, person: Character | None) -> Changes:
    """See :class:`.edits.Pronounce`: by everybody, or by *person*."""
    spoken = {edit.alphabet: edit.spoken} if edit.alphabet and edit.spoken else edit.spoken
    if person is None:
        return {("lexicon", edit.word): spoken}
    changes = _of_person(settings, person, {})
    return {**changes, ("characters", _key(settings, person), "lexicon", edit.word): spoken}


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


def role_of(settings: Settings, person: Character) -> Role | None:
    """Whom voices.yaml lists by the name of *person*, as the casting finds them."""
    name = person.name.casefold()
    return next((one for one in settings.roles if name in map(str.casefold, one.names)), None)


def _key(settings: Settings, person: Character) -> str:
    role = role_of(settings, person)
    return role.character.name if role else person.name


def _of_person(settings: Settings, person: Character, values: Mapping[str, Any]) -> Changes:
    """*values* of *person*, who is listed as ``narrate cast --write`` does, if not yet."""
    listed = {} if role_of(settings, person) else _entry(settings, person)
    key = _key(settings, person)
    return {("characters", key, name): value for name, value in {**listed, **values}.items()}


def _entry(settings: Settings, person: Character) -> dict[str, Any]:
    taken = {name.casefold() for role in settings.roles for name in role.names}
    free = [alias for alias in person.aliases if alias.casefold() not in taken]
    return {"aliases": free or None, "gender": person.gender, "age": person.age}
