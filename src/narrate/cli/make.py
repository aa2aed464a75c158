"""``narrate make``: the audiobook, of one story or of many."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import click

from narrate.cli.options import (
    PATH,
    ChapterNumbers,
    Executor,
    Subtitles,
    output_option,
    reading_options,
)
from narrate.model import SOUND_FORMATS
from narrate.settings import BOOKS, LIBRARIES

PRESETS = ("listen", "acx")


@click.command()
@click.argument("stories", nargs=-1, required=True, type=PATH)
@reading_options
@output_option
@click.option("--chapters", type=ChapterNumbers(), help="Only these, such as 2-5 or 1,4-.")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(SOUND_FORMATS)),
    help="Of the files.  [default: mp3]",
)
@click.option(
    "--preset",
    type=click.Choice(PRESETS),
    help="listen: small files; acx: what audiobook shops ask for.  [default: listen]",
)
@click.option(
    "--book",
    type=click.Choice(BOOKS),
    help="Also one file of the whole, with chapter marks; epub to read along.",
)
@click.option(
    "--subtitles",
    type=Subtitles(),
    help="Write them beside each chapter: vtt, srt, vtt,srt or none.  [default: none]",
)
@click.option("--words", is_flag=True, help="vtt and book.json tell when each word is heard.")
@click.option(
    "--also",
    metavar="OUTPUT",
    multiple=True,
    help="Also what this output makes of the book, such as epub; may be given again.",
)
@click.option(
    "--stems", is_flag=True, help="Also a WAV for each speaker of a chapter, as long as it is."
)
@click.option(
    "--library",
    type=click.Choice(LIBRARIES),
    help="Call the folders by author, series and title, and write what that server reads.",
)
@click.option(
    "--sample",
    metavar="MINUTES",
    type=click.FloatRange(1, 5),
    help="Also a retail sample, of at most 1 to 5 minutes.",
)
@click.option("--jobs", type=click.IntRange(1), help="Worker processes.  [default: the cores]")
@click.option(
    "--executor",
    type=Executor(),
    metavar="NAME",
    help="Who records: processes of this machine, or dask=tcp://HOST:8786, a cluster.  "
    "[default: processes]",
)
@click.option("--strict", is_flag=True, help="A listed name the story never uses is an error.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Print every note, and of many stories each summary."
)
@click.pass_context
def make(
    context: click.Context,
    stories: tuple[Path, ...],
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    output: Path,
    chapters: tuple[tuple[int, int], ...] | None,
    form: str | None,
    preset: str | None,
    book: str | None,
    subtitles: tuple[str, ...] | None,
    also: tuple[str, ...],
    library: str | None,
    sample: float | None,
    jobs: int | None,
    executor: str | None,
    *,
    words: bool,
    stems: bool,
    strict: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make an audiobook of each story.

    STORIES are text files, or scripts whose names end in .script.txt.
    """
    from narrate.cli.account import Account
    from narrate.cli.progress import Bar
    from narrate.production import Making, Request, Workers, plan_stories

    if book and chapters:
        raise click.UsageError("--book is of all chapters: leave --chapters out")
    request = Request(
        voices=voices,
        engine=engine,
        heading=chapter_regex,
        chapters=chapters,
        form=form,
        preset=preset,
        book=book,
        subtitles=subtitles,
        words=words,
        also=also,
        stems=stems,
        library=library,
        sample=sample,
        output=output,
        strict=strict,
        dry=dry_run,
    )
    account = Account(
        stories, output, dry_run=dry_run, as_json=as_json, quiet=quiet, verbose=verbose
    )
    workers = Workers(jobs, executor)
    with Bar(stories, quiet=quiet or dry_run) as bar:
        coming = (
            plan_stories(stories, request, bar, workers)
            if dry_run
            else Making(stories, request, bar, workers)
        )
        with closing(coming):
            for outcome in coming:
                with bar.aside():
                    account.add(outcome)
    context.exit(account.close())
