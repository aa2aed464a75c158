"""What goes with the sound: subtitles for each chapter, ``book.json`` and ``listen.html``."""

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
    ChapterData,
    Production,
    format_bookdata,
    in_seconds,
)
from narrate.release.earlier import read_before, recall
from narrate.release.files import write_text
from narrate.release.inventory import FileData, clear_away, outdated, without
from narrate.release.jobs import follow
from narrate.release.listen import format_page
from narrate.release.orders import ChapterFile, Followed
from narrate.release.subtitles import FORMATS
from narrate.release.timing import Line
from narrate.settings import Settings

BOOK, PAGE = "book.json", "listen.html"


class Companions:
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
        self._production: Production | None = None
        self._left: tuple[FileData, ...] = ()
        self._segments: dict[int, dict[int, Segment]] = {}
        for index, segment in enumerate(script.segments):
            self._segments.setdefault(segment.chapter, {})[index] = segment

    def add(self, file: ChapterFile, track: Track) -> Job:
        """Have the sentences of *track*, which becomes *file*, timed, and its subtitles written.

        The job may fail with OutputError, or RecordingError for a damaged take.
        """
        number = file.chapter.number
        timed = partial(follow, with_words=self._settings.output.words)
        job = self._recorder.submit(timed, track, self.segments(number), self.subtitles(file))
        self._jobs[number] = job
        return job

    def recall(self, file: ChapterFile, followed: Followed) -> Job:
        """Take it that *file* was *followed* before, and its subtitles are there."""
        job = self._jobs[file.chapter.number] = Job.done(followed)
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
        runs keep the times they had in the ``book.json`` those left, as long as what they say is
        the same. Raises OutputError.
        """
        before = read_before(self._out / BOOK)
        found = {file.chapter.number: self._timed(file) for file in made}
        for file in earlier:
            number = file.chapter.number
            found[number] = recall(before, file, self.segments(number))
        chapters = tuple(
            found.get(chapter.number) or ChapterData(chapter, self.segments(chapter.number))
            for chapter in self._script.book.chapters
        )
        self._left = without(before.files, files)
        self._production = Production(
            self._script, self._cast, self._settings.book, chapters, tuple(files)
        )
        self._write_book(self._production, self._left)
        write_text(self._out / PAGE, format_page(self._production))

    def clear_away(self) -> tuple[str, ...]:
        """Remove the files of an earlier edition that have no place beside this one; their names.

        This comes last, when nothing can fail any more. Raises OutputError.
        """
        production = self._production
        numbers = [chapter.number for chapter in self._script.book.chapters]
        if production is None or not (stale := outdated(self._left, production.files, numbers)):
            return ()
        kept = (BOOK, PAGE, *(one.name for one in production.files))
        cleared = clear_away(self._out, stale, kept)
        staying = without(self._left, stale)
        self._write_book(production, (*staying, *cleared.stuck))
        return tuple(one.name for one in cleared.removed)

    def _write_book(self, production: Production, others: Iterable[FileData]) -> None:
        """Write ``book.json``; it names the *others* that lie in the folder, too."""
        named = replace(production, files=(*production.files, *others))
        write_text(self._out / BOOK, format_bookdata(named))

    def _timed(self, file: ChapterFile) -> ChapterData:
        number = file.chapter.number
        lines: Mapping[int, tuple[Line, ...]] = {}
        with suppress(NarrateError, BrokenExecutor):  # the edition tells it; the sound is there
            lines = self._jobs[number].result().lines
        heard = {index: in_seconds(told, file.rate) for index, told in lines.items()}
        return ChapterData(file.chapter, self.segments(number), file.path.name, file.seconds, heard)
