"""Splits a chapter that is too long for one file, before it is recorded and files are numbered.

How long a chapter will be is estimated from what its voices are asked to say, so the limit lies
well below what is allowed.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from narrate.model import Chapter, Kind, Note, Script, Segment, Span, Utterance
from narrate.settings import Pauses, Settings

MOST_S: Mapping[str, float] = {"acx": 90 * 60.0}
"""How long a file is to be at most, by preset; ACX takes 120 minutes."""
NEAR = 0.15
"""a scene break is near the end of a part if it is within this fraction of the part's length"""
WORD = 6
"""characters of a spoken word, with the blank behind it: rates are in words a minute"""


def split_chapters(
    script: Script, utterances: Sequence[Sequence[Utterance]], settings: Settings
) -> Script:
    """*script* with every chapter that is too long for a file split into chapters of equal length.

    It is split at a scene break if one is near, else between paragraphs, else (a paragraph of an
    hour) between segments. All chapters are numbered anew; the parts of one are called
    ``Title (1 of 2)``. Without a limit, or below it, the script comes back as it is.
    """
    most_s = MOST_S.get(settings.output.preset)
    if most_s is None:
        return script
    seconds = [
        _seconds(segment, said, settings.pauses)
        for segment, said in zip(script.segments, utterances, strict=True)
    ]
    indices: dict[int, list[int]] = {}
    for index, segment in enumerate(script.segments):
        indices.setdefault(segment.chapter, []).append(index)
    cuts = {
        chapter.number: _cuts(script.segments, indices.get(chapter.number, []), seconds, most_s)
        for chapter in script.book.chapters
    }
    return _split(script, cuts) if any(cuts.values()) else script


def _seconds(segment: Segment, said: Sequence[Utterance], pauses: Pauses) -> float:
    """About how long *segment* will last, with the pause before it."""
    if segment.kind is Kind.SCENE_BREAK:
        return pauses.scene / 1000
    speech = sum(len(one.spoken) / WORD / one.set_voice.rate * 60 for one in said)
    return speech + len(said) * pauses.paragraph / 1000


def _cuts(
    segments: Sequence[Segment], indices: Sequence[int], seconds: Sequence[float], most_s: float
) -> tuple[int, ...]:
    """The segments with which a chapter's second and further parts begin."""
    ends = list(accumulate(seconds[index] for index in indices))
    count = math.ceil(ends[-1] / most_s) if ends else 1
    if count < 2:
        return ()
    length = ends[-1] / count
    places = list(_places(segments, indices, ends))
    return tuple(sorted({_nearest(places, part * length, length) for part in range(1, count)}))


def _places(
    segments: Sequence[Segment], indices: Sequence[int], ends: Sequence[float]
) -> Iterator[tuple[int, int, float]]:
    """Where a chapter could be split: the cost (0 to 2), the segment behind, the seconds before.

    It is never split behind a heading.
    """
    for (before, after), end in zip(pairwise(indices), ends, strict=False):
        if segments[before].kind is Kind.SCENE_BREAK:
            yield 0, after, end
        elif segments[before].kind is not Kind.HEADING:
            same = segments[before].paragraph == segments[after].paragraph
            yield (2 if same else 1), after, end


def _nearest(places: Sequence[tuple[int, int, float]], wanted_s: float, length_s: float) -> int:
    """The best place near *wanted_s*; whatever is nearest if none is near."""

    def cost(place: tuple[int, int, float]) -> tuple[int, float]:
        kind, _, second = place
        distance = abs(second - wanted_s)
        return (kind if distance <= NEAR * length_s else 3), distance

    return min(places, key=cost)[1]


def _split(script: Script, cuts: Mapping[int, tuple[int, ...]]) -> Script:
    chapters: list[Chapter] = []
    notes: list[Note] = []
    for chapter in script.book.chapters:
        parts = _parts(chapter, [script.segments[cut].span.start for cut in cuts[chapter.number]])
        chapters += parts
        if len(parts) > 1:
            message = f"{chapter.title!r} is too long for one file and is made as {len(parts)}"
            notes.append(Note("chapter-parted", message, chapter.span))
    numbered = tuple(replace(one, number=number) for number, one in enumerate(chapters, start=1))
    book = replace(script.book, chapters=numbered)
    segments = _renumbered(script.segments, [one.span.start for one in numbered])
    return replace(script, book=book, segments=segments, notes=(*script.notes, *notes))


def _parts(chapter: Chapter, starts: Sequence[int]) -> tuple[Chapter, ...]:
    if not starts:
        return (chapter,)
    borders = (chapter.span.start, *starts, chapter.span.end)
    count = len(starts) + 1
    return tuple(
        replace(
            chapter,
            title=f"{chapter.title} ({part:0{len(str(count))}} of {count})",
            span=Span(start, end),
            heading=chapter.heading if part == 1 else Span(start, start),
        )
        for part, (start, end) in enumerate(pairwise(borders), start=1)
    )


def _renumbered(segments: Sequence[Segment], starts: Sequence[int]) -> tuple[Segment, ...]:
    """*segments*, each with the number of the chapter it stands in: the last that had begun."""
    return tuple(
        replace(segment, chapter=bisect_right(starts, segment.span.start)) for segment in segments
    )
