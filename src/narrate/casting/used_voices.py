"""The voices given so far, and the risk that another is taken for one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from narrate.casting.ear import Ear, VoiceFeatures, feature_distance
from narrate.model import Voice

STRANGER = 0.5
"""The weight of a mix-up with a voice of somebody the speaker never talks with. One who does talk
with them weighs one more with every doubling of how often they answer each other."""


@dataclass(slots=True)
class UsedVoices:
    """The voices given so far, in that order.

    That one voice is taken for another is the less likely the further they are apart: by a
    factor of e for each semitone, or what equals it. The form is Shepard's (1987, "Toward a
    universal law of generalization"); the scale is a judgement.
    """

    ear: Ear
    voices: list[Voice] = field(default_factory=list)
    _features: list[VoiceFeatures] = field(default_factory=list)
    _given: set[Voice] = field(default_factory=set)
    _risks: dict[Voice, tuple[int, float]] = field(default_factory=dict)
    """by voice: how many were given when its risk was last worked out, and the risk"""

    def add(self, voice: Voice) -> None:
        """Add *voice* to those that are given."""
        self.voices.append(voice)
        self._features.append(self.ear.features(voice))
        self._given.add(voice)

    def __contains__(self, voice: Voice) -> bool:
        return voice in self._given

    def nearest(self, voice: Voice) -> float:
        """How far the nearest voice is from *voice*."""
        return min((self.ear.distance(voice, other) for other in self.voices), default=math.inf)

    def risk(self, voice: Voice) -> float:
        """How likely *voice* is taken for any other, were they all strangers to it."""
        seen, risk = self._risks.get(voice, (0, 0.0))
        if seen < len(self._features):
            features = self.ear.features(voice)
            new = sum(
                math.exp(-feature_distance(features, other)) for other in self._features[seen:]
            )
            risk += STRANGER * new
            self._risks[voice] = len(self._features), risk
        return risk

    def added_risk(self, voice: Voice, talks: Sequence[tuple[VoiceFeatures, int]]) -> float:
        """The risk to add to :meth:`risk`, given how often it *talks* with each other voice."""
        features = self.ear.features(voice)
        return sum(
            times.bit_length() * math.exp(-feature_distance(features, other))
            for other, times in talks
        )
