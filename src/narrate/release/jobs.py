"""What workers are asked to do. numpy, pydub and mutagen are imported there, not in the parent."""

from __future__ import annotations

from narrate.model import Track
from narrate.recording import Order
from narrate.release.orders import Pressing


def press(order: Order, track: Track, pressing: Pressing) -> None:
    """Make one chapter's file; see :func:`narrate.release.pressing.press`."""
    from narrate.release import pressing as worker  # noqa: PLC0415 -- for workers only

    worker.press(order, track, pressing)
