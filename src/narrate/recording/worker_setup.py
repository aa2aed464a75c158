"""What a worker is told, what it answers, and who is told of the progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from narrate.cache.store import Store
from narrate.engines import Engine
from narrate.engines.patience import USUAL_LIMIT, TimeLimit
from narrate.model import Chapter, Utterance


@dataclass(frozen=True, slots=True)
class Trimming:
    """Which silence is cut off a take, and how much of it is kept.

    Silence lies *floor_db* below the take's own peak. The part kept is longer than the onset of
    the softest consonant, so nothing of a word is cut.
    """

    floor_db: float = -60.0
    lead_ms: int = 10
    trail_ms: int = 20


def take_fingerprint(engine: Engine, trimming: Trimming) -> str:
    """The fingerprint of *engine* and *trimming* together; part of the key of every take."""
    return f"{engine.fingerprint()} {trimming}"


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """Everything a worker needs to record utterances.

    *engine* is the pickled engine: each worker process unpickles it once. *fingerprint* is the
    engine's and the trimming's together, see :func:`take_fingerprint`.
    """

    engine: bytes
    fingerprint: str
    store: Store
    time_limit: TimeLimit = USUAL_LIMIT
    trimming: Trimming = Trimming()
    fingerprints: tuple[tuple[str, str], ...] = ()
    """by engine, where there are several: what is changed in one leaves the others' takes alone"""

    def fingerprint_of(self, utterance: Utterance) -> str:
        """The fingerprint that the take of *utterance* is kept under."""
        return dict(self.fingerprints).get(utterance.voice.engine, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Failure:
    """An utterance that could not be recorded, and why, in a few words."""

    utterance: Utterance
    reason: str


class Progress(Protocol):
    """Is told how far the recording has come, always in the parent process."""

    def total(self, lines: int) -> None:
        """There are *lines* segments to be heard."""
        ...

    def advance(self, lines: int) -> None:
        """*lines* more segments have all their takes."""
        ...

    def completed(self, chapter: Chapter) -> None:
        """*chapter* has all its takes."""
        ...
