"""From a script to its cast."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.casting.ages import find_ages
from narrate.casting.company import Company, Line, spoken_lines
from narrate.casting.ensemble import Ensemble, Way
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
    parts, lines, ensemble, narrator = _assemble(script, settings, voices)
    stretched = [seat.part for seat in ensemble.seats if seat.way is Way.SHARED]
    notes = cast_notes(lines, parts, ensemble.given, stretched, ensemble.ear)
    return Cast(narrator, ensemble.given, notes)


def explain_cast(
    script: Script, settings: Settings, voices: Sequence[VoiceInfo]
) -> tuple[Reason, ...]:
    """Why :func:`cast_voices` gives everybody the voice it does, those who say most first."""
    _, lines, ensemble, narrator = _assemble(script, settings, voices)
    told = {name: told.words for name, told in find_ages(script).items()}
    return find_reasons(ensemble.seats, narrator, lines, ensemble.ear, told)


def _assemble(
    script: Script, settings: Settings, voices: Sequence[VoiceInfo]
) -> tuple[tuple[Part, ...], tuple[Line, ...], Ensemble, Voice]:
    """Everybody, what they say, the voices they were given, and the narrator's."""
    parts = find_parts(script, settings)
    lines = spoken_lines(script, parts)
    ensemble = Ensemble(settings, voices, Company(lines), script.book.language)
    return parts, lines, ensemble, ensemble.cast(parts)
