"""The books of a folder: which there are, and where each lies."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from narrate.errors import ManuscriptError, NarrateError, Place, RequestError
from narrate.filenames import safe_name
from narrate.production import Request, load_settings, story_folder
from narrate.readers import ENTRY_POINTS, PLAIN, read_manuscript
from narrate.release.earlier import read_before
from narrate.release.files import write_whole
from narrate.studio.files import script_of
from narrate.studio.messages import Shelf, Shelved
from narrate.text.scriptfile import ENDING, is_scriptfile

BOOK_DATA = "book.json"
"""what tells of the files of a finished book"""


class NotHereError(RequestError):
    """What is asked for is not in the folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder that is served, and the story in it that was asked for, if one was."""

    path: Path
    opened: str | None
    request: Request

    def stories(self) -> tuple[Path, ...]:
        """The stories in it, by name: files that a reader reads; a script only without its story.

        Hidden files are none, nor is what a link leads to outside of the folder.
        """
        files = [one for one in sorted(self.path.iterdir()) if self._is_inside(one)]
        told = [one for one in files if one.suffix[1:].lower() in self.endings]
        stories = [one for one in told if not is_scriptfile(one)]
        scripts = {script_of(one) for one in stories}
        return (*stories, *(one for one in told if is_scriptfile(one) and one not in scripts))

    def story(self, name: str) -> Path:
        """The story called *name*. Raises NotHereError for one that is not in the folder."""
        found = next((one for one in self.stories() if one.name == name), None)
        if found is None:
            raise NotHereError("there is no such book here")
        return found

    @property
    def endings(self) -> frozenset[str]:
        """What the names of stories end in, without the dot."""
        return PLAIN - {""} | {point.name for point in entry_points(group=ENTRY_POINTS)}

    def add(self, name: str, data: bytes) -> Path:
        """Put a story called *name* into the folder, made safe, if it can be read.

        Raises RequestError for a name that is taken or of no kind of story, ManuscriptError for
        what cannot be read.
        """
        told = name.lower()
        ending = ENDING if told.endswith(ENDING) else Path(told).suffix
        if ending.removeprefix(".") not in {*self.endings, ENDING.removeprefix(".")}:
            known = ", ".join(sorted(self.endings))
            raise RequestError("this is no file that a story can be read from", hint=known)
        path = self.path / f"{safe_name(name[: len(name) - len(ending)]) or 'story'}{ending}"
        if path.exists():
            raise RequestError(f"there is a {path.name} already")
        write_whole(path, data)
        try:
            read_manuscript(path, load_settings(path, self.request))
        except NarrateError:
            path.unlink()
            raise
        return path

    def shelf(self) -> Shelf:
        """All books with their state."""
        return Shelf(
            self.path.resolve().name, tuple(map(self._shelved, self.stories())), self.opened
        )

    def _is_inside(self, path: Path) -> bool:
        return (
            path.is_file()
            and not path.name.startswith(".")
            and path.resolve().parent == self.path.resolve()
        )

    def _shelved(self, story: Path) -> Shelved:
        script = script_of(story)
        out = story_folder(self.request.output, story)
        named = {str(name) for _, name in read_before(out / BOOK_DATA).chapters if name}
        finished = sum((out / name).is_file() for name in named)
        return Shelved(story.name, script.exists(), finished)


def folder_of(path: Path, request: Request) -> Folder:
    """The folder to serve for *path*, a story or a folder. Raises ManuscriptError for neither."""
    if path.is_dir():
        return Folder(path, None, request)
    if not path.is_file():
        raise ManuscriptError("there is no such file", at=Place(path))
    return Folder(path.parent, path.name, request)
