"""The book as one file: its chapters are encoded as they come in, and joined at the end.

This is what the parent process knows of it; the work is done by workers.
"""

from __future__ import annotations

from pathlib import Path

from narrate.model import Track
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.release.filetags import Tags
from narrate.release.formats import book_codec, wound
from narrate.release.jobs import bind, code
from narrate.release.orders import Binding, Coding, Spool
from narrate.settings import Output


class Volume:
    """One file, *path*, of the whole book, tagged with *tags*.

    *chapters* is the coding of the chapters' own files: what is encoded for those need not be
    encoded again.
    """

    def __init__(
        self, recorder: Recorder, output: Output, chapters: Coding, tags: Tags, path: Path
    ) -> None:
        self.path = path
        self._recorder, self._output, self._tags = recorder, output, tags
        self._chapters = chapters
        self._tracks: list[tuple[Track, float | Job]] = []
        self._coded: list[Job] = []

    def add(self, track: Track, lift_db: float | Job) -> None:
        """Have *track* encoded for the book, while recording goes on.

        *lift_db* may be the job that is finding it out.
        """
        self._tracks.append((track, lift_db))
        coding = self._coding(track.rate)
        if coding != self._chapters:
            reels = wound(track, coding.codec)
            self._coded.append(self._recorder.submit(code, reels, coding, lift_db))

    def bind(self) -> Job:
        """Have all tracks joined, in the order of the chapters."""
        tracks = sorted(self._tracks, key=lambda pair: pair[0].chapter.number)
        rate = max(track.rate for track, _ in tracks)
        coding = self._coding(rate)
        spools = tuple(
            Spool(
                wound(track, coding.codec, rate),
                coding,
                lift_db.result() if isinstance(lift_db, Job) else lift_db,
            )
            for track, lift_db in tracks
        )
        binding = Binding(spools, self._tags, self.path)
        return self._recorder.submit(bind, binding, after=self._coded)

    def _coding(self, rate: int) -> Coding:
        suffix, codec = book_codec(self._output, rate)
        return Coding(codec, suffix, self._chapters.levels)
