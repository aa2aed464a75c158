"""Records utterances in worker processes, and keeps every take for the next time."""

from __future__ import annotations

from narrate.cache.store import Shelf
from narrate.recording.orders import Failure, Order, Patience, Progress
from narrate.recording.recorder import Recording
from narrate.recording.studio import Studio
from narrate.recording.turns import Production, perform

__all__ = [
    "Failure",
    "Order",
    "Patience",
    "Production",
    "Progress",
    "Recording",
    "Shelf",
    "Studio",
    "perform",
]
