"""Changes single values of voices.yaml and leaves every other byte that stands there as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from narrate.config.settings_writer import HEAD
from narrate.config.typed_values import Value, read_schema, typed_value
from narrate.config.yaml_pieces import (
    after_line,
    block,
    dump,
    flow,
    indent_at,
    into_flow,
    written_end,
)
from narrate.config.yaml_tree import Node, compose, end, is_null, start
from narrate.errors import Place, SettingsError

Keys = tuple[str, ...]
"""the keys that lead from the root of the file to a value"""
SHORT_FOR = "voice"
"""what a name alone stands for, where a voice may be described: ``narrator: en-gb``"""


def with_values(text: str | None, changes: Mapping[Keys, Value], path: Path) -> str:
    """The *text* of the voices.yaml at *path*, None if there is none yet, with *changes* made.

    A value None takes out what stands there, and what would be empty without it. Comments, order,
    quotes and blanks stay; what replaces a value stands on its line.

    Raises SettingsError where *text* is no YAML, or is of a form that must be changed by hand.
    """
    whole = HEAD if text is None else text
    mark = "\ufeff" if whole.startswith("\ufeff") else ""
    body = whole.removeprefix(mark)
    for keys, value in changes.items():
        body = _changed(body, keys, value, path)
    return mark + body


def _changed(text: str, keys: Keys, value: Value, path: Path) -> str:
    tree = compose(text, path)
    if any(isinstance(one, SequenceNode) for one in _down(tree, keys[:-1])):
        raise _by_hand(keys, path)
    keys = _without_short(tree, keys)
    if value is None and len(_down(tree, keys)) <= len(keys):
        return text  # it is not there
    before = typed_value(tree, read_schema()) or {}
    at, until, piece = _piece(text, tree, keys, value)
    if "\r\n" in text:
        piece = piece.replace("\n", "\r\n")
    result = text[:at] + piece + text[until:]
    if not _holds(result, _with(before, keys, value), path):
        raise _by_hand(keys, path)
    return result


def _by_hand(keys: Keys, path: Path) -> SettingsError:
    message = f"{' > '.join(keys)} cannot be changed in this file"
    return SettingsError(message, at=Place(path), hint="change it by hand")


def _piece(text: str, tree: Node | None, keys: Keys, value: Value) -> tuple[int, int, str]:
    """The characters to be replaced, from and to, and by what."""
    found = _down(tree, keys)
    if value is None:
        return _removal(text, found, keys)
    if len(found) > len(keys):
        return _replacement(found[-1], value)
    at, piece = _insertion(text, tree, found, _nested(keys[max(len(found) - 1, 0) :], value))
    until = end(found[-1]) if found and _is_short(found[-1]) else at
    return at, until, piece


def _down(tree: Node | None, keys: Keys) -> list[Node]:
    """The root and the nodes below it that *keys* lead to, as far as they are there."""
    found = [] if tree is None else [tree]
    for key in keys if found else ():
        pair = _pair(found[-1], key)
        if pair is None:
            break
        found.append(pair[1])
    return found


def _pair(table: Node, key: str) -> tuple[Node, Node] | None:
    if not isinstance(table, MappingNode):
        return None
    return next((pair for pair in table.value if pair[0].value == key), None)


def _without_short(tree: Node | None, keys: Keys) -> Keys:
    """*keys*, or those of the name alone where a name alone stands for what they lead to."""
    found = _down(tree, keys[:-1])
    is_short = len(found) == len(keys) and keys[-1] == SHORT_FOR and _is_short(found[-1])
    return keys[:-1] if is_short else keys


def _is_short(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not is_null(node)


def _replacement(node: Node, value: Value) -> tuple[int, int, str]:
    inline = dump({"": value}, flow=True).strip()[1:-1].partition(": ")[2]
    return start(node), written_end(node), f" {inline}" if start(node) == end(node) else inline


def _insertion(
    text: str, tree: Node | None, found: Sequence[Node], entries: Mapping[str, Value]
) -> tuple[int, str]:
    """Where *entries* go, which are new below the last node that was *found*."""
    table = found[-1] if found else None
    if table is None:
        return after_line(text, len(text), block(entries, ""))
    if isinstance(table, MappingNode) and table.flow_style:
        return into_flow(table, entries)
    if isinstance(table, MappingNode):
        indent = indent_at(text, start(table))
        at = len(text) if table is tree else written_end(table)
        return after_line(text, at, block(entries, indent))
    if _is_short(table):
        return start(table), f"{{{flow({SHORT_FOR: table.value, **entries})}}}"
    key = next(pair[0] for one in found for pair in one.value if table in pair)
    return after_line(text, end(key), block(entries, indent_at(text, start(key)) + "  "))


def _removal(text: str, found: Sequence[Node], keys: Keys) -> tuple[int, int, str]:
    """Where the last of *found* stands with its key; with what would be empty without it."""
    depth = len(keys) - 1
    while depth and len(found[depth].value) == 1 and not _is_remarked(text, *found[depth - 1 :]):
        depth -= 1
    table, (key, value) = found[depth], _pair_at(found[depth], keys[depth])
    assert isinstance(table, MappingNode)  # noqa: S101 -- it has the pair
    if table.flow_style:
        pairs = [pair[0].value for pair in table.value]
        place = pairs.index(key.value)
        if place + 1 < len(pairs):
            return start(key), start(table.value[place + 1][0]), ""
        return end(table.value[place - 1][1]) if place else start(key), end(value), ""
    line_start = text.rfind("\n", 0, start(key)) + 1
    line_end = text.find("\n", max(written_end(value), end(key)))
    return line_start, len(text) if line_end < 0 else line_end + 1, ""


def _is_remarked(text: str, above: Node, table: Node, value: Node, *_: Node) -> bool:
    """Whether a comment stands above *value* in *table*, which would go with it."""
    key = next(pair[0] for pair in above.value if pair[1] is table)
    return "#" in text[end(key) : start(value)]


def _pair_at(table: Node, key: str) -> tuple[Node, Node]:
    pair = _pair(table, key)
    assert pair is not None  # noqa: S101 -- it was found before
    return pair


def _nested(keys: Keys, value: Value) -> dict[str, Value]:
    for key in reversed(keys):
        value = {key: value}
    return dict(value)


def _with(values: Value, keys: Keys, value: Value) -> Value:
    """*values*, a tree of dicts, with *value* at *keys*."""
    if not keys:
        return value
    table = values if isinstance(values, dict) else {SHORT_FOR: values} if values else {}
    return {**table, keys[0]: _with(table.get(keys[0]), keys[1:], value)}


def _holds(text: str, values: Value, path: Path) -> bool:
    try:
        found = typed_value(compose(text, path), read_schema())
    except SettingsError:
        return False
    return bool(_without_nothing(found) == _without_nothing(values))


def _without_nothing(values: Value) -> Value:
    """*values* without what is None or empty, which is the same as what was never written."""
    if not isinstance(values, dict):
        return values
    kept = {key: _without_nothing(value) for key, value in values.items()}
    return {key: value for key, value in kept.items() if value not in (None, {})} or None
