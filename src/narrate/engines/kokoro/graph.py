"""Changes of Kokoro's graph: it tells how long each token is and how high, and is told how high.

The released files give nothing but the sound. Here a graph is given more outputs, and a few nodes
between its pitch and what makes sound of it. What only foretells lengths and pitch is a fifth of
the model and takes a fortieth of the time: a voice is measured by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narrate.engines.neural.graph import INPUT, OUTPUT, Node, edit_graph, read_nodes, value

SOUND, DURATIONS, PITCH = "audio", "narrate.durations", "narrate.pitch"
"""outputs: samples; steps of each token; Hz of each half step, about 0 where there is no voice"""
GAIN, LIFT, LIMIT = "narrate.gain", "narrate.lift", "narrate.limit"
"""inputs: the pitch times the one, and where it is above the third the other in Hz more"""
_OWN = "narrate.own_pitch"


@dataclass(frozen=True, slots=True)
class Graph:
    """A model, and the names in it of what holds lengths and pitch; None where that is not sure."""

    model: bytes
    durations: str | None
    pitch: str | None
    nodes: tuple[Node, ...]


def read_graph(model: bytes) -> Graph:
    """What is found in *model*. Raises ValueError for what is no ONNX model."""
    nodes = read_nodes(model)
    rounded = {node.outputs[0] for node in nodes if node.operator == "Round"}
    lengths = [n.outputs[0] for n in nodes if n.operator == "Clip" and rounded & {*n.inputs}]
    pitches = [node.outputs[0] for node in nodes if _is_pitch(node)]
    return Graph(
        model,
        lengths[0] if len(lengths) == 1 else None,
        pitches[0] if len(pitches) == 1 else None,
        nodes,
    )


def _is_pitch(node: Node) -> bool:
    """Whether *node* takes the pitch out of the only channel of the layer that makes it."""
    return node.operator == "Squeeze" and node.inputs[0].endswith("F0_proj/Conv_output_0")


def opened(found: Graph) -> bytes:
    """The model with outputs for lengths and pitch and inputs for another pitch, if found."""
    pitch, lengths = found.pitch, found.durations

    def replace(node: Node) -> bytes | None:
        if pitch is None or node.outputs != (pitch,):
            return None
        own = Node(node.operator, node.inputs, (_OWN,))
        return b"".join(one.encoded() for one in (own, *_steering(pitch)))

    def further() -> Iterator[bytes]:
        if pitch is not None:
            yield from (value(INPUT, one, rank=1) for one in (GAIN, LIFT, LIMIT))
            yield value(OUTPUT, PITCH)
        if lengths is not None:
            yield Node("Identity", (lengths,), (DURATIONS,)).encoded()
            yield value(OUTPUT, DURATIONS)

    return edit_graph(found.model, replace, further)


def _steering(pitch: str) -> tuple[Node, ...]:
    """Nodes that give *pitch* of the model's own: times the gain, and where voiced with the lift.

    They count in single precision, whatever the model does.
    """
    voiced, heard, lift, scaled, asked = (
        f"{PITCH}.{what}" for what in ("voiced", "heard", "lift", "scaled", "asked")
    )
    return (
        Node("CastLike", (_OWN, GAIN), (PITCH,)),
        Node("Greater", (PITCH, LIMIT), (voiced,)),
        Node("CastLike", (voiced, GAIN), (heard,)),
        Node("Mul", (heard, LIFT), (lift,)),
        Node("Mul", (PITCH, GAIN), (scaled,)),
        Node("Add", (scaled, lift), (asked,)),
        Node("CastLike", (asked, _OWN), (pitch,)),
    )


def foretelling(found: Graph) -> bytes | None:
    """That part of the model which lengths and pitch are made by; its sound is a single number.

    None for a model in which they are not found.
    """
    if found.durations is None or found.pitch is None:
        return None
    needed = _made_by(found.nodes, {found.durations, found.pitch})
    fields = (
        Node("Identity", (found.durations,), (DURATIONS,)).encoded(),
        Node("Identity", (found.pitch,), (PITCH,)).encoded(),
        Node("CastLike", ("speed", "style"), (SOUND,)).encoded(),
        value(OUTPUT, DURATIONS),
        value(OUTPUT, PITCH),
    )

    def replace(node: Node) -> bytes | None:
        return None if node.outputs[0] in needed else b""

    return edit_graph(found.model, replace, lambda: fields)


def _made_by(nodes: tuple[Node, ...], wanted: set[str]) -> set[str]:
    """The first outputs of all nodes that what is *wanted* is made by."""
    makers = {name: node for node in nodes for name in node.outputs}
    needed: set[str] = set()
    pending = list(wanted)
    while pending:
        node = makers.get(pending.pop())
        if node is not None and node.outputs[0] not in needed:
            needed.add(node.outputs[0])
            pending += node.inputs
    return needed
