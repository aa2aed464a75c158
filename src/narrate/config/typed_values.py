"""Turns the tree of a YAML file into values of the types that the schema wants.

YAML guesses what a bare word is; the schema knows. Where it wants text, ``title: 1984`` is text
and so are ``no`` and ``12:30``; where it wants a number, a number is read. So no name or word is
ever changed by its looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from narrate.config.yaml_tree import Node, is_null, line
from narrate.model import SOUND_FORMATS

Schema = Mapping[str, Any]
Value = Any
"""A dict, list, text, number or None; the schema says which stands where."""
Path = tuple[str | int, ...]
"""Keys and indices that lead from the root of the file to a value."""

INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
NUMBER = re.compile(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][-+]?[0-9]{1,2})?")

BOOLEANS = {"yes": True, "true": True, "no": False, "false": False}


def read_schema() -> dict[str, Any]:
    """The JSON Schema of voices.yaml, which the package ships, and the formats there are."""
    text = files("narrate").joinpath("voices.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    output = schema["properties"]["output"]["properties"]
    output["format"] = {"description": ", ".join(SOUND_FORMATS), "enum": list(SOUND_FORMATS)}
    return schema


def typed_value(node: Node | None, schema: Schema) -> Value:
    """The value of *node* as dicts, lists, text, numbers and None."""
    return None if node is None else _value(node, (schema,), schema)


def _value(node: Node, schemas: Sequence[Schema], root: Schema) -> Value:
    shapes = [shape for schema in schemas for shape in _shapes(schema, root)]
    if isinstance(node, ScalarNode):
        return _scalar(node, frozenset(kind for shape in shapes for kind in _types(shape)))
    if isinstance(node, MappingNode):
        return {
            key.value: _value(value, [_member(shape, key.value) for shape in shapes], root)
            for key, value in node.value
        }
    items = [shape.get("items", {}) for shape in shapes]
    return [_value(item, items, root) for item in node.value]


def _shapes(schema: Schema, root: Schema) -> Iterator[Schema]:
    """The alternatives of *schema*, with references followed."""
    if "$ref" in schema:
        yield from _shapes(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    elif "anyOf" in schema:
        for branch in schema["anyOf"]:
            yield from _shapes(branch, root)
    else:
        yield schema


def _types(shape: Schema) -> Sequence[str]:
    if "enum" in shape:
        return ("string",)
    types: str | Sequence[str] = shape.get("type", ())
    return (types,) if isinstance(types, str) else types


def _member(shape: Schema, key: str) -> Schema:
    member: Schema = shape.get("properties", {}).get(key) or shape.get("additionalProperties") or {}
    return member


def _scalar(node: ScalarNode, kinds: frozenset[str]) -> str | int | float | bool | None:
    """The value of *node*: text where the schema takes text, unless it takes a number as well."""
    text: str = node.value
    if is_null(node):
        return None
    bare = node.style is None
    if bare and "boolean" in kinds and text in BOOLEANS:
        return BOOLEANS[text]
    if bare and ("string" not in kinds or "number" in kinds):
        if INTEGER.fullmatch(text):
            return int(text)
        if NUMBER.fullmatch(text):
            return float(text)
    return text


def lines(node: Node | None, path: Path = ()) -> dict[Path, int]:
    """The line, from 1, of everything in the file, by its path; of an entry, its key's line."""
    found: dict[Path, int] = {}
    if isinstance(node, MappingNode):
        for key, value in node.value:
            found |= lines(value, (*path, key.value))
            found[*path, key.value] = line(key)
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            found |= lines(item, (*path, index))
            found[*path, index] = line(item)
    return found
