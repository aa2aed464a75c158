"""The one family of errors, each with the exit code it is promised in docs/commands.md.

    NarrateError            1  a bug of ours
    ├── RequestError        2  what was asked for makes no sense: wrong usage
    ├── ManuscriptError     3  the story cannot be read, or nothing is left to read aloud
    ├── SettingsError       4  voices.yaml, or the casting it leads to
    ├── ToolError           5  a program or a library is missing or does not work
    ├── RecordingError      6  an engine failed to say something
    ├── OutputError         7  a file could not be written, or a finished one fails its test
    └── Cancelled         130  a story was given up while it was being made

2 is also what click ends with, and 130 an interruption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a user's file something stands; *line* counts from 1, None means the file.

    *part* is the part of a file that has no lines to look up: a chapter of an EPUB, a page.
    """

    path: Path
    line: int | None = None
    part: str = ""

    def __str__(self) -> str:
        if self.part:
            return f"{self.path} ({self.part})"
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"

    @property
    def inside(self) -> str:
        """The place without its file: ``line 41``."""
        return self.part or f"line {self.line}"


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class NarrateError(Exception):
    """An error a user can act on: one sentence, where it stands, and what to do about it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, at: Place | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint

    def __str__(self) -> str:
        """The one line a user sees: ``story.txt:41: message (hint: ...)``.

        What others wrote, a file's name or an engine's words, may not break it or steer a terminal.
        """
        where = f"{self.at}: " if self.at else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        return _CONTROL.sub(" ", f"{where}{self.message}{hint}")

    def __reduce__(self) -> tuple[object, ...]:
        """Keep place and hint when the error travels back from a worker process."""
        return _rebuild, (type(self), self.message, self.at, self.hint)


def _rebuild(
    kind: type[NarrateError], message: str, at: Place | None, hint: str | None
) -> NarrateError:
    return kind(message, at=at, hint=hint)


class RequestError(NarrateError):
    """What was asked for makes no sense, such as a chapter that the story does not have."""

    exit_code = 2


class ManuscriptError(NarrateError):
    """The story cannot be read, or holds nothing to read aloud."""

    exit_code = 3


class SettingsError(NarrateError):
    """voices.yaml is wrong, or asks for something that cannot be cast."""

    exit_code = 4


class ToolError(NarrateError):
    """A program or a library that narrate needs is missing or does not work."""

    exit_code = 5


class RecordingError(NarrateError):
    """An engine failed to say an utterance."""

    exit_code = 6


class OutputError(NarrateError):
    """A file could not be written, or a finished file does not pass its test."""

    exit_code = 7


class Cancelled(NarrateError):  # noqa: N818 -- no fault: somebody asked for it
    """A story was given up while it was being made; what was recorded of it is kept."""

    exit_code = 130
