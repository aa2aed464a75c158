"""Adds characters to voices.yaml and leaves every byte that stands there as it is.

What is new is put in as text at the place the tree of the file gives, so comments, order, quotes,
blanks and line ends of the user's stay untouched. The result is read again before it is written.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import MappingNode, ScalarNode

from narrate.config.settings_file import is_missing
from narrate.config.settings_reader import read_settings
from narrate.config.typed_values import Value, read_schema, typed_value
from narrate.config.yaml_tree import Node, compose, end, read_text, start
from narrate.errors import OutputError, Place, SettingsError
from narrate.settings import Role, Settings

HEAD = """\
# Who speaks in which voice. `narrate voices` lists the voices there are; every line may be
# changed or left out. See the README for the other things that can be set here.
"""

KEY = "characters"

Entries = Mapping[str, Value]
"""What goes under ``characters:``, by name."""


def write_characters(path: Path, roles: Sequence[Role]) -> tuple[str, ...]:
    """Add *roles* to ``characters:`` in the file at *path*, and return the names added.

    Nothing that stands in the file is changed: who is listed there already, by name or alias, is
    left out here, and an alias that somebody has already is not written again. Walk-on parts
    (``Character.named`` false) are not written. The file is made if there is none; it is replaced
    in one step, so that it is never half written.

    Raises SettingsError if the file there is not a good voices.yaml, and OutputError if it cannot
    be written.
    """
    new = is_missing(path)
    text = HEAD if new else read_text(path)
    listed = Settings().roles if new else read_settings(path).roles
    entries = _entries(roles, listed)
    if entries:
        _replace(path, _with_entries(text, entries, path))
    return tuple(entries)


def format_characters(roles: Iterable[Role]) -> str:
    """*roles* as the ``characters:`` of a voices.yaml, without walk-on parts."""
    return _block({KEY: _entries(roles, ())}, "")


def _entries(roles: Iterable[Role], listed: Iterable[Role]) -> dict[str, dict[str, Value]]:
    """What to write for each of *roles* that is not *listed*."""
    taken = {name.casefold() for role in listed for name in _names(role)}
    entries = {}
    for role in roles:
        name, *aliases = _names(role)
        if role.character.named and name.casefold() not in taken:
            taken.add(name.casefold())
            free = [alias for alias in dict.fromkeys(aliases) if alias.casefold() not in taken]
            taken |= {alias.casefold() for alias in free}
            entries[name] = _entry(role, free)
    return entries


def _names(role: Role) -> tuple[str, ...]:
    return (role.character.name, *role.character.aliases)


def _entry(role: Role, aliases: list[str]) -> dict[str, Value]:
    voice = role.voice
    entry = {
        "aliases": aliases or None,
        "gender": role.character.gender,
        "age": role.character.age,
        "voice": voice.name,
        "rate": voice.rate,
        "pitch": voice.pitch,
        "volume": voice.volume,
    }
    return {key: value for key, value in entry.items() if value is not None}


def _with_entries(text: str, entries: Entries, path: Path) -> str:
    """*text* with *entries* put in, read again to make sure that they and nothing else are new."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    tree = compose(body, path)
    at, piece = _insertion(body, tree, entries, path)
    if "\r\n" in body:
        piece = piece.replace("\n", "\r\n")
    result = body[:at] + piece + body[at:]
    if not _holds(result, _merged(typed_value(tree, read_schema()), entries), path):
        raise _by_hand(path)
    return mark + result


def _holds(text: str, values: Entries, path: Path) -> bool:
    try:
        found = typed_value(compose(text, path), read_schema())
    except SettingsError:
        return False
    return bool(found == values)


def _merged(values: Value, entries: Entries) -> dict[str, Value]:
    merged = dict(values or {})
    merged[KEY] = {**(merged.get(KEY) or {}), **entries}
    return merged


def _by_hand(path: Path) -> SettingsError:
    return SettingsError(
        "characters cannot be added to this file",
        at=Place(path),
        hint="add them by hand: `narrate cast STORY --format yaml` prints them",
    )


def _insertion(text: str, tree: Node | None, entries: Entries, path: Path) -> tuple[int, str]:
    """Where *entries* go, as an offset into *text*, and the piece of text that goes there."""
    if not isinstance(tree, MappingNode):
        return _after_line(text, len(text), "\n" + _block({KEY: entries}, ""))
    found = next((pair for pair in tree.value if pair[0].value == KEY), None)
    if found is None and tree.flow_style:
        return _into_flow(tree, {KEY: entries})
    if found is None:
        piece = _block({KEY: entries}, _indent(text, start(tree)))
        return _after_line(text, len(text), "\n" + piece)
    key, value = found
    if isinstance(value, MappingNode) and value.flow_style:
        return _into_flow(value, entries)
    if isinstance(value, MappingNode):
        return _after_line(text, _written_end(value), _block(entries, _indent(text, start(value))))
    if start(value) == end(value) and not tree.flow_style:
        return _after_line(text, end(key), _block(entries, _indent(text, start(key)) + "  "))
    raise _by_hand(path)


def _into_flow(table: MappingNode, entries: Entries) -> tuple[int, str]:
    """Before the closing brace, or the comma before it if there is one."""
    if table.value:
        return end(table.value[-1][1]), f", {_flow(entries)}"
    return start(table) + 1, _flow(entries)


def _written_end(node: Node) -> int:
    """Where the last thing written in *node* ends; the parser ends a block after its comments."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return end(node)
    last = node.value[-1]
    return _written_end(last[1] if isinstance(node, MappingNode) else last)


def _after_line(text: str, offset: int, piece: str) -> tuple[int, str]:
    """*piece*, which is whole lines, after the line in which something ends at *offset*."""
    if offset == 0 or text[offset - 1] == "\n":
        return offset, piece
    end = text.find("\n", offset)
    return (len(text), f"\n{piece}") if end < 0 else (end + 1, piece)


def _indent(text: str, offset: int) -> str:
    """The blanks before *offset* in its line."""
    return " " * (offset - (text.rfind("\n", 0, offset) + 1))


def _block(entries: Entries, indent: str) -> str:
    """*entries* as indented lines of YAML."""
    return textwrap.indent(_dump(entries, flow=False), indent)


def _flow(entries: Entries) -> str:
    """*entries* as they stand between braces."""
    return _dump(entries, flow=True).strip().removeprefix("{").removesuffix("}")


def _dump(entries: Entries, *, flow: bool) -> str:
    yaml = YAML()
    yaml.default_flow_style = flow
    yaml.width = 100_000  # never break a line: it would need the indentation of where it goes
    out = StringIO()
    yaml.dump(_with_short_lists(entries), out)
    return out.getvalue()


def _with_short_lists(value: Value) -> Value:
    """*value* with every list set to stand in brackets, on one line."""
    if isinstance(value, Mapping):
        return {key: _with_short_lists(each) for key, each in value.items()}
    if isinstance(value, list):
        short = CommentedSeq(value)
        short.fa.set_flow_style()
        return short
    return value


def _replace(path: Path, text: str) -> None:
    """Write *text* to *path* in one step; a link stays a link."""
    target = path.resolve()
    fresh = target.with_name(f"{target.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        message = f"cannot be written: {error.strerror}"
        raise OutputError(message, at=Place(path)) from error
