"""Lines whose speaker the text itself names before them, as in a play: they keep who it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def certain_scores(
    script: Script, actors: Sequence[Actor], turns: Sequence[Turn]
) -> Mapping[int, Scores]:
    """What speaks for whom in the turns, by number, that have a speaker already."""
    numbers = {actor.name: actor.number for actor in reversed(actors)}
    return {number: {numbers[name]: _CERTAIN} for number, name in _given(script, turns, numbers)}


def _given(
    script: Script, turns: Sequence[Turn], known: Iterable[str]
) -> Iterator[tuple[int, str]]:
    for number, turn in enumerate(turns):
        name = script.segments[turn.segments[0]].speaker
        if name is not None and name in known:
            yield number, name


def keep_speakers(before: Script, after: Script) -> Script:
    """*after*, with the lines that had a speaker *before* as they were then."""
    pairs = zip(before.segments, after.segments, strict=True)
    segments = (old if old.speaker is not None else new for old, new in pairs)
    return replace(after, segments=tuple(segments))
