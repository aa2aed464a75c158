"""Records utterances in worker processes, and keeps every take in the cache."""

from __future__ import annotations

from narrate.cache.store import Store
from narrate.engines.patience import TimeLimit
from narrate.recording.forecast import Forecast
from narrate.recording.recorder import Recorder
from narrate.recording.recording import Recording
from narrate.recording.scheduling import Task, run_tasks
from narrate.recording.worker_setup import Failure, Progress, WorkerSetup

__all__ = [
    "Failure",
    "Forecast",
    "Progress",
    "Recorder",
    "Recording",
    "Store",
    "Task",
    "TimeLimit",
    "WorkerSetup",
    "run_tasks",
]
