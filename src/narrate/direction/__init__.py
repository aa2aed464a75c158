"""Direction: what each voice is asked to say.

A segment's printed text becomes spoken text by the steps of :func:`spoken_steps`, each of which
has a name; nothing else changes it. What is long is recorded in parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.direction.breath import in_breaths
from narrate.direction.steps import Step, spoken_steps, spoken_text
from narrate.model import Cast, Kind, Script, Segment, Utterance
from narrate.settings import Settings

__all__ = ["Step", "direct", "spoken_steps", "spoken_text"]


def direct(script: Script, cast: Cast, settings: Settings) -> tuple[tuple[Utterance, ...], ...]:
    """The utterances of each of the script's segments, in order.

    There is none for a scene break and for a segment in which nothing can be pronounced (no
    letter and no digit), several for one that is long.
    """
    steps = spoken_steps(settings)
    return tuple(
        tuple(
            Utterance(spoken, cast.voice_for(segment.speaker)) for spoken in _spoken(segment, steps)
        )
        for segment in script.segments
    )


def _spoken(segment: Segment, steps: tuple[Step, ...]) -> Iterator[str]:
    if segment.kind is not Kind.SCENE_BREAK:
        for part in in_breaths(spoken_text(segment, steps)):
            if any(character.isalnum() for character in part):
                yield part
