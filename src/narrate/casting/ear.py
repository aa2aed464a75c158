"""How far apart two voices are to a listener."""

from __future__ import annotations

import math
from collections.abc import Mapping

from narrate.model import Voice, VoiceInfo

CLEAR = 3.0
"""Voices this far apart, in semitones of pitch or what equals them, are not mixed up; to be
further apart makes them no clearer."""
CLOSE = 1.5
"""Voices nearer than this are hard to tell apart when they talk to each other."""

ACCENT = 2.0
"""What another accent counts for."""
THROAT = 1.0
"""What another timbre counts for: two voices of different names at the same pitch."""
UNKNOWN = 1.5
"""What is assumed of two voices whose pitch nobody has measured."""
PACE = 6.0
"""What speaking twice as fast counts for."""


def distance(a: Voice, b: Voice, known: Mapping[str, VoiceInfo]) -> float:
    """How far apart *a* and *b* sound, in semitones of pitch or what equals them.

    The weights are by judgement, not measured on listeners; they order voices, no more.
    """
    same = a.name == b.name
    first, second = known.get(a.name), known.get(b.name)
    accent = first is not None and second is not None and first.language != second.language
    return math.hypot(
        _pitch(a, b, first, second),
        ACCENT if accent else 0.0,
        0.0 if same else THROAT,
        PACE * math.log2(a.rate / b.rate),
    )


def _pitch(a: Voice, b: Voice, first: VoiceInfo | None, second: VoiceInfo | None) -> float:
    """The interval in semitones.

    A pitch setting runs from an octave below the voice's own, 0, to an octave above, 100, as in
    eSpeak NG's table (``pitch_adjust_tab`` in setlengths.c runs from 64 through 128 to 254).
    """
    shift = 12 * (a.pitch - b.pitch) / 50
    if a.name == b.name:
        return shift
    if first is None or second is None or not first.pitch_hz or not second.pitch_hz:
        return UNKNOWN + abs(shift)
    return 12 * math.log2(first.pitch_hz / second.pitch_hz) + shift
