"""Writes what lies beside the sound files: subtitles, ``book.json`` and ``listen.html``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from narrate.errors import NarrateError, Place, SettingsError
from narrate.model import Cast, Script, Segment, Track
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.release.bookdata import (
    BookData,
    ChapterData,
    format_bookdata,
    in_seconds,
)
from narrate.release.earlier import read_before, with_earlier_times
from narrate.release.files import write_text
from narrate.release.leftovers import FileData, clear_away, outdated, without
from narrate.release.listen import format_page
from narrate.release.subtitles import FORMATS
from narrate.release.timing import TimedSpan
from narrate.release.values import ChapterFile, ChapterTimes
from narrate.release.worker_calls import time_sentences
from narrate.settings import Settings

BOOK, PAGE = "book.json", "listen.html"


class Sidecars:
    """The files beside the sound files in the folder *out*.

    Raises SettingsError for a kind of subtitles that does not exist.
    """

    def __init__(
        self, script: Script, cast: Cast, settings: Settings, recorder: Recorder, out: Path
    ) -> None:
        for kind in settings.output.subtitles:
            if kind not in FORMATS:
                msg = f"there are no subtitles of the kind {kind!r}"
                at = Place(settings.path) if settings.path else None
                raise SettingsError(msg, at=at, hint=f"choose from {', '.join(FORMATS)}")
        self._script, self._cast, self._settings = script, cast, settings
        self._recorder, self._out = recorder, out
        self._jobs: dict[int, Job] = {}
        self._book_data: BookData | None = None
        self._left: tuple[FileData, ...] = ()
        self._segments: dict[int, dict[int, Segment]] = {}
        for index, segment in enumerate(script.segments):
            self._segments.setdefault(segment.chapter, {})[index] = segment

    def add(self, file: ChapterFile, track: Track) -> Job:
        """Have the sentences of *track*, which becomes *file*, timed, and its subtitles written.

        The job may fail with OutputError, or RecordingError for a damaged take.
        """
        number = file.chapter.number
        timed = partial(time_sentences, with_words=self._settings.output.words)
        job = self._recorder.submit(timed, track, self.segments(number), self.subtitles(file))
        self._jobs[number] = job
        return job

    def reuse(self, file: ChapterFile, times: ChapterTimes) -> Job:
        """Use the *times* of *file* from its record; its subtitles are there already."""
        job = self._jobs[file.chapter.number] = Job.done(times)
        return job

    def segments(self, number: int) -> Mapping[int, Segment]:
        """The segments of the chapter of that *number*, by their index."""
        return self._segments.get(number, {})

    def subtitles(self, file: ChapterFile) -> tuple[Path, ...]:
        """Where the subtitles of *file* go."""
        kinds = self._settings.output.subtitles
        return tuple(file.path.with_suffix(f".{kind}") for kind in kinds)

    def finish(
        self,
        made: Iterable[ChapterFile],
        earlier: Iterable[ChapterFile],
        files: Sequence[FileData],
    ) -> None:
        """Write ``book.json`` and ``listen.html``; every job is over by now.

        *made* are the chapters of this run, and *files* all that it wrote. The files of *earlier*
        runs keep the times that the ``book.json`` of those runs has, if their text, speakers and
        directions are the same. Raises OutputError.
        """
        before = read_before(self._out / BOOK)
        found = {file.chapter.number: self._timed(file) for file in made}
        for file in earlier:
            number = file.chapter.number
            found[number] = with_earlier_times(before, file, self.segments(number))
        chapters = tuple(
            found.get(chapter.number) or ChapterData(chapter, self.segments(chapter.number))
            for chapter in self._script.book.chapters
        )
        self._left = without(before.files, files)
        self._book_data = BookData(
            self._script, self._cast, self._settings.book, chapters, tuple(files)
        )
        self._write_book(self._book_data, self._left)
        write_text(self._out / PAGE, format_page(self._book_data))

    def clear_away(self) -> tuple[str, ...]:
        """Remove the files of an earlier edition that have no place beside this one; their names.

        This comes last, when nothing can fail any more. Raises OutputError.
        """
        book_data = self._book_data
        numbers = [chapter.number for chapter in self._script.book.chapters]
        if book_data is None or not (stale := outdated(self._left, book_data.files, numbers)):
            return ()
        kept = (BOOK, PAGE, *(one.name for one in book_data.files))
        cleared = clear_away(self._out, stale, kept)
        staying = without(self._left, stale)
        self._write_book(book_data, (*staying, *cleared.stuck))
        return tuple(one.name for one in cleared.removed)

    def _write_book(self, book_data: BookData, others: Iterable[FileData]) -> None:
        """Write ``book.json``; it names the *others* that lie in the folder, too."""
        named = replace(book_data, files=(*book_data.files, *others))
        write_text(self._out / BOOK, format_bookdata(named))

    def _timed(self, file: ChapterFile) -> ChapterData:
        number = file.chapter.number
        sentences: Mapping[int, tuple[TimedSpan, ...]] = {}
        with suppress(NarrateError, BrokenExecutor):  # the edition tells it; the sound is there
            sentences = self._jobs[number].result().sentences
        heard = {index: in_seconds(spans, file.rate) for index, spans in sentences.items()}
        return ChapterData(file.chapter, self.segments(number), file.path.name, file.seconds, heard)
