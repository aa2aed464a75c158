"""What workers are asked to do. numpy and the engine are imported there and not in the parent."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Take, Utterance
from narrate.recording.orders import Failure, Order
from narrate.recording.pool import Job

DIED = "the engine hung or crashed"


def record_all(order: Order, utterances: Sequence[Utterance]) -> tuple[Take | Failure, ...]:
    """Record *utterances* one after the other; each becomes a take on the shelf or a failure."""
    from narrate.recording import booth  # noqa: PLC0415 -- brings numpy, for workers only

    return tuple(booth.record(order, utterance) for utterance in utterances)


def outcomes_of(
    job: Job, order: Order, utterances: Sequence[Utterance]
) -> tuple[Take | Failure, ...]:
    """What became of *utterances*, which *job* was to record; of a dead one, what it left behind.

    Raises what recording raised.
    """
    if not job.died:
        done: tuple[Take | Failure, ...] = job.result()
        return done
    found = (order.shelf.find(one, order.fingerprint) for one in utterances)
    return tuple(take or Failure(one, DIED) for one, take in zip(utterances, found, strict=True))
