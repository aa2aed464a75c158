"""The edition: the finished set of files, made as its tracks come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from narrate.errors import NarrateError, OutputError, Place, ToolError
from narrate.model import Cast, Chapter, Script, Track
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.recording.scheduling import wait_for
from narrate.release import acx
from narrate.release.companions import Companions
from narrate.release.filenames import chapter_name, check_name, safe_name
from narrate.release.files import write_whole
from narrate.release.filetags import Tags, read_cover, tags_for
from narrate.release.formats import codec_for, wound
from narrate.release.inventory import FileData, listed
from narrate.release.jobs import code, lift, press
from narrate.release.ledger import Entry, Ledger
from narrate.release.orders import ChapterFile, Coding, Pressing, Release, Stamp
from narrate.release.parts import open_part, part_of, sweep_parts
from narrate.release.playlist import SUFFIX as PLAYLIST
from narrate.release.playlist import format_playlist
from narrate.release.volume import Volume
from narrate.settings import Settings
from narrate.sound.audio import Codec, find_ffmpeg
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.pieces import splice

SAMPLE = "Retail sample"


class Edition:
    """Everything that goes into the folder *out*.

    Opening it finds what would go wrong at the end: raises OutputError if *out* cannot be written
    to, ToolError if there is no ffmpeg to encode with, SettingsError for a cover that is no
    picture or an output that does not exist.
    """

    def __init__(
        self, script: Script, cast: Cast, settings: Settings, recorder: Recorder, out: Path
    ) -> None:
        self._script, self._cast, self._settings = script, cast, settings
        self._recorder, self._out = recorder, out
        self._format, self._codec = codec_for(settings.output)
        if isinstance(self._codec, Codec) and self._codec.parameters:
            find_ffmpeg()
        self._acx = settings.output.preset == "acx"
        if self._acx:
            acx.check_pauses(settings)
        levels = acx.MIX if self._acx else None
        self._coding = Coding(self._codec, self._format.suffix, levels)
        self._cover = read_cover(settings)
        self._last = max(one.number for one in script.book.chapters)
        self._companions = Companions(script, cast, settings, recorder, out)
        self._jobs: list[tuple[ChapterFile, Job]] = []
        self._following: list[Job] = []
        self._sample: tuple[ChapterFile, Job] | None = None
        self._ledger = Ledger(recorder.setup, with_words=settings.output.words)
        self._entries: list[tuple[Entry, Job, Job]] = []
        self._volume = self._open_volume() if settings.output.book else None
        for path in self._paths():
            check_name(path)
        _make_ready(out)
        recorder.when_over(partial(sweep_parts, out))

    def add(self, track: Track) -> None:
        """Have *track* mixed, mastered, encoded, tagged and written, while recording goes on.

        Its reels are encoded one by one where they can be joined: the workers share a long chapter.

        Raises the error of an earlier file that would befall this one too: OutputError, ToolError.
        """
        self._stop_early()
        reels = wound(track, self._codec)
        whole = splice(reels)
        file = ChapterFile(track.chapter, self._path(track.chapter), whole.frames, whole.rate)
        if self._acx:
            acx.check_length(whole, file.path)
        pressing = Pressing(self._coding, self._tags(track.chapter), file.path)
        segments = self._companions.segments(track.chapter.number)
        entry = self._ledger.entry(pressing, whole, segments, self._companions.subtitles(file))
        if not self._volume and (known := self._ledger.recall(entry)):
            self._jobs.append((file, Job.done(known[0])))
            self._following.append(self._companions.recall(file, known[1]))
            return
        lift_db = self._lift(reels)
        job = self._press(reels, lift_db, pressing)
        self._jobs.append((file, job))
        self._following.append(self._companions.add(file, whole))
        self._entries.append((entry, job, self._following[-1]))
        if self._volume:
            self._volume.add(track, lift_db)

    def add_sample(self, track: Track) -> None:
        """Have *track* made as the retail sample, beside the chapters and as they are."""
        self._stop_early()
        reels = wound(track, self._codec)
        tags = replace(self._tags(track.chapter), title=SAMPLE, number=1, total=1)
        path = self._out / f"{SAMPLE}.{self._format.suffix}"
        whole = splice(reels)
        file = ChapterFile(replace(track.chapter, title=SAMPLE), path, whole.frames, whole.rate)
        self._sample = (
            file,
            self._press(reels, self._lift(reels), Pressing(self._coding, tags, path)),
        )

    def _tags(self, chapter: Chapter) -> Tags:
        return tags_for(chapter, self._script, self._cast.narrator, self._settings, self._cover)

    def _press(self, reels: Sequence[Track], lift_db: float | Job, pressing: Pressing) -> Job:
        coded = self._code(reels, lift_db)
        return self._recorder.submit(press, reels, pressing, lift_db, after=coded)

    def _lift(self, reels: Sequence[Track]) -> float | Job:
        levels = self._coding.levels
        return self._recorder.submit(lift, tuple(reels), levels) if levels else 0.0

    def _code(self, reels: Sequence[Track], lift_db: float | Job) -> list[Job]:
        if not isinstance(self._codec, Mp3):
            return []
        return [self._recorder.submit(code, (reel,), self._coding, lift_db) for reel in reels]

    def _open_volume(self) -> Volume:
        if self._settings.output.book != "mp3":
            find_ffmpeg()
        tags = self._tags(self._script.book.chapters[0])
        tags = replace(tags, title=tags.album, number=1, total=1)
        path = self._out / f"{safe_name(tags.album) or 'book'}.{self._settings.output.book}"
        return Volume(self._recorder, self._settings.output, self._coding, tags, path)

    def _path(self, chapter: Chapter) -> Path:
        name = chapter_name(chapter.number, chapter.title, self._last)
        return self._out / f"{name}.{self._format.suffix}"

    def _paths(self) -> Iterator[Path]:
        """Everything that is called by a title."""
        yield from map(self._path, self._script.book.chapters)
        yield self._playlist()
        if self._volume:
            yield self._volume.path

    def _playlist(self) -> Path:
        title = self._settings.book.title or self._script.book.title
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
        jobs = [*(job for _, job in self._jobs), *self._following, *sampled]
        await wait_for(*jobs)
        errors = [error for job in jobs if (error := _error(job))]
        bound = None if errors else await self._bind()
        errors += [error] if bound and (error := _error(bound)) else []
        done = [file for file, job in self._jobs if not _error(job)]
        if done:
            self._write_lists(done, bound)
        for entry, pressed, followed in self._entries:
            if not (_error(pressed) or _error(followed)):
                self._ledger.keep(entry, pressed.result(), followed.result())
        if errors:
            raise errors[0]
        sample = self._sample[0] if self._sample else None
        book = self._volume.path if self._volume and bound else None
        return Release(self._out, _in_order(done), self._playlist(), book, sample)

    def _write_lists(self, done: Sequence[ChapterFile], bound: Job | None) -> None:
        """Write what tells of the files: the playlist, ``book.json`` and ``listen.html``."""
        title, playlist = self._settings.book.title or self._script.book.title, self._playlist()
        earlier = tuple(self._earlier(done))
        text = format_playlist(title, _in_order([*done, *earlier]))
        write_whole(playlist, text.encode())
        files = (*self._files(bound), *listed([playlist], [Stamp.left(playlist)], None))
        self._companions.finish(done, earlier, files)

    def clear_away(self, release: Release) -> Release:
        """*release*, the whole of it finished, without what an earlier edition left beside it.

        Raises OutputError.
        """
        return replace(release, removed=self._companions.clear_away())

    async def _bind(self) -> Job | None:
        """Make the file of the whole, unless only some chapters were made."""
        if self._volume is None or len(self._jobs) < len(self._script.book.chapters):
            return None
        job = self._volume.bind()
        await wait_for(job)
        return job

    def _files(self, bound: Job | None) -> Iterator[FileData]:
        """What workers wrote in this run."""
        for (file, pressed), followed in zip(self._jobs, self._following, strict=True):
            number = file.chapter.number
            if not _error(pressed):
                yield from listed([file.path], [pressed.result()], number)
            if not _error(followed):
                stamps = followed.result().stamps
                yield from listed(self._companions.subtitles(file), stamps, number)
        if self._sample and not _error(self._sample[1]):
            file, pressed = self._sample
            yield from listed([file.path], [pressed.result()], file.chapter.number)
        if self._volume and bound and not _error(bound):
            yield from listed([self._volume.path], [bound.result()], None)

    def _earlier(self, done: Sequence[ChapterFile]) -> Iterator[ChapterFile]:
        """The files of chapters that were made by an earlier run."""
        made = {file.chapter.number for file in done}
        for chapter in self._script.book.chapters:
            path = self._path(chapter)
            if chapter.number not in made and path.is_file():
                from narrate.release.tagging import read_length  # noqa: PLC0415 -- seldom needed

                yield ChapterFile(chapter, path, *read_length(path))


def _in_order(files: Iterable[ChapterFile]) -> tuple[ChapterFile, ...]:
    return tuple(sorted(files, key=lambda file: file.chapter.number))


def _error(job: Job) -> NarrateError | None:
    """What went wrong with *job*; a bug of ours is raised."""
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
        probe = part_of(out / "narrate")
        open_part(probe).close()
        probe.unlink(missing_ok=True)  # another run, begun just now, may have swept it
        sweep_parts(out)
    except OSError as error:
        msg = f"cannot write to this folder: {error.strerror}"
        raise OutputError(msg, at=Place(out), hint="choose another with -o") from error
