"""An opened book as a value: its two files, what they say, and what was read of the story."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from narrate.config import parse_settings
from narrate.model import Kind, Script, Segment
from narrate.production import Read, Request
from narrate.production.stories import asked_for
from narrate.readers.plain import manuscript_of
from narrate.settings import Role, Settings
from narrate.studio.files import Files, Stored
from narrate.studio.matching import has_same_words, match
from narrate.studio.script_text import ScriptText, lines_of
from narrate.text.scriptfile import parse_script


@dataclass(frozen=True)
class OpenBook:
    """The book whose *files* hold what is *stored*.

    *found* is what the story's reading says by itself, and *decided* what it says *knowing* who
    says some of its segments; both are None where there is no story beside the script. *matches*
    holds, for each segment of the script, the index of their segment that has the same words.
    *is_marked* tells that every fact in the script is marked as one.
    """

    files: Files
    stored: Stored
    settings: Settings
    text: ScriptText
    found: Script | None
    decided: Script | None
    knowing: Mapping[int, str]
    matches: tuple[int | None, ...]
    is_marked: bool = False

    @property
    def script(self) -> Script:
        """Who says what, as the script's file has it."""
        return self.text.script

    @property
    def read(self) -> Read:
        """The script as the command line would read it."""
        return Read.of(self.settings, self.script)

    def of(self, reading: Script | None, index: int) -> Segment | None:
        """What *reading*, found or decided, says of the words of a segment."""
        at = self.matches[index]
        return None if reading is None or at is None else reading.segments[at]

    def speaker(self, reading: Script | None, index: int) -> str | None:
        """Who says a segment by that *reading*, as the script calls them."""
        segment = self.of(reading, index)
        return None if segment is None else self.called_by(segment)

    def called_by(self, segment: Segment, gone: Collection[str] = ()) -> str | None:
        """Who says *segment* of a reading, as the script calls them.

        Not who is nobody, nor those who are *gone*: but for them, who came second.
        """
        other = segment.evidence.runner_up if segment.evidence else None
        for name in (segment.speaker, other):
            if name is not None and name not in self.text.nobodies and name not in gone:
                return self.names.get(name, name)
        return None

    @cached_property
    def names(self) -> dict[str, str]:
        """How the script calls each person, by every name there is of them."""
        known = {name: one.name for one in self.script.characters for name in one.aliases}
        return known | {one.name: one.name for one in self.script.characters}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Whom voices.yaml lists, by every name they have there, in small letters."""
        return {name.casefold(): one for one in self.settings.roles for name in one.names}

    @cached_property
    def differing(self) -> dict[int, str | None]:
        """The lines of dialogue that the reading gives to others than the script does: to whom."""
        return {
            n: decided
            for n, one in enumerate(self.script.segments)
            if one.kind is Kind.DIALOGUE and self.of(self.decided, n)
            if (decided := self.speaker(self.decided, n)) != one.speaker
        }

    @cached_property
    def facts(self) -> frozenset[int]:
        """The lines that are confirmed, or that a person gave to somebody in the file itself.

        Of the latter nothing is marked, but they differ from what is decided knowing the others.
        """
        if self.is_marked or not self.is_decided:
            return self.text.confirmed
        return self.text.confirmed | frozenset(self.differing)

    @property
    def is_decided(self) -> bool:
        """Whether what is decided knows the confirmed lines, and no others."""
        return self.knowing == self.corrections

    @cached_property
    def corrections(self) -> dict[int, str]:
        """What the confirmed lines tell the reading: who says which of its segments."""
        told = ((self.matches[n], self.script.segments[n].speaker) for n in self.text.confirmed)
        return {at: self._in_reading(name) for at, name in told if at is not None and name}

    def _in_reading(self, name: str) -> str:
        """How the reading calls somebody whom the script calls *name*."""
        people = {one.name for one in self.found.characters} if self.found else set()
        person = next((one for one in self.script.characters if one.name == name), None)
        known = (name, *person.aliases) if person else (name,)
        return next((one for one in known if one in people), name)


def book_of(
    files: Files, stored: Stored, found: Script | None, request: Request, like: OpenBook | None
) -> OpenBook:
    """The book of *files* if they held what is *stored*, beside what was *found* by its reading.

    What it has in common with the book *like* is taken from there. Raises NarrateError, with the
    place, for what is wrong in a file.
    """
    settings = like.settings if like and like.stored.settings == stored.settings else None
    if settings is None:
        settings = _settings(files, stored, request)
    if like and settings == like.settings and like.stored.script == stored.script:
        text, matches = like.text, like.matches
    else:
        manuscript = manuscript_of(stored.script, files.script)
        text = lines_of(parse_script(manuscript, settings.book.language))
        same = like is not None and has_same_words(like.script, text.script)
        matches = like.matches if like and same else match(text.script, found)
    decided, knowing = (like.decided, like.knowing) if like else (found, {})
    return OpenBook(files, stored, settings, text, found, decided, knowing, matches)


def _settings(files: Files, stored: Stored, request: Request) -> Settings:
    if stored.settings is None:
        return asked_for(Settings(), request)
    text = stored.settings.decode("utf-8", "replace")
    return asked_for(parse_settings(text, files.settings), request)
