"""``narrate chapters``: what would be read, and what is left out."""

from __future__ import annotations

import re
from pathlib import Path

import click

from narrate.cli.console import describe, shorten, table
from narrate.cli.options import reading_options, story_argument
from narrate.model import Chapter, Kind, Script


@click.command()
@story_argument
@reading_options
def chapters(
    story: Path, voices: Path | None, engine: str | None, chapter_regex: re.Pattern[str] | None
) -> None:
    """List the chapters that would be read.

    Number, title, lines of dialogue, words and first words of each chapter of STORY, and what is
    left out of the reading.
    """
    from narrate.production import Request, read_story

    script = read_story(story, Request(voices, engine, chapter_regex)).script
    book = script.book
    click.echo(f"{book.title}" + (f", by {book.author}" if book.author else ""))
    head = ("", "title", "dialogue", "words", "begins")
    click.echo(table((_row(chapter, script) for chapter in book.chapters), head))
    for note in book.notes:
        click.echo(describe(note, book))


def _row(chapter: Chapter, script: Script) -> tuple[object, ...]:
    inside = [segment for segment in script.segments if segment.chapter == chapter.number]
    dialogue = sum(segment.kind is Kind.DIALOGUE for segment in inside)
    words = sum(len(segment.text.split()) for segment in inside)
    first = next((s.text for s in inside if s.kind in (Kind.NARRATION, Kind.DIALOGUE)), "")
    return chapter.number, shorten(chapter.title, 40), dialogue, words, shorten(first, 40)
