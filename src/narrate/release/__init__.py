"""Makes the finished set out of tracks: sound files, their tags, the playlist."""

from __future__ import annotations

from narrate.filenames import safe_name
from narrate.release.edition import Edition
from narrate.release.values import ChapterFile, Release

__all__ = ["ChapterFile", "Edition", "Release", "safe_name"]
