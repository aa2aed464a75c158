"""What workers are asked to do. numpy and the engine are imported there and not in the parent."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Take, Utterance
from narrate.recording.orders import Failure, Order


def record_all(order: Order, utterances: Sequence[Utterance]) -> tuple[Take | Failure, ...]:
    """Record *utterances* one after the other; each becomes a take on the shelf or a failure."""
    from narrate.recording import booth  # noqa: PLC0415 -- brings numpy, for workers only

    return tuple(booth.record(order, utterance) for utterance in utterances)
