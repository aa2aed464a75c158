"""From a script to its cast."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.casting.ages import find_ages
from narrate.casting.assignment import Assignment, VoiceSource
from narrate.casting.conversations import Conversations, SpokenLine, spoken_lines
from narrate.casting.notes import cast_notes
from narrate.casting.parts import Part, find_parts
from narrate.casting.reasons import Reason, find_reasons
from narrate.model import Cast, Script, Voice, VoiceInfo
from narrate.settings import Settings


def cast_voices(script: Script, settings: Settings, voices: Sequence[VoiceInfo]) -> Cast:
    """Give the narrator and everybody who speaks in *script* a voice out of *voices*.

    The same arguments give the same cast. That the voices the user asked for exist is for
    :func:`narrate.config.check_voices` to say. Raises SettingsError if the engine has no voice
    for the book's language and one is needed.
    """
    parts, lines, assignment, narrator = _assemble(script, settings, voices)
    sharing = [
        cast_part.part
        for cast_part in assignment.cast_parts
        if cast_part.source is VoiceSource.SHARED
    ]
    notes = cast_notes(lines, parts, assignment.given, sharing, assignment.ear)
    known = {one.name: one.engine or settings.engine for one in voices}
    engines = {one.voice: known[one.voice] for one in script.segments if one.voice in known}
    return Cast(narrator, assignment.given, notes, engines)


def explain_cast(
    script: Script, settings: Settings, voices: Sequence[VoiceInfo]
) -> tuple[Reason, ...]:
    """Why :func:`cast_voices` gives everybody the voice it does, those who say most first."""
    _, lines, assignment, narrator = _assemble(script, settings, voices)
    evidence = {name: evidence.words for name, evidence in find_ages(script).items()}
    return find_reasons(assignment.cast_parts, narrator, lines, assignment.ear, evidence)


def _assemble(
    script: Script, settings: Settings, voices: Sequence[VoiceInfo]
) -> tuple[tuple[Part, ...], tuple[SpokenLine, ...], Assignment, Voice]:
    """Everybody, what they say, the voices they were given, and the narrator's."""
    parts = find_parts(script, settings)
    lines = spoken_lines(script, parts)
    assignment = Assignment(settings, voices, Conversations(lines), script.book.language)
    return parts, lines, assignment, assignment.cast(parts)
