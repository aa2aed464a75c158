"""What a release is made of, as values: what a worker is told, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from narrate.model import Chapter, Track
from narrate.release.files import digest_of
from narrate.release.filetags import Tags
from narrate.release.timing import Line
from narrate.sound.audio import Codec
from narrate.sound.mp3.encoder import Mp3


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a whole file's levels are held between, in dB of full scale, before it is encoded.

    A chapter whose RMS, pauses included, is below *least_db* is raised to that; no sample is
    above *ceiling_db*.
    """

    least_db: float
    ceiling_db: float


@dataclass(frozen=True, slots=True)
class Coding:
    """How a track is encoded: its codec and the suffix of what comes out.

    *levels* is for files that somebody measures; without it every voice is as loud as the others
    and that is all.
    """

    codec: Codec | Mp3
    suffix: str
    levels: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Pressing:
    """How one chapter's file is to be made: its coding, its tags, and where it goes."""

    coding: Coding
    tags: Tags
    path: Path


@dataclass(frozen=True, slots=True)
class Spool:
    """A chapter's reels, how they are coded, and how much louder they are than usual, in dB."""

    reels: tuple[Track, ...]
    coding: Coding
    lift_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file as it was left: its size in bytes, and when it was changed, in nanoseconds.

    *sha256* is the digest of what is in it, empty where nobody read it; stamps that differ in
    nothing else are equal.
    """

    size: int
    changed_ns: int
    sha256: str = field(default="", compare=False)

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """The stamp of the file at *path*; None if there is none."""
        try:
            stat = path.stat()
        except OSError:
            return None
        return cls(stat.st_size, stat.st_mtime_ns)

    @classmethod
    def left(cls, path: Path) -> Stamp | None:
        """The stamp of the file at *path* with its digest; None if it cannot be read."""
        stamp = cls.of(path)
        with suppress(OSError):
            return stamp and replace(stamp, sha256=digest_of(path))
        return None


@dataclass(frozen=True, slots=True)
class Followed:
    """When the sentences of a chapter's segments are heard, by the segment's index.

    *stamps* are of the subtitles that were written.
    """

    lines: Mapping[int, tuple[Line, ...]]
    stamps: tuple[Stamp | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """How the file of the whole book is to be made: of these chapters."""

    spools: tuple[Spool, ...]
    tags: Tags
    path: Path


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter mark: *title*, and where the chapter starts and ends, in frames at *rate* Hz."""

    title: str
    start: int
    end: int
    rate: int


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
    """The finished set in *folder*: the files in the order of the chapters, and the playlist.

    *book* is the file of the whole, if one was asked for and every chapter is in it; *sample* the
    retail sample, if one was asked for and its chapter was made. *removed* names the files of an
    earlier edition that are no longer there.
    """

    folder: Path
    files: tuple[ChapterFile, ...]
    playlist: Path
    book: Path | None = None
    sample: ChapterFile | None = None
    removed: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """The length of all files together, in seconds."""
        return sum(file.seconds for file in self.files)
