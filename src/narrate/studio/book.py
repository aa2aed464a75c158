"""An opened book as a value: its two files, what they say, and what was read of the story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from narrate.config import is_missing
from narrate.model import Kind, Script, Segment
from narrate.production import Read, Request, load_settings, read_story
from narrate.readers import read_manuscript
from narrate.release.files import write_text
from narrate.settings import Settings
from narrate.studio.matching import match
from narrate.studio.script_text import ScriptText, lines_of
from narrate.text.scriptfile import ENDING, format_script, is_scriptfile, parse_script


@dataclass(frozen=True)
class OpenBook:
    """The book of the file *story*, as its files have it.

    *found* is what the story's reading says by itself, and *decided* what it says knowing the
    facts; both are None where *story* is a script itself. *matches* holds, for each segment of the
    script, the index of their segment that has the same words.
    """

    story: Path
    settings: Settings
    text: ScriptText
    found: Script | None
    decided: Script | None
    matches: tuple[int | None, ...]

    @property
    def script(self) -> Script:
        """Who says what, as the script's file has it."""
        return self.text.script

    @property
    def path(self) -> Path:
        """The script's file."""
        return self.script.book.manuscript.path

    @property
    def read(self) -> Read:
        """The script as the command line would read it."""
        return Read(self.settings, self.script)

    def of(self, reading: Script | None, index: int) -> Segment | None:
        """What *reading*, found or decided, says of the words of a segment."""
        at = self.matches[index]
        return None if reading is None or at is None else reading.segments[at]

    def speaker(self, reading: Script | None, index: int) -> str | None:
        """Who says a segment by that *reading*, as the script calls them."""
        segment = self.of(reading, index)
        return None if segment is None else self.called_by(segment)

    def called_by(self, segment: Segment) -> str | None:
        """Who says *segment* of a reading, as the script calls them; not who is nobody."""
        other = segment.evidence.runner_up if segment.evidence else None
        for name in (segment.speaker, other):
            if name is not None and name not in self.text.nobodies:
                return self.names.get(name, name)
        return None

    @cached_property
    def names(self) -> dict[str, str]:
        """How the script calls each person, by every name there is of them."""
        known = {name: one.name for one in self.script.characters for name in one.aliases}
        return known | {one.name: one.name for one in self.script.characters}

    @cached_property
    def facts(self) -> frozenset[int]:
        """The lines of dialogue that are confirmed, or that a person gave to somebody in the file.

        Those differ from what is decided, though nothing that is marked in the file tells why.
        """
        edited = (
            n
            for n, one in enumerate(self.script.segments)
            if one.kind is Kind.DIALOGUE
            and self.of(self.decided, n)
            and self.speaker(self.decided, n) != one.speaker
        )
        return self.text.confirmed | frozenset(edited)


def script_of(story: Path) -> Path:
    """The script's file of *story*: beside it, by its name."""
    return story if is_scriptfile(story) else story.with_name(f"{story.stem}{ENDING}")


def open_book(story: Path, request: Request) -> OpenBook:
    """Open *story*; its script is written first where there is none.

    Raises NarrateError if a file cannot be read, or the script not be written.
    """
    found = None if is_scriptfile(story) else read_story(story, request).script
    path = script_of(story)
    if found is not None and is_missing(path):
        write_text(path, [format_script(found)])
    return read_files(story, found, request)


def read_files(story: Path, found: Script | None, request: Request) -> OpenBook:
    """The book of *story* as its files are now, beside what was *found* by its reading."""
    path = script_of(story)
    settings = load_settings(path, request)
    script = parse_script(read_manuscript(path, settings), settings.book.language)
    return OpenBook(story, settings, lines_of(script), found, found, match(script, found))
