"""A digest of narrate's own code and tables; it is part of the keys of what they decide."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


@lru_cache(maxsize=2)
def digest_of_sources(rooms: tuple[str, ...] = ("",)) -> str:
    """64 hexadecimal digits that change with any file in *rooms*, the whole package unless told.

    A room is a folder or a file in the package.
    """
    digest = hashlib.sha256()
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*")) or [PACKAGE / room]:
            if path.is_file() and path.suffix != ".pyc":
                content = path.read_bytes()
                digest.update(f"{path.relative_to(PACKAGE)} {len(content)} ".encode())
                digest.update(content)
    return digest.hexdigest()
