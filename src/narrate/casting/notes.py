"""What is said about a cast: who has no voice of their own, who is hard to tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from narrate.casting.ear import CLOSE, distance
from narrate.casting.parts import Part
from narrate.model import Kind, Note, Script, Voice, VoiceInfo

SHOWN = 3
"""As many pairs of close voices as are told."""

HINT = "give them voices of their own under characters: in voices.yaml"


def cast_notes(
    script: Script,
    parts: Sequence[Part],
    given: Mapping[str, Voice],
    stretched: Sequence[Part],
    voices: Sequence[VoiceInfo],
) -> tuple[Note, ...]:
    """The notes on a finished cast.

    ``voices-ran-out``: for these named characters no voice of their own was left.
    ``no-fitting-voice``: the engine has no voice of this character's gender.
    ``close-voices``: these two answer each other in voices that are hard to tell apart; of such
    pairs, the ones who do so most.
    """
    known = {info.name: info for info in voices}
    return (
        *_ran_out(stretched),
        *_misfits(parts, given, known),
        *_close_pairs(script, parts, given, known),
    )


def _ran_out(stretched: Sequence[Part]) -> Iterator[Note]:
    names = [part.character.name for part in stretched if part.words and part.character.named]
    if names:
        message = f"no voice of their own was left for {_listed(names)}"
        yield Note("voices-ran-out", f"{message}: only pitch and rate tell them apart", hint=HINT)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN])
    return shown if len(names) <= SHOWN else f"{shown} and {len(names) - SHOWN} more"


def _misfits(
    parts: Sequence[Part], given: Mapping[str, Voice], known: Mapping[str, VoiceInfo]
) -> Iterator[Note]:
    for part in parts:
        voice, gender = given[part.names[0]], part.character.gender
        has = known[voice.name].gender if voice.name in known else None
        theirs = part.asked.name or part.character.narrator
        if part.words and not theirs and gender and has not in {None, gender}:
            kind = "woman" if gender == "F" else "man"
            message = f"no {kind}'s voice was found for {part.character.name} ({voice.name})"
            yield Note("no-fitting-voice", message, hint=HINT)


def _close_pairs(
    script: Script,
    parts: Sequence[Part],
    given: Mapping[str, Voice],
    known: Mapping[str, VoiceInfo],
) -> Iterator[Note]:
    owners = {name: part for part in parts for name in part.names}
    close = Counter(
        {
            (a, b): times
            for (a, b), times in _exchanges(script, owners).items()
            if distance(given[a], given[b], known) < CLOSE
        }
    )
    for (a, b), _ in close.most_common(SHOWN):
        pair = f"{a} ({given[a].name}) and {b} ({given[b].name})"
        message = f"{pair} answer each other in voices that are hard to tell apart"
        yield Note("close-voices", message, hint=HINT)


def _exchanges(script: Script, owners: Mapping[str, Part]) -> Counter[tuple[str, str]]:
    """How often two people answer each other, pairs that the user has cast left out."""
    times: Counter[tuple[str, str]] = Counter()
    before: str | None = None
    chapter = None
    for segment in script.segments:
        if segment.kind is Kind.SCENE_BREAK or segment.chapter != chapter:
            before, chapter = None, segment.chapter
        if segment.kind is not Kind.DIALOGUE or segment.speaker is None:
            continue
        here = segment.speaker
        if before is not None and _may_be_told(owners[before], owners[here]):
            times[min(before, here), max(before, here)] += 1
        before = here
    return times


def _may_be_told(a: Part, b: Part) -> bool:
    return a is not b and not (a.asked.name and b.asked.name)
