"""``narrate cast``: who speaks, how much, and in whose voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from narrate.cli.console import count, warn
from narrate.cli.options import PATH, reading_options, story_argument
from narrate.model import Cast, Script


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
@click.option(
    "--series",
    metavar="FOLDER",
    type=PATH,
    help="Keep each person's voice for all books of a series: in cast.yaml of this folder.",
)
@click.option("--explain", is_flag=True, help="Say of each character why it has its voice.")
def cast(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    form: str,
    series: Path | None,
    *,
    write: bool,
    explain: bool,
) -> None:
    """Print who speaks, and in whose voice.

    Name, aliases, gender, age, lines, words, first line and voice of each character of STORY.
    """
    from narrate.casting import explain_cast
    from narrate.cli.speakers import people_as_json, people_as_table
    from narrate.engines.asking import voices_for
    from narrate.production import Engines, Request, prepare_story, read_story
    from narrate.production.series import CAST_FILE, keep_cast, with_cast_of

    if explain and (write or form == "yaml"):
        raise click.UsageError("--explain is for --format table and json")
    if series and (write or explain or form != "table"):
        raise click.UsageError("--series goes with none of --write, --explain and --format")
    read = read_story(story, Request(voices, engine, chapter_regex), may_be_new=write)
    if series:
        read = with_cast_of(read, series)
    settings = read.settings
    speech = Engines().of(settings)
    prep = prepare_story(read, speech, warn)
    if series:
        added = keep_cast(prep, series)
        _tell_added(series / CAST_FILE, added)
        if not settings.at("cast"):
            click.echo(f"to use it, name it in voices.yaml: cast: {series / CAST_FILE}")
    elif write:
        _write(prep.script, prep.cast, voices or settings.path or story.parent / "voices.yaml")
    elif form == "yaml":
        click.echo(_as_yaml(prep.script, prep.cast))
    else:
        why = explain_cast(prep.script, settings, voices_for(settings, speech)) if explain else ()
        show = people_as_json if form == "json" else people_as_table
        click.echo(show(prep.script, prep.cast, why))


def _as_yaml(script: Script, cast: Cast) -> str:
    from narrate.casting import found_roles
    from narrate.config import format_characters

    return format_characters(found_roles(script, cast)).rstrip("\n")


def _write(script: Script, cast: Cast, path: Path) -> None:
    from narrate.casting import found_roles
    from narrate.config import write_characters

    _tell_added(path, write_characters(path, found_roles(script, cast)))


def _tell_added(path: Path, added: Sequence[str]) -> None:
    names = f": {', '.join(added)}" if added else ""
    click.echo(f"{path}: added {count(len(added), 'character')}{names}")
