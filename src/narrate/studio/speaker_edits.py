"""Edits of who says what: each maps a script's text to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace

from narrate.errors import RequestError
from narrate.model import Character, Kind, Segment
from narrate.studio.edits import (
    Confirm,
    Describe,
    Direct,
    KeepTake,
    Merge,
    Nobody,
    Rename,
    SetSpeaker,
    Split,
    Unconfirm,
)
from narrate.studio.script_text import NOBODY, Rewriting, ScriptText
from narrate.text.castlines import format_character
from narrate.text.speakermarks import MOST_TAKES
from narrate.text.titles import fold

LONGEST_NAME = 200
"""characters"""


def set_speaker(text: ScriptText, edit: SetSpeaker) -> str:
    """See :class:`.edits.SetSpeaker`."""
    rewriting = Rewriting(text)
    _give(text, rewriting, edit.lines, edit.person and known_as(text, edit.person))
    return rewriting.result()


def confirm(text: ScriptText, edit: Confirm) -> str:
    """See :class:`.edits.Confirm`."""
    rewriting = Rewriting(text)
    for index in edit.lines:
        dialogue_at(text, index)
        rewriting.mark(index)
    return rewriting.result()


def unconfirm(text: ScriptText, edit: Unconfirm) -> str:
    """See :class:`.edits.Unconfirm`."""
    rewriting = Rewriting(text)
    for index in edit.lines:
        dialogue_at(text, index)
        rewriting.unmark(index)
    return rewriting.result()


def direct(text: ScriptText, edit: Direct) -> str:
    """See :class:`.edits.Direct`."""
    rewriting = Rewriting(text)
    for index in edit.lines:
        rewriting.put_segment(index, replace(dialogue_at(text, index), manner=edit.manner))
    return rewriting.result()


def keep_take(text: ScriptText, edit: KeepTake) -> str:
    """See :class:`.edits.KeepTake`."""
    if not 1 <= edit.take <= MOST_TAKES:
        raise RequestError(f"takes are numbered from 1 to {MOST_TAKES}")
    voice = edit.voice and checked_name(edit.voice)
    rewriting = Rewriting(text)
    said = dialogue_at(text, edit.line)
    said = replace(said, manner=edit.manner, voice=voice, take=edit.take)
    rewriting.put_segment(edit.line, said)
    return rewriting.result()


def rename(text: ScriptText, edit: Rename) -> str:
    """See :class:`.edits.Rename`."""
    person, name = person_called(text, edit.person), checked_name(edit.name)
    others = (one for one in text.script.characters if one != person)
    if any(name in (one.name, *one.aliases) for one in others):
        raise RequestError(f"somebody else is called {name!r} already", hint="merge the two")
    rewriting = Rewriting(text)
    _rewrite(text, rewriting, {person.name: name})
    _describe(text, rewriting, person, _with_aliases(replace(person, name=name), person.name))
    return rewriting.result()


def merge(text: ScriptText, edit: Merge) -> str:
    """See :class:`.edits.Merge`."""
    person, into = person_called(text, edit.person), person_called(text, edit.into)
    if person == into:
        raise RequestError("that is the same person already")
    rewriting = Rewriting(text)
    _rewrite(text, rewriting, {person.name: into.name})
    both = replace(
        _with_aliases(into, person.name, *person.aliases),
        gender=into.gender or person.gender,
        age=into.age or person.age,
        narrator=into.narrator or person.narrator,
        named=into.named or person.named,
    )
    _describe(text, rewriting, person, None)
    _describe(text, rewriting, into, both)
    return rewriting.result()


def split(text: ScriptText, edit: Split) -> str:
    """See :class:`.edits.Split`."""
    person, name = person_called(text, edit.person), checked_name(edit.name)
    if name in {one.name for one in text.script.characters}:
        raise RequestError(f"there is a {name!r} already")
    if any(segment_at(text, n).speaker != person.name for n in edit.lines):
        raise RequestError(f"some of these lines are not said by {person.name!r}")
    rewriting = Rewriting(text)
    _give(text, rewriting, edit.lines, name)
    if name in person.aliases:
        rest = tuple(alias for alias in person.aliases if alias != name)
        _describe(text, rewriting, person, replace(person, aliases=rest))
    return rewriting.result()


def nobody(text: ScriptText, edit: Nobody, instead: Mapping[int, str | None]) -> str:
    """See :class:`.edits.Nobody`; *instead* tells who says which of the lines."""
    person = person_called(text, edit.person)
    rewriting = Rewriting(text)
    for index, segment in enumerate(text.script.segments):
        if segment.speaker == person.name:
            rewriting.put_segment(index, _said_by(segment, instead.get(index)))
            rewriting.unmark(index)
    _describe(text, rewriting, person, None)
    names = (person.name, *person.aliases)
    rewriting.above(text.places[0], *(f"{NOBODY}{fold(name)}" for name in names))
    return rewriting.result()


def describe(text: ScriptText, edit: Describe) -> str:
    """See :class:`.edits.Describe`."""
    person = person_called(text, edit.person)
    rewriting = Rewriting(text)
    _describe(text, rewriting, person, replace(person, gender=edit.gender, age=edit.age))
    return rewriting.result()


def decided_anew(text: ScriptText, speakers: Mapping[int, str | None]) -> str:
    """*text* with the *speakers* of these lines, which are no facts."""
    rewriting = Rewriting(text)
    for index, name in speakers.items():
        rewriting.put_segment(index, _said_by(text.script.segments[index], name))
    return rewriting.result()


def marked(text: ScriptText, facts: Iterable[int]) -> ScriptText:
    """*text* in which all *facts* are marked.

    Its script is still the one that was parsed: only the places of the segments are others.
    """
    rewriting, new = Rewriting(text), sorted({*facts} - text.confirmed)
    for index in new:
        rewriting.mark(index)
    lines = tuple(rewriting.result().splitlines(keepends=True))
    places = (place + bisect_left(new, n) for n, place in enumerate(text.places))
    return ScriptText(lines, text.script, tuple(places))


def dialogue_at(text: ScriptText, index: int) -> Segment:
    """The line of dialogue at *index*. Raises RequestError if there is none."""
    segment = segment_at(text, index)
    if segment.kind is not Kind.DIALOGUE:
        raise RequestError(f"segment {index} is no line of dialogue")
    return segment


def segment_at(text: ScriptText, index: int) -> Segment:
    """The segment at *index*. Raises RequestError if there is none."""
    if not 0 <= index < len(text.places):
        raise RequestError(f"there is no segment {index}")
    return text.script.segments[index]


def person_called(text: ScriptText, name: str) -> Character:
    """The character of that *name*. Raises RequestError if there is none."""
    found = text.people.get(name)
    if found is None:
        raise RequestError(f"there is no {name!r} in this book")
    return found


def checked_name(name: str) -> str:
    """*name* as it can be written. Raises RequestError for one that cannot."""
    folded = fold(name)
    if not folded or len(folded) > LONGEST_NAME:
        raise RequestError("this is no name")
    return folded


def known_as(text: ScriptText, name: str) -> str:
    """How the script calls somebody of that *name*; somebody new if nobody has it."""
    name = checked_name(name)
    people = text.script.characters
    known = [one.name for one in people if name in (one.name, *one.aliases)]
    return name if name in known or not known else known[0]


def _give(
    text: ScriptText, rewriting: Rewriting, lines: Iterable[int], speaker: str | None
) -> None:
    for index in lines:
        rewriting.put_segment(index, _said_by(dialogue_at(text, index), speaker))
        rewriting.mark(index)


def _said_by(segment: Segment, speaker: str | None) -> Segment:
    """*segment* said by *speaker*; a take that was kept was one of who said it before."""
    if segment.speaker == speaker:
        return segment
    return replace(segment, speaker=speaker, voice=None, take=1)


def _rewrite(text: ScriptText, rewriting: Rewriting, names: Mapping[str, str]) -> None:
    for index, segment in enumerate(text.script.segments):
        if segment.speaker and segment.speaker in names:
            rewriting.put_segment(index, replace(segment, speaker=names[segment.speaker]))


def _with_aliases(person: Character, *aliases: str) -> Character:
    known = dict.fromkeys((*person.aliases, *aliases))
    return replace(person, aliases=tuple(one for one in known if one != person.name))


def _describe(
    text: ScriptText, rewriting: Rewriting, person: Character, now: Character | None
) -> None:
    """The line of the header that tells of *person* tells of *now*; it is made if need be."""
    line = text.cast_lines.get(person.name)
    if now is None:
        rewriting.remove([] if line is None else [line])
    elif line is None:
        _add_to_header(text, rewriting, now)
    else:
        rewriting.put(line, f"cast: {format_character(now)}")


def _add_to_header(text: ScriptText, rewriting: Rewriting, person: Character) -> None:
    blank = () if text.header_end else ("",)
    rewriting.above(text.header_end, f"cast: {format_character(person)}", *blank)
