"""The shelf: everything that was made before and need not be made again, in a folder.

    takes/ab/<key>.wav         one take each, trimmed, under the key of what sounds,
                               with its marks in a chunk behind the sound
    pressings/ab/<key>.mp3     a chapter mixed and encoded, before it is tagged
    scratch/run-*/             what a run is working on; swept when it is a day old

A file appears by ``os.replace`` only, so it is there whole or not at all, and two runs at once
write the same bytes over each other at worst. Both kinds carry a checksum of what they hold: a
file that was damaged later is noticed when it is used, and made again.
"""

from __future__ import annotations

import os
import shutil
import struct
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import NoReturn

from narrate.errors import OutputError, Place
from narrate.model import Mark, Take, Utterance

HEADER = struct.Struct("<4sI4s 4sIHHIIHH 4sIIII 4sI")
"""A take's first 64 bytes: RIFF, its format, a chunk of our own, and data.

Ours holds the checksums of the sound and of the marks, and how many marks there are. Files of
earlier versions, without marks, have a shorter one: they are not found, and recorded again.
"""
CHUNK = struct.Struct("<4sI")
MARK = struct.Struct("<III")
"""A mark's frame, start and end."""
SEAL = struct.Struct("<8sI")
"""A pressing's first bytes: a magic word and the checksum of the rest."""
MAGIC = b"narrate1"
DAY_S = 86_400
ROOM_BYTES = 4_000_000
"""a minute and a half of speech at 22,050 Hz: as long as an utterance gets"""


