"""The whole program on one page.

    Manuscript -> Book -> Script -> Cast -> Utterances  |  Takes -> Tracks -> Release

Left of the bar is prose: instant, printable, no sound. Right of it is sound, and nothing there
reads prose again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from narrate.attribution import Attributor, RuleAttributor
from narrate.attribution.correcting import Correctable, correctable
from narrate.attribution.corrections import find_corrections
from narrate.attribution.finding import find_attributor
from narrate.cache.scripts import ScriptCache
from narrate.casting import cast_voices, with_ages, with_series_cast
from narrate.direction import Wording, WordingOf, direct, find_manners, put_in_words
from narrate.direction.announcing import without_headings
from narrate.direction.credits import with_credits
from narrate.direction.splitting import split_chapters
from narrate.engines import Engine
from narrate.engines.asking import voices_for
from narrate.engines.misreading import misreads_of
from narrate.engines.mixed import engines_in
from narrate.engines.phonetics import with_sounds
from narrate.model import Cast, Chapter, Hints, Manuscript, Script, Utterance
from narrate.readers import read_manuscript
from narrate.recording import Progress, Recorder
from narrate.release import Edition, Release
from narrate.settings import Role, Settings
from narrate.sound.assembly import assemble
from narrate.sound.sampling import cut_sample, sampled_chapter
from narrate.text.chapters import find_chapters, lines_pattern
from narrate.text.script import write_script
from narrate.text.scriptfile import is_scriptfile, parse_script

OURS = RuleAttributor()


@dataclass(frozen=True, slots=True)
class Prep:
    """Everything that is decided before the first sound.

    *utterances* holds, for each of the script's segments in order, what its voice is asked to
    say; nothing for a segment that makes no sound, such as a scene break.
    """

    script: Script
    cast: Cast
    utterances: tuple[tuple[Utterance, ...], ...]


def read_script(
    story: Path,
    settings: Settings,
    heading: re.Pattern[str] | None = None,
    script_cache: ScriptCache | None = None,
    *,
    dry: bool = False,
    directed: bool = True,
) -> Script:
    """Who says what in *story*: worked out from its prose, or as an edited script has it.

    *heading* says what the line of a chapter's heading looks like, where the usual forms do not.
    A *script_cache* keeps what was worked out before. If *dry*, what would cost something is only
    told. How a line is said is found in prose only if it is to be *directed*.
    """
    manuscript = read_manuscript(story, settings)  # file -> text
    if is_scriptfile(story):  # text -> what the user wrote, nothing else
        return parse_script(manuscript, settings.book.language)
    hints = hints_of(settings, heading)
    by = find_attributor(settings, dry=dry)
    working = partial(work_out, by=by)
    script = (
        script_cache.script(working, manuscript, hints, by.fingerprint())
        if script_cache
        else working(manuscript, hints)
    )
    return find_manners(script, settings) if directed else script  # tags -> how it is said


def work_out(manuscript: Manuscript, hints: Hints, by: Attributor = OURS) -> Script:
    """Who says what in *manuscript*, by its prose alone and what the user said of it."""
    book = find_chapters(manuscript, hints)  # text -> title, language and chapters
    script = write_script(book, hints.form)  # chapters -> narration and dialogue
    return by.attribute(script, hints.listed, hints.narrator_is)  # dialogue -> who says it


def work_out_correctable(
    manuscript: Manuscript, hints: Hints, by: Attributor = OURS
) -> Correctable:
    """The same as :func:`work_out`, kept so that it can be told who says a line.

    What it is told of holds, and all other lines are decided anew, knowing it: its
    ``with_corrections`` gives another one, and ``changed_segments`` tells where the two differ.
    """
    script = write_script(find_chapters(manuscript, hints), hints.form)
    return correctable(script, by, hints.listed, hints.narrator_is)


def read_corrected(
    story: Path, edited: Path, settings: Settings, heading: re.Pattern[str] | None = None
) -> Script:
    """Who says what in *story*, some of whose lines *edited*, a script file of it, puts right.

    What it gives to others than we do is a fact, and all other lines are decided anew, knowing it.
    """
    found = read_correctable(story, settings, heading)
    theirs = parse_script(read_manuscript(edited, settings), settings.book.language)
    corrections = find_corrections(found.script, theirs)
    return find_manners(found.with_corrections(corrections).script, settings)


def read_correctable(
    story: Path, settings: Settings, heading: re.Pattern[str] | None = None
) -> Correctable:
    """Who says what in *story*, kept so that it can be told who says a line, or say which to ask.

    No manners are found yet: for these, see :func:`narrate.direction.find_manners`.
    """
    hints = hints_of(settings, heading)
    return work_out_correctable(read_manuscript(story, settings), hints, find_attributor(settings))


def hints_of(settings: Settings, heading: re.Pattern[str] | None = None) -> Hints:
    """What the user says of a story before it is read; *heading* as :func:`read_script` has it."""
    told = settings.book
    return Hints(
        heading or lines_pattern(told.chapters),
        told.language,
        tuple(role.character for role in settings.roles),
        settings.narrator_is,
        told.read_all,
        told.form,
        notes=told.notes or told.read_all,
    )


def prepare(script: Script, settings: Settings, engine: Engine) -> Prep:
    """Decide in whose voice everything is said, and in which words."""
    settings, script, cast = prepare_cast(script, settings, engine)
    wording = wording_of(engine, settings, cast, script)  # phonemes -> the engine's
    script = put_in_words(script, settings, wording)  # print -> spoken words, and where they stand
    utterances = direct(script, cast, settings)  # what each voice is asked to say
    if not settings.announce_chapters:
        utterances = without_headings(script, utterances)
    script = split_chapters(script, utterances, settings)  # no chapter too long for one file
    script, utterances = with_credits(script, utterances, cast, settings, wording)
    return Prep(script, cast, utterances)


def prepare_cast(
    script: Script, settings: Settings, engine: Engine
) -> tuple[Settings, Script, Cast]:
    """Decide in whose voice everything is said; script and settings with what that rests on."""
    settings = with_series_cast(settings, script)  # the series -> who has a voice already
    script = with_ages(script, settings.roles)  # text -> who is a child, who is old
    return settings, script, cast_voices(script, settings, voices_for(settings, engine))


def wording_of(engine: Engine, settings: Settings, cast: Cast, script: Script) -> WordingOf:
    """In which wording the engine of each segment's voice is given words.

    Raises SettingsError for sounds in a lexicon that the engine that says them cannot be told.
    """
    heard: set[tuple[str | None, str]] = {(None, cast.narrator.engine)}
    heard |= {(name, voice.engine) for name, voice in cast.voices.items()}
    heard |= {(one.speaker, cast.engines[one.voice]) for one in script.segments if one.voice}

    def wording(one: Engine) -> Wording:
        def speaks(role: Role) -> bool:
            return one is engine or (role.character.name, one.name) in heard

        return Wording(with_sounds(settings, one, script.book.language, speaks), misreads_of(one))

    names = {name for _, name in heard}
    engines = [one for one in engines_in(engine) if one.name in names or one is engine]
    by_name = {one.name: wording(one) for one in engines}
    usual = by_name[engines[0].name]
    return lambda segment: by_name.get(cast.voice_of(segment).engine, usual)


async def produce(
    prep: Prep,
    settings: Settings,
    recorder: Recorder,
    out: Path,
    report: Progress,
    chapters: Sequence[Chapter] | None = None,
) -> Release:
    """Record *chapters* (all, unless told), lay each out as a track, and write it to *out*.

    A chapter is mixed and encoded while the next one is recorded. One that lacks a take is never
    written; the others are, and then RecordingError names the lines that could not be said.

    It is a task: wherever it waits for a worker, that of another book goes on (see
    :mod:`narrate.recording.scheduling`).
    """
    edition = Edition(prep.script, prep.cast, settings, recorder, out)
    recording = recorder.record(prep.script, prep.utterances, report, chapters)
    async for chapter, takes in recording:  # utterances -> takes; old ones come from the cache
        references = recording.references(chapter)  # what the voices' loudness is measured by
        segments, pauses = prep.script.segments, settings.pauses
        track = assemble(chapter, segments, takes, pauses, references)  # takes -> cues
        edition.add(track)  # cues -> a file: mix, master, encode, tag
        if settings.output.sample and chapter == sampled_chapter(prep.script, prep.utterances):
            most_s = 60 * settings.output.sample
            edition.add_sample(cut_sample(track, segments, pauses, most_s))
    release = await edition.finish()
    recording.check()
    return edition.clear_away(release)  # what an earlier edition left beside it
