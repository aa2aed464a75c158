"""A story that is ready to be recorded: cast, directed, and checked against its settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.config import check_voices, doubted_roles, doubted_tellers, unused_names
from narrate.engines import Engine, engine_for
from narrate.engines.asking import voices_for
from narrate.engines.mixed import engines_wanted
from narrate.errors import ManuscriptError, Place, RequestError, SettingsError
from narrate.model import Book, Chapter, Note
from narrate.outputs import check_outputs
from narrate.outputs.audiobookshelf import library_folder
from narrate.pipeline import Prep, prepare
from narrate.production.follower import Follower
from narrate.production.request import Ranges, Request
from narrate.production.stories import Read, story_folder
from narrate.recording import Forecast
from narrate.release.filetags import cover_notes, read_cover
from narrate.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """A story that is ready to be recorded: *chapters* of it, into the folder *out*."""

    story: Path
    settings: Settings
    engine: Engine
    prep: Prep
    chapters: tuple[Chapter, ...]
    out: Path
    forecast: Forecast | None = None
    """how long recording it would take, where that is known and long"""

    def lengths_s(self) -> dict[int, float]:
        """About how many seconds each chapter will last, by its number.

        From its words and the pace of each voice.
        """
        pauses = self.settings.pauses
        lengths = {one.number: (pauses.head + pauses.tail) / 1000 for one in self.chapters}
        for segment, said in zip(self.prep.script.segments, self.prep.utterances, strict=True):
            if segment.chapter in lengths:
                speech = sum(60 * len(one.spoken.split()) / one.set_voice.rate for one in said)
                lengths[segment.chapter] += speech + len(said) * pauses.turn / 1000
        return lengths


class Engines:
    """The engines that stories ask for: each is made once, as it may be long in listing voices.

    Two that differ in an option are two.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Engine] = {}

    def of(self, settings: Settings) -> Engine:
        """The engine that *settings* name. Raises SettingsError for one that nobody knows."""
        names = engines_wanted(settings)
        options = (frozenset(settings.options_of("engines", name).items()) for name in names)
        key = names, tuple(options), settings.more_engines
        if key not in self._made:
            self._made[key] = engine_for(settings)
        return self._made[key]


def prepare_story(
    read: Read, engine: Engine, warn: Callable[[Note, Book], None], *, strict: bool = False
) -> Prep:
    """Decide in whose voice everything of a story is said, when its settings have been checked.

    Raises SettingsError for a voice the engine lacks, for a cover that is no picture and, if
    *strict*, for a listed name that the story never uses; that is told to *warn* otherwise.
    """
    settings, script = read.settings, read.script
    check_voices(settings, voices_for(settings, engine))
    read_cover(settings)
    for note in cover_notes(settings, script.book.manuscript.metadata):
        warn(note, script.book)
    for note in unused_names(script, settings):
        if strict:
            raise SettingsError(note.message, at=note.at, hint=note.hint)
        warn(note, script.book)
    for note in (*doubted_roles(script, settings), *doubted_tellers(script, settings)):
        warn(note, script.book)
    return prepare(script, settings, engine)


def plan_story(
    story: Path,
    read: Read,
    request: Request,
    engines: Engines | None = None,
    follower: Follower | None = None,
) -> Plan:
    """Cast *story*, and check everything that can be checked before the first sound."""
    settings, book = read.settings, read.script.book
    engine = (engines or Engines()).of(settings)
    prep = prepare_story(read, engine, (follower or Follower()).warned, strict=request.strict)
    if not any(prep.utterances):
        raise ManuscriptError("there is nothing to say in this story", at=Place(story))
    check_outputs(settings)
    chapters = prep.script.book.chapters
    if request.chapters:
        chapters = parts_of(choose(book.chapters, request.chapters, story), prep.script.book)
    out = story_folder(request.output, story)
    if settings.output.library:
        narrator = prep.cast.narrator
        out = request.output / library_folder(prep.script.book, settings, narrator)
    return Plan(story, settings, engine, prep, chapters, out)


class Folders:
    """The folders that the stories of a call are made in, to keep each to one story."""

    def __init__(self) -> None:
        self._taken: dict[str, Path] = {}

    def take(self, plan: Plan) -> None:
        """The folder of *plan* is its story's. Raises RequestError if it is another's already."""
        other = self._taken.setdefault(str(plan.out).casefold(), plan.story)
        if other != plan.story:
            msg = f"{other} and {plan.story} would both be made in {plan.out}"
            raise RequestError(msg, hint="give them titles of their own, in a voices.yaml for each")


def parts_of(chosen: Sequence[Chapter], book: Book) -> tuple[Chapter, ...]:
    """The chapters of *book* that *chosen* ones were split into; *chosen* where none was split.

    Credits belong to no chapter.
    """
    starts = [(one.span.start, one.span.end) for one in chosen]
    return tuple(
        part
        for part in book.chapters
        if not part.credits
        and any(start <= part.span.start < max(end, start + 1) for start, end in starts)
    )


def choose(chapters: Sequence[Chapter], ranges: Ranges, story: Path) -> tuple[Chapter, ...]:
    """Those of *chapters* whose numbers are in *ranges*. Raises RequestError for none of them."""
    last = chapters[-1].number
    if beyond := [low for low, _ in ranges if low > last or low < 1]:
        msg = f"there is no chapter {beyond[0]}: the story has {last}"
        raise RequestError(msg, at=Place(story))
    return tuple(one for one in chapters if any(low <= one.number <= high for low, high in ranges))
