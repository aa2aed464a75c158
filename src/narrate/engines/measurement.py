"""What is known of a voice once it was measured, and the row of a table that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import TypedDict

from narrate.model import Gender

LOWEST_WOMAN_HZ, HIGHEST_MAN_HZ, HIGHEST_HEARD_HZ = 165, 145, 300
"""Between the first two, and above the last, pitch does not tell a woman from a man."""


class Heard(TypedDict):
    """A part of a VoiceInfo."""

    gender: Gender | None
    pitch_hz: float | None
    spread_st: float | None
    bright_hz: float | None
    words_a_minute: float | None


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured of a voice at 175 words a minute.

    *pitch_hz* is the median and *spread_st* the distance in semitones between the 10th and the
    90th percentile, both None for a whisper. *voiced* is the share of frames that have a pitch.
    *level_db* is the RMS of what is spoken and *peak_db* the highest sample, both against full
    scale; *clipped* counts samples at full scale in a thousand. *words_a_minute* is the real
    speed, *bright_hz* the spectral centroid.
    """

    pitch_hz: float | None
    spread_st: float | None
    voiced: float
    level_db: float
    peak_db: float
    clipped: float
    words_a_minute: int
    bright_hz: int

    @property
    def gender(self) -> Gender | None:
        """By pitch; None where that does not tell."""
        if self.pitch_hz is None or self.pitch_hz > HIGHEST_HEARD_HZ:
            return None
        if HIGHEST_MAN_HZ <= self.pitch_hz <= LOWEST_WOMAN_HZ:
            return None
        return "M" if self.pitch_hz < HIGHEST_MAN_HZ else "F"

    @property
    def fault(self) -> str:
        """Why nobody should be given this voice unasked; empty when there is no reason."""
        if self.pitch_hz is None or self.spread_st is None:
            return "hardly voiced"
        faults = {
            "clips": self.clipped > 0.1,
            "monotonous": self.spread_st < 1.5,
            "its pitch leaps": self.spread_st > 12,
            "slow": self.words_a_minute < 160,
            "fast": self.words_a_minute > 260,
            "no speaking voice": not 60 < self.pitch_hz < 290,
        }
        return next((fault for fault, found in faults.items() if found), "")

    def heard(self) -> Heard:
        """What casting goes by, as a VoiceInfo has it."""
        return {
            "gender": self.gender,
            "pitch_hz": self.pitch_hz,
            "spread_st": self.spread_st,
            "bright_hz": self.bright_hz,
            "words_a_minute": self.words_a_minute,
        }

    def row(self) -> list[str]:
        """The figures as a table has them, in the order of COLUMNS; empty for None."""
        return ["" if value is None else str(value) for value in astuple(self)]


COLUMNS = tuple(field.name for field in fields(Measurement))


def read_row(figures: Sequence[str]) -> Measurement:
    """The measurement whose row *figures* are. Raises ValueError for what is none."""
    pitch, spread, *rest = figures
    voiced, level, peak, clipped, pace, bright = map(float, rest)
    return Measurement(
        pitch_hz=float(pitch) if pitch else None,
        spread_st=float(spread) if spread else None,
        voiced=voiced,
        level_db=level,
        peak_db=peak,
        clipped=clipped,
        words_a_minute=round(pace),
        bright_hz=round(bright),
    )
