"""The calls that workers make. numpy, pydub and mutagen are imported there, not in the parent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from narrate.model import FinishedBook, Segment, Track
from narrate.recording import WorkerSetup
from narrate.release.values import (
    BookSpec,
    Bounds,
    ChapterSpec,
    ChapterTimes,
    Encoding,
    FileData,
    Stamp,
    StemSpec,
)
from narrate.settings import Settings

Pieces = tuple[Track, ...]


def make_chapter_file(
    setup: WorkerSetup, pieces: Pieces, spec: ChapterSpec, gain_db: float
) -> Stamp | None:
    """Make a chapter's file; returns its stamp. See :mod:`narrate.release.chapter_file`."""
    from narrate.release import chapter_file  # noqa: PLC0415 -- for workers only

    chapter_file.make_chapter_file(setup, pieces, spec, gain_db)
    return Stamp.with_digest(spec.path)


def measure_gain(setup: WorkerSetup, pieces: Pieces, levels: Bounds) -> float:
    """By how many dB a chapter is to be raised. See :mod:`narrate.release.chapter_file`."""
    from narrate.release import chapter_file  # noqa: PLC0415 -- for workers only

    return chapter_file.measure_gain(setup, pieces, levels)


def time_sentences(
    setup: WorkerSetup,
    track: Track,
    segments: Mapping[int, Segment],
    paths: tuple[Path, ...],
    *,
    with_words: bool = False,
) -> ChapterTimes:
    """Time a chapter's sentences. See :mod:`narrate.release.chapter_timing`."""
    from narrate.release import chapter_timing  # noqa: PLC0415 -- for workers only

    sentences = chapter_timing.time_sentences(setup, track, segments, paths, with_words=with_words)
    return ChapterTimes(sentences, tuple(map(Stamp.with_digest, paths)))


def encode_pieces(setup: WorkerSetup, pieces: Pieces, encoding: Encoding, gain_db: float) -> None:
    """Encode *pieces* into the cache, for the file that is made of them later."""
    from narrate.release import chapter_file  # noqa: PLC0415 -- for workers only

    chapter_file.encode_pieces(setup, pieces, encoding, gain_db)


def write_stems(
    setup: WorkerSetup,
    pieces: Pieces,
    specs: tuple[StemSpec, ...],
    levels: Bounds | None,
    gain_db: float,
) -> tuple[Stamp | None, ...]:
    """Write the stems of a chapter; returns their stamps. See :mod:`narrate.release.stems`."""
    from narrate.release import stems  # noqa: PLC0415 -- for workers only

    for spec in specs:
        stems.write_stem(setup, pieces, spec, levels, gain_db)
    return tuple(Stamp.with_digest(spec.path) for spec in specs)


def write_outputs(
    _setup: WorkerSetup, settings: Settings, book: FinishedBook, taken: frozenset[str]
) -> tuple[FileData, ...]:
    """Write what outputs make of *book*. See :mod:`narrate.release.output_files`."""
    from narrate.release import output_files  # noqa: PLC0415 -- for workers only

    return output_files.write_outputs(settings, book, taken)


def join_book(setup: WorkerSetup, spec: BookSpec) -> Stamp | None:
    """Make the book file; returns its stamp. See :mod:`narrate.release.book_file`."""
    from narrate.release import book_file  # noqa: PLC0415 -- for workers only

    book_file.join_book(setup, spec)
    return Stamp.with_digest(spec.path)
