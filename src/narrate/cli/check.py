"""``narrate check``: the lines whose speaker is doubtful, to be looked at by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from narrate.cli.console import count, shorten
from narrate.cli.options import reading_options, story_argument
from narrate.errors import Place, SettingsError
from narrate.model import Script, Segment
from narrate.settings import DOUBTFUL


@click.command()
@story_argument
@reading_options
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=DOUBTFUL,
    show_default=True,
    help="A line is doubtful if its confidence is lower than this.",
)
@click.option(
    "--strict",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Fail with exit code 4 if more than PERCENT of the lines are doubtful.",
)
def check(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    below: float,
    strict: float | None,
) -> None:
    """List the lines whose speaker is doubtful.

    Each line of STORY has its place in front, and the speaker who would come next.

    To put one right, list the person in voices.yaml, or edit the script:
    `narrate script STORY > STORY.script.txt`.
    """
    from narrate.production import Request, read_story
    from narrate.production.statistics import dialogue, is_doubtful

    script = read_story(story, Request(voices, engine, chapter_regex)).script
    spoken = dialogue(script)
    doubtful = [segment for segment in spoken if is_doubtful(segment, below)]
    for line in _lines(script, doubtful):
        click.echo(line)
    share = 100 * len(doubtful) / max(1, len(spoken))
    click.echo(f"{len(doubtful)} of {count(len(spoken), 'line')} doubtful ({share:.1f} %)")
    if doubtful:
        click.echo(f"To put one right: narrate script {story} > x.script.txt, edit it, record it.")
    if strict is not None and share > strict:
        message = f"{share:.1f} % of the lines are doubtful, more than {strict:g} %"
        raise SettingsError(message, at=Place(story), hint="list the characters in voices.yaml")


def _lines(script: Script, doubtful: list[Segment]) -> Iterator[str]:
    manuscript = script.book.manuscript
    for segment in doubtful:
        place = manuscript.place(segment.span.start)
        yield f"{place}: {_guess(segment)}: {shorten(segment.text, 60)}{_why(segment)}"


def _guess(segment: Segment) -> str:
    other = segment.evidence.runner_up if segment.evidence else None
    if segment.speaker is None:
        return f"nobody{f' (or {other})' if other else ''}"
    confidence = f"{segment.confidence:.0%}" if segment.confidence is not None else "?"
    return f"{segment.speaker} ({confidence}{f', or {other}' if other else ''})"


def _why(segment: Segment) -> str:
    return f" [{segment.evidence}]" if segment.evidence else ""
