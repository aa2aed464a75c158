"""``narrate audition``: every character says a line, to choose voices by ear."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import click

from narrate.cli.console import setting, table, warn
from narrate.cli.options import PATH, reading_options, story_argument
from narrate.settings import AUDIO, Credits


@click.command()
@story_argument
@reading_options
@click.option(
    "-o",
    "--output",
    type=PATH,
    help="The folder for the samples.  [default: audio/<story>/audition]",
)
@click.option("--format", "form", default="mp3", show_default=True, help="Of the samples.")
def audition(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    output: Path | None,
    form: str,
) -> None:
    """Let each character say a line.

    Writes a sample for the narrator and each character of STORY, in the voice they would have.
    """
    from narrate.production import Engines, Request, prepare_story, read_story, story_folder
    from narrate.production.samples import samples, save_sample
    from narrate.release import safe_name

    # The samples are of the story: no credits among them, nor an error about those.
    read = read_story(story, Request(voices, engine, chapter_regex))
    read = replace(read, settings=replace(read.settings, credits=Credits()))
    speech = Engines().of(read.settings)
    prep = prepare_story(read, speech, warn)
    folder = output or story_folder(AUDIO, story) / "audition"
    rows = []
    for number, sample in enumerate(samples(prep)):
        target = folder / f"{number:02} - {safe_name(sample.name)}.{form}"
        save_sample(speech, sample.utterance, target)
        rows.append((sample.name, setting(sample.utterance.voice), target))
    click.echo(table(rows))
