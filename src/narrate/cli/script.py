"""``narrate script``: who says what, as an editable text or as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import click

from narrate.cli.options import PATH, reading_options, story_argument
from narrate.model import Script, Segment


@click.command()
@story_argument
@reading_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="text: one segment a line, to read, edit and record; jsonl: one object a line.",
)
@click.option(
    "--explain", is_flag=True, help="Say below each line why it was given to whom, and directed so."
)
@click.option(
    "--text", is_flag=True, help="Print only what was read of STORY: the text that offsets index."
)
@click.option(
    "--corrected",
    type=PATH,
    metavar="FILE",
    help="Take what FILE, an edited script of STORY, puts right for granted, and decide all other"
    " lines anew, knowing it.",
)
@click.option("--spoken", is_flag=True, help="Say below each line what is said for its words.")
def script(
    story: Path,
    voices: Path | None,
    engine: str | None,
    chapter_regex: re.Pattern[str] | None,
    form: str,
    corrected: Path | None,
    *,
    explain: bool,
    spoken: bool,
    text: bool,
) -> None:
    """Print who says what, to read or edit.

    The text form is also an input. Save it as x.script.txt, correct a speaker, and
    `narrate x.script.txt` records exactly what it says.
    """
    from narrate.direction import Wording, spoken_words
    from narrate.engines import engine_for
    from narrate.engines.misreading import misreads_of
    from narrate.engines.mixed import engines_in
    from narrate.production import Request, load_settings, read_corrected_story, read_story
    from narrate.readers import read_manuscript
    from narrate.text.scriptfile import format_jsonl, format_script

    if spoken and form == "jsonl":
        raise click.UsageError("--spoken is for --format text")
    if text and (spoken or explain or form == "jsonl"):
        raise click.UsageError("--text prints no script, and takes none of its options")
    request = Request(voices, engine, chapter_regex)
    if text:
        click.echo(read_manuscript(story, load_settings(story, request)).original)
        return
    if corrected is None:
        read = read_story(story, request)
    else:
        read = read_corrected_story(story, corrected, request)
    written = read.script
    if form == "jsonl":
        click.echo(format_jsonl(written), nl=False)
        return
    why = explanations(written) if explain else {}
    said: Mapping[int, str] = {}
    if spoken:
        own, *_ = engines_in(engine_for(read.settings))
        wording = Wording(read.settings, misreads_of(own))
        said = spoken_words(written, read.settings, lambda _: wording)
    click.echo(format_script(written, join_remarks(why, said)), nl=False)


def join_remarks(why: Mapping[int, str], said: Mapping[int, str]) -> dict[int, str]:
    """One remark for each segment there is something to say about, by its index."""
    spoken = {index: f"spoken: {words or '(nothing)'}" for index, words in said.items()}
    return {
        index: "; ".join(filter(None, (why.get(index), spoken.get(index))))
        for index in why.keys() | spoken.keys()
    }


def explanations(script: Script) -> dict[int, str]:
    """Why each line of dialogue was given to its speaker, and directed, by the segment's index."""
    return {
        index: "; ".join(filter(None, (_explain(segment), _explain_manner(segment))))
        for index, segment in enumerate(script.segments)
        if segment.evidence is not None or segment.manner is not None
    }


def _explain_manner(segment: Segment) -> str:
    """The direction and the words it rests on; those are unknown in a script file."""
    return f"{segment.manner}: {segment.manner_words}" if segment.manner_words else ""


def _explain(segment: Segment) -> str:
    evidence = segment.evidence
    if evidence is None:
        return ""
    sure = "" if segment.confidence is None else f"{segment.confidence:.0%}, "
    other = f" (else {evidence.runner_up})" if evidence.runner_up else ""
    return f"{sure}{evidence}{other}"
