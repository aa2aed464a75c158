"""A YAML file as the nodes ruamel composes, each of which knows its place in the text.

Nothing of YAML that could surprise gets in: no anchors and aliases (a few lines of them can stand
for gigabytes), no tags (they ask for objects), one document, and bounded size and depth. A scalar
stays the text that was written: it is the schema that says whether ``1984`` is a number or a title
(see :mod:`narrate.config.typed_values`). So ruamel's own loading is not used: it types a scalar by
its looks, and what it writes has other indents, breaks and line ends than the user's.
"""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, ScalarEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from narrate.errors import Place, SettingsError

Node = ScalarNode | MappingNode | SequenceNode
"""What is at ``start_mark`` and ``end_mark``, offsets into the text and lines from 0.

The *value* of a scalar is its text, of a mapping its pairs of nodes, of a sequence its nodes.
"""

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
"""The deepest thing voices.yaml has is five levels down."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""How "nothing" is written (YAML 1.2.2, section 10.3.2)."""

QUOTES = "put the value in quotes if it is meant literally"
TEXT = "tag:yaml.org,2002:str"
"""The type of every scalar: nothing is guessed of it here."""
SURROGATE = re.compile("[\ud800-\udfff]")


def is_null(node: Node) -> bool:
    """Whether nothing was written, or the word for it without quotes."""
    return isinstance(node, ScalarNode) and node.style is None and node.value in NULLS


def line(node: Node) -> int:
    """The line, from 1, in which *node* begins."""
    return int(node.start_mark.line) + 1


def start(node: Node) -> int:
    """The offset into the text where *node* begins."""
    return int(node.start_mark.index)


def end(node: Node) -> int:
    """The offset into the text behind *node*."""
    return int(node.end_mark.index)


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
    """The root of the YAML document in *text*; None if there is nothing but comments.

    *path* is only what errors name. Raises SettingsError, with the line, for anything that is
    not plain YAML.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    try:
        node: Node | None = yaml.compose(text)
    except YAMLError as error:
        raise _as_settings_error(error, text, path) from error
    except (ValueError, AssertionError) as error:  # "\\U00110000" in quotes, %YAML 1.0
        raise SettingsError(f"is not YAML: {error}", at=Place(path)) from error
    return None if node is None or is_null(node) else node


class _RefusedError(MarkedYAMLError):
    """What is good YAML and nothing for us; the *note* is a hint."""


class _Composer(Composer):
    """Composes plain YAML and nothing else; *level* says how deep it is in it."""

    level = 0

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 -- as ruamel has it
        event = self.parser.peek_event()
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise _refused("anchors and aliases (& and *) are not used here", event, QUOTES)
        if event.tag is not None:
            raise _refused("tags (!) are not used here", event, QUOTES)
        if isinstance(parent, MappingNode) and index is None and not isinstance(event, ScalarEvent):
            raise _refused("a key must be a single word or phrase", event)
        if self.level > MAX_DEPTH:
            raise _refused("is nested too deeply", event)
        self.level += 1
        node = super().compose_node(parent, index)
        self.level -= 1
        return node

    def compose_scalar_node(self, _anchor: Any) -> ScalarNode:  # noqa: ANN401 -- as ruamel has it
        event = self.parser.get_event()
        if SURROGATE.search(event.value):
            raise _refused("half a character stands here", event, "write the character itself")
        return ScalarNode(TEXT, event.value, event.start_mark, event.end_mark, style=event.style)

    def compose_mapping_node(self, anchor: Any) -> Any:  # noqa: ANN401 -- as ruamel has it
        node = super().compose_mapping_node(anchor)
        lines: dict[str, int] = {}
        for key, value in node.value:
            if key.value in lines:
                first = f"first in line {lines[key.value]}"
                raise _refused(f"{key.value!r} stands here twice ({first})", key)
            lines[key.value] = line(key)
            if value.start_mark.index == value.end_mark.index:
                # the parser places an empty value where the next thing begins
                value.start_mark = value.end_mark = key.end_mark
        return node


def _refused(message: str, at: Any, hint: str | None = None) -> _RefusedError:  # noqa: ANN401 -- an event or a node
    return _RefusedError(problem=message, problem_mark=at.start_mark, note=hint)


def _as_settings_error(error: YAMLError, text: str, path: Path) -> SettingsError:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return SettingsError("holds a character YAML does not allow", at=Place(path, line))
    if isinstance(error, _RefusedError):
        return SettingsError(error.problem, at=Place(path, _line(error)), hint=error.note)
    if isinstance(error, ComposerError):
        message, hint = "a second document begins here", "remove the --- line"
        return SettingsError(message, at=Place(path, _line(error)), hint=hint)
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
