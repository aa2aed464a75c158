"""The arguments and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from narrate.settings import AUDIO

if TYPE_CHECKING:
    from narrate.engines import Engine
    from narrate.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

SUBTITLES = ("vtt", "srt")
PATH = click.Path(readable=False, path_type=Path)
"""A path as it was written: whoever opens it says what is wrong with it, with an exit code."""


class Pattern(click.ParamType[re.Pattern[str]]):
    """A regular expression, checked while the command line is read."""

    name = "regex"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> re.Pattern[str]:
        """Compile *value*, or fail as wrong usage."""
        try:
            return re.compile(str(value))
        except re.error as error:
            self.fail(f"{value!r} is no regular expression: {error}", param, ctx)


class ChapterNumbers(click.ParamType[tuple[tuple[int, int], ...]]):
    """Chapter numbers such as ``2-5`` or ``1,3,7-``, as ranges with both ends included."""

    name = "2-5"
    _part = re.compile(r"(\d{1,9})?\s*(-)?\s*(\d{1,9})?")

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[tuple[int, int], ...]:
        """Read *value*, or fail as wrong usage."""
        return tuple(self._range(part.strip(), param, ctx) for part in str(value).split(","))

    def _range(
        self, part: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        match = self._part.fullmatch(part)
        if match is None or not part or part == "-":
            self.fail(f"{part!r} is no chapter or range of chapters, such as 3 or 2-5", param, ctx)
        first, dash, last = match.groups()
        low = int(first or 1)
        high = int(last) if last else (10**9 if dash else low)
        if low > high:
            self.fail(f"{part!r} runs backwards", param, ctx)
        return low, high


class Subtitles(click.ParamType[tuple[str, ...]]):
    """Kinds of subtitles, such as ``vtt`` or ``vtt,srt``; ``none`` for none at all."""

    name = "vtt,srt"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Read *value*, or fail as wrong usage."""
        kinds = tuple(dict.fromkeys(part.strip().lower() for part in str(value).split(",")))
        if kinds == ("none",):
            return ()
        for kind in kinds:
            if kind not in SUBTITLES:
                self.fail(f"{kind!r} is no kind of subtitles: choose vtt, srt or none", param, ctx)
        return kinds


class Executor(click.ParamType[str | None]):
    """Who records: ``processes`` of this machine (None), or ``dask=`` and a scheduler's address."""

    name = "executor"

    _address = re.compile(r"(?:(?:tcp|tls|wss?)://)?(?:[^\s/:\[\]]+|\[[0-9a-fA-F:]+\]):\d{1,5}")

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | None:
        """Read *value*, or fail as wrong usage."""
        kind, _, address = str(value).partition("=")
        if kind == "dask" and self._address.fullmatch(address):
            return address
        if value != "processes":
            msg = f"{value!r} is no executor: choose processes or dask=tcp://HOST:8786"
            self.fail(msg, param, ctx)
        return None


def story_argument(command: Command) -> Command:
    """One story: a text file, or a script whose name ends in .script.txt."""
    return click.argument("story", type=PATH)(command)


def engine_here(name: str) -> Engine:
    """The engine *name* with the options of voices.yaml in the working folder, if there is one.

    Raises as find_engine, and SettingsError for what is wrong in the file.
    """
    from narrate.engines import find_engine

    settings = settings_here()
    options = settings.options_of("engines", name)
    return find_engine(name, None, options, lambda option: settings.at(f"engines.{name}.{option}"))


def engines_here(voice: str | None) -> Engine:
    """What speaks by voices.yaml in the working folder: its engines, and that of *voice*.

    Raises as engine_here.
    """
    from narrate.engines import engine_for
    from narrate.settings import VoiceChoice

    settings = settings_here()
    asked = replace(settings.unnamed, unknown=(*settings.unnamed.unknown, VoiceChoice(voice)))
    return engine_for(replace(settings, unnamed=asked))


def settings_here() -> Settings:
    """What voices.yaml in the working folder says; the defaults where there is none."""
    from narrate.config import find_settings, read_settings
    from narrate.settings import Settings

    path = find_settings(Path("story.txt"), None)
    return Settings() if path is None else read_settings(path)


def debug_option(command: Command) -> Command:
    """``--debug``, which :func:`narrate.cli.run` looks for on the whole command line."""
    text = "Show the traceback of an error."
    return click.option("--debug", is_flag=True, expose_value=False, help=text)(command)


def output_option(command: Command) -> Command:
    """``--output``: where the books are made."""
    return click.option(
        "-o",
        "--output",
        type=PATH,
        default=AUDIO,
        show_default=True,
        help="The folder in which each story gets a folder of its own.",
    )(command)


def reading_options(command: Command) -> Command:
    """How a story is read and cast."""
    for option in (
        debug_option,
        click.option("--chapter-regex", type=Pattern(), help="What the line of a heading is like."),
        click.option("--engine", help="The speech engine; voices.yaml may name it too."),
        click.option(
            "--voices",
            type=PATH,
            help="The voices.yaml to use.  [default: beside the story, else in this folder]",
        ),
    ):
        command = option(command)
    return command
