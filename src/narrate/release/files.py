"""Files that appear under their name in one step."""

from __future__ import annotations

import os
from pathlib import Path

from narrate.errors import OutputError, Place


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* into *path*: whole or not at all, whatever ends the program or the power.

    Raises OutputError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"cannot write: {error.strerror}", at=Place(path)) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
