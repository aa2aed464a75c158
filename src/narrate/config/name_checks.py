"""Checks the names in voices.yaml against the engine's voices and the story's characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import partial
from itertools import chain, repeat

from narrate.config.checking import did_you_mean
from narrate.errors import SettingsError
from narrate.model import Note, Script, VoiceInfo
from narrate.settings import Role, Settings

HINTS = 50
"""For so many listed names the nearest in the story is looked for, which takes time."""
CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w+")


def check_voices(settings: Settings, voices: Sequence[VoiceInfo]) -> None:
    """Raise SettingsError, at its line, for the first voice asked for that is not in *voices*."""
    offered = {voice.name for voice in voices}
    for choice in settings.voice_choices:
        if choice.name is not None and choice.name not in offered:
            near = nearest_voices(choice.name, offered)
            hint = f"did you mean {' or '.join(near)}?" if near else "`narrate voices` lists them"
            message = f"the engine {settings.engine} has no voice {choice.name!r}"
            raise SettingsError(message, at=choice.at, hint=hint)


def nearest_voices(name: str, offered: Iterable[str]) -> tuple[str, ...]:
    """Up to three of *offered* that look like *name*, the nearest first.

    A name such as ``en-us+f3`` is a base and a variant of it. Each part is looked up on its own,
    so that the search stays among dozens of names where thousands can be written.
    """
    known = sorted(offered)
    base, plus, variant = name.casefold().partition("+")
    near = _nearest(base, dict.fromkeys(each.partition("+")[0] for each in known))
    if not plus:
        return tuple(each for each in near if each in set(known))[:3]
    return tuple(
        f"{found}+{part}"
        for found in near[:2]
        for part in _nearest(
            variant, [each.partition("+")[2] for each in known if each.startswith(f"{found}+")]
        )
    )[:3]


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    """Those of *known* that are *word* in another case, hold it whole, or look like it."""
    by_case = {each.casefold(): each for each in known}
    if word in by_case:
        return [by_case[word]]
    holding = [each for each in by_case if word and word in each.split("-")]
    near = get_close_matches(word[:200], list(by_case), n=3, cutoff=0.5)
    return [by_case[each] for each in dict.fromkeys((*near, *holding))]


def unused_names(script: Script, settings: Settings) -> tuple[Note, ...]:
    """A note (code ``unused-name``) for every listed character that *script* never mentions.

    A character is mentioned who speaks, or whose name or alias stands in the text as a whole
    word. Who tells the story in the first person need not be. Of a character who is mentioned,
    such names are told, too, as the story has not, but almost: slips of the pen.
    """
    text = _words("\n".join(segment.text for segment in script.segments))
    tellers = {told.name for told in settings.narrator_is}
    speakers = {segment.speaker for segment in script.segments}
    unused = [
        role
        for role in settings.roles
        if role.character.name not in tellers
        and role.character.name not in speakers
        and not any(_mentions(text, name) for name in _names(role))
    ]
    missing = {name for role in unused for name in _names(role)}
    hints = [_hint(role, script, text, missing) for role in unused[:HINTS]]
    names = [role.character.name for role in unused]
    slips = _slips(script, [role for role in settings.roles if role not in unused], text)
    return (*map(_unused, unused, names, chain(hints, repeat(None))), *slips)


def _slips(script: Script, roles: Sequence[Role], text: str) -> Iterator[Note]:
    """A note for each name in *roles* that *text* has not, with the one it was meant to be."""
    listed = {name for role in roles for name in _names(role)}
    found = [{one.name, *one.aliases} for one in script.characters if one.named]
    strangers = {name for names in found for name in names - listed}
    for role in roles[:HINTS]:
        for name in _names(role):
            if _mentions(text, name):
                continue
            near = did_you_mean(name, filter(partial(_has_title_of, name), strangers))
            if near is not None:
                yield _unused(role, name, near)


def _has_title_of(name: str, other: str) -> bool:
    """Whether *other* may be meant by *name*: "Mrs. Scott" is not, by "Mr. Scott"."""
    return "." not in name or _words(name).split()[:1] == _words(other).split()[:1]


def _names(role: Role) -> tuple[str, ...]:
    return (role.character.name, *role.character.aliases)


def _words(text: str) -> str:
    """*text* with one blank between words, which are spelled alike with a point and without."""
    return " ".join(text.replace("’", "'").replace(".", " ").split())


def _mentions(text: str, name: str) -> bool:
    word = _words(name)
    return (
        bool(word)
        and word in text
        and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
    )


def _hint(role: Role, script: Script, text: str, missing: AbstractSet[str]) -> str | None:
    """The nearest name that does stand in the story, a character's rather than any other."""
    people = {
        each for character in script.characters for each in (character.name, *character.aliases)
    }
    name = role.character.name
    return did_you_mean(name, people - missing) or did_you_mean(
        name, set(CAPITALISED.findall(text)) - missing
    )


def _unused(role: Role, name: str, hint: str | None) -> Note:
    message = f"the story never mentions {name!r}"
    return Note(code="unused-name", message=message, hint=hint, at=role.at)
