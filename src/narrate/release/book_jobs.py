"""Submits the jobs that make the book file: chapters are encoded as they come, and then joined.

It runs in the parent process; see :mod:`narrate.release.book_file` for the work itself.
"""

from __future__ import annotations

from pathlib import Path

from narrate.model import Track
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.release.filetags import FileTags
from narrate.release.formats import book_codec, split_for
from narrate.release.values import BookSpec, ChapterPieces, Encoding
from narrate.release.worker_calls import encode_pieces, join_book
from narrate.settings import Output


class BookFile:
    """The file *path* of the whole book, tagged with *tags*.

    *chapters* is the encoding of the chapters' own files: if the book file has the same, the
    chapters are encoded once for both.
    """

    def __init__(
        self, recorder: Recorder, output: Output, chapters: Encoding, tags: FileTags, path: Path
    ) -> None:
        self.path = path
        self._recorder, self._output, self._tags = recorder, output, tags
        self._chapters = chapters
        self._tracks: list[tuple[Track, float | Job]] = []
        self._encoding_jobs: list[Job] = []

    def add(self, track: Track, gain_db: float | Job) -> None:
        """Have *track* encoded for the book, while recording goes on.

        *gain_db* is the gain of the chapter, or the job that measures it.
        """
        self._tracks.append((track, gain_db))
        encoding = self._encoding(track.rate)
        if encoding != self._chapters:
            pieces = split_for(track, encoding.codec)
            self._encoding_jobs.append(
                self._recorder.submit(encode_pieces, pieces, encoding, gain_db)
            )

    def finish(self) -> Job:
        """Have all tracks joined, in the order of the chapters."""
        tracks = sorted(self._tracks, key=lambda pair: pair[0].chapter.number)
        rate = max(track.rate for track, _ in tracks)
        encoding = self._encoding(rate)
        chapters = tuple(
            ChapterPieces(
                split_for(track, encoding.codec, rate),
                encoding,
                gain_db.result() if isinstance(gain_db, Job) else gain_db,
            )
            for track, gain_db in tracks
        )
        spec = BookSpec(chapters, self._tags, self.path)
        return self._recorder.submit(join_book, spec, after=self._encoding_jobs)

    def _encoding(self, rate: int) -> Encoding:
        suffix, codec = book_codec(self._output, rate)
        return Encoding(codec, suffix, self._chapters.levels)
