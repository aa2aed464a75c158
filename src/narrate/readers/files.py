"""Takes the bytes of a user's file off the disk; no other room of prose opens one."""

from __future__ import annotations

import os
from pathlib import Path

from narrate.errors import ManuscriptError, Place

LARGEST = 64 * 2**20
"""Bytes. The longest novels in print stay under 20 MB of text, so a larger file is a mistake."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """What the file at *path* holds, at most *largest* bytes.

    Raises ManuscriptError when there is no such file, when it is a folder, a pipe or a device,
    larger, or forbidden.
    """
    place = Place(path)
    try:
        if path.is_dir():
            raise ManuscriptError(
                "this is a folder", at=place, hint="name the text file of one story"
            )
        check_is_stored(path)
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except FileNotFoundError:
        raise ManuscriptError("there is no such file", at=place, hint=_nearby(path)) from None
    except PermissionError:
        raise ManuscriptError(
            "this file may not be read", at=place, hint="change its permissions"
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character in it
        reason = getattr(error, "strerror", None) or str(error)
        raise ManuscriptError(
            f"this file cannot be read: {reason}", at=place, hint="check the path and the disk"
        ) from error
    if len(raw) > largest:
        raise ManuscriptError(
            f"this file is larger than {largest // 2**20} MB",
            at=place,
            hint="split the story into several files",
        )
    return raw


def check_is_stored(path: Path) -> None:
    """Raise ManuscriptError if *path* is a pipe or a device, which may never come to an end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ManuscriptError(
            "this is a pipe or a device, not a file",
            at=Place(path),
            hint="save the story to a file first",
        )


def _nearby(path: Path) -> str:
    """What a user who mistyped a name most likely meant."""
    from difflib import get_close_matches  # noqa: PLC0415 -- only a failing run pays for it

    try:
        names = [entry.name for entry in os.scandir(path.parent) if entry.is_file()]
    except OSError:
        return f"there is no folder {path.parent} either"
    close = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.with_name(close[0])}?" if close else "check the name"
