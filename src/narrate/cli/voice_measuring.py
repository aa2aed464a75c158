"""``narrate voices --measure``: what casting needs to know of voices that nobody has measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from narrate.cli.console import count
from narrate.cli.options import engine_here
from narrate.model import VoiceInfo

if TYPE_CHECKING:
    from narrate.engines import Engine

ALL_LANGUAGES = "mul"
"""the language of a voice that speaks any"""
NO_VOICE = "no such voice"


def measure_all(engine_name: str, language: str) -> None:
    """Measure all voices of the engine for *language* that nobody measured, and say what came out.

    What was measured stays measured if the user stops it.
    """
    from tqdm import tqdm

    from narrate.engines.asking import asking, voices_of
    from narrate.engines.measured_voices import measure_voices, table_path

    engine = engine_here(engine_name)
    offered = voices_of(engine)
    if not offered:
        click.echo(none_to_list(engine))
        return
    wanted = [one for one in offered if one.pitch_hz is None and speaks(one, language)]
    measured = 0
    with asking(engine_name):
        rows = measure_voices(engine, wanted)
        for voice, found in tqdm(rows, total=len(wanted), desc="measuring", disable=None):
            if found is None:
                click.echo(f"{voice.name}: says nothing", err=True)
            else:
                measured += 1
    click.echo(f"{count(measured, 'voice')} measured: {table_path(engine_name)}")


def none_to_list(engine: Engine) -> str:
    """What is said of *engine*, which lists no voices, and how to name one that it has."""
    from narrate.engines.asking import Unlisted

    if not isinstance(engine, Unlisted):
        return NO_VOICE
    example = f"narrator: {engine.name}:NAME"
    return f"the server of {engine.name} tells no voices (hint: name one in voices.yaml: {example})"


def speaks(voice: VoiceInfo, language: str) -> bool:
    """Whether *voice* is one for *language*, a tag; "all" stands for any."""
    tag = language.lower()
    return (
        tag == "all"
        or voice.language in {tag, ALL_LANGUAGES}
        or voice.language.startswith(f"{tag}-")
    )
