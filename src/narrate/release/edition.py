"""The edition: the finished set of files, made as its tracks come in."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from narrate.audio import find_ffmpeg
from narrate.errors import NarrateError, OutputError, Place, ToolError
from narrate.model import Cast, Script, Track
from narrate.recording import Studio
from narrate.recording.crew import Job
from narrate.release.filenames import chapter_name, safe_name
from narrate.release.files import write_whole
from narrate.release.filetags import read_cover, tags_for
from narrate.release.formats import codec_for
from narrate.release.jobs import press
from narrate.release.orders import ChapterFile, Pressing, Release
from narrate.release.playlist import format_playlist
from narrate.settings import Settings

HOUR_S = 3600


class Edition:
    """Everything that goes into the folder *out*.

    Opening it finds what would go wrong at the end: raises OutputError if *out* cannot be written
    to, ToolError if there is no ffmpeg to encode with, SettingsError for a cover that is no
    picture or an output that does not exist.
    """

    def __init__(
        self, script: Script, cast: Cast, settings: Settings, studio: Studio, out: Path
    ) -> None:
        self._script, self._cast, self._settings = script, cast, settings
        self._studio, self._out = studio, out
        self._format, self._codec = codec_for(settings.output)
        if self._codec.parameters:
            find_ffmpeg()
        at = Place(settings.path) if settings.path else None
        self._cover = read_cover(settings.book.cover, at) if settings.book.cover else None
        self._jobs: list[tuple[ChapterFile, Job]] = []
        _make_ready(out)

    def add(self, track: Track) -> None:
        """Have *track* mixed, mastered, encoded, tagged and written, while recording goes on.

        Raises the error of an earlier file that would befall this one too: OutputError, ToolError.
        """
        self._stop_early()
        chapter, settings = track.chapter, self._settings
        tags = tags_for(chapter, self._script, self._cast.narrator, settings, self._cover)
        name = chapter_name(chapter.number, chapter.title, tags.total)
        path = self._out / f"{name}.{self._format.suffix}"
        pressing = Pressing(self._codec, self._format.suffix, tags, path)
        job = self._studio.submit(press, track, pressing)
        self._jobs.append((ChapterFile(chapter, path, track.frames, track.rate), job))

    def _stop_early(self) -> None:
        for _, job in self._jobs:
            error = _error(job) if job.over else None
            if isinstance(error, OutputError | ToolError):
                raise error

    def finish(self) -> Release:
        """Wait for the last file, write the playlist. Raises the first error there was, if any.

        By then every other file is finished.
        """
        self._studio.wait()
        errors = [error for _, job in self._jobs if (error := _error(job))]
        done = sorted(
            (file for file, job in self._jobs if not _error(job)),
            key=lambda file: file.chapter.number,
        )
        title = self._settings.book.title or self._script.book.title
        playlist = self._out / f"{safe_name(title) or 'playlist'}.m3u8"
        if done:
            write_whole(playlist, format_playlist(title, done).encode())
        if errors:
            raise errors[0]
        return Release(self._out, tuple(done), playlist)


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
    probe = out / f".narrate.{os.getpid()}.part"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
        for part in out.glob(".*.part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > HOUR_S:
                    part.unlink()
    except OSError as error:
        msg = f"cannot write to this folder: {error.strerror}"
        raise OutputError(msg, at=Place(out), hint="choose another with -o") from error
