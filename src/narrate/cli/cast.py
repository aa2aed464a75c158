"""``narrate cast``: who speaks, how much, and in whose voice."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate.cli.console import count, shorten, table
from narrate.cli.options import check_settings, load_settings, reading_options, story_argument
from narrate.cli.parts import Part, narration, parts, setting, unattributed
from narrate.cli.reasons import reason_as_data, reasons_as_text
from narrate.cli.shelf import open_archive
from narrate.model import Cast, Character, Script, Voice

if TYPE_CHECKING:
    from narrate.casting import Reason


@click.command()
@story_argument
@reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "yaml"]),
    default="table",
    show_default=True,
    help="yaml is what --write would add.",
)
@click.option(
    "--write",
    is_flag=True,
    help="Add the characters found to voices.yaml; what stands there stays as it is.",
)
@click.option("--explain", is_flag=True, help="Say of each character why it has its voice.")
def cast(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    form: str,
    *,
    write: bool,
    explain: bool,
) -> None:
    """Print who speaks, and in whose voice.

    Name, aliases, gender, age, lines, words, first line and voice of each character of STORY.
    """
    from narrate.casting import explain_cast
    from narrate.engines import find_engine
    from narrate.engines.asking import voices_of
    from narrate.pipeline import prepare, read_script

    if explain and (write or form == "yaml"):
        raise click.UsageError("--explain is for --format table and json")
    settings = load_settings(story, voices, engine, may_be_new=write)
    script = read_script(story, settings, chapter_regex, open_archive())
    speech = find_engine(settings.engine, settings.at("engine"))
    check_settings(settings, script, speech)
    prep = prepare(script, settings, speech)
    if write:
        _write(prep.script, prep.cast, voices or settings.path or story.parent / "voices.yaml")
    else:
        why = explain_cast(prep.script, settings, voices_of(speech)) if explain else ()
        show = {"table": _as_table, "json": _as_json, "yaml": _as_yaml}[form]
        click.echo(show(prep.script, prep.cast, why))


def describe_part(part: Part, script: Script) -> dict[str, Any]:
    """*part* as JSON has it; ``at_line`` counts from 1 in the story's file."""
    one, first = part.character, part.first
    return {
        "name": one.name,
        "aliases": list(one.aliases),
        "gender": one.gender,
        "age": one.age,
        "narrator": one.narrator,
        "named": one.named,
        "lines": part.lines,
        "words": part.words,
        "first_line": first.text if first else None,
        "at_line": script.book.manuscript.line(first.span.start) if first else None,
        "voice": describe_voice(part.voice) if part.voice else None,
    }


def describe_voice(voice: Voice) -> dict[str, Any]:
    """*voice* as JSON has it."""
    return {
        "engine": voice.engine,
        "name": voice.name,
        "rate": voice.rate,
        "pitch": voice.pitch,
        "volume": voice.volume,
    }


def cast_table(script: Script, cast: Cast) -> str:
    """The narrator and everybody who speaks, a line each."""
    head = ("character", "lines", "words", "voice")
    rows = [(_called(part), part.lines, part.words, _voice(part)) for part in parts(script, cast)]
    told = narration(script)
    words = sum(len(segment.text.split()) for segment in told)
    return table([("the narrator", len(told), words, setting(cast.narrator)), *rows], head)


def _as_table(script: Script, cast: Cast, why: Sequence[Reason]) -> str:
    head = ("character", "", "lines", "words", "voice", "also called", "first line")
    rows = [
        (
            _called(part),
            _traits(part.character),
            part.lines,
            part.words,
            _voice(part),
            shorten(", ".join(part.character.aliases), 30),
            shorten(part.first.text if part.first else "", 40),
        )
        for part in parts(script, cast)
    ]
    nobody = unattributed(script)
    lines = [table(rows, head)] if rows else ["Nobody speaks in this story."]
    lines.append(f"The narrator's voice is {setting(cast.narrator)}.")
    if nobody:
        lines.append(f"{count(nobody, 'line')} of dialogue with no speaker found: the narrator's.")
    return "\n".join([*lines, *reasons_as_text(why)])


def _as_json(script: Script, cast: Cast, why: Sequence[Reason]) -> str:
    reasons = {reason.character.name: reason_as_data(reason) for reason in why}
    people = [describe_part(part, script) for part in parts(script, cast)]
    if why:
        people = [{**one, "why": reasons.get(one["name"])} for one in people]
    found = {
        "narrator": {"voice": describe_voice(cast.narrator)},
        "characters": people,
        "unattributed": unattributed(script),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_yaml(script: Script, cast: Cast, why: Sequence[Reason]) -> str:  # noqa: ARG001 -- see --explain
    from narrate.casting import found_roles
    from narrate.config import format_characters

    return format_characters(found_roles(script, cast)).rstrip("\n")


def _write(script: Script, cast: Cast, path: Path) -> None:
    from narrate.casting import found_roles
    from narrate.config import write_characters

    added = write_characters(path, found_roles(script, cast))
    names = f": {', '.join(added)}" if added else ""
    click.echo(f"{path}: added {count(len(added), 'character')}{names}")


def _called(part: Part) -> str:
    one = part.character
    return f"{one.name} (tells the story)" if one.narrator else one.name


def _traits(one: Character) -> str:
    return f"{one.gender or '?'} {one.age}" if one.age else one.gender or "?"


def _voice(part: Part) -> str:
    return setting(part.voice) if part.voice else "(says nothing)"
