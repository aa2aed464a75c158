"""One story from file to audiobook, as the command line asks for it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from narrate.cli.options import check_settings, load_settings, story_folder
from narrate.cli.progress import Bar
from narrate.cli.shelf import open_archive, open_shelf
from narrate.engines import Engine, find_engine
from narrate.errors import ManuscriptError, Place
from narrate.model import Book, Chapter
from narrate.pipeline import Prep, prepare, produce, read_script
from narrate.recording import Studio
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
    strict: bool
    hush: bool


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


def plan_story(story: Path, wish: Wish) -> Plan:
    """Read and cast *story*, and check everything that can be checked before the first sound."""
    settings = load_settings(story, wish.voices, wish.engine)
    settings = replace(settings, output=_output(settings.output, wish))
    engine = find_engine(settings.engine, settings.at("engine"))
    script = read_script(story, settings, wish.heading, open_archive())
    check_settings(settings, script, engine, strict=wish.strict)
    prep = prepare(script, settings, engine)
    if not any(prep.utterances):
        raise ManuscriptError("there is nothing to say in this story", at=Place(story))
    chapters = prep.script.book.chapters
    if wish.chapters:
        chapters = parts_of(choose(script.book.chapters, wish.chapters), prep.script.book)
    return Plan(story, settings, engine, prep, chapters, story_folder(wish.output, story))


def make_story(plan: Plan, wish: Wish) -> Made:
    """Record and release what *plan* says."""
    began = time.monotonic()
    studio = Studio(plan.engine, open_shelf(), wish.jobs)
    with studio, Bar(plan.story.name, quiet=wish.hush) as bar:
        release = studio.run(
            produce(plan.prep, plan.settings, studio, plan.out, bar, plan.chapters)
        )
    return Made(plan, release, time.monotonic() - began)


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
