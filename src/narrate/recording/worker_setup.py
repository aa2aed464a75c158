"""What a worker is told, what it answers, and who is told of the progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from narrate.cache.store import Store
from narrate.engines import Engine
from narrate.engines.fingerprints import voice_fingerprints
from narrate.engines.mixed import engines_in
from narrate.engines.patience import USUAL_LIMIT, TimeLimit
from narrate.model import Chapter, Utterance
from narrate.recording.forecast import Forecast


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


def take_fingerprints(engine: Engine, trimming: Trimming) -> dict[str, str]:
    """The same for each engine that *engine* is made of, and for voices that have their own.

    By the engine's name, or by ``engine:voice``: what is changed in one, or one voice more, leaves
    the takes of the others alone.
    """
    found: dict[str, str] = {}
    for one in engines_in(engine):
        found[one.name] = take_fingerprint(one, trimming)
        for voice, fingerprint in voice_fingerprints(one).items():
            found[f"{one.name}:{voice}"] = f"{fingerprint} {trimming}"
    return found


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
    fingerprints: Mapping[str, str] = field(default_factory=dict, hash=False)
    """by engine and by voice, see :func:`take_fingerprints`"""

    def fingerprint_of(self, utterance: Utterance) -> str:
        """The fingerprint that the take of *utterance* is kept under."""
        voice = utterance.voice
        of_engine = self.fingerprints.get(voice.engine, self.fingerprint)
        return self.fingerprints.get(f"{voice.engine}:{voice.own_name}", of_engine)


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

    def expected(self, forecast: Forecast) -> None:
        """It is known how long the recording will take: told once, if it takes long enough."""
        ...

    def completed(self, chapter: Chapter) -> None:
        """*chapter* has all its takes."""
        ...
