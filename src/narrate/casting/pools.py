"""Which voices there are to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from narrate.model import Gender, Voice, VoiceInfo
from narrate.settings import Pool, VoiceChoice

HOME = {"en": "us", "pt": "br", "zh": "cn", "ja": "jp", "ko": "kr", "sv": "se", "da": "dk"}
"""The region a language without one is taken to be of (Unicode CLDR, likely subtags)."""

TYPICAL_HZ = {"M": 120.0, "F": 210.0, None: 160.0}
"""The pitch at which grown people speak on average, and between the two."""

RATES = range(80, 451)
"""Words a minute, as voices.yaml allows them."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A change to a voice by which it passes for another: steps of pitch, and a share of rate."""

    pitch: int = 0
    rate: float = 1.0


PLAIN = Shade()
SHADES = tuple(
    Shade(pitch, rate)
    for pitch, rate in sorted(
        product((0, -10, 10, -20, 20), (1.0, 0.9, 1.1)),
        key=lambda shade: (abs(shade[0]) / 10 + abs(shade[1] - 1) * 10, abs(shade[0])),
    )
)
"""From the voice as it is to the strongest change; ten steps of pitch are 2.4 semitones."""


def fitting(voices: Sequence[VoiceInfo], language: str) -> tuple[VoiceInfo, ...]:
    """The voices of *language*, those of its home accent first, else in the engine's order.

    Those nobody should be given unasked are left out, unless there are no others. A language
    without any voice makes way for the wider one (``en-au`` for ``en``).
    """
    wanted = language.lower()
    while True:
        found = [voice for voice in voices if _is_of(voice.language, wanted)]
        if found or "-" not in wanted:
            break
        wanted = wanted.rpartition("-")[0]
    fit = [voice for voice in found if voice.castable] or found
    return tuple(sorted(fit, key=lambda voice: _strangeness(voice.language, wanted)))


def _is_of(tag: str, language: str) -> bool:
    return tag == language or tag.startswith(f"{language}-")


def _strangeness(tag: str, language: str) -> int:
    if tag in {language, f"{language}-{HOME.get(language, language)}"}:
        return 0
    return 1


def choices(
    given: Pool, fit: Sequence[VoiceInfo], gender: Gender | None
) -> tuple[VoiceChoice, ...]:
    """The voices for somebody of *gender*: those the user gave, else those of the engine.

    The engine's come home accent first, then by how usual their pitch is. For somebody whose
    gender is not known they are the user's for that case, else the user's for
    both genders, else the engine's in the middle of its range.
    """
    by_gender = {"F": given.female, "M": given.male, None: given.unknown}
    if by_gender[gender]:
        return by_gender[gender]
    if gender is None and (given.female or given.male):
        return (*given.female, *given.male)
    found = _middle(fit) if gender is None else [info for info in fit if info.gender == gender]
    found.sort(key=lambda info: (info.language != fit[0].language, _oddness(info, gender)))
    return tuple(VoiceChoice(info.name) for info in found)


def _oddness(info: VoiceInfo, gender: Gender | None) -> int:
    """How far the voice is from the pitch that is usual, in whole semitones."""
    if not info.pitch_hz:
        return 0
    return abs(round(12 * math.log2(info.pitch_hz / TYPICAL_HZ[gender])))


def _middle(fit: Sequence[VoiceInfo]) -> list[VoiceInfo]:
    """The half of the voices whose pitch is neither high nor low; all, if none was measured."""
    pitches = sorted(info.pitch_hz for info in fit if info.pitch_hz)
    if not pitches:
        return list(fit)
    low, high = pitches[len(pitches) // 4], pitches[len(pitches) * 3 // 4]
    return [info for info in fit if info.pitch_hz and low <= info.pitch_hz <= high]


def shaded(engine: str, choice: VoiceChoice, asked: VoiceChoice, shade: Shade = PLAIN) -> Voice:
    """The voice of *choice*, with what the user *asked* over it; *shade* moves only the rest."""
    usual = Voice(engine, choice.name or "")
    rate = round((choice.rate or usual.rate) * shade.rate)
    pitch = (usual.pitch if choice.pitch is None else choice.pitch) + shade.pitch
    volume = usual.volume if choice.volume is None else choice.volume
    return Voice(
        engine,
        asked.name or usual.name,
        asked.rate or min(max(rate, RATES[0]), RATES[-1]),
        min(max(pitch, 0), 100) if asked.pitch is None else asked.pitch,
        volume if asked.volume is None else asked.volume,
    )
