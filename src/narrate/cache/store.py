"""The cache: what was made before and need not be made again, in a folder.

    takes/ab/<key>.wav         a take, trimmed, under the key of all that decides its sound,
                               with its marks in a chunk behind the sound
    pressings/ab/<key>.mp3     a piece or a chapter, mixed and encoded, before it is tagged
    scripts/ab/<key>.json      a script: who says what in a story
    answers/ab/<key>.json      what a language model answered to a question
    receipts/ab/<key>.json     the record of a finished file: what it is made of, its size and time
    scratch/narrate-desk-*/    temporary files of a run; removed when they are a day old
    scratch/narrate-*/         says since when a book is being made; removed likewise

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
from narrate.cache.pruning import CacheKind
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
PAYLOAD_HEADER = struct.Struct("<8sI")
"""the first bytes of every file but takes: a magic word and the checksum of the rest"""
MAGIC = b"narrate1"
PREFIX = "narrate-"
"""how the names of temporary files and folders begin: nothing else is removed"""
RUN_PREFIX = f"{PREFIX}desk-"
DAY_S = 86_400
BLOCK_BYTES = 1 << 20
SPACE_BYTES = 4_000_000
"""a minute and a half of speech at 22,050 Hz: as long as an utterance gets"""


class DamagedTake(Exception):  # noqa: N818 -- it never reaches a user: the take is made again
    """A take's sound or its marks are not what was written. Raised with the take."""


