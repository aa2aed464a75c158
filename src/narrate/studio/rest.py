"""What decides the rest of a book after a change: the reading, kept from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from narrate.attribution.correcting import Correctable
from narrate.model import Script
from narrate.production import Request
from narrate.production.corrected import StoryReading, reading_of
from narrate.studio.book import OpenBook

MOST_ASKED = 20
"""lines that are ranked by what their answers tell; after each answer it is done anew"""


class Rest:
    """What decides all lines that are no facts, once the story was read for it.

    It holds what it decided last: the next time only what depends on a new fact is decided.
    """

    def __init__(self) -> None:
        self._reading: StoryReading | None = None
        self._correctable: Correctable | None = None

    def read(self, story: Path, request: Request) -> None:
        """Read *story*; it takes as long as reading it for the first time."""
        reading = reading_of(story, request)
        self._reading, self._correctable = reading, reading.correctable()

    @property
    def is_ready(self) -> bool:
        """Whether it can decide."""
        return self._correctable is not None

    def decide(self, corrections: Mapping[int, str]) -> Script:
        """What the reading says, knowing *corrections*."""
        assert self._correctable  # noqa: S101 -- who asks looked
        self._correctable = self._correctable.with_corrections(corrections)
        return self._correctable.script

    def questions(self) -> list[int]:
        """The lines whose answers tell most of others, by their segments; none if not ready."""
        asked = self._correctable.questions(MOST_ASKED) if self._correctable else ()
        return [one.segment for one in asked]

    def keep(self, book: OpenBook) -> None:
        """Keep what is decided of *book*, so that it is known when it is next opened."""
        if self._reading and book.decided and book.knowing:
            self._reading.keep(book.decided, book.knowing)
