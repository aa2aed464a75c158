"""Writes files whole or not at all: they get their name in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from narrate.errors import OutputError, Place
from narrate.filenames import check_name
from narrate.release.partial_files import open_partial, partial_path

BLOCK = 1 << 20


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* into *path*: whole or not at all, whatever ends the program or the power.

    Raises OutputError.
    """
    with whole_file(path) as file:
        file.write(data)


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Put all *pieces* into *path* in UTF-8, one after the other, as :func:`write_whole` does.

    Half a character, which UTF-8 does not have, becomes a question mark.
    """
    with whole_file(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "replace"))


def copy_whole(source: IO[bytes], path: Path) -> None:
    """Put all that can be read from *source* into *path*, as :func:`write_whole` does."""
    with whole_file(path) as file:
        shutil.copyfileobj(source, file, BLOCK)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """What is written to this file is in *path* when the block ends, as :func:`write_whole` says.

    If the block raises anything, *path* is what it was before.
    """
    check_name(path)
    part = partial_path(path)
    try:
        with open_partial(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            if sys.platform == "win32":
                file.close()  # it renames no file that is open
            part.replace(path)
    except BaseException as error:
        _remove(part)
        if not isinstance(error, OSError):
            raise
        raise OutputError(f"cannot write: {error.strerror}", at=Place(path)) from error


def digest_of(path: Path) -> str:
    """The SHA-256 of what is in *path*, as 64 hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove(part: Path) -> None:
    with suppress(OSError):  # its folder may be gone, or forbidden by now
        part.unlink()
