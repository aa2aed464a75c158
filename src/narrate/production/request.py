"""What is asked for: of every story of a call, and of the workers that make them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.settings import AUDIO, Output

Ranges = tuple[tuple[int, int], ...]
"""numbers of chapters, from and to, both ends included"""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of every story; what is None is left to its voices.yaml and the defaults.

    *voices* is the voices.yaml to use, *heading* what the line of a chapter's heading looks like,
    *output* the folder in which each story gets a folder of its own. If *strict*, a listed name
    that the story never uses is an error. If *dry*, nothing is asked that costs something. The
    others are as in :class:`narrate.settings.Output`.
    """

    voices: Path | None = None
    engine: str | None = None
    heading: re.Pattern[str] | None = None
    chapters: Ranges | None = None
    form: str | None = None
    preset: str | None = None
    book: str | None = None
    subtitles: tuple[str, ...] | None = None
    words: bool = False
    also: tuple[str, ...] = ()
    stems: bool = False
    library: str | None = None
    sample: float | None = None
    output: Path = AUDIO
    strict: bool = False
    dry: bool = False

    def over(self, output: Output) -> Output:
        """*output*, and what is asked for in its place.

        The bitrate that goes with one format says nothing about another.
        """
        form = self.form or output.format
        return replace(
            output,
            format=form,
            bitrate=output.bitrate if form == output.format else None,
            preset=self.preset or output.preset,
            book=self.book or output.book,
            subtitles=output.subtitles if self.subtitles is None else self.subtitles,
            words=self.words or output.words,
            stems=self.stems or output.stems,
            library=self.library or output.library,
            also=tuple(dict.fromkeys((*output.also, *self.also))),
            sample=self.sample or output.sample,
        )


@dataclass(frozen=True, slots=True)
class Workers:
    """*jobs* processes of this machine, None for one a core.

    With the address of a *cluster*, its workers record and the processes do the rest.
    """

    jobs: int | None = None
    cluster: str | None = None
