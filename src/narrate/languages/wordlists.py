"""Our own data files: lists of words under ``[section]``, ``#`` begins a comment.

What is wrong in one is an error with file and line as soon as the file is read, so that nobody
can write a list that goes unread, or a word that would fail only in the story it stands in.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

from narrate.errors import NarrateError, Place

Word = TypeVar("Word", bound=Hashable)


class Line(NamedTuple):
    """What stands in one line, without its comment."""

    text: str
    place: Place

    def refuse(self, problem: str) -> NoReturn:
        """Say what is wrong with the line: a NarrateError with its place."""
        raise NarrateError(problem, at=self.place)


Lists = dict[str, list[Line]]


def read_lines(*path: str) -> tuple[Line, ...]:
    """The lines of the data file at *path* in this package that hold more than a comment."""
    file = files("narrate").joinpath(*path)
    return tuple(lines_of(file.read_text("utf-8"), Path(str(file))))


def lines_of(text: str, path: Path) -> Iterator[Line]:
    """The lines of *text*, which stands in the file *path*."""
    for number, raw in enumerate(text.splitlines(), 1):
        bare = raw.partition("#")[0].strip()
        if bare:
            yield Line(bare, Place(path, number))


def by_section(
    lines: Iterable[Line], known: Collection[str], *, needed: Collection[str] | None = None
) -> Lists:
    """The *lines* under each ``[section]``: of those *known*, each once, none of *needed* missing.

    All known ones are needed unless *needed* says which.
    """
    found: Lists = {}
    last = None
    for last in lines:
        if last.text.startswith("["):
            found[_section(last, known, found)] = []
        elif found:
            found[next(reversed(found))].append(last)
        else:
            last.refuse("there is no [section] above this")
    if last is not None:
        for name in sorted(set(known if needed is None else needed) - found.keys()):
            last.refuse(f"the file ends here without [{name}]")
    return found


def _section(line: Line, known: Collection[str], found: Lists) -> str:
    name = line.text.removeprefix("[").removesuffix("]")
    if line.text != f"[{name}]" or name not in known:
        line.refuse(f"nobody reads {line.text}")
    if name in found:
        line.refuse(f"[{name}] stands here for the second time")
    return name


def once(entries: Iterable[tuple[Word, Line]]) -> Iterator[Word]:
    """The *entries* in their order; none may stand twice."""
    seen: set[Word] = set()
    for entry, line in entries:
        if entry in seen:
            line.refuse(f"{entry!r} stands here for the second time")
        seen.add(entry)
        yield entry
