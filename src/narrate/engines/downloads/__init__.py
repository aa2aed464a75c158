"""Voices that can be got: which there are, and how their files come here; never unasked."""

from __future__ import annotations

from narrate.engines.downloads.catalogue import Download, downloads
from narrate.engines.downloads.fetching import Watch
from narrate.engines.downloads.getting import find_download, get_voice, terms_of
from narrate.engines.downloads.suggesting import to_better_voices

__all__ = [
    "Download",
    "Watch",
    "downloads",
    "find_download",
    "get_voice",
    "terms_of",
    "to_better_voices",
]
