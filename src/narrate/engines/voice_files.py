"""Where the files of voices lie: one folder for each engine, in the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from narrate.errors import RequestError

FOLDER = "NARRATE_VOICES"
"""set to a folder, to keep voices there"""


def voices_folder(engine: str | None = None) -> Path:
    """The folder for the voices of *engine*, such as ``piper``; without one, that of all engines.

    It need not exist. Raises RequestError for a folder that cannot be told.
    """
    folder = _all_voices()
    return folder if engine is None else folder / engine


def _all_voices() -> Path:
    asked = os.environ.get(FOLDER)
    if not asked:
        return user_data_path("narrate", appauthor=False) / "voices"
    try:
        return Path(asked).expanduser().absolute()
    except RuntimeError as error:
        raise RequestError(f"{FOLDER}: {error}") from None
