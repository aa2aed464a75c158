"""Where the shelf is, and how large it may grow: two variables of the environment say it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.cli.sizes import parse_size
from narrate.settings import CACHE_LIMIT

if TYPE_CHECKING:
    from narrate.cache.scripts import Archive
    from narrate.recording import Shelf

FOLDER = "NARRATE_CACHE"
"""names another folder than narrate's own in the user's cache"""
LIMIT = "NARRATE_CACHE_LIMIT"
"""how large it may grow: ``5GB``, ``500MB``, ``0``, or ``none``"""


def cache_folder() -> Path:
    """The folder of the shelf, whole: a relative one lies in the working folder, ~ is home.

    Raises click's UsageError.
    """
    asked = os.environ.get(FOLDER)
    if asked:
        try:
            return Path(asked).expanduser().absolute()
        except RuntimeError as error:
            raise click.UsageError(f"{FOLDER}: {error}") from None
    from platformdirs import user_cache_path

    return user_cache_path("narrate", appauthor=False)


def cache_limit() -> int | None:
    """How many bytes the shelf may hold, None for no limit. Raises click's UsageError."""
    asked = os.environ.get(LIMIT)
    if not asked:
        return CACHE_LIMIT
    try:
        return parse_size(asked)
    except ValueError as error:
        raise click.UsageError(f"{LIMIT}: {error}") from None


def open_shelf() -> Shelf:
    """The user's shelf."""
    from narrate.cache.store import Shelf

    return Shelf(cache_folder(), limit=cache_limit())


def open_archive() -> Archive:
    """What the shelf remembers of stories that were read before."""
    from narrate.cache.scripts import Archive

    return Archive(open_shelf())
