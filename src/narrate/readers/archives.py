"""Opens ZIP archives that nobody vouches for: EPUB, DOCX, ODT. Nothing is ever unpacked to disk."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from narrate.errors import ManuscriptError, Place
from narrate.readers.files import check_is_stored

LARGEST_PART = 24 * 2**20
"""Bytes of one part, unpacked."""
LARGEST = 128 * 2**20
"""Bytes of all parts that are read, unpacked."""
MOST_PARTS = 20_000
GET_AGAIN = "get the book again, or open and save it with Calibre"
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    IndexError,
    OverflowError,
)
"""what zipfile raises for an archive that somebody damaged, by accident or not"""


@dataclass(slots=True)
class Archive:
    """The parts of a ZIP archive, by their names; it counts what was read of it."""

    path: Path
    _zipped: zipfile.ZipFile
    _names: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    _read: int = 0

    def __post_init__(self) -> None:
        parts = self._zipped.infolist()
        if len(parts) > MOST_PARTS:
            raise damaged(self.path, f"this archive has more than {MOST_PARTS:,} parts")
        for one in parts:
            self._names.setdefault(one.filename, one)
            self._names.setdefault(one.filename.casefold(), one)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(one.filename for one in self._zipped.infolist())

    def find(self, name: str) -> str | None:
        """How the part called *name* is written in the archive; None if there is none."""
        for written in (name, unquote(name), unquote(name).casefold()):
            if written in self._names:
                return self._names[written].filename
        return None

    def read(self, name: str) -> bytes:
        """What the part *name* holds.

        Raises ManuscriptError if there is no such part, if it is damaged, encrypted or too large.
        """
        found = self.find(name)
        if found is None:
            raise damaged(self.path, f"{name} is missing from this archive")
        part = self._names[found]
        if part.compress_type not in _PLAIN:
            raise damaged(self.path, f"{found} is packed in a way no book is")
        most = min(LARGEST_PART, LARGEST - self._read)
        try:
            with self._zipped.open(part) as opened:
                raw = opened.read(most + 1)
        except _BROKEN as error:
            raise damaged(self.path, f"{found} in this archive is damaged: {error}") from error
        if len(raw) > most:
            raise damaged(self.path, f"{found} in this archive is larger than any text")
        self._read += len(raw)
        return raw


@contextmanager
def open_archive(path: Path, kind: str) -> Iterator[Archive]:
    """The archive at *path*, a file of some *kind*: ``"an EPUB"``.

    Raises ManuscriptError for a file that is not there, may not be read, or is no archive.
    """
    try:
        check_is_stored(path)
        zipped = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise ManuscriptError(
            "there is no such file", at=Place(path), hint="check the name"
        ) from None
    except PermissionError:
        raise ManuscriptError(
            "this file may not be read", at=Place(path), hint="change its permissions"
        ) from None
    except _BROKEN as error:
        raise damaged(path, f"this file is not {kind}, or is damaged") from error
    with zipped:
        yield Archive(path, zipped)


def damaged(path: Path, message: str, hint: str = GET_AGAIN) -> ManuscriptError:
    """What to raise for an archive that cannot be read."""
    return ManuscriptError(message, at=Place(path), hint=hint)


def resolve(base: str, link: str) -> tuple[str, str]:
    """The part and the anchor that *link* in the part *base* leads to.

    Both are empty for a link that leads out of the archive.
    """
    target, _, anchor = link.strip().partition("#")
    if ":" in target.split("/", 1)[0]:
        return "", ""
    part = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(target)))
    if not target:
        part = base
    return ("", "") if part.startswith(("..", "/")) else (part, unquote(anchor))
