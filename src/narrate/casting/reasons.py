"""Why everybody has the voice they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.casting.assignment import CastPart, VoiceSource
from narrate.casting.conversations import SpokenLine, exchanges
from narrate.casting.ear import Ear
from narrate.casting.parts import Part
from narrate.model import Age, Character, Voice
from narrate.settings import VoiceChoice

NARRATOR = "the narrator"
"""What stands for the narrator among the others whose voices are near."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another person: by name, how often they answer each other, how far apart they sound.

    *distance* is in semitones of pitch or what equals them (:mod:`narrate.casting.ear`).
    """

    name: str
    times: int
    distance: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a character has its voice.

    *source* is where the voice comes from, *asked* what the user wrote for it. *age_words* are the
    words of the story that tell the age, empty where none do. *rank* counts from 1, the one who
    says most words. *nearest* is the one in another voice who sounds most like it, the narrator
    too; *partner* the one it answers most often. Either is None where there is nobody.
    """

    character: Character
    voice: Voice
    source: VoiceSource
    asked: VoiceChoice
    age: Age
    age_words: str
    rank: int
    nearest: Neighbour | None
    partner: Neighbour | None


def find_reasons(
    cast_parts: Sequence[CastPart],
    narrator: Voice,
    lines: Sequence[SpokenLine],
    ear: Ear,
    evidence: dict[str, str],
) -> tuple[Reason, ...]:
    """A reason for each of *cast_parts*, those who say most first.

    *evidence* are the words that tell somebody's age, by name.
    """
    answers = _answers(lines)
    by_words = sorted(cast_parts, key=lambda cast_part: -cast_part.part.words)
    return tuple(
        Reason(
            character=cast_part.part.character,
            voice=cast_part.voice,
            source=cast_part.source,
            asked=cast_part.part.asked,
            age=cast_part.part.character.age or "adult",
            age_words=next(
                (evidence[name] for name in cast_part.part.names if name in evidence), ""
            ),
            rank=rank,
            nearest=min(
                _neighbours(cast_part, cast_parts, narrator, answers, ear),
                key=lambda one: one.distance,
                default=None,
            ),
            partner=_partner(cast_part, cast_parts, answers, ear),
        )
        for rank, cast_part in enumerate(by_words, start=1)
    )


def _answers(lines: Sequence[SpokenLine]) -> Counter[tuple[Part, Part]]:
    """How often two people answer each other, whichever is named first."""
    both: Counter[tuple[Part, Part]] = Counter()
    for (a, b), times in exchanges(lines).items():
        both[a, b] = both[b, a] = times
    return both


def _neighbours(
    cast_part: CastPart,
    cast_parts: Sequence[CastPart],
    narrator: Voice,
    answers: Counter[tuple[Part, Part]],
    ear: Ear,
) -> Iterator[Neighbour]:
    if cast_part.voice != narrator:
        yield Neighbour(NARRATOR, 0, ear.distance(cast_part.voice, narrator))
    for other in cast_parts:
        if other.voice not in {cast_part.voice, narrator}:
            yield _neighbour(cast_part, other, answers, ear)


def _partner(
    cast_part: CastPart,
    cast_parts: Sequence[CastPart],
    answers: Counter[tuple[Part, Part]],
    ear: Ear,
) -> Neighbour | None:
    others = [other for other in cast_parts if answers[cast_part.part, other.part]]
    if not others:
        return None
    most = max(others, key=lambda other: answers[cast_part.part, other.part])
    return _neighbour(cast_part, most, answers, ear)


def _neighbour(
    cast_part: CastPart, other: CastPart, answers: Counter[tuple[Part, Part]], ear: Ear
) -> Neighbour:
    return Neighbour(
        other.part.character.name,
        answers[cast_part.part, other.part],
        ear.distance(cast_part.voice, other.voice),
    )
