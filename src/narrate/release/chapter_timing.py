"""Times a chapter's sentences and writes its subtitles. This part runs inside a worker process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from narrate.cache.store import DamagedTake
from narrate.model import Mark, Segment, Take, Track
from narrate.recording import WorkerSetup, worker
from narrate.release.files import write_whole
from narrate.release.sentences import captions, sentences
from narrate.release.subtitles import FORMATS, Caption, milliseconds
from narrate.release.timing import TimedSpan, WordTimes, words_of


def time_sentences(
    setup: WorkerSetup,
    track: Track,
    segments: Mapping[int, Segment],
    paths: Sequence[Path],
    *,
    with_words: bool = False,
) -> Mapping[int, tuple[TimedSpan, ...]]:
    """When each sentence of *track* is heard: for every segment that is, by its index.

    *segments* are the chapter's. Writes subtitles to each of *paths*, in the form its suffix
    names; *with_words* tells when each word begins, too. Raises OutputError when that fails, and
    RecordingError when a take was damaged and cannot be recorded again just as it was.
    """
    timed: dict[int, tuple[TimedSpan, ...]] = {}
    shown: list[Caption] = []
    for index, word_times in _word_times(setup, track, segments):
        segment = segments[index]
        spans = sentences(segment.text)
        timed[index] = word_times.timed(spans, with_words=with_words)
        pieces = [piece for span in spans for piece in captions(segment.text, span)]
        parts = word_times.timed(pieces, with_words=with_words)
        shown += [_caption(one, segment, track.rate) for one in parts]
    for path in paths:
        write_whole(path, FORMATS[path.suffix[1:]](shown).encode("utf-8", "replace"))
    return timed


def _word_times(
    setup: WorkerSetup, track: Track, segments: Mapping[int, Segment]
) -> Iterator[tuple[int, WordTimes]]:
    """The index of every segment of which words are heard, and the times of its words."""
    for index, cues in groupby(track.cues, key=lambda cue: cue.segment):
        segment = segments.get(index)
        if segment and sentences(segment.text):
            words = words_of(segment, tuple(cues), track, lambda take: _marks(setup, take))
            if words:
                yield index, WordTimes(segment.text, words)


def _marks(setup: WorkerSetup, take: Take) -> tuple[Mark, ...]:
    try:
        return setup.store.read_marks(take)
    except DamagedTake:
        return setup.store.read_marks(worker.record_again(setup, take))


def _caption(one: TimedSpan, segment: Segment, rate: int) -> Caption:
    text = segment.text[one.span.start : one.span.end]
    start, end = milliseconds(one.start, rate), milliseconds(one.end, rate)
    words = tuple(milliseconds(word.frame, rate) for word in one.words)
    return Caption(start, end, segment.speaker, text, words)
