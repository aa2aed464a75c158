"""Finds the voices.yaml of a story."""

from __future__ import annotations

import os
from pathlib import Path

from narrate.errors import Place, SettingsError

FILE_NAME = "voices.yaml"


def find_settings(story: Path, asked: Path | None = None) -> Path | None:
    """The voices.yaml for *story*; None if there is none.

    It is the file the user *asked* for, else the one beside the story, else the one in the
    working folder. Raises SettingsError if the file asked for does not exist.
    """
    if asked is not None:
        if is_missing(asked):
            raise SettingsError("there is no such file", at=Place(asked))
        return asked
    here = Path(FILE_NAME)
    candidates = (story.parent / FILE_NAME, here)
    return next((path for path in candidates if os.path.lexists(path)), None)


def is_missing(path: Path) -> bool:
    """Whether there is nothing at *path*; of what cannot be known, reading it will tell."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False
    return False
