"""``narrate voices``: what may be written in voices.yaml, and how it sounds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from narrate.cli.console import table
from narrate.cli.getting import get_voices, show_available
from narrate.cli.options import PATH, debug_option, engine_here, engines_here
from narrate.cli.player import play
from narrate.cli.voice_measuring import NO_VOICE, measure_all, none_to_list, speaks
from narrate.errors import SettingsError
from narrate.model import Utterance, Voice, VoiceInfo


@click.command()
@debug_option
@click.option(
    "--engine", "engine_name", help="Those of this one.  [default: what voices.yaml speaks with]"
)
@click.option("--language", default="en", show_default=True, help="A language, or all.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.option("--measure", metavar="ENGINE", help="Measure the voices of ENGINE for casting.")
@click.option("--say", metavar="TEXT", help="Say TEXT with --voice instead of listing.")
@click.option("--voice", metavar="NAME", help="The voice to say it with.")
@click.option("--rate", type=click.IntRange(80, 450), default=175, show_default=True)
@click.option("--pitch", type=click.IntRange(0, 100), default=50, show_default=True)
@click.option("--volume", type=click.FloatRange(0, 1), default=1.0, show_default=True)
@click.option(
    "-o",
    "--output",
    type=PATH,
    help="Save what is said to this file (its ending names the format) instead of playing it.",
)
@click.option("--available", is_flag=True, help="List the voices that can be got, of any engine.")
@click.option("--get", "names", metavar="NAME", multiple=True, help="Get this voice.")
@click.option("--mirror", metavar="URL", help="Get it from here, not from the official place.")
def voices(
    engine_name: str | None,
    language: str,
    measure: str | None,
    say: str | None,
    voice: str | None,
    rate: int,
    pitch: int,
    volume: float,
    output: Path | None,
    names: tuple[str, ...],
    mirror: str | None,
    *,
    as_json: bool,
    available: bool,
) -> None:
    """List all voices, let one speak, or get more.

    Every voice that is listed may be written in voices.yaml. Its engines, and their options, are
    those of voices.yaml in the working folder.
    """
    from narrate.engines.asking import voices_of

    if (available or names) and say is not None:
        raise click.UsageError("--say goes with neither --available nor --get")
    if mirror and not names:
        raise click.UsageError("--mirror needs --get NAME")
    if names:
        get_voices(names, mirror)
        return
    if available:
        show_available(language, as_json=as_json)
        return
    if voice is not None and say is None:
        raise click.UsageError("--voice needs --say TEXT")
    if measure is not None:
        measure_all(measure, language)
        return
    speech = engine_here(engine_name) if engine_name else engines_here(voice)
    offered = voices_of(speech, [voice] if voice else ())
    if say is None:
        wanted = [one for one in offered if speaks(one, language)]
        nothing = NO_VOICE if offered else none_to_list(speech)
        click.echo(_as_json(wanted) if as_json else _as_table(wanted) or nothing)
        return
    if voice is None:
        raise click.UsageError("--say needs --voice NAME")
    found = _require(voice, offered)
    utterance = Utterance(say, Voice(found.engine or speech.name, voice, rate, pitch, volume))
    if output is None:
        play(speech, utterance)
    else:
        from narrate.production.samples import save_sample

        save_sample(speech, utterance, output)


def _require(voice: str, offered: Sequence[VoiceInfo]) -> VoiceInfo:
    from narrate.config import nearest_voices

    found = {info.name: info for info in offered}
    if voice not in found:
        near = " or ".join(nearest_voices(voice, list(found)))
        hint = f"did you mean {near}?" if near else "`narrate voices` lists them"
        raise SettingsError(f"the engine has no voice {voice!r}", hint=hint)
    return found[voice]


def _as_json(voices: Sequence[VoiceInfo]) -> str:
    described = [
        {
            "name": one.name,
            "language": one.language,
            "gender": one.gender,
            "pitch_hz": one.pitch_hz,
            "misheard": one.misheard,
            "castable": one.castable,
        }
        for one in voices
    ]
    return json.dumps({"voices": described}, ensure_ascii=False, indent=2)


def _as_table(voices: Sequence[VoiceInfo]) -> str:
    rows = [
        (
            one.name,
            one.language,
            one.gender or "?",
            f"{one.pitch_hz:.0f} Hz" if one.pitch_hz else "",
            "" if one.misheard is None else f"{100 * one.misheard:.0f} %",
            "" if one.castable else "only if asked for",
        )
        for one in voices
    ]
    return table(rows, ("voice", "language", "", "pitch", "misheard", "")) if rows else ""
