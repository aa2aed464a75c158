"""Files that appear under their name in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from narrate.errors import OutputError, Place

BLOCK = 1 << 20


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* into *path*: whole or not at all, whatever ends the program or the power.

    Raises OutputError.
    """
    with whole_file(path) as file:
        file.write(data)


def copy_whole(source: IO[bytes], path: Path) -> None:
    """Put all that can be read from *source* into *path*, as :func:`write_whole` does."""
    with whole_file(path) as file:
        shutil.copyfileobj(source, file, BLOCK)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """What is written to this file is in *path* when the block ends, as :func:`write_whole` says.

    If the block raises anything, *path* is what it was before.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"cannot write: {error.strerror}", at=Place(path)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
