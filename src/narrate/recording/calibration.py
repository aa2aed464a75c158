"""The calibration passage: every voice reads it, and its loudness is measured on it."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Utterance, Voice

PASSAGE = (
    "Early in the autumn we walked down to the harbour, where the boats were coming home. "
    "How quiet the water lay! Nobody on the quay had asked for such a calm, yellow evening, "
    "and a child who thought it would last for ever began to sing."
)
"""Statement, exclamation, long and short vowels, every kind of consonant: about ten seconds."""


def calibration(voice: Voice) -> Utterance:
    """*voice* reading the passage at full volume, undirected.

    At full volume, so that a voice the user turned down is still lower than the others when all
    of them have been brought to one loudness.
    """
    return Utterance(PASSAGE, replace(voice, volume=1.0))
