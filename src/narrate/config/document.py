"""A YAML file as a small tree in which everything knows its line and its place in the text.

The tree is built from the parser's events, so that nothing of YAML that could surprise gets in:
no anchors and aliases (a few lines of them can stand for gigabytes), no tags (they ask for
objects), one document, and bounded size and depth. A scalar stays the text that was written: it
is the schema that says whether ``1984`` is a number or a title (see :mod:`narrate.config.plain`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from narrate.errors import Place, SettingsError

Event = Any
"""One of the classes of ``ruamel.yaml.events``; each has other attributes."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
"""The deepest thing voices.yaml has is five levels down."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""How "nothing" is written (YAML 1.2.2, section 10.3.2)."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value: its text, and whether it stood without quotes.

    *line* counts from 1; *start* and *end* are offsets into the file's text, half-open.
    """

    text: str
    bare: bool
    line: int
    start: int
    end: int

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or the word for it."""
        return self.bare and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping: its keys and values in order; *flow* says that it stands in braces."""

    entries: tuple[tuple[Scalar, Node], ...]
    flow: bool
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence; *flow* says that it stands in brackets."""

    items: tuple[Node, ...]
    flow: bool
    line: int
    start: int
    end: int


Node = Scalar | Table | Listing


def read_text(path: Path) -> str:
    """The text of the file, with its line ends and its byte order mark untouched.

    Raises SettingsError if it cannot be read, is larger than MAX_BYTES or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", at=Place(path)) from error
    if len(raw) > MAX_BYTES:
        raise SettingsError(f"is larger than {MAX_BYTES // 1000} kB", at=Place(path))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError(
            "is not text in UTF-8", at=Place(path, line), hint="save the file as UTF-8"
        ) from error


def compose(text: str, path: Path) -> Node | None:
    """The tree of the YAML document in *text*; None if there is nothing but comments.

    *path* is only what errors name. Raises SettingsError, with the line, for anything that is
    not plain YAML.
    """
    try:
        return _Composer(path, YAML(typ="safe", pure=True).parse(text)).document()
    except YAMLError as error:
        raise _syntax_error(error, text, path) from error
    except ValueError as error:  # an escape beyond Unicode, such as "\\U00110000"
        raise SettingsError(f"is not YAML: {error}", at=Place(path)) from error


class _Composer:
    """Builds the tree from the parser's events, which it reads one at a time."""

    def __init__(self, path: Path, events: Iterator[Event]) -> None:
        self.path = path
        self.events = events
        self.depth = 0

    def document(self) -> Node | None:
        next(self.events)  # the stream begins
        event = next(self.events)
        if _kind(event) == "StreamEnd":
            return None
        node = self.node(next(self.events))
        next(self.events)  # the document ends
        event = next(self.events)
        if _kind(event) != "StreamEnd":
            raise self.error("a second document begins here", event, hint="remove the --- line")
        return None if isinstance(node, Scalar) and node.is_null else node

    def node(self, event: Event) -> Node:
        if _kind(event) == "Alias" or event.anchor is not None:
            raise self.error("anchors and aliases (& and *) are not used here", event, QUOTES)
        if event.tag is not None:
            raise self.error("tags (!) are not used here", event, QUOTES)
        if _kind(event) == "Scalar":
            if _SURROGATE.search(event.value):
                raise self.error("half a character stands here", event, WHOLE)
            return _scalar(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error("is nested too deeply", event)
        node = self.table(event) if _kind(event) == "MappingStart" else self.listing(event)
        self.depth -= 1
        return node

    def table(self, begin: Event) -> Table:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while _kind(event := next(self.events)) != "MappingEnd":
            key = self.key(event)
            value = self.node(next(self.events))
            if key.text in entries:
                first = entries[key.text][0].line
                raise self.error(f"{key.text!r} stands here twice (first in line {first})", event)
            if isinstance(value, Scalar) and value.start == value.end:
                # the parser places an empty value where the next thing begins
                value = replace(value, line=key.line, start=key.end, end=key.end)
            entries[key.text] = key, value
        line, start, _ = _marks(begin)
        return Table(tuple(entries.values()), bool(begin.flow_style), line, start, _marks(event)[2])

    def key(self, event: Event) -> Scalar:
        key = self.node(event) if _kind(event) in {"Scalar", "Alias"} else None
        if not isinstance(key, Scalar):
            raise self.error("a key must be a single word or phrase", event)
        return key

    def listing(self, begin: Event) -> Listing:
        items = []
        while _kind(event := next(self.events)) != "SequenceEnd":
            items.append(self.node(event))
        line, start, _ = _marks(begin)
        return Listing(tuple(items), bool(begin.flow_style), line, start, _marks(event)[2])

    def error(self, message: str, event: Event, hint: str | None = None) -> SettingsError:
        return SettingsError(message, at=Place(self.path, _marks(event)[0]), hint=hint)


_SURROGATE = re.compile("[\ud800-\udfff]")
WHOLE = "write the character itself"
QUOTES = "put the value in quotes if it is meant literally"


def _kind(event: Event) -> str:
    return type(event).__name__.removesuffix("Event")


def _marks(event: Event) -> tuple[int, int, int]:
    """Line from 1, start and end offset of *event*."""
    return event.start_mark.line + 1, event.start_mark.index, event.end_mark.index


def _scalar(event: Event) -> Scalar:
    return Scalar(event.value, event.style is None, *_marks(event))


def _syntax_error(error: YAMLError, text: str, path: Path) -> SettingsError:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return SettingsError("holds a character YAML does not allow", at=Place(path, line))
    if isinstance(error, MarkedYAMLError):
        return SettingsError(_problem(error), at=Place(path, _line(error)), hint=_advice(error))
    return SettingsError(f"is not YAML: {' '.join(str(error).split())}", at=Place(path))


def _problem(error: MarkedYAMLError) -> str:
    parts = chain((error.problem,), (error.context,))
    return "is not YAML: " + ", ".join(part for part in parts if part)


def _line(error: MarkedYAMLError) -> int | None:
    mark = error.problem_mark or error.context_mark
    return None if mark is None else mark.line + 1


def _advice(error: MarkedYAMLError) -> str:
    if "\\t" in (error.problem or ""):
        return "indent with blanks, not with tabs"
    return "look at the indentation, the colons and the quotes around here"
