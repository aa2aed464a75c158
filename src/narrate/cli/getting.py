"""The voices that can be got, and the getting of them, as a terminal shows it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self
from urllib.parse import urlsplit

import click

from narrate.cache.sizes import format_size
from narrate.cli.console import table

if TYPE_CHECKING:
    from tqdm import tqdm

    from narrate.engines.downloads import Download

SALE = {True: "may be sold", False: "not for sale", None: "see its card"}
"""what is said of the sound of a voice, by its licence"""
UNKNOWN = "unknown"
FEW = 3
"""languages that are shown of a voice which has many"""


def show_available(language: str, *, as_json: bool) -> None:
    """Print the voices of *language*, or of all, that can be got."""
    from narrate.engines.downloads import downloads

    wanted = [one for one in downloads() if language == "all" or _speaks(one, language)]
    if as_json:
        click.echo(_as_json(wanted))
    elif wanted:
        head = ("voice", "engine", "size", "speakers", "languages", "licence", "what it says")
        click.echo(table(map(_row, wanted), head))
        click.echo("`narrate voices --get NAME` gets one")
    else:
        click.echo("no such voice")


def _speaks(voice: Download, language: str) -> bool:
    wanted = language.lower()
    return any(tag == wanted or tag.startswith(f"{wanted}-") for tag in voice.languages)


def _row(voice: Download) -> tuple[object, ...]:
    languages = ", ".join(voice.languages[:FEW]) + ", …" * (len(voice.languages) > FEW)
    return (
        voice.name,
        voice.engine,
        format_size(voice.size),
        voice.speakers,
        languages,
        voice.licence or UNKNOWN,
        SALE[voice.sale],
    )


def _as_json(voices: Sequence[Download]) -> str:
    described = [
        {
            "name": one.name,
            "engine": one.engine,
            "bytes": one.size,
            "speakers": one.speakers,
            "languages": one.languages,
            "licence": one.licence or None,
            "sale": one.sale,
            "card": f"{one.source}/{one.card}" if one.card else None,
        }
        for one in voices
    ]
    return json.dumps({"available": described}, ensure_ascii=False, indent=2)


def neural_voices(language: str) -> str | None:
    """How to have neural voices of *language*; None where there are some, or none to be had."""
    from narrate.engines.downloads import to_better_voices

    command = to_better_voices(language)
    return command and f"Voices like people's: {command}, then --engine piper."


def get_voices(names: Sequence[str], mirror: str | None) -> None:
    """Get the voices *names*, each told of before anything of it comes.

    Raises SettingsError for a name that nobody has, ToolError and OutputError for what goes wrong.
    """
    from narrate.engines.downloads import find_download, get_voice, terms_of

    if mirror is not None and urlsplit(mirror).scheme not in {"http", "https"}:
        raise click.UsageError("--mirror is an address that begins with http:// or https://")
    for name in names:
        voice = find_download(name, mirror)
        terms = terms_of(voice, mirror)
        click.echo(f"{name}: {format_size(voice.size)}, licence: {terms.licence}")
        if terms.warning:
            click.echo(f"{name}: {terms.warning}", err=True)
        with _Bar() as bar:
            folder = get_voice(voice, terms, bar.watch, mirror)
        click.echo(f"{name} is in {folder}; write {voice.engine}:{_example(voice)} in voices.yaml")


def _example(voice: Download) -> str:
    if voice.engine == "kokoro":
        return "af_heart"
    return f"{voice.name}#SPEAKER" if voice.speakers > 1 else voice.name


class _Bar:
    """Shows how much of each file is here; nothing if stderr is no terminal."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None
        self._name = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def watch(self, name: str, here: int, size: int) -> None:
        """*here* bytes of the file *name* are here, of *size*."""
        if not sys.stderr.isatty():
            return
        if self._bar is None or name != self._name:
            self._close()
            self._show(name, size)
        if self._bar is not None:
            self._bar.update(here - self._bar.n)

    def _show(self, name: str, size: int) -> None:
        from tqdm import tqdm

        self._name = name
        self._bar = tqdm(
            total=size,
            desc=name,
            unit="B",
            unit_scale=True,
            file=sys.stderr,
            leave=False,
        )

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
