"""Turns a finished book into further files: an output for each kind, found by its name.

An output is a class in the entry-point group ``narrate.outputs``; a user asks for it by the name it
has there: ``--also feed``, or ``output: {also: [feed]}`` in voices.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Protocol

from narrate.errors import Place
from narrate.model import FinishedBook
from narrate.plugins import find_point, guarded, make
from narrate.settings import Settings

ENTRY_POINTS = "narrate.outputs"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be made: its *name* in the book's folder, and what writes it, from start to end.

    The name is a plain one, of that folder itself (see :func:`narrate.filenames.safe_name`).
    *notes* are sentences for the user: what could not be made as it was asked for.
    """

    name: str
    write: Callable[[IO[bytes]], object]
    notes: tuple[str, ...] = ()


class BookOutput(Protocol):
    """Makes files of a finished book.

    Its keyword arguments are options that users set in voices.yaml. It is made anew for every
    call, and in another process than the one that checks.
    """

    def check(self, settings: Settings) -> None:
        """Raise SettingsError if it cannot work with *settings*; no sound is recorded then."""
        ...

    def files(self, book: FinishedBook) -> Iterable[OutputFile]:
        """The files of *book* that it has to make; it writes nothing itself.

        Each is written whole or not at all, listed in ``book.json``, and removed when a later
        edition does not ask for it any more. Chapters may lack sound, and sound its times. Raises
        OutputError for whatever cannot be made.
        """
        ...


def whose(name: str) -> str:
    """How the output called *name* is spoken of in a message."""
    return f"the output {name}"


def make_output(name: str, settings: Settings) -> BookOutput:
    """The output called *name*, with the options that *settings* have for it.

    Raises SettingsError for a name or an option that there is not, ToolError for an output of
    another package that does not start.
    """
    point = find_point(ENTRY_POINTS, name, "output", settings.at("output.also"))

    def locate(option: str) -> Place | None:
        return settings.at(f"outputs.{name}.{option}")

    made: BookOutput = make(point, settings.options_of("outputs", name), whose(name), locate)
    return made


def check_outputs(settings: Settings) -> None:
    """Raise SettingsError if an output that is asked for is not there or cannot be made."""
    for name in settings.output.outputs:
        with guarded(whose(name)):
            make_output(name, settings).check(settings)
