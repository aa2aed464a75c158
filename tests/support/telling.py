"""Tells little stories to the attribution and gives back who says what."""

from __future__ import annotations

from pathlib import Path

from narrate.attribution import attribute
from narrate.model import Character, Kind, Manuscript, Script, ToldChapters
from narrate.text.chapters import find_chapters
from narrate.text.script import write_script


def told(story: str, *characters: Character, narrator_is: tuple[ToldChapters, ...] = ()) -> Script:
    book = find_chapters(Manuscript(Path("story.txt"), story))
    return attribute(write_script(book), characters, narrator_is)


def voices(
    story: str, *characters: Character, narrator_is: tuple[ToldChapters, ...] = ()
) -> list[str | None]:
    script = told(story, *characters, narrator_is=narrator_is)
    return [segment.speaker for segment in script.segments if segment.kind is Kind.DIALOGUE]
