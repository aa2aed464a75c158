"""How far apart two voices are to a listener."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from narrate.model import Voice, VoiceInfo

CLEAR = 3.0
"""Voices this far apart, in semitones of pitch or what equals them, are not mixed up."""
CLOSE = 1.5
"""Voices nearer than this are hard to tell apart when they talk to each other."""

ACCENT = 2.0
"""the distance of another accent, in semitones as everything here"""
TIMBRE = 4.0
"""What a voice twice as bright counts for: the spectral centroid is what listeners tell timbres
by (Grey and Gordon 1978, "Perceptual effects of spectral modifications on musical timbres")."""
MELODY = 1.0
"""What a pitch that moves twice as far counts for."""
PACE = 6.0
"""What speaking twice as fast counts for."""

UNKNOWN_PITCH = 1.5
"""What is assumed of two voices whose pitch nobody has measured."""
UNKNOWN_TIMBRE = 1.0
"""What is assumed of two voices whose brightness nobody has measured."""
USUAL_RATE = 175
"""The rate, in words a minute, at which a voice's real speed was measured."""


@dataclass(frozen=True, slots=True)
class VoiceFeatures:
    """What a voice can be told by, each in semitones or what equals them.

    None stands for what was not measured. *pitch* is that of the voice as set, *shift* the part
    of it that is set: it runs from an octave below the voice's own, at 0, to an octave above, at
    100, as in eSpeak NG's table (``pitch_adjust_tab`` in setlengths.c runs from 64 through 128 to
    254).
    """

    name: str
    accent: str | None
    """the language tag of its speech"""
    pitch: float | None
    shift: float
    timbre: float | None
    melody: float | None
    pace: float
    """by the rate that is set alone"""
    real_pace: float | None


@dataclass(slots=True)
class Ear:
    """Measures how far apart voices sound; *known* is what the engine says of them, by name.

    The weights are by judgement, not measured on listeners; they order voices, no more. How loud
    a voice is does not count: mastering makes all equally loud.
    """

    known: Mapping[str, VoiceInfo]
    _features: dict[Voice, VoiceFeatures] = field(default_factory=dict)

    def distance(self, a: Voice, b: Voice) -> float:
        """How far apart *a* and *b* sound, in semitones of pitch or what equals them."""
        return feature_distance(self.features(a), self.features(b))

    def features(self, voice: Voice) -> VoiceFeatures:
        """The features of *voice*."""
        found = self._features.get(voice)
        if found is None:
            found = self._features[voice] = _features_of(voice, self.known.get(voice.name))
        return found


def feature_distance(a: VoiceFeatures, b: VoiceFeatures) -> float:
    """How far apart two voices are, in semitones of pitch or what equals them."""
    if a.name == b.name:
        return math.hypot(a.shift - b.shift, a.pace - b.pace)
    foreign = a.accent != b.accent and a.accent is not None and b.accent is not None
    return math.hypot(
        _gap(a.pitch, b.pitch, UNKNOWN_PITCH + abs(a.shift - b.shift)),
        ACCENT if foreign else 0.0,
        _gap(a.timbre, b.timbre, UNKNOWN_TIMBRE),
        _gap(a.melody, b.melody, 0.0),
        _gap(a.real_pace, b.real_pace, abs(a.pace - b.pace)),
    )


def _features_of(voice: Voice, info: VoiceInfo | None) -> VoiceFeatures:
    settable = info is None or info.pitch_settable
    shift = 12 * (voice.pitch - 50) / 50 if settable else 0.0
    pace = PACE * math.log2(voice.rate)
    if info is None:
        return VoiceFeatures(voice.name, None, None, shift, None, None, pace, None)
    pitch = _octaves(info.pitch_hz, 12.0)
    real = info.words_a_minute and info.words_a_minute * voice.rate / USUAL_RATE
    return VoiceFeatures(
        name=voice.name,
        accent=info.language,
        pitch=None if pitch is None else pitch + shift,
        shift=shift,
        timbre=_octaves(info.bright_hz, TIMBRE),
        melody=_octaves(info.spread_st, MELODY),
        pace=pace,
        real_pace=_octaves(real, PACE),
    )


def _octaves(value: float | None, weight: float) -> float | None:
    """*value* in octaves, each of which counts for *weight*."""
    return weight * math.log2(value) if value else None


def _gap(a: float | None, b: float | None, unknown: float) -> float:
    return unknown if a is None or b is None else a - b
