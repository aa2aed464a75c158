"""Pieces of YAML to be put into a file's text, and where in it they go."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.nodes import MappingNode, ScalarNode

from narrate.config.typed_values import Value
from narrate.config.yaml_tree import Node, end, start


def into_flow(table: MappingNode, entries: Mapping[str, Value]) -> tuple[int, str]:
    """Before the closing brace, or the comma before it if there is one."""
    if table.value:
        return end(table.value[-1][1]), f", {flow(entries)}"
    return start(table) + 1, flow(entries)


def written_end(node: Node) -> int:
    """Where the last thing written in *node* ends; the parser ends a block after its comments."""
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return end(node)
    last = node.value[-1]
    return written_end(last[1] if isinstance(node, MappingNode) else last)


def after_line(text: str, offset: int, piece: str) -> tuple[int, str]:
    """*piece*, which is whole lines, after the line in which something ends at *offset*."""
    if offset == 0 or text[offset - 1] == "\n":
        return offset, piece
    end = text.find("\n", offset)
    return (len(text), f"\n{piece}") if end < 0 else (end + 1, piece)


def indent_at(text: str, offset: int) -> str:
    """The blanks before *offset* in its line."""
    return " " * (offset - (text.rfind("\n", 0, offset) + 1))


def block(entries: Mapping[str, Value], indent: str) -> str:
    """*entries* as indented lines of YAML."""
    return textwrap.indent(dump(entries, flow=False), indent)


def flow(entries: Mapping[str, Value]) -> str:
    """*entries* as they stand between braces."""
    return dump(entries, flow=True).strip().removeprefix("{").removesuffix("}")


def dump(entries: Mapping[str, Value], *, flow: bool) -> str:
    """*entries* as a document of YAML, each on lines of its own or all of them between braces."""
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
