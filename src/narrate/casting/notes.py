"""Notes on a cast: who has no voice of their own, who is hard to tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from narrate.casting.conversations import SpokenLine, exchanges, meetings
from narrate.casting.ear import CLOSE, Ear
from narrate.casting.parts import Part
from narrate.model import Note, Voice, VoiceInfo

SHOWN = 3
"""As many pairs of close voices as are told."""

HINT = "give them voices of their own under characters: in voices.yaml"


def cast_notes(
    lines: Sequence[SpokenLine],
    parts: Sequence[Part],
    given: Mapping[str, Voice],
    sharing: Sequence[Part],
    ear: Ear,
) -> tuple[Note, ...]:
    """The notes on a finished cast.

    ``voices-ran-out``: for these named characters no voice of their own was left.
    ``no-fitting-voice``: the engine has no voice of this character's gender.
    ``close-voices``: these two speak in one scene, near each other, in voices that are hard to
    tell apart; of such pairs, the ones who do so most.
    """
    return (
        *_ran_out(sharing),
        *_misfits(parts, given, ear.known),
        *_close_pairs(lines, given, ear),
    )


def _ran_out(sharing: Sequence[Part]) -> Iterator[Note]:
    names = [part.character.name for part in sharing if part.words and part.character.named]
    if names:
        message = f"no voice of their own was left for {_listed(names)}"
        yield Note(
            "voices-ran-out", f"{message}: at most pitch and rate tell them apart", hint=HINT
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"


def _misfits(
    parts: Sequence[Part], given: Mapping[str, Voice], known: Mapping[str, VoiceInfo]
) -> Iterator[Note]:
    for part in parts:
        voice, gender = given[part.names[0]], part.character.gender
        has = known[voice.name].gender if voice.name in known else None
        theirs = part.asked.name or part.character.narrator or part.character.age == "child"
        if part.words and not theirs and gender and has not in {None, gender}:
            kind = "woman" if gender == "F" else "man"
            message = f"no {kind}'s voice was found for {part.character.name} ({voice.name})"
            yield Note("no-fitting-voice", message, hint=HINT)


def _close_pairs(
    lines: Sequence[SpokenLine], given: Mapping[str, Voice], ear: Ear
) -> Iterator[Note]:
    answers = exchanges(lines)
    near = Counter(
        {
            (a, b): times + answers[a, b]
            for (a, b), times in meetings(lines).items()
            if _is_ours_to_cast(a, b) and ear.distance(given[a.names[0]], given[b.names[0]]) < CLOSE
        }
    )
    for pair, _ in near.most_common(SHOWN):
        a, b = (f"{part.character.name} ({given[part.names[0]].name})" for part in pair)
        message = f"{a} and {b} speak in one scene in voices that are hard to tell apart"
        yield Note("close-voices", message, hint=HINT)


def _is_ours_to_cast(a: Part, b: Part) -> bool:
    """Whether the user has not chosen the voices of both."""
    return not (a.asked.name and b.asked.name)
