"""Lays a chapter's takes out in time: pure timing in integer frames, no samples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from narrate.direction.punctuation import breaks_off
from narrate.model import Chapter, Cue, Kind, Manner, Segment, Take, Track, Voice
from narrate.settings import Pauses

ENDINGS = ".!?…"
"""what ends a sentence"""
CLOSERS = "\"'”’»“)]*_ \t\r\n"
"""what may stand behind the end of a sentence"""


def assemble(
    chapter: Chapter,
    segments: Sequence[Segment],
    takes: Mapping[int, Sequence[Take]],
    pauses: Pauses,
    references: Mapping[Voice, tuple[Take, ...]] = MappingProxyType({}),
) -> Track:
    """Lay *takes* one after the other, with the silences that *pauses* asks for.

    *takes* holds, for each of the chapter's segments (by its index in *segments*, in order), its
    recordings; none for a segment that makes no sound. The track runs at the highest rate among
    them (22,050 Hz if there are none); a take of another rate lasts as long as before, rounded
    to a frame. Where several reasons for a pause meet, the longest one counts; only behind a
    directed line that breaks off, what cuts it short follows as quickly as a tag. *references* are
    the takes that the loudness of voices is measured by, where it is no passage.
    """
    heard = [take for recorded in takes.values() for take in recorded if take.frames]
    rate = max((take.rate for take in heard), default=22_050)
    cues: list[Cue] = []
    end = _frames(pauses.head, rate)
    for pause_ms, (index, part), take in _sequence(segments, takes, pauses):
        start = end + _frames(pause_ms, rate)
        end = start + take_frames(take, rate)
        reference = references.get(take.utterance.voice, ())
        cues.append(Cue(take, index, start, end, part, reference))
    return Track(chapter, rate, end + _frames(pauses.tail, rate), tuple(cues))


def take_frames(take: Take, rate: int) -> int:
    """How many frames *take* lasts at *rate*, rounded half up."""
    return (2 * take.frames * rate + take.rate) // (2 * take.rate)


def _frames(pause_ms: int, rate: int) -> int:
    return (pause_ms * rate + 500) // 1000


def _sequence(
    segments: Sequence[Segment], takes: Mapping[int, Sequence[Take]], pauses: Pauses
) -> Iterator[tuple[int, tuple[int, int], Take]]:
    """Every take that sounds: the pause before it in ms, its segment and part, itself."""
    before: Segment | None = None
    broken = False
    scene_ms = 0
    for index, recorded in takes.items():
        segment = segments[index]
        if segment.kind is Kind.SCENE_BREAK:
            scene_ms = pauses.scene
        pause_ms = max(scene_ms, _pause_ms(before, segment, pauses)) if before else 0
        if broken and not scene_ms and segment.kind is not Kind.HEADING:
            pause_ms = min(pause_ms, pauses.tag)
        for part, take in enumerate(recorded):
            if not take.frames:
                continue
            yield pause_ms, (index, part), take
            before, scene_ms, pause_ms = segment, 0, pauses.sentence
            broken = _is_cut_short(take, segment)


def _is_cut_short(take: Take, segment: Segment) -> bool:
    direction = take.utterance.direction
    if direction is None:
        return False
    return direction.manner is Manner.INTERRUPTED or breaks_off(segment.text)


def _pause_ms(before: Segment, after: Segment, pauses: Pauses) -> int:
    if Kind.HEADING in (before.kind, after.kind):
        return max(pauses.heading, pauses.paragraph)
    if before.paragraph != after.paragraph:
        return max(pauses.paragraph, pauses.turn) if _turns(before, after) else pauses.paragraph
    if _goes_on(before.text, after.text):
        return pauses.tag
    return pauses.turn if _turns(before, after) else pauses.sentence


def _turns(before: Segment, after: Segment) -> bool:
    return (before.kind, before.speaker) != (after.kind, after.speaker)


def _goes_on(before: str, after: str) -> bool:
    """Whether one sentence runs through both: ``"Go," he said`` and ``"Go!" he said``."""
    ended = before.rstrip(CLOSERS)[-1:] in tuple(ENDINGS)
    first = next((letter for letter in after if letter.isalnum()), "")
    return not ended or first.islower()
