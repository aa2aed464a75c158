"""The direction for each manner: rate, pitch, melody, gaps and level."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Direction, Manner
from narrate.settings import Strength

SUBTLE = (
    Direction(Manner.WHISPERING, rate=0.93, pitch=-3, range=0.6, level_db=-3.0),
    Direction(Manner.SHOUTING, rate=1.03, pitch=5, range=1.3, level_db=2.0),
    Direction(Manner.SOBBING, rate=0.96, pitch=3, range=1.25, gap_ms=10, level_db=-1.0),
    Direction(Manner.MURMURING, rate=0.97, pitch=-2, range=0.8, level_db=-1.5),
    Direction(Manner.PLEADING, rate=0.96, pitch=3, range=1.3),
    Direction(Manner.ANGRY, rate=1.05, pitch=-2, range=1.2, level_db=1.5),
    Direction(Manner.COLD, rate=0.95, pitch=-3, range=0.65),
    Direction(Manner.SAD, rate=0.92, pitch=-3, range=0.75, level_db=-1.0),
    Direction(Manner.URGENT, rate=1.1, pitch=1, level_db=0.5),
    Direction(Manner.SLOW, rate=0.94, gap_ms=10),
    Direction(Manner.CHEERFUL, rate=1.05, pitch=4, range=1.3),
    Direction(Manner.EXCLAIMING, rate=1.03, pitch=2, range=1.2, level_db=1.0),
    Direction(Manner.INTERRUPTED, rate=1.05),
)
"""Mild: no more than a tenth in rate, five steps in pitch and three decibels from the voice's own.

eSpeak's levels hardly move with pitch and range (half a decibel), and a gap of 10 ms makes a line
a tenth longer.
"""
_SUBTLE = {direction.manner: direction for direction in SUBTLE}


def delivery(manner: Manner | None, strength: Strength) -> Direction | None:
    """The direction for *manner*; None for what is to be said plainly.

    A full direction changes the voice twice as much as a subtle one.
    """
    if manner is None or strength == "off":
        return None
    subtle = _SUBTLE[manner]
    return subtle if strength == "subtle" else _twice(subtle)


def _twice(one: Direction) -> Direction:
    return replace(
        one,
        rate=round(2 * one.rate - 1, 2),
        pitch=2 * one.pitch,
        range=round(2 * one.range - 1, 2),
        gap_ms=2 * one.gap_ms,
        level_db=2 * one.level_db,
    )