@dataclass(frozen=True, slots=True)
class Store:
    """The cache in the folder *root*. Every method raises OutputError if it cannot write.

    *temporary* is the folder in which files are written before they are moved to their place; it
    is on the same disk. *limit* is how many bytes the cache is pruned to when a run is over; None
    for no limit.
    """

    root: Path
    temporary: Path | None = None
    limit: int | None = None

    def find_take(self, utterance: Utterance, fingerprint: str) -> Take | None:
        """The take of *utterance*, if there is one whose header and size are right.

        Only its header is read; :meth:`read_sound` and :meth:`read_marks` check the rest.
        """
        path = self._path(CacheKind.TAKES, utterance.key(fingerprint), "wav")
        with suppress(OSError), path.open("rb", buffering=0) as file:
            if found := _read_header(file):
                pruning.mark_use(file)
                return Take(utterance, path, found.frames, found.rate)
        return None

    def keep_take(
        self,
        utterance: Utterance,
        fingerprint: str,
        pcm: bytes,
        rate: int,
        marks: Sequence[Mark] = (),
    ) -> Take:
        """Keep the recording of *utterance*: *pcm* is mono 16-bit little-endian, at *rate* Hz."""
        path = self._path(CacheKind.TAKES, utterance.key(fingerprint), "wav")
        words = b"".join(MARK.pack(mark.frame, mark.start, mark.end) for mark in marks)
        header = _pack_header(len(pcm), rate, zlib.crc32(pcm), len(marks), zlib.crc32(words))
        self._write(path, (header, pcm, CHUNK.pack(b"mark", len(words)), words))
        return Take(utterance, path, len(pcm) // 2, rate)

    def read_sound(self, take: Take) -> bytes:
        """The samples of *take*. Raises DamagedTake, and removes the file, if they are damaged."""
        with suppress(OSError), take.wav.open("rb", buffering=0) as file:
            found = _read_header(file)
            pcm = file.read(2 * take.frames)
            if found and found.fits(take) and found.checksum == zlib.crc32(pcm):
                return pcm
        return _remove_damaged(take)

    def read_marks(self, take: Take) -> tuple[Mark, ...]:
        """The marks of *take*. Raises DamagedTake, and removes the file, if they are damaged."""
        with suppress(OSError), take.wav.open("rb", buffering=0) as file:
            found = _read_header(file)
            file.seek(HEADER.size + 2 * take.frames + CHUNK.size)
            words = file.read()
            if found and found.fits(take) and found.marks_checksum == zlib.crc32(words):
                return tuple(Mark(*fields) for fields in MARK.iter_unpack(words))
        return _remove_damaged(take)

    def find_encoded(self, key: str, suffix: str) -> bytes | None:
        """The encoded sound under *key*, if it is there and undamaged."""
        return self.find_payload(CacheKind.ENCODED, key, suffix)

    def keep_encoded(self, key: str, suffix: str, payload: bytes) -> None:
        """Keep encoded sound under *key*, 64 hexadecimal digits."""
        self.keep_payload(CacheKind.ENCODED, key, suffix, payload)

    def copy_encoded(self, key: str, suffix: str, path: Path) -> bool:
        """Copy the encoded sound under *key* to *path*; False if it is not there undamaged.

        It is copied in blocks: a long chapter is never in memory as a whole.
        """
        with (
            suppress(OSError),
            self._path(CacheKind.ENCODED, key, suffix).open("rb", buffering=0) as file,
            path.open("wb") as copy,
        ):
            seal, checksum = file.read(PAYLOAD_HEADER.size), 0
            for block in _blocks(file):
                checksum = zlib.crc32(block, checksum)
                copy.write(block)
            if copy.tell() and seal == PAYLOAD_HEADER.pack(MAGIC, checksum):
                pruning.mark_use(file)
                return True
        return False

    def keep_encoded_file(self, key: str, suffix: str, path: Path) -> None:
        """Keep the encoded sound in the file *path*, block by block."""
        with path.open("rb") as file:
            checksum = 0
            for block in _blocks(file):
                checksum = zlib.crc32(block, checksum)
            file.seek(0)
            parts = chain((PAYLOAD_HEADER.pack(MAGIC, checksum),), _blocks(file))
            self._write(self._path(CacheKind.ENCODED, key, suffix), parts)

    def find_payload(self, kind: CacheKind, key: str, suffix: str) -> bytes | None:
        """The bytes of that *kind* under *key*, if they are there and undamaged."""
        with suppress(OSError), self._path(kind, key, suffix).open("rb", buffering=0) as file:
            raw = file.readall()
            payload = raw[PAYLOAD_HEADER.size :]
            if payload and raw.startswith(_payload_header(payload)):
                pruning.mark_use(file)
                return payload
        return None

    def keep_payload(self, kind: CacheKind, key: str, suffix: str, payload: bytes) -> None:
        """Keep *payload* under *key*, 64 hexadecimal digits."""
        self._write(self._path(kind, key, suffix), (_payload_header(payload), payload))

    def check_space(self) -> None:
        """Raise OutputError if the disk has no space for a long recording.

        An engine that fails does not say whether that was the reason.
        """
        with _on_disk(self._temporary):
            self._temporary.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._temporary) as file:
                file.write(bytes(SPACE_BYTES))

    @contextmanager
    def temporary_file(self, suffix: str) -> Iterator[Path]:
        """The path of a temporary file that does not exist yet; removed at the end of the block."""
        with _on_disk(self._temporary):
            self._temporary.mkdir(parents=True, exist_ok=True)
        path = self._temporary / f"{PREFIX}{token_hex(8)}.{suffix}"
        try:
            yield path
        finally:
            _remove(path)

    @contextmanager
    def temporary_folder(self) -> Iterator[Path]:
        """A temporary folder, removed at the end of the block."""
        with _on_disk(self._temporary):
            self._temporary.mkdir(parents=True, exist_ok=True)
            folder = tempfile.mkdtemp(prefix=PREFIX, dir=self._temporary)
        try:
            yield Path(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def run_folder(self) -> Iterator[Path]:
        """The folder for the temporary files of one run, removed at the end of the block.

        What killed runs left behind is removed first.
        """
        with _on_disk(self._scratch):
            self._scratch.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(self._scratch)
        with self._folder(RUN_PREFIX) as folder:
            yield folder

    @contextmanager
    def protect_used(self) -> Iterator[None]:
        """In the block, no program prunes what is used since the block began."""
        with self._folder(pruning.run_name()):
            yield

    def prune(self) -> None:
        """Prune the cache to its limit, if it has one; see :func:`.pruning.prune`."""
        if self.limit is not None:
            pruning.prune(self.root, self.limit)

    @contextmanager
    def _folder(self, name: str) -> Iterator[Path]:
        """A folder in scratch whose name begins with *name*, removed at the end of the block."""
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
    def _temporary(self) -> Path:
        return self.temporary or self._scratch

    def _path(self, kind: CacheKind, key: str, suffix: str) -> Path:
        return self.root / kind / key[:2] / f"{key}.{suffix}"

    def _write(self, path: Path, parts: Iterable[bytes]) -> None:
        with _on_disk(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._temporary.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(".tmp", PREFIX, dir=self._temporary)
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
    """Remove what an engine left at *path*, file or folder.

    What cannot be removed goes with the folder of the run.
    """
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _remove_abandoned(folder: Path) -> None:
    """Remove from *folder* what killed runs left behind."""
    for old in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            if abs(time.time() - old.lstat().st_mtime) < DAY_S:  # the clock may be wrong
                continue
            _remove(old)


def _blocks(file: IO[bytes] | FileIO) -> Iterator[bytes]:
    while block := file.read(BLOCK_BYTES):
        yield block


def _payload_header(payload: bytes) -> bytes:
    return PAYLOAD_HEADER.pack(MAGIC, zlib.crc32(payload))


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


def _remove_damaged(take: Take) -> NoReturn:
    with suppress(OSError):
        take.wav.unlink()
    raise DamagedTake(take)
