"""Writes the files that outputs make of a finished book. This part runs inside a worker process."""

from __future__ import annotations

from narrate.errors import ToolError
from narrate.filenames import is_plain_name
from narrate.model import FinishedBook
from narrate.outputs import make_output, whose
from narrate.plugins import guarded
from narrate.release.files import whole_file
from narrate.release.values import FileData, Stamp
from narrate.settings import Settings


def write_outputs(
    settings: Settings, book: FinishedBook, taken: frozenset[str]
) -> tuple[FileData, ...]:
    """Have every output that *settings* ask for write its files of *book*.

    *taken* are the names of all other files of the edition. Raises OutputError for what cannot be
    written, ToolError for an output that breaks, or that would write where it must not.
    """
    names = {name.casefold() for name in taken}
    written: list[FileData] = []
    for output in settings.output.outputs:
        with guarded(whose(output)):
            for file in make_output(output, settings).files(book):
                _check_name(file.name, output, names)
                names.add(file.name.casefold())
                path = book.folder / file.name
                with whole_file(path) as opened:
                    file.write(opened)
                if stamp := Stamp.with_digest(path):
                    written.append(FileData(file.name, None, stamp.sha256, output, file.notes))
    return tuple(written)


def _check_name(name: str, output: str, taken: set[str]) -> None:
    if not is_plain_name(name):
        raise ToolError(f"{whose(output)} gives a file a name it cannot have: {name!r}")
    if name.casefold() in taken:
        raise ToolError(f"{whose(output)} would write over another file: {name!r}")
