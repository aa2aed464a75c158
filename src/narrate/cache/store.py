"""The shelf: everything that was made before and need not be made again, in a folder.

    takes/ab/<key>.wav         one take each, trimmed, under the key of what sounds,
                               with its marks in a chunk behind the sound
    pressings/ab/<key>.mp3     a chapter mixed and encoded, before it is tagged
    scripts/ab/<key>.json      who says what in a story
    receipts/ab/<key>.json     what a finished file was made of, and how it was left
    scratch/narrate-desk-*/    what a run is working on; swept when it is a day old
    scratch/narrate-*/         says since when a book is being made; swept likewise

A file appears by ``os.replace`` only, so it is there whole or not at all, and two runs at once
write the same bytes over each other at worst. Every kind carries a checksum of what it holds: a
file that was damaged later is noticed when it is used, and made again. When a file was used last
is noted as its time of modification; :mod:`narrate.cache.pruning` prunes by it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import struct
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from itertools import chain
from pathlib import Path
from secrets import token_hex
from typing import IO, NoReturn

from narrate.cache import pruning
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
"""The first bytes of all but takes: a magic word and the checksum of the rest."""
MAGIC = b"narrate1"
OURS = "narrate-"
"""how the name of everything on a desk begins: nothing else is swept"""
DESK = f"{OURS}desk-"
DAY_S = 86_400
BLOCK_BYTES = 1 << 20
ROOM_BYTES = 4_000_000
"""a minute and a half of speech at 22,050 Hz: as long as an utterance gets"""


class DamagedTake(Exception):  # noqa: N818 -- it never reaches a user: the take is made again
    """A take's sound or its marks are not what was written. Raised with the take."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder *root*. Every method raises OutputError where the disk will not have it.

    *desk* is where files are written before they are put in their place: on the same disk.
    *limit* is how many bytes it is pruned to when a run is over; None for no limit.
    """

    root: Path
    desk: Path | None = None
    limit: int | None = None

    def find(self, utterance: Utterance, fingerprint: str) -> Take | None:
        """The take of *utterance*, if there is one whose header and size are right.

        Its sound and its marks are not read here; :meth:`sound` and :meth:`marks` check them.
        """
        path = self._place(pruning.TAKES, utterance.key(fingerprint), "wav")
        with suppress(OSError), path.open("rb", buffering=0) as file:
            if found := _read_header(file):
                pruning.mark_use(file)
                return Take(utterance, path, found.frames, found.rate)
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
        path = self._place(pruning.TAKES, utterance.key(fingerprint), "wav")
        words = b"".join(MARK.pack(mark.frame, mark.start, mark.end) for mark in marks)
        header = _pack_header(len(pcm), rate, zlib.crc32(pcm), len(marks), zlib.crc32(words))
        self._write(path, (header, pcm, CHUNK.pack(b"mark", len(words)), words))
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
        return self.find_sealed(pruning.PRESSINGS, key, suffix)

    def keep_pressing(self, key: str, suffix: str, payload: bytes) -> None:
        """Put an encoded chapter on the shelf."""
        self.keep_sealed(pruning.PRESSINGS, key, suffix, payload)

    def lend_pressing(self, key: str, suffix: str, path: Path) -> bool:
        """Copy the encoded chapter under *key* to *path*; False if it is not there undamaged.

        However long it is, little of it is in memory at a time; so it is with the next one.
        """
        with (
            suppress(OSError),
            self._place(pruning.PRESSINGS, key, suffix).open("rb", buffering=0) as file,
            path.open("wb") as copy,
        ):
            seal, checksum = file.read(SEAL.size), 0
            for block in _blocks(file):
                checksum = zlib.crc32(block, checksum)
                copy.write(block)
            if copy.tell() and seal == SEAL.pack(MAGIC, checksum):
                pruning.mark_use(file)
                return True
        return False

    def accept_pressing(self, key: str, suffix: str, path: Path) -> None:
        """Put the encoded chapter that is in the file *path* on the shelf."""
        with path.open("rb") as file:
            checksum = 0
            for block in _blocks(file):
                checksum = zlib.crc32(block, checksum)
            file.seek(0)
            parts = chain((SEAL.pack(MAGIC, checksum),), _blocks(file))
            self._write(self._place(pruning.PRESSINGS, key, suffix), parts)

    def find_sealed(self, kind: str, key: str, suffix: str) -> bytes | None:
        """What was kept of that *kind* (see :data:`pruning.KINDS`) under *key*, if undamaged."""
        with suppress(OSError), self._place(kind, key, suffix).open("rb", buffering=0) as file:
            raw = file.readall()
            payload = raw[SEAL.size :]
            if payload and raw.startswith(_seal(payload)):
                pruning.mark_use(file)
                return payload
        return None

    def keep_sealed(self, kind: str, key: str, suffix: str, payload: bytes) -> None:
        """Put *payload* on the shelf, under a *key* of 64 hexadecimal digits."""
        self._write(self._place(kind, key, suffix), (_seal(payload), payload))

    def check_room(self) -> None:
        """See that the disk takes another long recording; an engine does not tell why it failed."""
        with _on_disk(self._desk):
            self._desk.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._desk) as file:
                file.write(bytes(ROOM_BYTES))

    @contextmanager
    def spare_file(self, suffix: str) -> Iterator[Path]:
        """A file on the desk that does not exist yet, gone afterwards."""
        with _on_disk(self._desk):
            self._desk.mkdir(parents=True, exist_ok=True)
        path = self._desk / f"{OURS}{token_hex(8)}.{suffix}"
        try:
            yield path
        finally:
            _remove(path)

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """A folder on the desk for one piece of work, gone afterwards."""
        with _on_disk(self._desk):
            self._desk.mkdir(parents=True, exist_ok=True)
            folder = tempfile.mkdtemp(prefix=OURS, dir=self._desk)
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
        with self._folder(DESK) as folder:
            yield folder

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While somebody makes a book: nothing that is used meanwhile is pruned, by anybody."""
        with self._folder(pruning.run_name()):
            yield

    def prune(self) -> None:
        """Bring the shelf down to its limit, if it has one; see :func:`.pruning.prune`."""
        if self.limit is not None:
            pruning.prune(self.root, self.limit)

    @contextmanager
    def _folder(self, name: str) -> Iterator[Path]:
        """A folder in scratch whose name begins so, gone afterwards."""
        with _on_disk(self._scratch):
            self._scratch.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix=name, dir=self._scratch))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _scratch(self) -> Path:
        return self.root / pruning.SCRATCH

    @property
    def _desk(self) -> Path:
        return self.desk or self._scratch

    def _place(self, kind: str, key: str, suffix: str) -> Path:
        return self.root / kind / key[:2] / f"{key}.{suffix}"

    def _write(self, path: Path, parts: Iterable[bytes]) -> None:
        with _on_disk(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._desk.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(".tmp", OURS, dir=self._desk)
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
    except IsADirectoryError:  # damage: nothing of ours that has a key is a folder
        shutil.rmtree(path)
        new.replace(path)
    except PermissionError:
        if not (path.is_file() and filecmp.cmp(new, path, shallow=False)):
            raise
        new.unlink()  # Windows: another run has the very same file open


def _remove(path: Path) -> None:
    """Remove what an engine left at *path*, whatever it is; what stays goes with the desk."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _sweep(home: Path) -> None:
    """Remove what killed runs left behind."""
    for old in home.glob(f"{OURS}*"):
        with suppress(OSError):
            if abs(time.time() - old.lstat().st_mtime) < DAY_S:  # the clock may be wrong
                continue
            _remove(old)


def _blocks(file: IO[bytes] | FileIO) -> Iterator[bytes]:
    while block := file.read(BLOCK_BYTES):
        yield block


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
