"""Turns a file into a manuscript: a reader for each format, found by the ending of its name.

A reader is a class in the entry-point group ``narrate.readers``, under the ending it reads, without
the dot and in small letters: ``epub``. Endings nobody has registered are read as plain text.
"""

from __future__ import annotations

from functools import partial
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Protocol

from narrate.errors import Place
from narrate.model import Manuscript
from narrate.plugins import guarded, installed, make
from narrate.readers.folder import read_folder
from narrate.readers.plain import PlainTextReader
from narrate.settings import Settings
from narrate.text.scriptfile import is_scriptfile

ENTRY_POINTS = "narrate.readers"
PLAIN = frozenset({"", "txt", "text"})
"""endings of plain text, which most stories have: they need no search among all packages"""
DEFAULTS = Settings()


class Reader(Protocol):
    """Reads one format. Its keyword arguments are options that users set in voices.yaml."""

    def read(self, path: Path) -> Manuscript:
        """The text of the book at *path* in normal form, and what the format says beside it.

        ``Manuscript.text`` is what :func:`narrate.text.normalization.normalise` makes of a text:
        paragraphs are parted by a blank line, emphasis stands between underscores, a scene break
        is ``* * *``, the mark of a note a number in square brackets.

        Raises ManuscriptError for whatever cannot be read, with what to do about it.
        """
        ...


def read_manuscript(path: Path, settings: Settings = DEFAULTS) -> Manuscript:
    """The manuscript that lies at *path*, read as the ending of its name says.

    The files in a folder are its chapters.

    Raises ManuscriptError for a file that cannot be read, SettingsError for an option its reader
    does not have, ToolError for a reader of another package that does not work.
    """
    if path.is_dir():
        return read_folder(path, partial(read_manuscript, settings=settings))
    ending = path.suffix.removeprefix(".").lower()
    plain = ending in PLAIN or is_scriptfile(path)
    point = None if plain else installed(ENTRY_POINTS, ending)
    if point is None:
        return PlainTextReader().read(path)
    whose = f"the reader of .{ending} files"
    with guarded(whose):
        return _made(point, whose, settings).read(path)


def _made(point: EntryPoint, whose: str, settings: Settings) -> Reader:
    def locate(option: str) -> Place | None:
        return settings.at(f"readers.{point.name}.{option}")

    reader: Reader = make(point, settings.options_of("readers", point.name), whose, locate)
    return reader
