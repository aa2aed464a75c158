"""Why everybody has the voice they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.casting.company import Line, exchanges
from narrate.casting.ear import Ear
from narrate.casting.ensemble import Seat, Way
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

    *way* is how it came by it, *asked* what the user wrote for it. *age_words* are the words of
    the story that tell the age, empty where none do. *rank* counts from 1, the one who says most
    words. *nearest* is the one in another voice who sounds most like it, the narrator too;
    *partner* the one it answers most often. Either is None where there is nobody.
    """

    character: Character
    voice: Voice
    way: Way
    asked: VoiceChoice
    age: Age
    age_words: str
    rank: int
    nearest: Neighbour | None
    partner: Neighbour | None


def find_reasons(
    seats: Sequence[Seat], narrator: Voice, lines: Sequence[Line], ear: Ear, told: dict[str, str]
) -> tuple[Reason, ...]:
    """A reason for each of *seats*, those who say most first.

    *told* are the words that tell somebody's age, by name.
    """
    answers = _answers(lines)
    by_words = sorted(seats, key=lambda seat: -seat.part.words)
    return tuple(
        Reason(
            character=seat.part.character,
            voice=seat.voice,
            way=seat.way,
            asked=seat.part.asked,
            age=seat.part.character.age or "adult",
            age_words=next((told[name] for name in seat.part.names if name in told), ""),
            rank=rank,
            nearest=min(
                _neighbours(seat, seats, narrator, answers, ear),
                key=lambda one: one.distance,
                default=None,
            ),
            partner=_partner(seat, seats, answers, ear),
        )
        for rank, seat in enumerate(by_words, start=1)
    )


def _answers(lines: Sequence[Line]) -> Counter[tuple[Part, Part]]:
    """How often two people answer each other, whichever is named first."""
    both: Counter[tuple[Part, Part]] = Counter()
    for (a, b), times in exchanges(lines).items():
        both[a, b] = both[b, a] = times
    return both


def _neighbours(
    seat: Seat,
    seats: Sequence[Seat],
    narrator: Voice,
    answers: Counter[tuple[Part, Part]],
    ear: Ear,
) -> Iterator[Neighbour]:
    if seat.voice != narrator:
        yield Neighbour(NARRATOR, 0, ear.distance(seat.voice, narrator))
    for other in seats:
        if other.voice not in {seat.voice, narrator}:
            yield _neighbour(seat, other, answers, ear)


def _partner(
    seat: Seat, seats: Sequence[Seat], answers: Counter[tuple[Part, Part]], ear: Ear
) -> Neighbour | None:
    others = [other for other in seats if answers[seat.part, other.part]]
    if not others:
        return None
    most = max(others, key=lambda other: answers[seat.part, other.part])
    return _neighbour(seat, most, answers, ear)


def _neighbour(seat: Seat, other: Seat, answers: Counter[tuple[Part, Part]], ear: Ear) -> Neighbour:
    return Neighbour(
        other.part.character.name,
        answers[seat.part, other.part],
        ear.distance(seat.voice, other.voice),
    )
