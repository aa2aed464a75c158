"""What workers are asked to do. numpy, pydub and mutagen are imported there, not in the parent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from narrate.model import Segment, Track
from narrate.recording import WorkerSetup
from narrate.release.orders import Binding, Bounds, Coding, Followed, Pressing, Stamp

Reels = tuple[Track, ...]


def press(setup: WorkerSetup, reels: Reels, pressing: Pressing, lift_db: float) -> Stamp | None:
    """Make one chapter's file, and stamp it; see :func:`narrate.release.pressing.press`."""
    from narrate.release import pressing as worker  # noqa: PLC0415 -- for workers only

    worker.press(setup, reels, pressing, lift_db)
    return Stamp.left(pressing.path)


def lift(setup: WorkerSetup, reels: Reels, levels: Bounds) -> float:
    """Measure a chapter; see :func:`narrate.release.pressing.lift`."""
    from narrate.release import pressing as worker  # noqa: PLC0415 -- for workers only

    return worker.lift(setup, reels, levels)


def follow(
    setup: WorkerSetup,
    track: Track,
    segments: Mapping[int, Segment],
    paths: tuple[Path, ...],
    *,
    with_words: bool = False,
) -> Followed:
    """Time a chapter's sentences; see :func:`narrate.release.following.follow`."""
    from narrate.release import following as worker  # noqa: PLC0415 -- for workers only

    lines = worker.follow(setup, track, segments, paths, with_words=with_words)
    return Followed(lines, tuple(map(Stamp.left, paths)))


def code(setup: WorkerSetup, reels: Reels, coding: Coding, lift_db: float) -> None:
    """Have *reels* encoded and on the shelf, for the file that is made of them later."""
    from narrate.release import pressing as worker  # noqa: PLC0415 -- for workers only

    worker.encoded(setup, reels, coding, lift_db)


def bind(setup: WorkerSetup, binding: Binding) -> Stamp | None:
    """Make the file of the whole book, and stamp it; see :func:`narrate.release.binding.bind`."""
    from narrate.release import binding as worker  # noqa: PLC0415 -- for workers only

    worker.bind(setup, binding)
    return Stamp.left(binding.path)
