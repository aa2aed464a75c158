"""What a release is made of, as values: what a worker is told, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate.audio import Codec
from narrate.model import Chapter
from narrate.release.filetags import Tags


@dataclass(frozen=True, slots=True)
class Pressing:
    """How one chapter's file is to be made: its codec and suffix, its tags, and where it goes.

    Where *least_db* is set, a chapter whose RMS over everything is lower is raised to that.
    """

    codec: Codec
    suffix: str
    tags: Tags
    path: Path
    least_db: float | None = None


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A finished file: *frames* at *rate* Hz is its exact length."""

    chapter: Chapter
    path: Path
    frames: int
    rate: int

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return self.frames / self.rate


@dataclass(frozen=True, slots=True)
class Release:
    """The finished set in *folder*: the files in the order of the chapters, and the playlist."""

    folder: Path
    files: tuple[ChapterFile, ...]
    playlist: Path

    @property
    def seconds(self) -> float:
        """The length of all files together, in seconds."""
        return sum(file.seconds for file in self.files)
