"""A model of Kokoro that is too small to say anything: a level for the pitch, steps for tokens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

STEPS = 4
"""of each token, at speed 1"""
HZ = 100.0
"""the pitch of every style, times the mean of its row"""
LOUD = 1000.0
"""Hz of a level of 1"""
ROWS, WIDTH = 510, 256


def make_files(folder: Path, **styles: float) -> tuple[Path, Path]:
    """A new model and a new file of voices in *folder*; each style has one number in all places."""
    folder.mkdir(parents=True, exist_ok=True)
    model, voices = folder / "kokoro-v1.0.onnx", folder / "voices-v1.0.bin"
    model.write_bytes(small_model())
    arrays: dict[str, Any] = {
        name: np.full((ROWS, 1, WIDTH), number, np.float32) for name, number in styles.items()
    }
    with voices.open("wb") as file:
        np.savez(file, **arrays)
    return model, voices


def small_model(
    pitch_layer: str = "/encoder/F0_proj/Conv_output_0", speeds: int = TensorProto.FLOAT
) -> bytes:
    """A model with what Kokoro's have: lengths that are rounded, a layer of the pitch, a sound.

    *speeds* is the type of number that its speed is.
    """
    constants: dict[str, NDArray[Any]] = {
        "zero": np.array(0, np.float32),
        "one": np.array(1, np.float32),
        "steps": np.array(STEPS, np.float32),
        "hz": np.array(HZ, np.float32),
        "loud": np.array(LOUD, np.float32),
        "hop": np.array(600, np.float32),
        "first axis": np.array([1], np.int64),
        "flat": np.array([1], np.int64),
    }
    nodes = [
        _node("Cast", ["tokens"], "numbers", to=TensorProto.FLOAT),
        _node("Mul", ["numbers", "zero"], "nothing"),
        _node("Add", ["nothing", "steps"], "lengths"),
        _node("Cast", ["speed"], "own speed", to=TensorProto.FLOAT),
        _node("Div", ["lengths", "own speed"], "spoken lengths"),
        _node("Round", ["spoken lengths"], "rounded"),
        _node("Clip", ["rounded", "one"], "durations"),
        _node("ReduceMean", ["style"], "mean", keepdims=1),
        _node("Mul", ["mean", "hz"], "middle"),
        _node("Add", ["nothing", "middle"], "every pitch"),
        _node("Unsqueeze", ["every pitch", "first axis"], pitch_layer),
        _node("Squeeze", [pitch_layer, "first axis"], "pitch"),
        _node("ReduceMean", ["pitch"], "mean pitch", keepdims=0),
        _node("Div", ["mean pitch", "loud"], "level"),
        _node("ReduceSum", ["durations"], "whole length", keepdims=0),
        _node("Mul", ["whole length", "hop"], "samples"),
        _node("Cast", ["samples"], "whole samples", to=TensorProto.INT64),
        _node("Reshape", ["whole samples", "flat"], "shape"),
        _node("ConstantOfShape", ["shape"], "silence"),
        _node("Add", ["silence", "level"], "audio"),
    ]
    inputs = [
        helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "tokens"]),
        helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, WIDTH]),
        helper.make_tensor_value_info("speed", speeds, [1]),
    ]
    outputs = [helper.make_tensor_value_info("audio", TensorProto.FLOAT, ["samples"])]
    kept = [_constant(name, numbers) for name, numbers in constants.items()]
    graph = helper.make_graph(nodes, "small", inputs, outputs, kept)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    return bytes(model.SerializeToString())


def _node(operator: str, inputs: Sequence[str], output: str, **attributes: Any) -> onnx.NodeProto:
    make: Any = helper.make_node  # its type takes no attributes
    node: onnx.NodeProto = make(operator, inputs, [output], name=output, **attributes)
    return node


def _constant(name: str, numbers: NDArray[Any]) -> onnx.TensorProto:
    return numpy_helper.from_array(numbers, name)
