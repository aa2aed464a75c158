"""Adds characters to voices.yaml and leaves every byte that stands there as it is.

What is new is put in as text at the place the tree of the file gives, so comments, order, quotes,
blanks and line ends of the user's stay untouched. The result is read again before it is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ruamel.yaml.nodes import MappingNode

from narrate.config.settings_file import is_missing
from narrate.config.settings_reader import read_settings
from narrate.config.typed_values import Value, read_schema, typed_value
from narrate.config.yaml_pieces import after_line, block, indent_at, into_flow, written_end
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
    return block({KEY: _entries(roles, ())}, "")


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
        return after_line(text, len(text), "\n" + block({KEY: entries}, ""))
    found = next((pair for pair in tree.value if pair[0].value == KEY), None)
    if found is None and tree.flow_style:
        return into_flow(tree, {KEY: entries})
    if found is None:
        piece = block({KEY: entries}, indent_at(text, start(tree)))
        return after_line(text, len(text), "\n" + piece)
    key, value = found
    if isinstance(value, MappingNode) and value.flow_style:
        return into_flow(value, entries)
    if isinstance(value, MappingNode):
        return after_line(text, written_end(value), block(entries, indent_at(text, start(value))))
    if start(value) == end(value) and not tree.flow_style:
        return after_line(text, end(key), block(entries, indent_at(text, start(key)) + "  "))
    raise _by_hand(path)


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
