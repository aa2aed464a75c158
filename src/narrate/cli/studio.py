"""``narrate studio``: a page to see, hear and put right a whole book."""

from __future__ import annotations

import re
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from narrate.cli.options import PATH, output_option, reading_options


@click.command()
@click.argument("path", type=PATH, default=Path(), metavar="[STORY or FOLDER]")
@reading_options
@output_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="[default: any free one]")
@click.option("--no-browser", is_flag=True, help="Only print the address of the page.")
def studio(
    path: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    output: Path,
    port: int,
    *,
    no_browser: bool,
) -> None:
    """Open a page to see, hear and put right a whole book.

    Of one STORY, or of all in a FOLDER. What is changed on the page stands in STORY.script.txt and
    in voices.yaml at once. Ctrl-C ends it.
    """
    from narrate.errors import RequestError, ToolError
    from narrate.production import Request

    try:
        from narrate.studio.running import serve
        from narrate.studio.shelf import folder_of
    except ModuleNotFoundError as error:
        if error.name not in {"starlette", "uvicorn"}:
            raise
        hint = "pip install 'narrate[studio]'"
        raise ToolError("the studio needs more libraries", hint=hint) from error

    def ready(address: str) -> None:
        click.echo(f"The studio is at {address}\nCtrl-C ends it.")
        if not no_browser:
            webbrowser.open(address)

    folder = folder_of(path, Request(voices, engine, chapter_regex, output=output))
    try:
        with suppress(KeyboardInterrupt):  # the server may have ended for it already
            serve(folder, ready, port)
    except OSError as error:
        raise RequestError(f"port {port} cannot be used: {error.strerror}") from error
    click.echo("The studio is closed.")
