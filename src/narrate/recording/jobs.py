"""The calls that workers make. numpy and the engine are imported there, not in the parent."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Take, Utterance
from narrate.recording.pool import Job
from narrate.recording.worker_setup import Failure, WorkerSetup

DIED = "the engine hung or crashed"


def get_ready(setup: WorkerSetup) -> None:
    """Have the engine load what it can. See :func:`narrate.recording.worker.get_ready`."""
    from narrate.recording import worker  # noqa: PLC0415 -- brings numpy, for workers only

    worker.get_ready(setup)


def record_all(setup: WorkerSetup, utterances: Sequence[Utterance]) -> tuple[Take | Failure, ...]:
    """Record *utterances* one after the other; each becomes a take in the cache or a failure."""
    from narrate.recording import worker  # noqa: PLC0415 -- brings numpy, for workers only

    return tuple(worker.record(setup, utterance) for utterance in utterances)


def outcomes_of(
    job: Job, setup: WorkerSetup, utterances: Sequence[Utterance]
) -> tuple[Take | Failure, ...]:
    """The takes and failures of *utterances*, which *job* was to record.

    If the worker died, the takes it had kept, and failures for the others.

    Raises what recording raised.
    """
    if not job.died:
        done: tuple[Take | Failure, ...] = job.result()
        return done
    found = (setup.store.find_take(one, setup.fingerprint_of(one)) for one in utterances)
    return tuple(take or Failure(one, DIED) for one, take in zip(utterances, found, strict=True))
