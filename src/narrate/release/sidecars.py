"""Writes what lies beside the sound files: subtitles, ``book.json`` and ``listen.html``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from narrate.errors import NarrateError, Place, SettingsError
from narrate.model import Cast, Cover, FinishedBook, FinishedChapter, Script, Segment, Track
from narrate.outputs.listen import format_page
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.release.bookdata import format_bookdata, in_seconds
from narrate.release.earlier import EarlierBook, read_before, with_earlier_times
from narrate.release.files import write_text
from narrate.release.leftovers import clear_away, outdated, without
from narrate.release.subtitles import FORMATS
from narrate.release.timing import TimedSpan
from narrate.release.values import ChapterFile, ChapterTimes, FileData
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
        self._before = EarlierBook()
        self._finished: tuple[FinishedBook, tuple[FileData, ...]] | None = None
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

    def finished_book(
        self, made: Iterable[ChapterFile], earlier: Iterable[ChapterFile], cover: Cover | None
    ) -> FinishedBook:
        """All that is known of the book; every job is over by now.

        *made* are the chapters of this run. The files of *earlier* runs keep the times that the
        ``book.json`` of those runs has, if their text, speakers and directions are the same.
        """
        self._before = read_before(self._out / BOOK)
        found = {file.chapter.number: self._timed(file) for file in made}
        for file in earlier:
            number = file.chapter.number
            times = with_earlier_times(self._before, file, self.segments(number))
            found[number] = replace(times, subtitles=self._subtitle_names(file))
        book = self._script.book
        title, author = self._settings.title_of(book)
        return FinishedBook(
            self._out,
            self._script,
            self._cast,
            title,
            tuple(
                found.get(one.number) or FinishedChapter(one, self.segments(one.number))
                for one in book.chapters
            ),
            author=author,
            year=self._settings.book.year,
            cover=cover,
            series=self._settings.series_of(book),
        )

    def finish(self, book: FinishedBook, files: Iterable[FileData]) -> None:
        """Write ``book.json`` and ``listen.html``; *files* are all that this run wrote.

        Raises OutputError.
        """
        written = tuple(files)
        self._left = without(self._before.files, written)
        self._finished = book, written
        self._write_book(book, (*written, *self._left))
        write_text(self._out / PAGE, format_page(book))

    def clear_away(self) -> tuple[str, ...]:
        """Remove the files of an earlier edition that have no place beside this one; their names.

        This comes last, when nothing can fail any more. Raises OutputError.
        """
        if self._finished is None:
            return ()
        book, written = self._finished
        stale = outdated(self._left, written, [one.chapter.number for one in book.chapters])
        if not stale:
            return ()
        kept = (BOOK, PAGE, *(one.name for one in written))
        cleared = clear_away(self._out, stale, kept)
        staying = without(self._left, stale)
        self._write_book(book, (*written, *staying, *cleared.stuck))
        return tuple(one.name for one in cleared.removed)

    def _write_book(self, book: FinishedBook, files: Iterable[FileData]) -> None:
        """Write ``book.json``, which names all *files* that lie in the folder."""
        write_text(self._out / BOOK, format_bookdata(book, files))

    def _subtitle_names(self, file: ChapterFile) -> tuple[str, ...]:
        return tuple(path.name for path in self.subtitles(file) if path.is_file())

    def _timed(self, file: ChapterFile) -> FinishedChapter:
        number = file.chapter.number
        sentences: Mapping[int, tuple[TimedSpan, ...]] = {}
        with suppress(NarrateError, BrokenExecutor):  # the edition tells it; the sound is there
            sentences = self._jobs[number].result().sentences
        heard = {index: in_seconds(spans, file.rate) for index, spans in sentences.items()}
        return FinishedChapter(
            file.chapter,
            self.segments(number),
            file.path.name,
            file.seconds,
            heard,
            self._subtitle_names(file),
        )
