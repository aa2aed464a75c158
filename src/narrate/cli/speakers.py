"""Who speaks, and in whose voice: as tables and as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from narrate.casting import Reason
from narrate.cli.console import count, setting, shorten, table
from narrate.cli.explanations import reason_as_data, reasons_as_text
from narrate.model import Cast, Character, Script, Voice
from narrate.production.statistics import SpeakerShare, narration, speaker_shares, unattributed


def describe_share(share: SpeakerShare, script: Script) -> dict[str, Any]:
    """*share* as JSON has it; ``at_line`` counts from 1 in the story's file."""
    one, first = share.character, share.first
    return {
        "name": one.name,
        "aliases": list(one.aliases),
        "gender": one.gender,
        "age": one.age,
        "narrator": one.narrator,
        "named": one.named,
        "lines": share.lines,
        "words": share.words,
        "first_line": first.text if first else None,
        "at_line": script.book.manuscript.line(first.span.start) if first else None,
        "voice": describe_voice(share.voice) if share.voice else None,
    }


def describe_voice(voice: Voice) -> dict[str, Any]:
    """*voice* as JSON has it."""
    return {
        "engine": voice.engine,
        "name": voice.name,
        "rate": voice.rate,
        "pitch": voice.pitch,
        "volume": voice.volume,
    }


def cast_table(script: Script, cast: Cast) -> str:
    """The narrator and everybody who speaks, a line each."""
    head = ("character", "lines", "words", "voice")
    rows = [
        (_name_of(share), share.lines, share.words, _voice(share))
        for share in speaker_shares(script, cast)
    ]
    told = narration(script)
    words = sum(len(segment.text.split()) for segment in told)
    return table([("the narrator", len(told), words, setting(cast.narrator)), *rows], head)


def people_as_table(script: Script, cast: Cast, why: Sequence[Reason]) -> str:
    """Everybody with their traits and first line, and *why* they have their voices, if asked."""
    head = ("character", "", "lines", "words", "voice", "also called", "first line")
    rows = [
        (
            _name_of(share),
            _traits(share.character),
            share.lines,
            share.words,
            _voice(share),
            shorten(", ".join(share.character.aliases), 30),
            shorten(share.first.text if share.first else "", 40),
        )
        for share in speaker_shares(script, cast)
    ]
    nobody = unattributed(script)
    lines = [table(rows, head)] if rows else ["Nobody speaks in this story."]
    lines.append(f"The narrator's voice is {setting(cast.narrator)}.")
    if nobody:
        lines.append(f"{count(nobody, 'line')} of dialogue with no speaker found: the narrator's.")
    return "\n".join([*lines, *reasons_as_text(why)])


def people_as_json(script: Script, cast: Cast, why: Sequence[Reason]) -> str:
    """The same as JSON."""
    reasons = {reason.character.name: reason_as_data(reason) for reason in why}
    people = [describe_share(share, script) for share in speaker_shares(script, cast)]
    if why:
        people = [{**one, "why": reasons.get(one["name"])} for one in people]
    found = {
        "narrator": {"voice": describe_voice(cast.narrator)},
        "characters": people,
        "unattributed": unattributed(script),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _name_of(share: SpeakerShare) -> str:
    one = share.character
    return f"{one.name} (tells the story)" if one.narrator else one.name


def _traits(one: Character) -> str:
    return f"{one.gender or '?'} {one.age}" if one.age else one.gender or "?"


def _voice(share: SpeakerShare) -> str:
    return setting(share.voice) if share.voice else "(says nothing)"
