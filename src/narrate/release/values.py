"""The values of a release: what a worker is told to make, and the files that come out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from narrate.model import Chapter, Track
from narrate.release.files import digest_of
from narrate.release.filetags import FileTags
from narrate.release.timing import TimedSpan
from narrate.sound.audio import Codec
from narrate.sound.mp3.encoder import Mp3


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits of a file's levels before it is encoded, in dB of full scale.

    A chapter whose RMS, pauses included, is below *least_db* is raised to that; no sample is
    above *ceiling_db*.
    """

    least_db: float
    ceiling_db: float


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a track is encoded: its codec, and the suffix of the encoded sound in the cache.

    *levels* is for files that must keep limits; without it all voices are equally loud, and the
    level of the whole file is not measured.
    """

    codec: Codec | Mp3
    suffix: str
    levels: Bounds | None = None


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    """How a chapter's file is to be made: its encoding, its tags and its path."""

    encoding: Encoding
    tags: FileTags
    path: Path


@dataclass(frozen=True, slots=True)
class StemSpec:
    """A stem: its *path*, and the indices of the *segments* that are heard in it."""

    path: Path
    segments: frozenset[int]


@dataclass(frozen=True, slots=True)
class ChapterPieces:
    """A chapter's pieces, their encoding, and the gain in dB by which the chapter is raised."""

    pieces: tuple[Track, ...]
    encoding: Encoding
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of a file when it was written: its size in bytes, its time of change in ns.

    *sha256* is the digest of its content, empty where it was not read; it does not count when
    stamps are compared.
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
    def with_digest(cls, path: Path) -> Stamp | None:
        """The stamp of the file at *path* with its digest; None if it cannot be read."""
        stamp = cls.of(path)
        with suppress(OSError):
            return stamp and replace(stamp, sha256=digest_of(path))
        return None


@dataclass(frozen=True, slots=True)
class ChapterTimes:
    """When the sentences of a chapter's segments are heard, by the segment's index.

    *stamps* are of the subtitles that were written.
    """

    sentences: Mapping[int, tuple[TimedSpan, ...]]
    stamps: tuple[Stamp | None, ...] = ()


@dataclass(frozen=True, slots=True)
class BookSpec:
    """How the book file is to be made: its chapters, its tags and its path."""

    chapters: tuple[ChapterPieces, ...]
    tags: FileTags
    path: Path


@dataclass(frozen=True, slots=True)
class ChapterMark:
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
class FileData:
    """A file of the edition: its *name*, and the SHA-256 of what narrate wrote into it.

    *chapter* is the number of the chapter it is of, None for what is of the whole book. *output* is
    the name of the output that made it, None for what every edition has, or a setting of its own;
    *notes* are what that has to tell the user of it.
    """

    name: str
    chapter: int | None
    sha256: str
    output: str | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def kind(self) -> tuple[bool, str]:
        """What of the whole book, or of a chapter, it is: of its kind, or of its output."""
        return self.chapter is None, self.output or Path(self.name).suffix


@dataclass(frozen=True, slots=True)
class Release:
    """The finished set in *folder*: the files in the order of the chapters, and the playlist.

    *book* is the file of the whole, if one was asked for and every chapter is in it; *sample* the
    retail sample, if one was asked for and its chapter was made; *outputs* are the files that the
    outputs made. *removed* names the files of an
    earlier edition that are no longer there.
    """

    folder: Path
    files: tuple[ChapterFile, ...]
    playlist: Path
    book: Path | None = None
    sample: ChapterFile | None = None
    outputs: tuple[FileData, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """The length of all files together, in seconds."""
        return sum(file.seconds for file in self.files)
