"""JSON and the frozen values of messages and edits: strictly by their fields' types."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from enum import Enum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from narrate.errors import RequestError
from narrate.studio.edits import Edit

T = TypeVar("T")


def encode(message: Any) -> bytes:  # noqa: ANN401 -- any of the messages
    """*message* as JSON."""
    return json.dumps(asdict(message), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8",
        "replace",  # half a character is no text that a page could show
    )


def kind_of(edit: Edit | type[Edit]) -> str:
    """How the class of *edit* is called in JSON: ``set_speaker``."""
    name = (edit if isinstance(edit, type) else type(edit)).__name__
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()


EDITS: Mapping[str, type[Edit]] = {kind_of(one): one for one in get_args(Edit)}


def decode_edit(data: object) -> Edit:
    """The edit that *data* describes by its ``kind`` and fields. Raises RequestError for none."""
    if not isinstance(data, dict):
        raise RequestError("an edit is an object")
    kind = EDITS.get(str(data.get("kind")))
    if kind is None:
        raise RequestError("there is no such kind of edit")
    return decode(kind, {name: value for name, value in data.items() if name != "kind"})


def decode(kind: type[T], data: object) -> T:
    """The value of class *kind*, a dataclass, whose fields *data* holds.

    Raises RequestError for a field that is missing, unknown, or not of its type.
    """
    if not isinstance(data, dict):
        raise RequestError("this must be an object")
    hints = get_type_hints(kind)
    if unknown := data.keys() - hints.keys():
        raise RequestError(f"there is no field {min(map(str, unknown))!r} here")
    values = {name: _value(hint, data[name], name) for name, hint in hints.items() if name in data}
    required = {one.name for one in fields(kind) if one.default is MISSING}  # type: ignore[arg-type]
    if missing := required - values.keys():
        raise RequestError(f"the field {min(missing)!r} is missing")
    return kind(**values)


def _value(hint: Any, data: object, name: str) -> Any:  # noqa: ANN401 -- a type and its value
    """*data* as *hint*, the type of the field *name*, has it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of(arguments, data, name)
    if origin is tuple and isinstance(data, list):
        return tuple(_value(arguments[0], each, name) for each in data)
    if origin is Literal and isinstance(data, str) and data in arguments:
        return data
    if is_dataclass(hint) and isinstance(hint, type):
        return decode(hint, data)
    if hint is float and type(data) is int:
        return float(data)
    return _plain(hint, data, name)


def _plain(hint: Any, data: object, name: str) -> Any:  # noqa: ANN401 -- as above
    if isinstance(hint, type) and issubclass(hint, Enum):
        if data in [one.value for one in hint]:
            return hint(data)
    elif type(data) is hint:
        return _text(data, name)
    raise RequestError(f"the field {name!r} cannot be {json.dumps(data)[:60]}")


def _one_of(hints: tuple[Any, ...], data: object, name: str) -> Any:  # noqa: ANN401 -- as above
    if data is None and type(None) in hints:
        return None
    for hint in sorted(hints, key=lambda one: one is not type(data)):
        try:
            return _value(hint, data, name)
        except RequestError:
            continue
    raise RequestError(f"the field {name!r} cannot be {json.dumps(data)[:60]}")


def _text(data: object, name: str) -> object:
    """*data*, unless it is text that no file could hold."""
    if isinstance(data, str) and re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", data):
        raise RequestError(f"the field {name!r} holds a character that is no text")
    return data
