"""Who needs a voice, how much they say, and what the user asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from narrate.model import Cast, Character, Script, Voice
from narrate.settings import Role, Settings, VoiceChoice

NAMELESS = "I"
"""How a script calls the person who tells the story, if nobody says the name."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A speaker to be cast; equal to itself only.

    *names* are the names it has in the script: one, unless the user listed one of them as an
    alias of another. *words* counts the words it says. *asked* is what the user wants.
    """

    character: Character
    names: tuple[str, ...]
    words: int
    asked: VoiceChoice

    @property
    def rank(self) -> int:
        """The binary logarithm of the words, so twice as much is one more; 0 for no word."""
        return self.words.bit_length()


def find_parts(script: Script, settings: Settings) -> tuple[Part, ...]:
    """Everybody who speaks in *script* or is listed in it, in order of appearance."""
    roles = {name.casefold(): role for role in settings.roles for name in _names(role.character)}
    people = {character.name: character for character in script.characters}
    words = _words(script)
    names: dict[str, list[str]] = {}
    for name in dict.fromkeys((*words, *people)):
        role = roles.get(name.casefold())
        names.setdefault(role.character.name if role else name, []).append(name)
    return tuple(
        Part(
            character=_character(name, all_names, people, roles, settings),
            names=tuple(all_names),
            words=sum(words.get(each, 0) for each in all_names),
            asked=roles[name.casefold()].voice if name.casefold() in roles else VoiceChoice(),
        )
        for name, all_names in names.items()
    )


def found_roles(script: Script, cast: Cast) -> tuple[Role, ...]:
    """The named characters of *script* with their voices, as they can be listed in voices.yaml.

    Who tells the story in the first person is given no voice of their own, for it is the
    narrator's, and is left out where no name is known.
    """
    return tuple(
        Role(
            character,
            VoiceChoice()
            if character.narrator
            else _choice(cast.voice_for(character.name), Voice(cast.narrator.engine, "")),
        )
        for character in script.characters
        if character.named and character.name != NAMELESS
    )


def _choice(voice: Voice, usual: Voice) -> VoiceChoice:
    """*voice* as a user would write it: only what is not as *usual*."""
    return VoiceChoice(
        name=voice.name,
        rate=voice.rate if voice.rate != usual.rate else None,
        pitch=voice.pitch if voice.pitch != usual.pitch else None,
        volume=voice.volume if voice.volume != usual.volume else None,
    )


def _words(script: Script) -> dict[str, int]:
    """How many words each speaker says, in order of appearance."""
    words: dict[str, int] = {}
    for segment in script.segments:
        if segment.speaker is not None:
            spoken = len(segment.text.split())
            words[segment.speaker] = words.get(segment.speaker, 0) + spoken
    return words


def _names(character: Character) -> tuple[str, ...]:
    return (character.name, *character.aliases)


def _character(
    name: str,
    all_names: Iterable[str],
    people: Mapping[str, Character],
    roles: Mapping[str, Role],
    settings: Settings,
) -> Character:
    """What script and settings together know about the person *name*."""
    role = roles.get(name.casefold())
    known = [people[each] for each in all_names if each in people]
    if role is not None:
        known.insert(0, role.character)
    genders = (character.gender for character in known if character.gender)
    ages = (character.age for character in known if character.age)
    return replace(
        known[0] if known else Character(name),
        gender=next(genders, None),
        age=next(ages, None),
        narrator=any(each.narrator for each in known) or settings.teller in {name, *all_names},
    )
