"""Records of finished chapters, in the cache: what their files are made of, and their stamps.

A file that would be made of the same things again, and has not been changed, is not made again.
Whether it was changed is known by its size and the time of its last change, as ``make`` does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from narrate.cache.code_digest import digest_of_sources
from narrate.cache.pruning import CacheKind
from narrate.model import Segment, Span, Track
from narrate.recording import WorkerSetup
from narrate.release.timing import Onset, TimedSpan
from narrate.release.values import ChapterSpec, ChapterTimes, Stamp
from narrate.sound.audio import Codec, find_ffmpeg

SUFFIX = "json"
TOOLS = ("lameenc", "mutagen", "numpy", "pydub", "soxr")
"""the packages that decide what is in a chapter's file, besides ffmpeg"""


@dataclass(frozen=True, slots=True)
class RecordKey:
    """The key of a chapter's record: the *digest* of all that its files, *paths*, are made of.

    *first* is the index of the chapter's first segment: indices in the record count from there, so
    that a change in one chapter leaves the records of those behind it valid.
    """

    digest: str
    paths: tuple[Path, ...]
    first: int


class FileRecords:
    """The records of chapters in the cache of *setup*.

    *with_words* says whether the words of their sentences are timed.
    """

    def __init__(self, setup: WorkerSetup, *, with_words: bool) -> None:
        self._setup = setup
        self._with_words = with_words

    def key_of(
        self,
        spec: ChapterSpec,
        track: Track,
        segments: Mapping[int, Segment],
        subtitles: Sequence[Path],
    ) -> RecordKey:
        """The key of the chapter that *spec* makes of *track*.

        *segments* are the chapter's, by their index; *subtitles* are written with it.
        """
        paths = (spec.path, *subtitles)
        first = min(segments, default=0)
        tags, cover = spec.tags, spec.tags.cover
        parts = [
            [self._narrate, repr(spec.encoding), self._ffmpeg if _needs_ffmpeg(spec) else ""],
            [str(path.absolute()) for path in paths],
            [
                repr(replace(tags, cover=None)),
                hashlib.sha256(cover.data).hexdigest() if cover else "",
            ],
            [track.rate, track.frames, self._with_words],
            [(cue.take.wav.name, cue.segment - first, cue.start, cue.end) for cue in track.cues],
            sorted({take.wav.name for cue in track.cues for take in cue.reference}),
            [
                (index - first, one.text, one.speaker, one.spoken.rounds)
                for index, one in segments.items()
            ],
        ]
        return RecordKey(hashlib.sha256(json.dumps(parts).encode()).hexdigest(), paths, first)

    def find(self, record_key: RecordKey) -> tuple[Stamp, ChapterTimes] | None:
        """The record under *record_key*, if the files are there and unchanged."""
        payload = self._setup.store.find_payload(CacheKind.RECORDS, record_key.digest, SUFFIX)
        try:
            data = json.loads(payload or b"null")
            stamps = tuple(_stamp(row) for row in data["stamps"])
            if stamps != tuple(map(Stamp.of, record_key.paths)):
                return None
            sentences = {
                record_key.first + index: _sentences(rows) for index, rows in data["sentences"]
            }
        except (
            ValueError,
            TypeError,
            KeyError,
            RecursionError,
        ):  # there is none, or it is not ours
            return None
        return stamps[0], ChapterTimes(sentences, stamps[1:])

    def keep(self, record_key: RecordKey, stamp: Stamp | None, times: ChapterTimes) -> None:
        """Keep the record of files that were made. Raises OutputError."""
        stamps = [stamp and astuple(stamp) for stamp in (stamp, *times.stamps)]
        sentences = [
            (index - record_key.first, [astuple(one) for one in spans])
            for index, spans in times.sentences.items()
        ]
        data = {"stamps": stamps, "sentences": sentences}
        if None not in stamps:
            payload = json.dumps(data, separators=(",", ":")).encode()
            self._setup.store.keep_payload(CacheKind.RECORDS, record_key.digest, SUFFIX, payload)

    @cached_property
    def _narrate(self) -> list[str]:
        """The code, the engine and the packages, on which every file depends."""
        tools = [f"{tool} {version(tool)}" for tool in TOOLS]
        return [digest_of_sources(), self._setup.fingerprint, *tools]

    @cached_property
    def _ffmpeg(self) -> str:
        return find_ffmpeg().version


def _needs_ffmpeg(spec: ChapterSpec) -> bool:
    codec = spec.encoding.codec
    return isinstance(codec, Codec) and bool(codec.parameters)


def _stamp(row: Sequence[Any]) -> Stamp:
    size, changed, digest = row
    return Stamp(int(size), int(changed), str(digest))


def _sentences(rows: Sequence[Sequence[Any]]) -> tuple[TimedSpan, ...]:
    """The sentences of a segment, each with its words, from a record."""
    return tuple(
        TimedSpan(_span(span), int(start), int(end), bool(estimated), tuple(map(_onset, words)))
        for span, start, end, estimated, words in rows
    )


def _onset(row: Sequence[Any]) -> Onset:
    span, frame = row
    return Onset(_span(span), int(frame))


def _span(ends: Sequence[Any]) -> Span:
    start, end = ends
    return Span(int(start), int(end))
