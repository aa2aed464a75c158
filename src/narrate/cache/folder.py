"""Where the cache is, and how large it may grow: two variables of the environment say it."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path

from narrate.cache.sizes import parse_size
from narrate.cache.store import Store
from narrate.errors import RequestError
from narrate.settings import CACHE_LIMIT

FOLDER = "NARRATE_CACHE"
"""names another folder than narrate's own in the user's cache"""
LIMIT = "NARRATE_CACHE_LIMIT"
"""how large it may grow: ``5GB``, ``500MB``, ``0``, or ``none``"""


def cache_folder() -> Path:
    """The folder of the cache, whole: a relative one lies in the working folder, ~ is home.

    Raises RequestError.
    """
    asked = os.environ.get(FOLDER)
    if not asked:
        return user_cache_path("narrate", appauthor=False)
    try:
        return Path(asked).expanduser().absolute()
    except RuntimeError as error:
        raise RequestError(f"{FOLDER}: {error}") from None


def cache_limit() -> int | None:
    """How many bytes the cache may hold, None for no limit. Raises RequestError."""
    asked = os.environ.get(LIMIT)
    if not asked:
        return CACHE_LIMIT
    try:
        return parse_size(asked)
    except ValueError as error:
        raise RequestError(f"{LIMIT}: {error}") from None


def open_cache() -> Store:
    """The user's cache. Raises RequestError."""
    return Store(cache_folder(), limit=cache_limit())
