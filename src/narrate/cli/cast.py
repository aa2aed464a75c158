"""``narrate cast``: who speaks, how much, and in whose voice."""

from __future__ import annotations

import re
from pathlib import Path

import click

from narrate.cli.console import count, warn
from narrate.cli.options import reading_options, story_argument
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
    from narrate.cli.speakers import people_as_json, people_as_table
    from narrate.engines.asking import voices_of
    from narrate.production import Engines, Request, prepare_story, read_story

    if explain and (write or form == "yaml"):
        raise click.UsageError("--explain is for --format table and json")
    read = read_story(story, Request(voices, engine, chapter_regex), may_be_new=write)
    settings = read.settings
    speech = Engines().of(settings)
    prep = prepare_story(read, speech, warn)
    if write:
        _write(prep.script, prep.cast, voices or settings.path or story.parent / "voices.yaml")
    elif form == "yaml":
        click.echo(_as_yaml(prep.script, prep.cast))
    else:
        why = explain_cast(prep.script, settings, voices_of(speech)) if explain else ()
        show = people_as_json if form == "json" else people_as_table
        click.echo(show(prep.script, prep.cast, why))


def _as_yaml(script: Script, cast: Cast) -> str:
    from narrate.casting import found_roles
    from narrate.config import format_characters

    return format_characters(found_roles(script, cast)).rstrip("\n")


def _write(script: Script, cast: Cast, path: Path) -> None:
    from narrate.casting import found_roles
    from narrate.config import write_characters

    added = write_characters(path, found_roles(script, cast))
    names = f": {', '.join(added)}" if added else ""
    click.echo(f"{path}: added {count(len(added), 'character')}{names}")
