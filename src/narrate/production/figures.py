"""Who has what to say, and which lines are doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.model import Cast, Character, Kind, Script, Segment, Voice
from narrate.settings import DOUBTFUL


@dataclass(frozen=True, slots=True)
class Part:
    """A character's share of the script; *first* is their first line, None for no line at all."""

    character: Character
    voice: Voice | None
    lines: int
    words: int
    first: Segment | None


def parts(script: Script, cast: Cast) -> tuple[Part, ...]:
    """Everybody in *script*, the most talkative first, then in the order they speak."""
    said: dict[str, list[Segment]] = {one.name: [] for one in script.characters}
    for segment in script.segments:
        if segment.speaker is not None:
            said[segment.speaker].append(segment)
    found = [_part(one, said[one.name], cast) for one in script.characters]
    return tuple(sorted(found, key=lambda part: (-part.lines, _entrance(part))))


def narration(script: Script) -> tuple[Segment, ...]:
    """What the narrator reads of the story itself, headings and speech of nobody known too.

    Credits stand in no story, and a scene break is silence.
    """
    framing = {chapter.number for chapter in script.book.chapters if chapter.credits}
    return tuple(
        segment
        for segment in script.segments
        if segment.speaker is None
        and segment.kind is not Kind.SCENE_BREAK
        and segment.chapter not in framing
    )


def dialogue(script: Script) -> tuple[Segment, ...]:
    """The lines of dialogue, in order."""
    return tuple(segment for segment in script.segments if segment.kind is Kind.DIALOGUE)


def unattributed(script: Script) -> int:
    """How many lines of dialogue nobody was found for."""
    return sum(segment.speaker is None for segment in dialogue(script))


def is_doubtful(segment: Segment, below: float = DOUBTFUL) -> bool:
    """Whether a person should look at who says this line of dialogue."""
    return segment.speaker is None or (segment.confidence or 0.0) < below


def _part(one: Character, said: list[Segment], cast: Cast) -> Part:
    words = sum(len(segment.text.split()) for segment in said)
    voice = cast.voice_for(one.name) if said else None
    return Part(one, voice, len(said), words, said[0] if said else None)


def _entrance(part: Part) -> float:
    return part.first.span.start if part.first else float("inf")
