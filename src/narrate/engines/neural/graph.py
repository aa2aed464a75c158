"""Edits of an ONNX model that need no library: other nodes for some, and outputs from inside.

A model is a message of Protocol Buffers; what is not edited is copied as it stands. The numbers of
fields are those of ``onnx.proto``, which promises never to change them.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

GRAPH = 7
NODE, INITIALIZER, INPUT, OUTPUT = 1, 5, 11, 12
NODE_INPUT, NODE_OUTPUT, NODE_NAME, NODE_OPERATOR = 1, 2, 3, 4
FLOAT, INT64 = 1, 7
_VARINT, _EIGHT_BYTES, _COUNTED, _FOUR_BYTES = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a graph: its operator, and the names of what goes in and comes out."""

    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    def encoded(self) -> bytes:
        """The node as a field of its graph."""
        parts = [_counted(NODE_INPUT, name.encode()) for name in self.inputs]
        parts += [_counted(NODE_OUTPUT, name.encode()) for name in self.outputs]
        parts.append(_counted(NODE_NAME, self.outputs[0].encode()))
        parts.append(_counted(NODE_OPERATOR, self.operator.encode()))
        return _counted(NODE, b"".join(parts))


Replace = Callable[[Node], bytes | None]
"""the encoded fields that stand for a node; None where it stays"""


def read_nodes(model: bytes) -> tuple[Node, ...]:
    """The nodes of the graph of *model*. Raises ValueError for what is no ONNX model."""
    nodes: list[Node] = []
    with _an_onnx_model():
        for _ in _edited(memoryview(model), nodes.append):
            pass
    return tuple(nodes)


def edit_graph(
    model: bytes, replace: Replace, more: Callable[[], Iterable[bytes]] = tuple
) -> bytes:
    """*model* with what *replace* gives for each node of its graph, and *more* encoded fields.

    These are asked for when all nodes were seen. A model is large, so it is copied once. Raises
    ValueError for what is no ONNX model.
    """
    with _an_onnx_model():
        parts = list(_edited(memoryview(model), replace))
    added = _counted(GRAPH, b"".join(more()))  # a message given twice is one message
    return b"".join((*parts, added))


@contextmanager
def _an_onnx_model() -> Iterator[None]:
    try:
        yield
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise ValueError("it is no ONNX model") from error


def value(role: int, name: str, kind: int = FLOAT, rank: int | None = None) -> bytes:
    """An INPUT or OUTPUT of a graph: a tensor of *kind*; of any size, and any rank if None."""
    tensor = _number(1, kind)
    if rank is not None:
        tensor += _counted(2, _counted(1, b"") * rank)
    return _counted(role, _counted(1, name.encode()) + _counted(2, _counted(1, tensor)))


def constant(name: str, number: int) -> bytes:
    """A whole number as an initializer of a graph, without dimensions."""
    raw = struct.pack("<q", number)
    return _counted(INITIALIZER, _number(2, INT64) + _counted(8, name.encode()) + _counted(9, raw))


def _edited(model: memoryview, replace: Replace) -> Iterator[bytes | memoryview]:
    for number, start, begin, end in _fields(model, 0, len(model)):
        if number != GRAPH:
            yield model[start:end]
            continue
        graph = list(_edited_graph(model, begin, end, replace))
        yield _header(GRAPH, sum(map(len, graph)))
        yield from graph


def _edited_graph(
    model: memoryview, begin: int, end: int, replace: Replace
) -> Iterator[bytes | memoryview]:
    for number, start, inside, stop in _fields(model, begin, end):
        edited = replace(_node(model, inside, stop)) if number == NODE else None
        yield model[start:stop] if edited is None else edited


def _node(model: memoryview, begin: int, end: int) -> Node:
    texts: dict[int, list[str]] = {NODE_INPUT: [], NODE_OUTPUT: [], NODE_OPERATOR: []}
    for number, _, inside, stop in _fields(model, begin, end):
        if number in texts:
            texts[number].append(str(model[inside:stop], "utf-8"))
    (operator,) = texts[NODE_OPERATOR] or ("",)
    return Node(operator, tuple(texts[NODE_INPUT]), tuple(texts[NODE_OUTPUT]))


def _fields(raw: memoryview, place: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Each field: its number, where it starts, where its value begins, and where it ends."""
    while place < end:
        start = place
        key, place = _varint(raw, place)
        wire = key & 7
        if wire == _VARINT:
            _, stop = _varint(raw, place)
        elif wire == _COUNTED:
            count, place = _varint(raw, place)
            stop = place + count
        elif wire in {_EIGHT_BYTES, _FOUR_BYTES}:
            stop = place + (8 if wire == _EIGHT_BYTES else 4)
        else:
            raise IndexError(wire)
        if stop > end:
            raise IndexError(stop)
        yield key >> 3, start, place, stop
        place = stop


def _varint(raw: memoryview, place: int) -> tuple[int, int]:
    """The number at *place*, seven bits a byte, and where the next thing begins."""
    number = shift = 0
    while True:
        byte = raw[place]
        place += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, place


def _encoded_varint(number: int) -> bytes:
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def _number(field: int, number: int) -> bytes:
    return _encoded_varint(field << 3 | _VARINT) + _encoded_varint(number)


def _counted(field: int, raw: bytes) -> bytes:
    return _header(field, len(raw)) + raw


def _header(field: int, size: int) -> bytes:
    return _encoded_varint(field << 3 | _COUNTED) + _encoded_varint(size)
