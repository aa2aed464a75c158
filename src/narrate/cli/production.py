"""What the command line asks of every story, and a story that is ready to be recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from narrate.cli.options import check_settings, load_settings, story_folder
from narrate.cli.shelf import open_archive
from narrate.engines import Engine, find_engine
from narrate.errors import ManuscriptError, Place
from narrate.model import Book, Chapter, Script
from narrate.pipeline import Prep, prepare, read_script
from narrate.release import Release
from narrate.settings import Output, Settings

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks of every story."""

    voices: Path | None
    engine: str | None
    heading: re.Pattern[str] | None
    chapters: Ranges | None
    form: str | None
    preset: str | None
    book: str | None
    subtitles: tuple[str, ...] | None
    words: bool
    sample: float | None
    output: Path
    jobs: int | None
    cluster: str | None
    strict: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A story that was read, and what its voices.yaml and the command line want of it."""

    settings: Settings
    script: Script


@dataclass(frozen=True, slots=True)
class Plan:
    """A story that is ready to be recorded: *chapters* of it, into the folder *out*."""

    story: Path
    settings: Settings
    engine: Engine
    prep: Prep
    chapters: tuple[Chapter, ...]
    out: Path


@dataclass(frozen=True, slots=True)
class Made:
    """A finished audiobook and the seconds it took to make."""

    plan: Plan
    release: Release
    took_s: float


class Engines:
    """The engines that stories ask for: each is found once, as it may be long in listing voices."""

    def __init__(self) -> None:
        self._found: dict[str, Engine] = {}

    def of(self, settings: Settings) -> Engine:
        """The engine that *settings* name. Raises SettingsError for one that nobody knows."""
        name = settings.engine
        if name not in self._found:
            self._found[name] = find_engine(name, settings.at("engine"))
        return self._found[name]


def read_story(story: Path, wish: Wish) -> Read:
    """Read *story*, and find out who says what. Asks no engine for anything."""
    settings = load_settings(story, wish.voices, wish.engine)
    settings = replace(settings, output=_output(settings.output, wish))
    return Read(settings, read_script(story, settings, wish.heading, open_archive()))


def plan_story(story: Path, read: Read, engines: Engines, wish: Wish) -> Plan:
    """Cast *story*, and check everything that can be checked before the first sound."""
    settings, script = read.settings, read.script
    engine = engines.of(settings)
    check_settings(settings, script, engine, strict=wish.strict)
    prep = prepare(script, settings, engine)
    if not any(prep.utterances):
        raise ManuscriptError("there is nothing to say in this story", at=Place(story))
    chapters = prep.script.book.chapters
    if wish.chapters:
        chapters = parts_of(choose(script.book.chapters, wish.chapters), prep.script.book)
    return Plan(story, settings, engine, prep, chapters, story_folder(wish.output, story))


def _output(output: Output, wish: Wish) -> Output:
    """*output*, and what the command line says in its place.

    The bitrate that goes with one format says nothing about another.
    """
    form = wish.form or output.format
    return replace(
        output,
        format=form,
        bitrate=output.bitrate if form == output.format else None,
        preset=wish.preset or output.preset,
        book=wish.book or output.book,
        subtitles=output.subtitles if wish.subtitles is None else wish.subtitles,
        words=wish.words or output.words,
        sample=wish.sample or output.sample,
    )


def parts_of(chosen: Sequence[Chapter], book: Book) -> tuple[Chapter, ...]:
    """The chapters of *book* that *chosen* ones were parted into; the very same where none was.

    Credits belong to no chapter.
    """
    starts = [(one.span.start, one.span.end) for one in chosen]
    return tuple(
        part
        for part in book.chapters
        if not part.credits
        and any(start <= part.span.start < max(end, start + 1) for start, end in starts)
    )


def choose(chapters: Sequence[Chapter], ranges: Ranges | None) -> tuple[Chapter, ...]:
    """Those of *chapters* whose numbers are in *ranges*; all of them for None."""
    if ranges is None:
        return tuple(chapters)
    last = chapters[-1].number
    if beyond := [low for low, _ in ranges if low > last or low < 1]:
        raise click.UsageError(f"there is no chapter {beyond[0]}: the story has {last}")
    return tuple(one for one in chapters if any(low <= one.number <= high for low, high in ranges))
