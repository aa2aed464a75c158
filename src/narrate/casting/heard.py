"""The voices given so far, and how easily another would be taken for one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from narrate.casting.ear import Ear, Sound, apart
from narrate.model import Voice

STRANGER = 0.5
"""How much it matters that a voice is mixed up with that of somebody who never talks with it;
somebody who does counts for one more with every doubling of how often they answer each other."""


@dataclass(slots=True)
class Heard:
    """Every voice that others must be told from, in the order given.

    That one voice is taken for another is the less likely the further they are apart: by a
    factor of e for each semitone, or what equals it. The form is Shepard's (1987, "Toward a
    universal law of generalization"); the scale is a judgement.
    """

    ear: Ear
    voices: list[Voice] = field(default_factory=list)
    _sounds: list[Sound] = field(default_factory=list)
    _given: set[Voice] = field(default_factory=set)
    _risks: dict[Voice, tuple[int, float]] = field(default_factory=dict)
    """for a voice, how many were given when its risk was last looked at, and what it was"""

    def add(self, voice: Voice) -> None:
        """From now on others must be told from *voice*."""
        self.voices.append(voice)
        self._sounds.append(self.ear.sound(voice))
        self._given.add(voice)

    def __contains__(self, voice: Voice) -> bool:
        return voice in self._given

    def nearest(self, voice: Voice) -> float:
        """How far the nearest voice is from *voice*."""
        return min((self.ear.distance(voice, other) for other in self.voices), default=math.inf)

    def risk(self, voice: Voice) -> float:
        """How likely *voice* is taken for any other, were they all strangers to it."""
        seen, risk = self._risks.get(voice, (0, 0.0))
        if seen < len(self._sounds):
            sound = self.ear.sound(voice)
            new = sum(math.exp(-apart(sound, other)) for other in self._sounds[seen:])
            risk += STRANGER * new
            self._risks[voice] = len(self._sounds), risk
        return risk

    def added_risk(self, voice: Voice, talks: Sequence[tuple[Sound, int]]) -> float:
        """What comes on top of *risk*, given how often it *talks* with each other voice."""
        sound = self.ear.sound(voice)
        return sum(times.bit_length() * math.exp(-apart(sound, other)) for other, times in talks)
