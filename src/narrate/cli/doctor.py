"""``narrate doctor``: what was found of engines, encoder and versions, and what to do about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from narrate import __version__
from narrate.cache.folder import cache_folder, cache_limit
from narrate.cli.cache import describe_cache, usage_of
from narrate.cli.console import table
from narrate.cli.getting import neural_voices
from narrate.cli.options import debug_option, engine_here
from narrate.errors import NarrateError, ToolError

LIBRARIES = (
    "pyttsx3",
    "pydub",
    "espeakng-loader",
    "lameenc",
    "imageio-ffmpeg",
    "mutagen",
    "numpy",
    "soxr",
)


@click.command()
@debug_option
def doctor() -> None:
    """Say what was found and what is missing.

    Looks at the speech engines, the encoder and the libraries, and says what to do. Engines have
    the options of voices.yaml in the working folder.
    """
    click.echo(table(_versions()))
    faults = [*_engines(), *_encoder()]
    if hint := neural_voices("en"):
        click.echo(hint)
    if faults:
        raise ToolError(f"not in order: {', '.join(faults)}", hint="each is explained above")
    click.echo("everything is in order")


def _versions() -> Iterator[tuple[str, str]]:
    import platform
    from importlib.metadata import version

    yield "narrate", __version__
    yield "Python", f"{platform.python_version()} on {platform.platform()} ({sys.executable})"
    for library in LIBRARIES:
        yield library, version(library)
    folder = cache_folder()
    yield "cache", describe_cache(folder, cache_limit(), usage_of(folder))


def _engines() -> Iterator[str]:
    """Print what each engine says of itself; yields the names of those that do not work."""
    from narrate.engines import engine_names
    from narrate.engines.asking import asking

    for name in engine_names():
        try:
            engine = engine_here(name)
            with asking(name):
                findings = tuple(engine.diagnose())
        except NarrateError as error:
            click.echo(f"\nengine {name}: {error}")
            yield f"engine {name}"
        else:
            click.echo(f"\nengine {name}\n{table(('  ' + what, how) for what, how in findings)}")


def _encoder() -> Iterator[str]:
    from narrate.sound.audio import find_ffmpeg

    try:
        ffmpeg = find_ffmpeg()
    except ToolError as error:
        click.echo(f"\nffmpeg: {error}")
        yield "ffmpeg"
    else:
        click.echo(f"\n{table([('ffmpeg', ffmpeg.version), ('', ffmpeg.program)])}\n")
