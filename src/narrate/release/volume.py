"""The book as one file: its chapters are encoded as they come in, and joined at the end.

This is what the parent process knows of it; the work is done by workers.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from narrate.model import Track
from narrate.recording import Studio
from narrate.recording.crew import Job
from narrate.release.filetags import Tags
from narrate.release.formats import book_codec
from narrate.release.jobs import bind, code
from narrate.release.orders import Binding, Coding
from narrate.settings import Output


class Volume:
    """One file, *path*, of the whole book, tagged with *tags*.

    *chapters* is the coding of the chapters' own files: what is encoded for those need not be
    encoded again.
    """

    def __init__(
        self, studio: Studio, output: Output, chapters: Coding, tags: Tags, path: Path
    ) -> None:
        self.path = path
        self._studio, self._output, self._tags = studio, output, tags
        self._chapters = chapters
        self._tracks: list[Track] = []

    def add(self, track: Track) -> None:
        """Have *track* encoded for the book, while recording goes on."""
        self._tracks.append(track)
        coding = self._coding(track.rate)
        if coding != self._chapters:
            self._studio.submit(code, track, coding)

    def bind(self) -> Job:
        """Have all tracks joined, in the order of the chapters."""
        tracks = sorted(self._tracks, key=lambda track: track.chapter.number)
        rate = max(track.rate for track in tracks)
        parts = tuple((track, self._fitted(track, rate)) for track in tracks)
        binding = Binding(parts, self.path.suffix.removeprefix("."), self._tags, self.path)
        return self._studio.submit(bind, binding)

    def _coding(self, rate: int) -> Coding:
        suffix, codec = book_codec(self._output, rate)
        return Coding(codec, suffix, self._chapters.levels)

    def _fitted(self, track: Track, rate: int) -> Coding:
        """The coding of *track*; one of a lower rate than the others is brought to theirs."""
        coding = self._coding(rate)
        if track.rate == rate or "-ar" in coding.codec.parameters:
            return coding
        parameters = (*coding.codec.parameters, "-ar", str(rate))
        return replace(coding, codec=replace(coding.codec, parameters=parameters))
