"""The summary at the end: the cast, the files, their length, and how to change a voice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from narrate.cli.console import count, describe, duration, rough, table
from narrate.cli.getting import neural_voices
from narrate.cli.speakers import cast_table, describe_share, describe_voice
from narrate.engines.mixed import engines_wanted
from narrate.model import Note
from narrate.production import Made, Plan
from narrate.production.statistics import dialogue, is_doubtful, speaker_shares, unattributed
from narrate.recording import Forecast
from narrate.release import ChapterFile, Release
from narrate.settings import Settings

NOTES = 3
"""as many notes as are told unless the user asks for all"""


def as_text(outcome: Made | Plan, *, verbose: bool = False) -> str:
    """The summary of a finished audiobook, or of what would be made."""
    if isinstance(outcome, Made):
        return _made_as_text(outcome, verbose=verbose)
    return _plan_as_text(outcome, verbose=verbose)


def as_data(outcome: Made | Plan) -> dict[str, Any]:
    """The summary as JSON has it; lengths in seconds, those of a plan estimated."""
    return _made_as_data(outcome) if isinstance(outcome, Made) else _plan_as_data(outcome)


def better_voices(outcome: Made | Plan) -> str | None:
    """How to have neural voices: told when a book is there for the first time.

    None for whoever has one, or chose an engine for any of the voices.
    """
    if not isinstance(outcome, Made) or not outcome.first:
        return None
    if engines_wanted(outcome.plan.settings) != (Settings().engine,):
        return None
    return neural_voices(outcome.plan.prep.script.book.language)


def extent(outcome: Made | Plan) -> tuple[int, float]:
    """How many files there are, or would be, and how many seconds they last together."""
    if isinstance(outcome, Made):
        return len(outcome.release.files), outcome.release.seconds
    return len(outcome.chapters), sum(outcome.lengths_s().values())


def _made_as_text(made: Made, *, verbose: bool) -> str:
    plan, release = made.plan, made.release
    files = table((file.path.name, duration(file.seconds)) for file in release.files)
    sound = f"{count(len(release.files), 'file')}, {duration(release.seconds)} of sound"
    return "\n".join(
        (
            *_head(plan, verbose=verbose),
            "",
            files,
            *([f"{release.book.name}: all chapters in one file"] if release.book else []),
            *_sample(release.sample),
            *_outputs(release),
            f"{release.folder}: {sound}, made in {made.took_s:.1f} s",
            *_removed(release),
            *_advice(plan),
        )
    )


def _sample(file: ChapterFile | None) -> Iterator[str]:
    if file:
        yield f"{file.path.name}: {duration(file.seconds)}, from chapter {file.chapter.number}"


def _outputs(release: Release) -> Iterator[str]:
    for output, made in groupby(release.outputs, key=lambda file: file.output):
        files = list(made)
        names = [file.name for file in files]
        more = f" and {count(len(names) - 1, 'file')} more" if len(names) > 1 else ""
        yield f"{names[0]}{more}: {output}"
        yield from (f"{file.name}: {note}" for file in files for note in file.notes)


def _removed(release: Release) -> Iterator[str]:
    if release.removed:
        yield f"removed {count(len(release.removed), 'file')} of an earlier edition"


def _plan_as_text(plan: Plan, *, verbose: bool) -> str:
    about_s = plan.lengths_s()
    lengths = [(one.number, one.title, duration(about_s[one.number])) for one in plan.chapters]
    total = sum(about_s.values())
    return "\n".join(
        (
            *_head(plan, verbose=verbose),
            "",
            table(lengths, ("", "chapter", "about")),
            f"{plan.out}: {count(len(lengths), 'file')} to be made, about {duration(total)}",
            *([told(plan.forecast)] if plan.forecast else []),
        )
    )


def told(forecast: Forecast) -> str:
    """How long a recording takes, in words."""
    whole, first = rough(forecast.all_s), rough(forecast.chapter_s)
    told = f"recording it takes about {whole}, by what was measured of its first sentences"
    earlier = forecast.chapter_s < forecast.all_s / 2
    return told + (f"; chapter {forecast.chapter.number} is there in {first}" if earlier else "")


def _made_as_data(made: Made) -> dict[str, Any]:
    release = made.release
    files = [
        {
            "number": file.chapter.number,
            "title": file.chapter.title,
            "file": str(file.path),
            "seconds": round(file.seconds, 3),
        }
        for file in release.files
    ]
    return {
        **_common(made.plan),
        "files": files,
        "playlist": str(release.playlist),
        "book": str(release.book) if release.book else None,
        "sample": str(release.sample.path) if release.sample else None,
        "outputs": [str(release.folder / file.name) for file in release.outputs],
        "output_notes": [note for file in release.outputs for note in file.notes],
        "removed": [str(release.folder / name) for name in release.removed],
        "seconds": round(release.seconds, 3),
        "took_seconds": round(made.took_s, 3),
    }


def _plan_as_data(plan: Plan) -> dict[str, Any]:
    about_s = plan.lengths_s()
    chapters = [
        {"number": one.number, "title": one.title, "about_seconds": round(about_s[one.number])}
        for one in plan.chapters
    ]
    takes = {"recording_seconds": round(plan.forecast.all_s)} if plan.forecast else {}
    return {**_common(plan), "chapters": chapters, **takes}


def _common(plan: Plan) -> dict[str, Any]:
    script, cast = plan.prep.script, plan.prep.cast
    title, author = plan.settings.title_of(script.book)
    return {
        "story": str(plan.story),
        "title": title,
        "author": author,
        "folder": str(plan.out),
        "narrator": {"voice": describe_voice(cast.narrator)},
        "characters": [describe_share(share, script) for share in speaker_shares(script, cast)],
        "unattributed": unattributed(script),
        "doubtful": sum(is_doubtful(line) for line in dialogue(script)),
        "notes": [describe(note, script.book) for note in _notes(plan)],
    }


def _head(plan: Plan, *, verbose: bool) -> Iterator[str]:
    script = plan.prep.script
    title, author = plan.settings.title_of(script.book)
    yield f"{title}, by {author}" if author else title
    yield cast_table(script, plan.prep.cast)
    notes = _notes(plan)
    shown = notes if verbose else notes[:NOTES]
    yield from (describe(note, script.book) for note in shown)
    if len(shown) < len(notes):
        yield f"({count(len(notes) - len(shown), 'more note')}: run with -v)"


def _notes(plan: Plan) -> tuple[Note, ...]:
    script = plan.prep.script
    return (*script.book.notes, *script.notes, *plan.prep.cast.notes)


def _advice(plan: Plan) -> Iterator[str]:
    lines = dialogue(plan.prep.script)
    nobody = sum(line.speaker is None for line in lines)
    doubtful = sum(is_doubtful(line) for line in lines)
    if nobody:
        yield f"{count(nobody, 'line')} of dialogue with no speaker found: the narrator's."
    if doubtful:
        yield (
            f"{doubtful} of {count(len(lines), 'line')} of dialogue doubtful: "
            f"narrate check {plan.story} lists them and how to put them right."
        )
    yield f"Another voice for somebody: narrate cast {plan.story} --write, then edit it."
