"""Changes single values of voices.yaml and leaves every other byte that stands there as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
Changes = Mapping[Keys, Value]
"""what is to stand at which keys; None for nothing"""
SHORT_FOR = "voice"
"""what a name alone stands for, where a voice may be described: ``narrator: en-gb``"""


def with_values(text: str | None, changes: Changes, path: Path) -> str:
    """The *text* of the voices.yaml at *path*, None if there is none yet, with *changes* made.

    A value None takes out what stands there, and what would be empty without it. Comments, order,
    quotes and blanks stay; what replaces a value stands on its line.

    Raises SettingsError where *text* is no YAML, or is of a form that must be changed by hand.
    """
    whole = HEAD if text is None else text
    mark = "\ufeff" if whole.startswith("\ufeff") else ""
    body, left = _changed_at_once(whole.removeprefix(mark), changes, path)
    for keys, value in left.items():
        body = _changed(body, keys, value, path)
    return mark + body


def _changed_at_once(text: str, changes: Changes, path: Path) -> tuple[str, Changes]:
    """The *text* with what can be put into it at once, and the changes that are left.

    Each of those reads the whole text, for which a cast of thousands would wait for minutes.
    """
    if len(changes) < 2:
        return text, changes
    tree = compose(text, path)
    before = typed_value(tree, read_schema()) or {}
    changes = {keys: value for keys, value in changes.items() if not _has(before, keys, value)}
    made: dict[Keys, Value] = {}
    result, done = "", 0
    for at, until, piece, group in sorted(_pieces(text, tree, changes), key=lambda one: one[0]):
        if at >= done:  # else it is left: something else changes there
            result += text[done:at] + piece
            done = until
            made |= group
    result += text[done:]
    if not made or not _holds(result, _with_all(before, made), path):
        return text, changes
    return result, {keys: value for keys, value in changes.items() if keys not in made}


def _pieces(
    text: str, tree: Node | None, changes: Changes
) -> Iterator[tuple[int, int, str, Changes]]:
    """What is replaced or new: from and to where it goes, what is written, and which changes it is.

    What goes into the same table is one piece; deeper tables come first.
    """
    new: defaultdict[Keys, dict[Keys, Value]] = defaultdict(dict)
    for keys, value in changes.items():
        found = _down(tree, keys)
        if value is not None and len(found) > len(keys) and isinstance(found[-1], ScalarNode):
            at, until, piece = _replacement(found[-1], value)
            yield at, until, piece, {keys: value}
        elif value is not None and not (found and isinstance(found[-1], SequenceNode)):
            new[keys[: max(len(found) - 1, 0)]][keys] = value
    line_end = "\r\n" if "\r\n" in text else "\n"
    for above in sorted(new, key=len, reverse=True):
        found = _down(tree, above)
        if not found or isinstance(found[-1], MappingNode) or is_null(found[-1]):
            entries = _with_all(
                {}, {keys[len(above) :]: value for keys, value in new[above].items()}
            )
            at, piece = _insertion(text, tree, found, entries)
            yield at, at, piece.replace("\n", line_end), new[above]


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
    if not _holds(result, _with_all(before, {keys: value}), path):
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


def _has(values: Value, keys: Keys, value: Value) -> bool:
    """Whether *value* is at *keys* of *values*, a tree of dicts; for None, whether nothing is."""
    for key in keys:
        if values is None:
            break
        if not isinstance(values, dict):
            return False
        values = values.get(key)
    return bool(values == value)


def _with_all(values: Value, changes: Changes) -> Value:
    """*values*, a tree of dicts, with all *changes*."""
    values = changes.get((), values)
    changes = {keys: value for keys, value in changes.items() if keys}
    if not changes:
        return values
    table = values if isinstance(values, dict) else {SHORT_FOR: values} if values else {}
    below: defaultdict[str, dict[Keys, Value]] = defaultdict(dict)
    for keys, value in changes.items():
        below[keys[0]][keys[1:]] = value
    return {**table, **{key: _with_all(table.get(key), some) for key, some in below.items()}}


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
