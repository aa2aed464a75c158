"""Direction: what each voice is asked to say, and how.

A segment's printed text becomes spoken text by the steps of :func:`spoken_steps`, each of which
has a name; nothing else changes it. What is long is recorded in parts. How a line is said is read
off the text by :func:`find_manners`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from narrate.direction.announcing import announced
from narrate.direction.delivery import delivery
from narrate.direction.manner_finder import find_manners
from narrate.model import Cast, Kind, Script, Segment, Utterance
from narrate.settings import Settings
from narrate.spans import UNSPOKEN, Edit, Spoken
from narrate.speech.breath import in_breaths
from narrate.speech.mapped import Mapped
from narrate.speech.steps import MISREAD, Step, map_spoken, spoken_steps, spoken_text

__all__ = [
    "Step", "Wording", "WordingOf", "direct", "find_manners", "put_in_words", "spoken_steps",
    "spoken_text", "spoken_words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """How an engine is given words: by the lexicons of *settings*, in its alphabet of sounds.

    *misreads* are the names of the steps that it needs, out of ``MISREAD``.
    """

    settings: Settings
    misreads: Collection[str] = MISREAD


WordingOf = Callable[[Segment], Wording]
"""tells in which wording the engine of a segment's voice is given words"""


def put_in_words(script: Script, settings: Settings, wording: WordingOf | None = None) -> Script:
    """*script* with what is said of each of its segments, and where that is printed.

    Nothing is said of a scene break and of a segment in which nothing can be pronounced (no
    letter and no digit); what is long is said in several parts. Without a *wording* all are given
    words by *settings* as they stand, as an engine that misreads all there is.
    """
    steps_of = _steps(script.book.language, wording or (lambda _: Wording(settings)))
    heard = announced(script, settings.heading).segments
    segments = (
        replace(printed, spoken=_spoken(printed, said.text, steps_of(printed)))
        for printed, said in zip(script.segments, heard, strict=True)
    )
    return replace(script, segments=tuple(segments))


def _spoken(segment: Segment, text: str, steps: tuple[Step, ...]) -> Spoken:
    """What is said of *segment*, where *text* is read out in place of its own."""
    if segment.kind is Kind.SCENE_BREAK:
        return UNSPOKEN
    printed = Mapped(segment.text)
    if text != segment.text:
        printed = printed.edited([Edit(0, len(segment.text), text)])
    said = map_spoken(printed, segment.kind, steps)
    parts = (
        part
        for part in in_breaths(said.text)
        if any(character.isalnum() for character in said.text[part.start : part.end])
    )
    return Spoken(said.text, said.rounds, tuple(parts))


def _steps(language: str, wording: WordingOf) -> Callable[[Segment], tuple[Step, ...]]:
    """What tells the steps for a segment: those of its voice and its speaker's lexicon."""

    @cache
    def steps(one: Wording, speaker: str | None) -> tuple[Step, ...]:
        return spoken_steps(one.settings, language, speaker, one.misreads)

    known: dict[tuple[str | None, str | None], tuple[Step, ...]] = {}

    def steps_for(segment: Segment) -> tuple[Step, ...]:
        key = segment.speaker, segment.voice
        if key not in known:
            one = wording(segment)
            own = one.settings.lexicon_of(segment.speaker)
            known[key] = steps(one, segment.speaker if own else None)
        return known[key]

    return steps_for


def direct(script: Script, cast: Cast, settings: Settings) -> tuple[tuple[Utterance, ...], ...]:
    """The utterances of each of the segments of *script*, which is put in words, in order.

    There is one for each part in which a segment is said. Only dialogue is directed.
    """
    return tuple(tuple(_utterances(segment, cast, settings)) for segment in script.segments)


def _utterances(segment: Segment, cast: Cast, settings: Settings) -> Iterator[Utterance]:
    voice = cast.voice_of(segment)
    manner = segment.manner if segment.kind is Kind.DIALOGUE else None
    direction = delivery(manner, settings.strength_for(segment.speaker))
    return (Utterance(words, voice, direction, segment.take) for words in segment.spoken.said)


def spoken_words(
    script: Script, settings: Settings, wording: WordingOf | None = None
) -> dict[int, str]:
    """What is said of each segment whose words are not said as they are printed, by its index.

    Segments that lose their quotation marks only, or get their pauses set, are not among them.
    """
    steps_of = _steps(script.book.language, wording or (lambda _: Wording(settings)))
    quiet = tuple(step for step in spoken_steps(settings, script.book.language) if step.quiet)
    segments = zip(announced(script, settings.heading).segments, script.segments, strict=True)
    said = (
        (index, spoken_text(segment, steps_of(segment)), spoken_text(printed, quiet))
        for index, (segment, printed) in enumerate(segments)
        if segment.kind is not Kind.SCENE_BREAK
    )
    return {index: spoken for index, spoken, printed in said if spoken != printed}
