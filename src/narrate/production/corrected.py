"""A story's reading that can be told who says a line, and what it said when it was told before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from narrate.attribution.correcting import Correctable
from narrate.attribution.finding import find_attributor
from narrate.attribution.method import Attributor
from narrate.cache.folder import open_cache
from narrate.cache.scripts import ScriptCache
from narrate.model import Hints, Manuscript, Script
from narrate.pipeline import hints_of, work_out_correctable
from narrate.production.request import Request
from narrate.production.stories import load_settings
from narrate.readers import read_manuscript

Corrections = Mapping[int, str]
"""who says which segments of the reading, by their indices"""


@dataclass(frozen=True, slots=True)
class StoryReading:
    """The reading of *manuscript*, with what decides it, *by* an attributor."""

    manuscript: Manuscript
    hints: Hints
    by: Attributor
    kept: ScriptCache

    def correctable(self) -> Correctable:
        """The reading itself: it takes as long as reading the story."""
        return work_out_correctable(self.manuscript, self.hints, self.by)

    def find(self, corrections: Corrections) -> Script | None:
        """What the reading said knowing *corrections*, if that was kept."""
        return self.kept.find(self.manuscript, self.hints, self._method(corrections))

    def keep(self, script: Script, corrections: Corrections) -> None:
        """Keep what the reading says knowing *corrections*."""
        self.kept.keep(script, self.hints, self._method(corrections))

    def _method(self, corrections: Corrections) -> str:
        told = json.dumps(sorted(corrections.items())).encode()
        return f"{self.by.fingerprint()} {hashlib.sha256(told).hexdigest()}"


def reading_of(story: Path, request: Request) -> StoryReading:
    """The reading of *story* as *request* wants it. Raises NarrateError for what cannot be read."""
    settings = load_settings(story, request)
    return StoryReading(
        read_manuscript(story, settings),
        hints_of(settings, request.heading),
        find_attributor(settings),
        ScriptCache(open_cache()),
    )