class DamagedTake(Exception):  # noqa: N818 -- it never reaches a user: the take is made again
    """A take's sound or its marks are not what was written. Raised with the take."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder *root*. Every method raises OutputError where the disk will not have it.

    *desk* is where files are written before they are put in their place: on the same disk.
    """

    root: Path
    desk: Path | None = None

    def find(self, utterance: Utterance, fingerprint: str) -> Take | None:
        """The take of *utterance*, if there is one whose header and size are right.

        Its sound and its marks are not read here; :meth:`sound` and :meth:`marks` check them.
        """
        path = self._place("takes", utterance.key(fingerprint), "wav")
        with suppress(OSError), path.open("rb", buffering=0) as file:
            found = _read_header(file)
            return Take(utterance, path, found.frames, found.rate) if found else None
        return None

    def keep(
        self,
        utterance: Utterance,
        fingerprint: str,
        pcm: bytes,
        rate: int,
        marks: Sequence[Mark] = (),
    ) -> Take:
        """Put a recording on the shelf: *pcm* is mono 16-bit little-endian."""
        path = self._place("takes", utterance.key(fingerprint), "wav")
        words = b"".join(MARK.pack(mark.frame, mark.start, mark.end) for mark in marks)
        header = _pack_header(len(pcm), rate, zlib.crc32(pcm), len(marks), zlib.crc32(words))
        self._write(path, header, pcm, CHUNK.pack(b"mark", len(words)), words)
        return Take(utterance, path, len(pcm) // 2, rate)

    def sound(self, take: Take) -> bytes:
        """The raw frames of *take*. Raises DamagedTake, and clears it away, if they are wrong."""
        with suppress(OSError), take.wav.open("rb", buffering=0) as file:
            found = _read_header(file)
            pcm = file.read(2 * take.frames)
            if found and found.fits(take) and found.checksum == zlib.crc32(pcm):
                return pcm
        return _clear_away(take)

    def marks(self, take: Take) -> tuple[Mark, ...]:
        """The marks of *take*. Raises DamagedTake, and clears it away, if they are wrong."""
        with suppress(OSError), take.wav.open("rb", buffering=0) as file:
            found = _read_header(file)
            file.seek(HEADER.size + 2 * take.frames + CHUNK.size)
            words = file.read()
            if found and found.fits(take) and found.marks_checksum == zlib.crc32(words):
                return tuple(Mark(*fields) for fields in MARK.iter_unpack(words))
        return _clear_away(take)

    def find_pressing(self, key: str, suffix: str) -> bytes | None:
        """The encoded chapter under *key*, if it is there and undamaged."""
        raw = _read(self._place("pressings", key, suffix))
        payload = raw[SEAL.size :]
        return payload if payload and raw.startswith(_seal(payload)) else None

    def keep_pressing(self, key: str, suffix: str, payload: bytes) -> None:
        """Put an encoded chapter on the shelf."""
        self._write(self._place("pressings", key, suffix), _seal(payload), payload)

    def check_room(self) -> None:
        """See that the disk takes another long recording; an engine does not tell why it failed."""
        with _on_disk(self._desk):
            self._desk.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._desk) as file:
                file.write(bytes(ROOM_BYTES))

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """A folder on the desk for one piece of work, gone afterwards."""
        with _on_disk(self._desk):
            self._desk.mkdir(parents=True, exist_ok=True)
            folder = tempfile.mkdtemp(dir=self._desk)
        try:
            yield Path(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A desk for one run, gone afterwards."""
        with _on_disk(self._scratch):
            self._scratch.mkdir(parents=True, exist_ok=True)
            _sweep(self._scratch)
            folder = Path(tempfile.mkdtemp(prefix="run-", dir=self._scratch))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _scratch(self) -> Path:
        return self.root / "scratch"

    @property
    def _desk(self) -> Path:
        return self.desk or self._scratch

    def _place(self, kind: str, key: str, suffix: str) -> Path:
        return self.root / kind / key[:2] / f"{key}.{suffix}"

    def _write(self, path: Path, *parts: bytes) -> None:
        with _on_disk(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._desk.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=".tmp", dir=self._desk)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines(parts)
                _replace(Path(name), path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        msg = f"the cache cannot be written: {error.strerror or error}"
        hint = "free some space, or set NARRATE_CACHE to another folder"
        raise OutputError(msg, at=Place(path), hint=hint) from error


def _replace(new: Path, path: Path) -> None:
    try:
        new.replace(path)
    except PermissionError:
        if not path.exists():  # Windows: another run has the very same file open
            raise
        new.unlink()


def _sweep(home: Path) -> None:
    """Remove what killed runs left behind."""
    for old in home.iterdir():
        with suppress(OSError):
            if time.time() - old.stat().st_mtime < DAY_S:
                continue
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.unlink()


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""


def _seal(payload: bytes) -> bytes:
    return SEAL.pack(MAGIC, zlib.crc32(payload))


@dataclass(frozen=True, slots=True)
class _Header:
    frames: int
    rate: int
    checksum: int
    marks_checksum: int

    def fits(self, take: Take) -> bool:
        return (self.frames, self.rate) == (take.frames, take.rate)


def _pack_header(size: int, rate: int, checksum: int, marks: int, marks_checksum: int) -> bytes:
    riff = (b"RIFF", HEADER.size - 8 + size + CHUNK.size + MARK.size * marks, b"WAVE")
    form = (b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16)
    ours = (b"narr", 12, checksum, marks_checksum, marks)
    return HEADER.pack(*riff, *form, *ours, b"data", size)


def _read_header(file: FileIO) -> _Header | None:
    """The header of a take, if it is ours and the file's size agrees with it."""
    raw = file.read(HEADER.size)
    if len(raw) < HEADER.size:
        return None
    fields = HEADER.unpack(raw)
    rate, checksum, marks_checksum, marks, size = fields[7], *fields[13:16], fields[17]
    whole = HEADER.size + size + CHUNK.size + MARK.size * marks
    if not rate or size % 2 or os.fstat(file.fileno()).st_size != whole:
        return None
    if raw != _pack_header(size, rate, checksum, marks, marks_checksum):
        return None
    return _Header(size // 2, rate, checksum, marks_checksum)


def _clear_away(take: Take) -> NoReturn:
    with suppress(OSError):
        take.wav.unlink()
    raise DamagedTake(take)
