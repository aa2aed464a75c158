"""``narrate check``: the lines whose speaker is doubtful, to be looked at by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.cli.console import count, shorten
from narrate.cli.options import reading_options, story_argument
from narrate.errors import Place, SettingsError
from narrate.model import Script, Segment
from narrate.settings import DOUBTFUL

if TYPE_CHECKING:
    from narrate.attribution.asking import Question


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
@click.option(
    "--ask",
    type=click.IntRange(min=1),
    metavar="N",
    help="List the N lines instead whose right speaker tells most of other lines.",
)
def check(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    below: float,
    strict: float | None,
    ask: int | None,
) -> None:
    """List the lines whose speaker is doubtful.

    Each line of STORY has its place in front, and the speaker who would come next.

    To put one right, list the person in voices.yaml, or edit the script:
    `narrate script STORY > STORY.script.txt`.
    """
    from narrate.production import Request, ask_about_story, read_story
    from narrate.production.statistics import dialogue, is_doubtful

    if ask is not None:
        if strict is not None:
            raise click.UsageError("--ask lists lines, and does not go with --strict")
        script, questions = ask_about_story(story, Request(voices, engine, chapter_regex), ask)
        for line in _questions(script, questions, story):
            click.echo(line)
        return
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


def _questions(script: Script, questions: Sequence[Question], story: Path) -> Iterator[str]:
    """Each question in two lines, and how to answer them."""
    for one in questions:
        segment = script.segments[one.segment]
        place = script.book.manuscript.place(segment.span.start)
        yield f"{place}: {shorten(segment.text, 60)}"
        speakers = [f"[{name}] {probability:.0%}" for name, probability in one.speakers]
        yield f"    {', '.join(speakers or ['[?]'])}; worth {one.gain:.1f} lines"
    if not questions:
        yield "Nothing to ask: every line is as sure as it can be."
        return
    yield f"To answer: narrate script {story} > x.script.txt, write there who it is, in brackets;"
    yield f"narrate script {story} --corrected x.script.txt decides the other lines, knowing it."


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
