"""Foretells how long a recording will take, by how fast its first utterances were said."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from narrate.model import Chapter

JOBS_MEASURED = 2
"""jobs of each worker by which the pace is measured"""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds until all is recorded, and until *chapter*, the first that lacks a take, is."""

    all_s: float
    chapter: Chapter
    chapter_s: float


class Pace:
    """How fast *workers* together speak, measured once each of them has spoken.

    What a worker says first is not counted: its engine is started for it. *clock* gives seconds.
    """

    def __init__(self, workers: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._workers, self._clock = workers, clock
        self._jobs, self._characters = 0, 0
        self._began = 0.0

    def add(self, characters: int) -> None:
        """A job is over that said so many characters; one that failed tells nothing."""
        if not characters:
            return
        self._jobs += 1
        if self._jobs <= self._workers:
            self._began = self._clock()
        else:
            self._characters += characters

    @property
    def characters_a_second(self) -> float | None:
        """The pace; None while too little was said."""
        measured = self._jobs >= (1 + JOBS_MEASURED) * self._workers
        elapsed_s = self._clock() - self._began
        return self._characters / elapsed_s if measured and elapsed_s > 0 else None
