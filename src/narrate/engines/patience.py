"""How long an engine may take over an utterance before its process is ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from narrate.engines import Engine
from narrate.engines.asking import asking, name_of
from narrate.model import Utterance


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long an engine may take over one utterance before its process is ended, in seconds.

    The default allows a start of half a minute and then a tenth of the speed of reading aloud.
    """

    start_s: float = 30.0
    per_character_s: float = 0.6

    def limit_s(self, spoken: str) -> float:
        """The limit for the text *spoken*."""
        return self.start_s + self.per_character_s * len(spoken)


USUAL_LIMIT = TimeLimit()
COMPUTING_LIMIT = TimeLimit(start_s=120.0, per_character_s=3.0)
"""For an engine that computes about as long as is read aloud, on a machine that is old or busy."""


@runtime_checkable
class Patient(Protocol):
    """An engine that may take longer than usual, as it waits for a server, or computes long."""

    def limit_s(self, utterance: Utterance) -> float:
        """The most seconds that it may take over *utterance*."""
        ...


def allowed_s(engine: Engine, utterance: Utterance, limit: TimeLimit) -> float:
    """The seconds *engine* is given for *utterance*: *limit*, or as many as it says it may need.

    Raises ToolError if it cannot tell.
    """
    usual_s = limit.limit_s(utterance.spoken)
    if not isinstance(engine, Patient):
        return usual_s
    with asking(name_of(engine)):
        return max(usual_s, float(engine.limit_s(utterance)))
