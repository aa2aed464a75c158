"""Lines whose speaker the text itself names before them, as in a play: they keep who it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from narrate.attribution.decision.presence import Scores
from narrate.attribution.grammar.turns import Turn
from narrate.attribution.stage.actors import Actor
from narrate.model import Character, Script

_CERTAIN = 99.0
"""A score that nothing outweighs."""


def with_listed_names(script: Script, listed: Iterable[Character]) -> Script:
    """*script* with its speakers called as the user listed them, where a label has an alias."""
    known = {
        name.casefold(): character.name
        for character in listed
        for name in (character.name, *character.aliases)
    }
    segments = (
        replace(one, speaker=known.get(one.speaker.casefold(), one.speaker)) if one.speaker else one
        for one in script.segments
    )
    return replace(script, segments=tuple(segments))


def characters_of(script: Script, listed: tuple[Character, ...]) -> tuple[Character, ...]:
    """The characters *listed*, and whoever else is a speaker of *script* already."""
    names = dict.fromkeys(one.speaker for one in script.segments if one.speaker)
    new = names.keys() - {character.name for character in listed}
    return (*listed, *(Character(name) for name in names if name in new))


def certain(actor: int) -> Scores:
    """The scores of a turn whose speaker is known."""
    return {actor: _CERTAIN}


def told_turns(
    speakers: Mapping[int, str], actors: Sequence[Actor], turns: Sequence[Turn]
) -> dict[int, int]:
    """Who speaks the turns, both by number, of which a segment is in *speakers*.

    Of several in one turn the first counts; a name that no actor has tells nothing.
    """
    numbers = {actor.name: actor.number for actor in reversed(actors)}
    found: dict[int, int] = {}
    for number, turn in enumerate(turns):
        named = (speakers[n] for n in turn.segments if n in speakers)
        name = next((one for one in named if one in numbers), None)
        if name is not None:
            found[number] = numbers[name]
    return found


def labels_of(script: Script) -> dict[int, str]:
    """The segments of *script* that have a speaker already, and who it is."""
    return {n: one.speaker for n, one in enumerate(script.segments) if one.speaker is not None}
