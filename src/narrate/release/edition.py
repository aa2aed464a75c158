"""The edition: the finished files of a book, made while its tracks come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from narrate.errors import NarrateError, OutputError, Place, SettingsError, ToolError
from narrate.filenames import chapter_name, check_name, name_by, safe_name
from narrate.model import Cast, Chapter, FinishedBook, Script, Track
from narrate.outputs import check_outputs
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.recording.scheduling import wait_for
from narrate.release import acx
from narrate.release.book_jobs import BookFile
from narrate.release.file_records import FileRecords, RecordKey
from narrate.release.files import write_whole
from narrate.release.filetags import FileTags, read_cover, tags_for
from narrate.release.formats import codec_for, split_for
from narrate.release.leftovers import listed
from narrate.release.partial_files import open_partial, partial_path, remove_abandoned
from narrate.release.playlist import SUFFIX as PLAYLIST
from narrate.release.playlist import format_playlist
from narrate.release.sidecars import BOOK, PAGE, Sidecars
from narrate.release.stem_jobs import OUTPUT as STEMS
from narrate.release.stem_jobs import ChapterStems, Stems
from narrate.release.values import ChapterFile, ChapterSpec, Encoding, FileData, Release, Stamp
from narrate.release.worker_calls import (
    encode_pieces,
    make_chapter_file,
    measure_gain,
    write_outputs,
)
from narrate.settings import Settings
from narrate.sound.audio import Codec, find_ffmpeg
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.pieces import join_pieces

SAMPLE = "Retail sample"


class Edition:
    """Makes all files of the folder *out*.

    What would go wrong at the end is found now: raises OutputError if *out* cannot be written
    to, ToolError if there is no ffmpeg to encode with, SettingsError for a cover that is no
    picture or an output that does not exist.
    """

    def __init__(
        self, script: Script, cast: Cast, settings: Settings, recorder: Recorder, out: Path
    ) -> None:
        self._script, self._cast, self._settings = script, cast, settings
        self._recorder, self._out = recorder, out
        self._suffix = settings.output.format
        self._codec = codec_for(settings.output)
        if isinstance(self._codec, Codec) and self._codec.parameters:
            find_ffmpeg()
        self._acx = settings.output.preset == "acx"
        if self._acx:
            acx.check_pauses(settings)
        levels = acx.LEVELS if self._acx else None
        self._encoding = Encoding(self._codec, self._suffix, levels)
        self._cover = read_cover(settings, script.book.manuscript.metadata)
        check_outputs(settings)
        self._last = max(one.number for one in script.book.chapters)
        self._sidecars = Sidecars(script, cast, settings, recorder, out)
        self._jobs: list[tuple[ChapterFile, Job]] = []
        self._timing_jobs: list[Job] = []
        self._sample: tuple[ChapterFile, Job] | None = None
        self._records = FileRecords(recorder.setup, with_words=settings.output.words)
        self._unrecorded: list[tuple[RecordKey, Job, Job]] = []
        self._book_file = self._open_book_file() if settings.output.joined else None
        self._stems = Stems(recorder, levels) if settings.output.stems else None
        self._check_names()
        _make_ready(out)
        recorder.when_over(partial(remove_abandoned, out))

    def add(self, track: Track) -> None:
        """Have *track* mixed, mastered, encoded, tagged and written, while recording goes on.

        Its pieces are encoded one by one where they can be joined: workers share a long chapter.

        Raises the error of an earlier file that would befall this one too: OutputError, ToolError.
        """
        self._stop_early()
        pieces = split_for(track, self._codec)
        whole = join_pieces(pieces)
        file = ChapterFile(track.chapter, self._path(track.chapter), whole.frames, whole.rate)
        if self._acx:
            acx.check_length(whole, file.path)
        spec = ChapterSpec(self._encoding, self._tags(track.chapter), file.path)
        segments = self._sidecars.segments(track.chapter.number)
        record_key = self._records.key_of(spec, whole, segments, self._sidecars.subtitles(file))
        if not self._book_file and (known := self._records.find(record_key)):
            self._jobs.append((file, Job.done(known[0])))
            self._timing_jobs.append(self._sidecars.reuse(file, known[1]))
            if self._stems:
                self._stems.add(file, pieces, segments, self._chapter_gain(pieces))
            return
        gain_db = self._chapter_gain(pieces)
        if self._stems:
            self._stems.add(file, pieces, segments, gain_db)
        job = self._make_file(pieces, gain_db, spec)
        self._jobs.append((file, job))
        self._timing_jobs.append(self._sidecars.add(file, whole))
        self._unrecorded.append((record_key, job, self._timing_jobs[-1]))
        if self._book_file:
            self._book_file.add(track, gain_db)

    def add_sample(self, track: Track) -> None:
        """Have *track* made as the retail sample, beside the chapters and as they are."""
        self._stop_early()
        pieces = split_for(track, self._codec)
        tags = replace(self._tags(track.chapter), title=SAMPLE, number=1, total=1)
        path = self._out / f"{SAMPLE}.{self._suffix}"
        whole = join_pieces(pieces)
        file = ChapterFile(replace(track.chapter, title=SAMPLE), path, whole.frames, whole.rate)
        self._sample = (
            file,
            self._make_file(
                pieces, self._chapter_gain(pieces), ChapterSpec(self._encoding, tags, path)
            ),
        )

    def _tags(self, chapter: Chapter) -> FileTags:
        return tags_for(chapter, self._script, self._cast.narrator, self._settings, self._cover)

    def _make_file(self, pieces: Sequence[Track], gain_db: float | Job, spec: ChapterSpec) -> Job:
        coded = self._encode_pieces(pieces, gain_db)
        return self._recorder.submit(make_chapter_file, pieces, spec, gain_db, after=coded)

    def _chapter_gain(self, pieces: Sequence[Track]) -> float | Job:
        levels = self._encoding.levels
        return self._recorder.submit(measure_gain, tuple(pieces), levels) if levels else 0.0

    def _encode_pieces(self, pieces: Sequence[Track], gain_db: float | Job) -> list[Job]:
        if not isinstance(self._codec, Mp3):
            return []
        return [
            self._recorder.submit(encode_pieces, (piece,), self._encoding, gain_db)
            for piece in pieces
        ]

    def _open_book_file(self) -> BookFile:
        if self._settings.output.joined != "mp3":
            find_ffmpeg()
        tags = self._tags(self._script.book.chapters[0])
        tags = replace(tags, title=tags.album, number=1, total=1)
        path = self._out / f"{safe_name(tags.album) or 'book'}.{self._settings.output.joined}"
        return BookFile(self._recorder, self._settings.output, self._encoding, tags, path)

    def _path(self, chapter: Chapter) -> Path:
        template = self._settings.output.names
        if template is None:
            name = chapter_name(chapter.number, chapter.title, self._last)
        else:
            book, author = self._settings.title_of(self._script.book)
            title = chapter.title
            name = name_by(template, chapter.number, title=title, book=book, author=author or "")
        return self._out / f"{name}.{self._suffix}"

    def _check_names(self) -> None:
        """Raise SettingsError for two files of one name, OutputError for one not to be written."""
        taken: set[str] = {f"{SAMPLE}.{self._suffix}".casefold()}
        for path in self._paths():
            check_name(path)
            if path.name.casefold() in taken:
                msg, at = (
                    f"two files would be called {path.name!r}",
                    self._settings.at("output.names"),
                )
                raise SettingsError(msg, at=at, hint="put {number} into names: below output:")
            taken.add(path.name.casefold())

    def _paths(self) -> Iterator[Path]:
        """The paths of all files that are named by a title."""
        yield from map(self._path, self._script.book.chapters)
        yield self._playlist()
        if self._book_file:
            yield self._book_file.path

    def _playlist(self) -> Path:
        title, _ = self._settings.title_of(self._script.book)
        return self._out / f"{safe_name(title) or 'playlist'}.{PLAYLIST}"

    def _stop_early(self) -> None:
        for _, job in self._jobs:
            error = _error(job) if job.over else None
            if isinstance(error, OutputError | ToolError):
                raise error

    async def finish(self) -> Release:
        """Wait for the last file, write the playlist. Raises the first error there was, if any.

        By then every other file is finished. The playlist has every chapter whose file is in the
        folder, those of earlier runs too.
        """
        sampled = [self._sample[1]] if self._sample else []
        stems = self._stems.chapters if self._stems else []
        jobs = [*(job for _, job in self._jobs), *self._timing_jobs, *sampled]
        jobs += [one.job for one in stems]
        await wait_for(*jobs)
        errors = [error for job in jobs if (error := _error(job))]
        joined_book = None if errors else await self._join_book()
        errors += [error] if joined_book and (error := _error(joined_book)) else []
        done = [file for file, job in self._jobs if not _error(job)]
        written: tuple[FileData, ...] = ()
        if done:
            earlier = tuple(self._earlier(done))
            book = self._sidecars.finished_book(done, earlier, self._cover)
            outputs = None if errors else await self._make_outputs(book)
            errors += [error] if outputs and (error := _error(outputs)) else []
            written = outputs.result() if outputs and not _error(outputs) else ()
            written = (*_files_of(stems), *written)
            self._write_playlist([*done, *earlier])
            self._sidecars.finish(book, (*self._files(joined_book), *written))
        for record_key, made, times in self._unrecorded:
            if not (_error(made) or _error(times)):
                self._records.keep(record_key, made.result(), times.result())
        if errors:
            raise errors[0]
        sample = self._sample[0] if self._sample else None
        whole = self._book_file.path if self._book_file and joined_book else None
        return Release(self._out, _in_order(done), self._playlist(), whole, sample, written)

    def _write_playlist(self, files: Iterable[ChapterFile]) -> None:
        title, _ = self._settings.title_of(self._script.book)
        write_whole(self._playlist(), format_playlist(title, _in_order(files)).encode())

    async def _make_outputs(self, book: FinishedBook) -> Job | None:
        """Have the files made that are of none of the kinds here, if any are asked for."""
        if not self._settings.output.outputs:
            return None
        job = self._recorder.submit(write_outputs, self._settings, book, self._taken(book))
        await wait_for(job)
        return job

    def _taken(self, book: FinishedBook) -> frozenset[str]:
        """The names that no output may give its files."""
        paths = [*self._paths(), self._out / f"{SAMPLE}.{self._suffix}"]
        stems = self._stems.chapters if self._stems else []
        paths += [spec.path for one in stems for spec in one.specs]
        subtitles = (name for one in book.chapters for name in one.subtitles)
        return frozenset((BOOK, PAGE, *(path.name for path in paths), *subtitles))

    def clear_away(self, release: Release) -> Release:
        """Remove what an earlier edition left beside *release*, which is complete.

        Returns the release with the names of those files.

        Raises OutputError.
        """
        return replace(release, removed=self._sidecars.clear_away())

    async def _join_book(self) -> Job | None:
        """Make the book file, unless only some chapters were made."""
        if self._book_file is None or len(self._jobs) < len(self._script.book.chapters):
            return None
        job = self._book_file.finish()
        await wait_for(job)
        return job

    def _files(self, joined_book: Job | None) -> Iterator[FileData]:
        """The files of this run's chapters and of the whole, those that outputs made aside."""
        for (file, made), times in zip(self._jobs, self._timing_jobs, strict=True):
            number = file.chapter.number
            if not _error(made):
                yield from listed([file.path], [made.result()], number)
            if not _error(times):
                stamps = times.result().stamps
                yield from listed(self._sidecars.subtitles(file), stamps, number)
        if self._sample and not _error(self._sample[1]):
            file, made = self._sample
            yield from listed([file.path], [made.result()], file.chapter.number)
        if self._book_file and joined_book and not _error(joined_book):
            yield from listed([self._book_file.path], [joined_book.result()], None)
        yield from listed([self._playlist()], [Stamp.with_digest(self._playlist())], None)

    def _earlier(self, done: Sequence[ChapterFile]) -> Iterator[ChapterFile]:
        """The files of chapters that were made by an earlier run."""
        made = {file.chapter.number for file in done}
        for chapter in self._script.book.chapters:
            path = self._path(chapter)
            if chapter.number not in made and path.is_file():
                from narrate.release.tag_writer import read_length  # noqa: PLC0415 -- seldom needed

                yield ChapterFile(chapter, path, *read_length(path))


def _files_of(stems: Iterable[ChapterStems]) -> Iterator[FileData]:
    for one in stems:
        if not _error(one.job):
            paths = [spec.path for spec in one.specs]
            yield from listed(paths, one.job.result(), one.number, STEMS)


def _in_order(files: Iterable[ChapterFile]) -> tuple[ChapterFile, ...]:
    return tuple(sorted(files, key=lambda file: file.chapter.number))


def _error(job: Job) -> NarrateError | None:
    """The error that *job* failed with, if it is of our family; any other is raised."""
    if job.died:
        hint = "there may be too little memory: try --jobs 1"
        return ToolError("the process that was encoding a chapter died", hint=hint)
    try:
        job.result()
    except NarrateError as error:
        return error
    return None


def _make_ready(out: Path) -> None:
    """Make the folder, see that it can be written to, and clear away what a killed run left."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = partial_path(out / "narrate")
        open_partial(probe).close()
        probe.unlink(missing_ok=True)  # another run, begun just now, may have removed it
        remove_abandoned(out)
    except OSError as error:
        msg = f"cannot write to this folder: {error.strerror}"
        raise OutputError(msg, at=Place(out), hint="choose another with -o") from error
