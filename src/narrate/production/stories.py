"""Reads stories, each with the settings that go with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from narrate.attribution.asking import Question
from narrate.cache.folder import open_cache
from narrate.cache.scripts import ScriptCache
from narrate.config import find_settings, is_missing, named_locally, read_settings
from narrate.errors import RequestError
from narrate.model import Script
from narrate.pipeline import read_correctable, read_corrected, read_script
from narrate.production.request import Request
from narrate.release import safe_name
from narrate.settings import Settings
from narrate.text.scriptfile import is_scriptfile


@dataclass(frozen=True, slots=True)
class Read:
    """A story that was read: its script and its settings."""

    settings: Settings
    script: Script

    @classmethod
    def of(cls, settings: Settings, script: Script) -> Self:
        """*script*, and *settings* with the voices that single lines of it have."""
        return cls(settings.lending(script), script)


def read_story(
    story: Path,
    request: Request,
    *,
    may_be_new: bool = False,
    is_new: Callable[[Settings], object] = lambda _: None,
    directed: bool = True,
) -> Read:
    """Read *story*, and find out who says what, and how, if it is to be *directed*.

    Asks no engine for anything. The voices.yaml that is asked for must be there, unless it
    *may_be_new*. *is_new* is called with the settings, before it is worked out who says what, where
    that is not kept from another time.
    """
    settings = load_settings(story, request, may_be_new=may_be_new)
    kept = ScriptCache(open_cache(), partial(is_new, settings))
    script = read_script(story, settings, request.heading, kept, dry=request.dry, directed=directed)
    return Read.of(settings, script)


def read_corrected_story(story: Path, edited: Path, request: Request) -> Read:
    """Read *story*, some of whose lines the script file *edited* puts right.

    Raises RequestError for a story that is a script itself, and an edited file that is none.
    """
    for path, wanted in ((story, False), (edited, True)):
        if is_scriptfile(path) is not wanted:
            kind = "a script" if wanted else "a story, and no script"
            hint = "narrate script story.txt --corrected story.script.txt"
            raise RequestError(f"{path} must be {kind}", hint=hint)
    settings = load_settings(story, request)
    return Read.of(settings, read_corrected(story, edited, settings, request.heading))


def ask_about_story(
    story: Path, request: Request, number: int
) -> tuple[Script, Sequence[Question]]:
    """The *number* lines of *story* most worth asking about, and the script they are lines of.

    Raises RequestError for a script: whoever wrote it knows who speaks.
    """
    if is_scriptfile(story):
        hint = "narrate check story.txt --ask 10"
        raise RequestError(f"{story} must be a story, and no script", hint=hint)
    settings = load_settings(story, request)
    found = read_correctable(story, settings, request.heading)
    return found.script, found.questions(number)


def load_settings(story: Path, request: Request, *, may_be_new: bool = False) -> Settings:
    """The settings for *story*: those of its voices.yaml, if there is one, and what is asked for.

    The voices.yaml that is asked for must be there, unless it *may_be_new*.
    """
    voices = request.voices
    new = may_be_new and voices is not None and is_missing(voices)
    path = None if new else find_settings(story, voices)
    return asked_for(read_settings(path) if path else Settings(), request)


def asked_for(settings: Settings, request: Request) -> Settings:
    """*settings*, those of a voices.yaml, and what *request* asks for in their place."""
    if request.engine:
        settings = replace(settings, engine=request.engine, more_engines=())
    return replace(named_locally(settings), output=request.over(settings.output))


def story_folder(root: Path, story: Path) -> Path:
    """The folder in *root* that belongs to *story*: its name without its ending."""
    name = story.name.removesuffix(".script.txt")
    return root / (safe_name(Path(name).stem if name == story.name else name) or "story")


def keep_apart(stories: Sequence[Path], output: Path) -> None:
    """Raise RequestError for two stories of one name, which would write over each other."""
    folders: dict[Path, Path] = {}
    for story in stories:
        folder = story_folder(output, story)
        other = folders.setdefault(Path(str(folder).casefold()), story)
        if other is not story:
            raise RequestError(f"{other} and {story} would both be made in {folder}")
