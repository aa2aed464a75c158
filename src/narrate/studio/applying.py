"""One edit of an opened book: what its two files hold then. A pure function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from narrate.config import with_values
from narrate.model import Character
from narrate.studio import edits, settings_edits, speaker_edits, structure_edits
from narrate.studio.book import OpenBook
from narrate.studio.edits import Edit
from narrate.studio.files import Stored
from narrate.studio.script_text import ScriptText
from narrate.studio.settings_edits import Changes, Roles

ON_TEXT: dict[type[Any], Callable[[ScriptText, Any], str]] = {
    edits.SetSpeaker: speaker_edits.set_speaker,
    edits.Confirm: speaker_edits.confirm,
    edits.Unconfirm: speaker_edits.unconfirm,
    edits.Rename: speaker_edits.rename,
    edits.Merge: speaker_edits.merge,
    edits.Split: speaker_edits.split,
    edits.Describe: speaker_edits.describe,
    edits.Direct: speaker_edits.direct,
    edits.KeepTake: speaker_edits.keep_take,
    edits.Pause: structure_edits.pause,
    edits.RenameChapter: structure_edits.rename_chapter,
    edits.JoinChapters: structure_edits.join_chapters,
    edits.PartChapter: structure_edits.part_chapter,
    edits.LeaveOut: structure_edits.leave_out,
    edits.TakeBack: structure_edits.take_back,
    edits.SetKind: structure_edits.set_kind,
    edits.Cut: structure_edits.cut,
    edits.Join: structure_edits.join,
}
"""The edits of a script's text alone, or of voices.yaml besides."""
ON_SETTINGS: dict[type[Any], Callable[[Any], Changes]] = {
    edits.SetSetting: settings_edits.set_setting,
    edits.BookData: settings_edits.book_data,
    edits.SetCredits: settings_edits.set_credits,
}
"""The edits of voices.yaml that depend on nobody in the book."""
ON_PERSON: dict[type[Any], Callable[[Any, Roles, Any], Changes]] = {
    edits.SetVoice: settings_edits.set_voice,
    edits.SetStrength: settings_edits.set_strength,
    edits.Describe: settings_edits.describe,
    edits.Rename: settings_edits.rename,
    edits.Pronounce: settings_edits.pronounce,
}
"""Those of what voices.yaml says of a person; of None, for the narrator and for everybody."""


def apply(book: OpenBook, edit: Edit) -> Stored:
    """What the files of *book* hold after *edit*.

    Raises RequestError for an edit that makes no sense in this book, SettingsError where
    voices.yaml must be changed by hand.
    """
    return Stored(encoded(_script(book, edit)), _settings(book, edit))


def encoded(text: str) -> bytes:
    """*text* as it is written: half a character, which UTF-8 does not have, is a question mark."""
    return text.encode("utf-8", "replace")


def _script(book: OpenBook, edit: Edit) -> str:
    match edit:
        case edits.Nobody():
            return speaker_edits.nobody(book.text, edit, _instead(book, edit.person))
        case edits.Pronounce(line=int(line)):
            return structure_edits.pronounce_here(book.text, edit, line)
        case _:
            change = ON_TEXT.get(type(edit))
            return change(book.text, edit) if change else book.text.text


def _instead(book: OpenBook, name: str) -> dict[int, str | None]:
    """Who says each line of somebody who is nobody: who came second for it."""
    person = speaker_edits.person_called(book.text, name)
    gone = {person.name, *person.aliases}
    return {
        n: book.called_by(found, gone)
        for n, one in enumerate(book.script.segments)
        if one.speaker == name and (found := book.of(book.decided, n))
    }


def _settings(book: OpenBook, edit: Edit) -> bytes | None:
    changes, stored = _changes(book, edit), book.stored.settings
    if stored is None and all(value is None for value in changes.values()):
        return None
    text = None if stored is None else stored.decode("utf-8")
    return with_values(text, changes, book.files.settings).encode() if changes else stored


def _changes(book: OpenBook, edit: Edit) -> Changes:
    if isinstance(edit, edits.SetVoices):
        every = (_changes(book, one) for one in edit.voices)
        return {keys: value for changes in every for keys, value in changes.items()}
    if isinstance(edit, edits.Pronounce) and edit.line is not None:
        return {}  # the line itself is written so
    if change := ON_SETTINGS.get(type(edit)):
        return change(edit)
    if change_of_person := ON_PERSON.get(type(edit)):
        return change_of_person(edit, book.roles, _person_of(book, edit))
    return {}


def _person_of(book: OpenBook, edit: Any) -> Character | None:  # noqa: ANN401 -- any of ON_PERSON
    return None if edit.person is None else speaker_edits.person_called(book.text, edit.person)
