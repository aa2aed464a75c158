"""One cast for all books of a series: a file in the form of voices.yaml that each may name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from narrate.casting import found_roles
from narrate.config import is_missing, read_series_cast, write_characters
from narrate.errors import OutputError, Place
from narrate.pipeline import Prep
from narrate.production.stories import Read

CAST_FILE = "cast.yaml"


def with_cast_of(read: Read, folder: Path) -> Read:
    """*read*, with the people of the series whose cast is kept in *folder*.

    Nobody, if none is kept there yet. Raises SettingsError for a file that is none of ours.
    """
    path = folder / CAST_FILE
    if is_missing(path):
        return read
    return replace(read, settings=replace(read.settings, cast=read_series_cast(path)))


def keep_cast(prep: Prep, folder: Path) -> tuple[str, ...]:
    """Add the people of *prep* and their voices to the cast in *folder*; the names added.

    Who is in it already keeps the voice that stands there. Raises OutputError where it cannot be
    written, SettingsError for a file that is none of ours.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"this folder cannot be made: {error.strerror}"
        raise OutputError(msg, at=Place(folder)) from error
    return write_characters(folder / CAST_FILE, found_roles(prep.script, prep.cast))
