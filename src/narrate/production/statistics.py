"""Figures of a script: how much each speaker says, and which lines are doubtful."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.model import Cast, Character, Kind, Script, Segment, Voice
from narrate.settings import DOUBTFUL


@dataclass(frozen=True, slots=True)
class SpeakerShare:
    """A character's share of the script; *first* is their first line, None for no line at all."""

    character: Character
    voice: Voice | None
    lines: int
    words: int
    first: Segment | None


def speaker_shares(script: Script, cast: Cast) -> tuple[SpeakerShare, ...]:
    """The share of each character, the most lines first, then in the order they speak."""
    said: dict[str, list[Segment]] = {one.name: [] for one in script.characters}
    for segment in script.segments:
        if segment.speaker is not None:
            said[segment.speaker].append(segment)
    found = [_share(one, said[one.name], cast) for one in script.characters]
    return tuple(sorted(found, key=lambda share: (-share.lines, _first_place(share))))


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


def _share(one: Character, said: list[Segment], cast: Cast) -> SpeakerShare:
    words = sum(len(segment.text.split()) for segment in said)
    voice = cast.voice_for(one.name) if said else None
    return SpeakerShare(one, voice, len(said), words, said[0] if said else None)


def _first_place(share: SpeakerShare) -> float:
    return share.first.span.start if share.first else float("inf")
