"""Records utterances in worker processes, and keeps every take for the next time."""

from __future__ import annotations

from narrate.cache.store import Shelf
from narrate.recording.orders import Failure, Order, Patience, Progress
from narrate.recording.recorder import Recording
from narrate.recording.scheduling import Task, run_tasks
from narrate.recording.studio import Studio

__all__ = [
    "Failure",
    "Order",
    "Patience",
    "Progress",
    "Recording",
    "Shelf",
    "Studio",
    "Task",
    "run_tasks",
]
