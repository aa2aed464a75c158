"""``narrate audition``: every character says a line, to choose voices by ear."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.cli.console import setting, table, warn
from narrate.cli.options import PATH, reading_options, story_argument
from narrate.cli.sample import save
from narrate.errors import ManuscriptError, Place
from narrate.model import Utterance
from narrate.settings import AUDIO, Credits

if TYPE_CHECKING:
    from narrate.pipeline import Prep

GOOD_LENGTH = 120
"""characters: about eight seconds, enough to know a voice by"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What *name* says at the audition."""

    name: str
    utterance: Utterance


@click.command()
@story_argument
@reading_options
@click.option(
    "-o",
    "--output",
    type=PATH,
    help="The folder for the samples.  [default: audio/<story>/audition]",
)
@click.option("--format", "form", default="mp3", show_default=True, help="Of the samples.")
def audition(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    output: Path | None,
    form: str,
) -> None:
    """Let each character say a line.

    Writes a sample for the narrator and each character of STORY, in the voice they would have.
    """
    from narrate.production import Engines, Request, prepare_story, read_story, story_folder
    from narrate.release import safe_name

    # The samples are of the story: no credits among them, nor an error about those.
    read = read_story(story, Request(voices, engine, chapter_regex))
    read = replace(read, settings=replace(read.settings, credits=Credits()))
    speech = Engines().of(read.settings)
    prep = prepare_story(read, speech, warn)
    folder = output or story_folder(AUDIO, story) / "audition"
    rows = []
    for number, reading in enumerate(readings(prep)):
        target = folder / f"{number:02} - {safe_name(reading.name)}.{form}"
        save(speech, reading.utterance, target)
        rows.append((reading.name, setting(reading.utterance.voice), target))
    click.echo(table(rows))


def readings(prep: Prep) -> tuple[Reading, ...]:
    """The narrator's and every speaker's sample: of what they say, what is best as a sample.

    It is said plainly, so that it shows the voice.
    Raises ManuscriptError where there is nothing to say at all.
    """
    from narrate.production.figures import parts

    said: dict[str | None, list[Utterance]] = {}
    for segment, utterances in zip(prep.script.segments, prep.utterances, strict=True):
        plain = (replace(utterance, direction=None) for utterance in utterances)
        said.setdefault(segment.speaker, []).extend(plain)
    speakers = (None, *(part.character.name for part in parts(prep.script, prep.cast)))
    found = [
        Reading(speaker or "Narrator", min(said[speaker], key=_unfit))
        for speaker in speakers
        if said.get(speaker)
    ]
    if not found:
        at = Place(prep.script.book.manuscript.path)
        raise ManuscriptError("there is nothing to say in this story", at=at)
    return tuple(found)


def _unfit(utterance: Utterance) -> int:
    return abs(len(utterance.spoken) - GOOD_LENGTH)
