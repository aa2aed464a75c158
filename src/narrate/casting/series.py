"""One cast for all books of a series: whoever was in an earlier one keeps their voice."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Character, Script
from narrate.settings import Role, Settings, VoiceChoice


def with_series_cast(settings: Settings, script: Script) -> Settings:
    """*settings* with the people of the series among the listed ones, each with their voice.

    What the user wrote of somebody for this book alone comes first. Whoever of the series is not in
    *script* is listed all the same, so that nobody else is given their voice.
    """
    own = {name.casefold(): role for role in settings.roles for name in role.names}
    voices: dict[str, VoiceChoice] = {}
    added: list[Role] = []
    for role in settings.cast:
        listed = [own[name.casefold()] for name in role.names if name.casefold() in own]
        if listed:
            voices.setdefault(listed[0].character.name, role.voice)
        else:
            added.append(_known_here(role, script))
    roles = (
        role
        if role.voice.name
        else replace(role, voice=voices.get(role.character.name, role.voice))
        for role in settings.roles
    )
    return replace(settings, roles=(*roles, *added))


def _known_here(role: Role, script: Script) -> Role:
    """*role* with the name that *script* has for this person, if it is another one.

    Somebody who shares a name with several people of the script is none of them for certain.
    """
    names = {name.casefold() for name in role.names}
    same = [one for one in script.characters if names & {name.casefold() for name in _names(one)}]
    if len(same) != 1 or same[0].name.casefold() in names:
        return role
    aliases = (*role.character.aliases, same[0].name)
    return replace(role, character=replace(role.character, aliases=aliases))


def _names(one: Character) -> tuple[str, ...]:
    return (one.name, *one.aliases)
