"""Direction: what each voice is asked to say, and how.

A segment's printed text becomes spoken text by the steps of :func:`spoken_steps`, each of which
has a name; nothing else changes it. What is long is recorded in parts. How a line is said is read
off the text by :func:`find_manners`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from narrate.direction.announcing import announced
from narrate.direction.delivery import delivery
from narrate.direction.manners import find_manners
from narrate.model import Cast, Kind, Script, Segment, Utterance
from narrate.settings import Settings
from narrate.speech.breath import in_breaths
from narrate.speech.steps import Step, spoken_steps, spoken_text

__all__ = ["Step", "direct", "find_manners", "spoken_steps", "spoken_text", "spoken_words"]


def direct(script: Script, cast: Cast, settings: Settings) -> tuple[tuple[Utterance, ...], ...]:
    """The utterances of each of the script's segments, in order.

    There is none for a scene break and for a segment in which nothing can be pronounced (no
    letter and no digit), several for one that is long. Only dialogue is directed.
    """
    steps_of = _steps(settings, script.book.language)
    segments = announced(script, settings.heading).segments
    return tuple(_utterances(segment, cast, settings, steps_of(segment)) for segment in segments)


def _steps(settings: Settings, language: str) -> Callable[[Segment], tuple[Step, ...]]:
    """What tells the steps for a segment: those of its speaker, who may have a lexicon."""
    usual = spoken_steps(settings, language)
    own = {
        name: spoken_steps(settings, language, name)
        for role in settings.roles
        if role.lexicon
        for name in role.names
    }
    return lambda segment: own.get(segment.speaker or "", usual)


def _utterances(
    segment: Segment, cast: Cast, settings: Settings, steps: tuple[Step, ...]
) -> tuple[Utterance, ...]:
    voice = cast.voice_for(segment.speaker)
    manner = segment.manner if segment.kind is Kind.DIALOGUE else None
    direction = delivery(manner, settings.strength_for(segment.speaker))
    return tuple(Utterance(spoken, voice, direction) for spoken in _spoken(segment, steps))


def spoken_words(script: Script, settings: Settings) -> dict[int, str]:
    """What is said of each segment whose words are not said as they are printed, by its index.

    Segments that lose their quotation marks only, or get their pauses set, are not among them.
    """
    steps_of = _steps(settings, script.book.language)
    quiet = tuple(step for step in spoken_steps(settings, script.book.language) if step.quiet)
    segments = zip(announced(script, settings.heading).segments, script.segments, strict=True)
    said = (
        (index, spoken_text(segment, steps_of(segment)), spoken_text(printed, quiet))
        for index, (segment, printed) in enumerate(segments)
        if segment.kind is not Kind.SCENE_BREAK
    )
    return {index: spoken for index, spoken, printed in said if spoken != printed}


def _spoken(segment: Segment, steps: tuple[Step, ...]) -> Iterator[str]:
    if segment.kind is not Kind.SCENE_BREAK:
        for part in in_breaths(spoken_text(segment, steps)):
            if any(character.isalnum() for character in part):
                yield part
