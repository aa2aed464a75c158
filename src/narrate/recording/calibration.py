"""By what the loudness of a voice is measured: a passage it reads, or what it says in the book."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
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


def references(
    utterances: Iterable[Sequence[Utterance]], costly: Container[str]
) -> Mapping[Voice, tuple[Utterance, ...]]:
    """What the loudness of each voice in *utterances*, those of a book, is measured by.

    The passage, so that no line's level depends on what else is said. But a voice of a *costly*
    engine says nothing that nobody hears: its are the first utterances of the book that are as
    long together, those without a direction before all others.
    """
    said: dict[Voice, dict[Utterance, None]] = {}
    for utterance in (one for each in utterances for one in each):
        said.setdefault(utterance.voice, {})[utterance] = None
    return {
        voice: _first(tuple(own)) if voice.engine in costly else (calibration(voice),)
        for voice, own in said.items()
    }


def _first(said: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The first of *said* that are as long as the passage, plain ones first; all, if they are not.

    What has neither letters nor digits counts only where there is nothing else.
    """
    heard = [one for one in said if any(map(str.isalnum, one.spoken))] or said
    chosen: list[Utterance] = []
    missing = len(PASSAGE)
    for one in sorted(heard, key=lambda one: one.direction is not None):
        if missing <= 0:
            break
        chosen.append(one)
        missing -= len(one.spoken)
    return tuple(chosen)
