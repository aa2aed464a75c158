"""Cuts the retail sample: the beginning of the first long chapter, up to the end of a paragraph.

Shops play it to people who may buy the book: one to five minutes that begin with narration,
not with credits ("ACX Audio Submission Requirements").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.model import Chapter, Cue, Kind, Script, Segment, Track, Utterance
from narrate.settings import Pauses
from narrate.sound.assembly import CLOSERS, ENDINGS

WORDS = 165
"""words, about a minute: a shorter chapter is a dedication or a foreword rather than the story"""
LEAST = 0.5
"""the least share of the allowed length that must be left to end with a paragraph"""


def sampled_chapter(script: Script, utterances: Sequence[Sequence[Utterance]]) -> Chapter:
    """The first chapter with a minute to say; the one with the most words if none has."""
    words = {chapter.number: 0 for chapter in script.book.chapters}
    for segment, said in zip(script.segments, utterances, strict=True):
        if segment.kind is not Kind.HEADING:
            words[segment.chapter] += sum(len(one.spoken.split()) for one in said)
    chapters = [chapter for chapter in script.book.chapters if not chapter.credits]
    long = (chapter for chapter in chapters if words[chapter.number] >= WORDS)
    return next(long, None) or max(chapters, key=lambda chapter: words[chapter.number])


def cut_sample(track: Track, segments: Sequence[Segment], pauses: Pauses, most_s: float) -> Track:
    """The beginning of *track*, without its heading: at most *most_s* seconds, pauses included.

    It ends behind a paragraph if one ends in its second half, else behind a sentence, else behind
    a take, and holds one take at least. *segments* are the script's.
    """
    head, tail = (pause_ms * track.rate // 1000 for pause_ms in (pauses.head, pauses.tail))
    spoken = [one for one in track.cues if segments[one.segment].kind is not Kind.HEADING]
    spoken = spoken or list(track.cues)
    shift = head - spoken[0].start if spoken else 0
    most = int(most_s * track.rate) - shift - tail
    fitting = sum(one.end <= most for one in spoken)
    kept = spoken if fitting == len(spoken) else spoken[: _cut(spoken, fitting, segments)]
    cues = tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in kept)
    end = cues[-1].end if cues else head
    return Track(track.chapter, track.rate, end + tail, cues)


def _cut(spoken: Sequence[Cue], fitting: int, segments: Sequence[Segment]) -> int:
    """How many of the cues *spoken* are kept, of which *fitting* are short enough together."""
    followed = list(pairwise(spoken[: fitting + 1]))
    paragraphs = [
        n
        for n, (before, after) in enumerate(followed, start=1)
        if segments[before.segment].paragraph != segments[after.segment].paragraph
    ]
    sentences = [n for n, (before, _) in enumerate(followed, start=1) if _ends(before)]
    whole = [n for n in paragraphs if spoken[n - 1].end >= LEAST * spoken[fitting - 1].end]
    return max(whole or sentences or [fitting, 1])


def _ends(cue: Cue) -> bool:
    """Whether a sentence ends with *cue*."""
    return cue.take.utterance.spoken.rstrip(CLOSERS)[-1:] in tuple(ENDINGS)
