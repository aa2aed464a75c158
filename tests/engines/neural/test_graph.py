from __future__ import annotations

import onnx
import pytest

from narrate.engines.neural.graph import (
    FLOAT,
    INPUT,
    OUTPUT,
    Node,
    constant,
    edit_graph,
    read_nodes,
    value,
)
from pipervoice import small_model


def test_what_is_not_replaced_is_copied_to_the_byte() -> None:
    model = small_model()
    edited = edit_graph(model, lambda _: None)
    assert onnx.load_from_string(edited) == onnx.load_from_string(model)


def test_every_node_is_told() -> None:
    nodes = onnx.load_from_string(small_model()).graph.node
    assert list(read_nodes(small_model())) == [
        Node(one.op_type, tuple(one.input), tuple(one.output)) for one in nodes
    ]


def test_a_node_makes_way_for_others_in_its_place() -> None:
    def replace(node: Node) -> bytes | None:
        return (
            Node("Floor", node.inputs, node.outputs).encoded() if node.operator == "Ceil" else None
        )

    edited = onnx.load_from_string(edit_graph(small_model(), replace))
    before = onnx.load_from_string(small_model())
    operators = [node.op_type for node in edited.graph.node]
    assert operators == [node.op_type.replace("Ceil", "Floor") for node in before.graph.node]


def test_inputs_outputs_and_constants_are_added() -> None:
    added = (value(INPUT, "in", FLOAT, rank=1), value(OUTPUT, "out"), constant("zero", 300))
    graph = onnx.load_from_string(edit_graph(small_model(), lambda _: None, lambda: added)).graph
    assert len(graph.input[-1].type.tensor_type.shape.dim) == 1
    assert (graph.input[-1].name, graph.output[-1].name) == ("in", "out")
    assert onnx.numpy_helper.to_array(graph.initializer[-1]) == 300


@pytest.mark.parametrize(
    "raw", [b"\x3a\xff", b"\xff" * 20, b"no model at all", b"\x3a\x05\x0a\x03abc"]
)
def test_what_is_no_model_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="no ONNX model"):
        edit_graph(raw, lambda _: None)
    with pytest.raises(ValueError, match="no ONNX model"):
        read_nodes(raw)
