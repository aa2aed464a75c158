"""The books of a folder: which there are, and where each lies."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from narrate.errors import ManuscriptError, Place, RequestError
from narrate.production import Request, story_folder
from narrate.readers import ENTRY_POINTS, PLAIN
from narrate.studio.files import script_of
from narrate.studio.messages import Shelf, Shelved
from narrate.text.scriptfile import is_scriptfile


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
        endings = PLAIN - {""} | {point.name for point in entry_points(group=ENTRY_POINTS)}
        files = [one for one in sorted(self.path.iterdir()) if self._is_inside(one)]
        told = [one for one in files if one.suffix[1:].lower() in endings]
        stories = [one for one in told if not is_scriptfile(one)]
        scripts = {script_of(one) for one in stories}
        return (*stories, *(one for one in told if is_scriptfile(one) and one not in scripts))

    def story(self, name: str) -> Path:
        """The story called *name*. Raises NotHereError for one that is not in the folder."""
        found = next((one for one in self.stories() if one.name == name), None)
        if found is None:
            raise NotHereError("there is no such book here")
        return found

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
        out = story_folder(self.request.output, script)
        finished = len([*out.glob("[0-9]*.*")]) if out.is_dir() else 0
        return Shelved(story.name, script.exists(), finished)


def folder_of(path: Path, request: Request) -> Folder:
    """The folder to serve for *path*, a story or a folder. Raises ManuscriptError for neither."""
    if path.is_dir():
        return Folder(path, None, request)
    if not path.is_file():
        raise ManuscriptError("there is no such file", at=Place(path))
    return Folder(path.parent, path.name, request)
