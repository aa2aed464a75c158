"""Why somebody has their voice, in words and as data: ``narrate cast --explain``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from narrate.cli.console import count, setting

if TYPE_CHECKING:
    from narrate.casting import Reason
    from narrate.casting.reasons import Neighbour

SOURCES = {
    "asked": "the voice you wrote for them",
    "teller": "tells the story, in the narrator's voice",
    "turn": "a walk-on part: one of your unnamed voices, in turn",
    "own": "a voice of their own",
    "shaded": "a voice of their own, changed to sound like nobody else",
    "shared": "no voice of their own was left: at most pitch and rate tell them apart",
}
"""how each source of a voice is described"""
KINDS = {
    "M": {"child": "a boy", "adult": "a man", "old": "an old man"},
    "F": {"child": "a girl", "adult": "a woman", "old": "an old woman"},
    None: {"child": "a child", "adult": "a man or a woman", "old": "an old man or woman"},
}
"""What somebody is, by gender and age."""


def reasons_as_text(why: Sequence[Reason]) -> Iterator[str]:
    """A paragraph for each of *why*."""
    for reason in why:
        yield ""
        yield f"{reason.character.name}: {setting(reason.voice)}"
        yield f"  {_person(reason)}, number {reason.rank} by words"
        yield f"  {_source(reason)}"
        if reason.partner:
            yield f"  talks most with {_apart(reason.partner)}, {_times(reason.partner)}"
        if reason.nearest:
            yield f"  sounds most like {_apart(reason.nearest)}"


def _person(reason: Reason) -> str:
    who = KINDS[reason.character.gender][reason.age]
    words = f' ("{reason.age_words}")' if reason.age_words else ""
    return f"{who}{words}{'' if reason.character.named else ', without a name'}"


def _source(reason: Reason) -> str:
    at = f" ({reason.asked.at})" if reason.asked.at and reason.source == "asked" else ""
    return f"{SOURCES[reason.source]}{at}"


def _apart(one: Neighbour) -> str:
    return f"{one.name}: {one.distance:.1f} semitones apart"


def _times(one: Neighbour) -> str:
    return f"{count(one.times, 'time')}"


def reason_as_data(reason: Reason) -> dict[str, Any]:
    """*reason* as JSON has it; distances in semitones of pitch or what equals them."""
    return {
        "way": str(reason.source),
        "age": reason.age,
        "age_words": reason.age_words or None,
        "rank": reason.rank,
        "walk_on": not reason.character.named,
        "talks_most_with": _neighbour(reason.partner),
        "sounds_most_like": _neighbour(reason.nearest),
    }


def _neighbour(one: Neighbour | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"name": one.name, "times": one.times, "distance": round(one.distance, 2)}
