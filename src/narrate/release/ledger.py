"""The ledger: what a chapter's files were made of, and how they were left.

A file that is still as it was left, and would be made of the same things again, is not made again.
That it is as it was left is told by its size and by the time of its last change, as ``make`` does.
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
from narrate.release.orders import Followed, Pressing, Stamp
from narrate.release.timing import Line, Onset
from narrate.sound.audio import Codec, find_ffmpeg

SUFFIX = "json"
TOOLS = ("lameenc", "mutagen", "numpy", "pydub", "soxr")
"""The packages whose work is in a chapter's file, besides ffmpeg."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter: its *key* names all that its files, *paths*, are made of.

    *first* is the index of the chapter's first segment: the ledger counts from there, so that a
    change in one chapter leaves those behind it as they were.
    """

    key: str
    paths: tuple[Path, ...]
    first: int


class Ledger:
    """The receipts of chapters, on the shelf that *setup* names.

    *with_words* says whether the words of their lines are timed.
    """

    def __init__(self, setup: WorkerSetup, *, with_words: bool) -> None:
        self._setup = setup
        self._with_words = with_words

    def entry(
        self,
        pressing: Pressing,
        track: Track,
        segments: Mapping[int, Segment],
        subtitles: Sequence[Path],
    ) -> Entry:
        """The entry of the chapter that *pressing* makes of *track*.

        *segments* are the chapter's, by their index; *subtitles* are written with it.
        """
        paths = (pressing.path, *subtitles)
        first = min(segments, default=0)
        tags, cover = pressing.tags, pressing.tags.cover
        parts = [
            [self._narrate, repr(pressing.coding), self._ffmpeg if _needs_ffmpeg(pressing) else ""],
            [str(path.absolute()) for path in paths],
            [
                repr(replace(tags, cover=None)),
                hashlib.sha256(cover.data).hexdigest() if cover else "",
            ],
            [track.rate, track.frames, self._with_words],
            [(cue.take.wav.name, cue.segment - first, cue.start, cue.end) for cue in track.cues],
            [
                (index - first, one.text, one.speaker, one.spoken.rounds)
                for index, one in segments.items()
            ],
        ]
        return Entry(hashlib.sha256(json.dumps(parts).encode()).hexdigest(), paths, first)

    def recall(self, entry: Entry) -> tuple[Stamp, Followed] | None:
        """What is known of *entry*, if its files are there and as they were left."""
        payload = self._setup.store.find_payload(CacheKind.RECORDS, entry.key, SUFFIX)
        try:
            data = json.loads(payload or b"null")
            stamps = tuple(_stamp(row) for row in data["stamps"])
            if stamps != tuple(map(Stamp.of, entry.paths)):
                return None
            lines = {entry.first + index: _lines(rows) for index, rows in data["lines"]}
        except (
            ValueError,
            TypeError,
            KeyError,
            RecursionError,
        ):  # there is none, or it is not ours
            return None
        return stamps[0], Followed(lines, stamps[1:])

    def keep(self, entry: Entry, stamp: Stamp | None, followed: Followed) -> None:
        """Note that the files of *entry* were made, and left so. Raises OutputError."""
        stamps = [stamp and astuple(stamp) for stamp in (stamp, *followed.stamps)]
        lines = [
            (index - entry.first, [astuple(line) for line in told])
            for index, told in followed.lines.items()
        ]
        data = {"stamps": stamps, "lines": lines}
        if None not in stamps:
            payload = json.dumps(data, separators=(",", ":")).encode()
            self._setup.store.keep_payload(CacheKind.RECORDS, entry.key, SUFFIX, payload)

    @cached_property
    def _narrate(self) -> list[str]:
        """The code, and the engine: what decides everything."""
        tools = [f"{tool} {version(tool)}" for tool in TOOLS]
        return [digest_of_sources(), self._setup.fingerprint, *tools]

    @cached_property
    def _ffmpeg(self) -> str:
        return find_ffmpeg().version


def _needs_ffmpeg(pressing: Pressing) -> bool:
    codec = pressing.coding.codec
    return isinstance(codec, Codec) and bool(codec.parameters)


def _stamp(row: Sequence[Any]) -> Stamp:
    size, changed, digest = row
    return Stamp(int(size), int(changed), str(digest))


def _lines(rows: Sequence[Sequence[Any]]) -> tuple[Line, ...]:
    """The lines that were noted, each with its words."""
    return tuple(
        Line(_span(span), int(start), int(end), bool(estimated), tuple(map(_onset, words)))
        for span, start, end, estimated, words in rows
    )


def _onset(row: Sequence[Any]) -> Onset:
    span, frame = row
    return Onset(_span(span), int(frame))


def _span(ends: Sequence[Any]) -> Span:
    start, end = ends
    return Span(int(start), int(end))
