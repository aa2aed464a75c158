"""The files of a language: lists of words under ``[section]``, ``#`` begins a comment.

Each language has a folder beside this module, named by its code, and in it the files it has:

    headings.txt    of headings, title pages and credits (:mod:`narrate.languages.headings`)
    quotation.txt   of what stands beside speech (:mod:`narrate.languages.quotation`)
    manners.txt     how a tag tells the way a line is said (:mod:`narrate.languages.manners`)
    ages.txt        who is a child and who is old (:mod:`narrate.languages.ages`)
    hyphens.txt     which words keep a hyphen at a line's end (:mod:`narrate.languages.hyphens`)
    labels.txt      by which plays and chats are known (:mod:`narrate.languages.labels`)
    speech.txt      how print is said (:mod:`narrate.languages.speech`)
    verbs.txt ...   by which a story tells who speaks (:mod:`narrate.languages.words`)

To teach narrate another language is to write such a folder and add its code to LANGUAGES.
What is wrong in one is an error with file and line as soon as the file is read, so that nobody
can write a list that goes unread, or a word that would fail only in the story it stands in.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

from narrate.errors import NarrateError, Place

Word = TypeVar("Word", bound=Hashable)


class ListLine(NamedTuple):
    """What stands in one line, without its comment."""

    text: str
    place: Place

    def refuse(self, problem: str) -> NoReturn:
        """Say what is wrong with the line: a NarrateError with its place."""
        raise NarrateError(problem, at=self.place)


Lists = dict[str, list[ListLine]]

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "da", "pl", "ru")
"""English first: where a word is of several languages, it is of the first of them."""


def has_file(code: str, name: str) -> bool:
    """Whether the language *code* has the file *name*."""
    return _file(code, name).is_file()


def _file(code: str, name: str) -> Traversable:
    return files("narrate.languages").joinpath(code, name)


def read_lines(code: str, name: str) -> tuple[ListLine, ...]:
    """The lines of the file *name* of the language *code* that hold more than a comment."""
    file = _file(code, name)
    return tuple(lines_of(file.read_text("utf-8"), Path(str(file))))


def lines_of(text: str, path: Path) -> Iterator[ListLine]:
    """The lines of *text*, which stands in the file *path*."""
    for number, raw in enumerate(text.splitlines(), 1):
        bare = raw.partition("#")[0].strip()
        if bare:
            yield ListLine(bare, Place(path, number))


def by_section(
    lines: Iterable[ListLine], known: Collection[str], *, needed: Collection[str] | None = None
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


def _section(line: ListLine, known: Collection[str], found: Lists) -> str:
    name = line.text.removeprefix("[").removesuffix("]")
    if line.text != f"[{name}]" or name not in known:
        line.refuse(f"nobody reads {line.text}")
    if name in found:
        line.refuse(f"[{name}] stands here for the second time")
    return name


def once(entries: Iterable[tuple[Word, ListLine]]) -> Iterator[Word]:
    """The *entries* in their order; none may stand twice."""
    seen: set[Word] = set()
    for entry, line in entries:
        if entry in seen:
            line.refuse(f"{entry!r} stands here for the second time")
        seen.add(entry)
        yield entry
