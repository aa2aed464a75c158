"""Keeps the cache within its limit while book after book adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from narrate.cache.sizes import size_of
from narrate.cache.store import Store

BYTES_A_CHARACTER = 3_500
"""of takes and encoded pieces: 2 GB for a novel of 570,000 (``narrate.settings.CACHE_LIMIT``)"""
SHARE = 10
"""The cache is pruned whenever a tenth of its limit was added."""


class Pruner:
    """Prunes *cache* now and then while so many *stories* add to it, and at the end."""

    def __init__(self, cache: Store, stories: int) -> None:
        self._cache = cache
        self._left = stories
        self._added = 0

    @contextmanager
    def protect_used(self, story: Path) -> Iterator[None]:
        """While *story* is being made, no program prunes what it uses; then the cache is pruned."""
        with self._cache.protect_used():
            try:
                yield
            finally:
                self._left -= 1
                self._added += BYTES_A_CHARACTER * size_of(story)
                self._prune()

    def _prune(self) -> None:
        if not self._left or self._added > (self._cache.limit or 0) // SHARE:
            self._added = 0
            self._cache.prune()
