"""``narrate script``: who says what, as an editable text or as data."""

from __future__ import annotations

import re
from pathlib import Path

import click

from narrate.cli.options import load_settings, reading_options, story_argument


@click.command()
@story_argument
@reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="text: one segment a line, to read, edit and record; jsonl: one object a line.",
)
def script(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    form: str,
) -> None:
    """Print who says what in STORY.

    The text form is also an input. Save it as x.script.txt, correct a speaker, and
    `narrate x.script.txt` records exactly what it says.
    """
    from narrate.pipeline import read_script
    from narrate.scriptfile import format_jsonl, format_script

    written = read_script(story, load_settings(story, voices, engine), chapter_regex)
    click.echo(format_jsonl(written) if form == "jsonl" else format_script(written), nl=False)
