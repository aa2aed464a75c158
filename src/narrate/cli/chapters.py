"""``narrate chapters``: what would be read, and what is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click

from narrate.cli.console import describe, shorten, table
from narrate.cli.options import reading_options, story_argument
from narrate.model import Book, Chapter, Kind, Script, Span
from narrate.text.titles import fold, naming_lines


@click.command()
@story_argument
@reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "yaml"]),
    default="table",
    show_default=True,
    help="yaml is what voices.yaml would say of them, to be corrected.",
)
def chapters(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    form: str,
) -> None:
    """List the chapters that would be read.

    Number, title, lines of dialogue, words and first words of each chapter of STORY, and what is
    left out of the reading.
    """
    from narrate.production import Request, read_story

    script = read_story(story, Request(voices, engine, chapter_regex)).script
    show = {"table": _as_table, "json": _as_json, "yaml": _as_yaml}[form]
    click.echo(show(script))


def _as_table(script: Script) -> str:
    book = script.book
    title = f"{book.title}" + (f", by {book.author}" if book.author else "")
    rows = (
        (row["number"], shorten(row["title"], 40), row["dialogue"], row["words"], row["begins"])
        for row in (_row(chapter, script) for chapter in book.chapters)
    )
    head = ("", "title", "dialogue", "words", "begins")
    return "\n".join((title, table(rows, head), *(describe(note, book) for note in book.notes)))


def _as_json(script: Script) -> str:
    book = script.book
    told = {
        "title": book.title,
        "author": book.author,
        "language": book.language,
        "chapters": [_row(chapter, script) for chapter in book.chapters],
        "left_out": [_left_out(book, span) for span in book.omitted],
        "notes": [describe(note, book) for note in book.notes],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _left_out(book: Book, span: Span) -> dict[str, Any]:
    """Where something that is not read begins, how long it is, and its first words."""
    raw = book.manuscript.text[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip())
    words = len(raw.split())
    return {"line": book.manuscript.line(start), "words": words, "begins": shorten(raw, 40)}


def _as_yaml(script: Script) -> str:
    """The printed headings, line by line, as voices.yaml lists them."""
    lines: list[str] = []
    for chapter in script.book.chapters:
        inside = [segment for segment in script.segments if segment.chapter == chapter.number]
        lines += (fold(inside[i].text) for i in naming_lines(inside, chapter.title))
    quoted = (f"    - {json.dumps(line, ensure_ascii=False)}" for line in dict.fromkeys(lines))
    return "\n".join(("book:", "  chapters:", *quoted))


def _row(chapter: Chapter, script: Script) -> dict[str, Any]:
    inside = [segment for segment in script.segments if segment.chapter == chapter.number]
    first = next((s.text for s in inside if s.kind in (Kind.NARRATION, Kind.DIALOGUE)), "")
    return {
        "number": chapter.number,
        "title": chapter.title,
        "line": script.book.manuscript.line(chapter.span.start),
        "dialogue": sum(segment.kind is Kind.DIALOGUE for segment in inside),
        "words": sum(len(segment.text.split()) for segment in inside),
        "begins": shorten(first, 40),
    }
