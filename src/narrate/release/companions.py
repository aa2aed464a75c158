"""What goes with the sound: subtitles for each chapter, ``book.json`` and ``listen.html``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from narrate.errors import NarrateError, Place, SettingsError
from narrate.model import Cast, Script, Segment, Track
from narrate.recording import Studio
from narrate.recording.crew import Job
from narrate.release.bookdata import (
    ChapterData,
    Production,
    format_bookdata,
    in_seconds,
    read_chapters,
    recall,
)
from narrate.release.files import write_whole
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
        self, script: Script, cast: Cast, settings: Settings, studio: Studio, out: Path
    ) -> None:
        for kind in settings.output.subtitles:
            if kind not in FORMATS:
                msg = f"there are no subtitles of the kind {kind!r}"
                at = Place(settings.path) if settings.path else None
                raise SettingsError(msg, at=at, hint=f"choose from {', '.join(FORMATS)}")
        self._script, self._cast, self._settings = script, cast, settings
        self._studio, self._out = studio, out
        self._jobs: dict[int, Job] = {}
        self._segments: dict[int, dict[int, Segment]] = {}
        for index, segment in enumerate(script.segments):
            self._segments.setdefault(segment.chapter, {})[index] = segment

    def add(self, file: ChapterFile, track: Track) -> Job:
        """Have the sentences of *track*, which becomes *file*, timed, and its subtitles written.

        The job may fail with OutputError, or RecordingError for a damaged take.
        """
        number = file.chapter.number
        timed = partial(follow, with_words=self._settings.output.words)
        job = self._studio.submit(timed, track, self.segments(number), self.subtitles(file))
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

    def finish(self, made: Iterable[ChapterFile], earlier: Iterable[ChapterFile]) -> None:
        """Write ``book.json`` and ``listen.html``; every job is over by now.

        *made* are the files of this run. The files of *earlier* runs keep the times they had in
        the ``book.json`` those left, as long as what they say is the same. Raises OutputError.
        """
        before = read_chapters(self._out / BOOK)
        found = {file.chapter.number: self._timed(file) for file in made}
        for file in earlier:
            number = file.chapter.number
            found[number] = recall(before, file, self.segments(number))
        chapters = tuple(
            found.get(chapter.number) or ChapterData(chapter, self.segments(chapter.number))
            for chapter in self._script.book.chapters
        )
        production = Production(self._script, self._cast, self._settings.book, chapters)
        write_whole(self._out / BOOK, format_bookdata(production).encode("utf-8", "replace"))
        write_whole(self._out / PAGE, format_page(production).encode("utf-8", "replace"))

    def _timed(self, file: ChapterFile) -> ChapterData:
        number = file.chapter.number
        lines: Mapping[int, tuple[Line, ...]] = {}
        with suppress(NarrateError, BrokenExecutor):  # the edition tells it; the sound is there
            lines = self._jobs[number].result().lines
        heard = {index: in_seconds(told, file.rate) for index, told in lines.items()}
        return ChapterData(file.chapter, self.segments(number), file.path.name, file.seconds, heard)
