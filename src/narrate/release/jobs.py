"""What workers are asked to do. numpy, pydub and mutagen are imported there, not in the parent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from narrate.model import Segment, Track
from narrate.recording import Order
from narrate.release.orders import Binding, Coding, Pressing
from narrate.release.timing import Line


def press(order: Order, track: Track, pressing: Pressing) -> None:
    """Make one chapter's file; see :func:`narrate.release.pressing.press`."""
    from narrate.release import pressing as worker  # noqa: PLC0415 -- for workers only

    worker.press(order, track, pressing)


def follow(
    order: Order, track: Track, segments: Mapping[int, Segment], paths: tuple[Path, ...]
) -> Mapping[int, tuple[Line, ...]]:
    """Time a chapter's sentences; see :func:`narrate.release.following.follow`."""
    from narrate.release import following as worker  # noqa: PLC0415 -- for workers only

    return worker.follow(order, track, segments, paths)


def code(order: Order, track: Track, coding: Coding) -> None:
    """Have one chapter encoded and on the shelf, for the book that is bound later."""
    from narrate.release import pressing as worker  # noqa: PLC0415 -- for workers only

    worker.encoded(order, track, coding)


def bind(order: Order, binding: Binding) -> None:
    """Make the file of the whole book; see :func:`narrate.release.binding.bind`."""
    from narrate.release import binding as worker  # noqa: PLC0415 -- for workers only

    worker.bind(order, binding)
