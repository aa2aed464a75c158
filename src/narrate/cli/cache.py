"""Where takes are kept from one run to the next."""

from __future__ import annotations

import os
from pathlib import Path

ENV = "NARRATE_CACHE"
"""the variable that names another folder than the user's cache"""


def cache_folder() -> Path:
    """The folder of the shelf: ``NARRATE_CACHE``, else narrate's own in the user's cache."""
    from platformdirs import user_cache_path

    asked = os.environ.get(ENV)
    return Path(asked) if asked else user_cache_path("narrate", appauthor=False)
