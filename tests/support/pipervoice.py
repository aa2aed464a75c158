"""A voice of Piper that is too small to say anything: a number of samples for each sound."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

RATE_HZ, HOP = 16_000, 16
FRAMES = 39.5
"""frames of each id, before it is rounded up, at length scale 1 and without noise"""


def make_voice(
    folder: Path,
    name: str = "en_US-small-low",
    speakers: Mapping[str, int] | None = None,
    language: str = "en_US",
) -> Path:
    """The path of a new model in *folder*; each of its *speakers* sounds at a level of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(small_model(many=speakers is not None))
    description = {
        "audio": {"sample_rate": RATE_HZ},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.5, "length_scale": 1, "noise_w": 0.05},
        "phoneme_type": "espeak",
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        "hop_length": HOP,
        "num_symbols": 256,
        "num_speakers": len(speakers) if speakers else 1,
        "speaker_id_map": speakers or {},
        "language": {"code": language},
    }
    Path(f"{path}.json").write_text(json.dumps(description), encoding="utf-8")
    return path


def small_model(*, many: bool = False) -> bytes:
    """A model with what Piper's have: three inputs, two random nodes, lengths that are rounded up.

    Its sound is noise about a level: a tenth, and so much more for each of *many* speakers.
    """
    floats = {"frames": [FRAMES], "quiet": [0.01], "tenth": [0.1], "least": [1.0]}
    whole = {"0": [0], "1": [1], "2": [2], "hop": [HOP], "one, one": [1, 1]}
    nodes = [
        *_node("Cast", ["input"], "sounds", to=TensorProto.FLOAT),
        *_node("RandomNormalLike", ["sounds"], "drawn lengths"),
        *_node("Gather", ["scales", "1"], "length scale"),
        *_node("Gather", ["scales", "2"], "noise of lengths"),
        *_node("Mul", ["drawn lengths", "noise of lengths"], "change"),
        *_node("Abs", ["change"], "longer"),
        *_node("Add", ["longer", "frames"], "lengths"),
        *_node("Mul", ["lengths", "length scale"], "scaled lengths"),
        *_node("Ceil", ["scaled lengths"], "whole lengths"),
        *_node("ReduceSum", ["whole lengths"], "sum", keepdims=0),
        *_node("Max", ["sum", "least"], "length"),
        *_node("Cast", ["length"], "whole length", to=TensorProto.INT64),
        *_node("Mul", ["whole length", "hop"], "samples"),
        *_node("Concat", ["one, one", "samples"], "shape", axis=0),
        *_node("ConstantOfShape", ["shape"], "silence"),
        *_node("RandomNormalLike", ["silence"], "drawn sound"),
        *_node("Gather", ["scales", "0"], "noise of sound"),
        *_node("Mul", ["drawn sound", "noise of sound"], "noise"),
        *_node("Mul", ["noise", "quiet"], "quiet noise"),
    ]
    if many:
        nodes += [
            *_node("Cast", ["sid"], "speaker", to=TensorProto.FLOAT),
            *_node("Mul", ["speaker", "tenth"], "more"),
            *_node("Add", ["more", "tenth"], "level"),
        ]
    nodes += _node("Add", ["quiet noise", "level" if many else "tenth"], "output")
    constants = [_constant(name, np.array(one, np.float32)) for name, one in floats.items()]
    constants += [_constant(name, np.array(one, np.int64)) for name, one in whole.items()]
    graph = helper.make_graph(nodes, "small", _inputs(many=many), [_tensor("output")], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    return bytes(model.SerializeToString())


def _inputs(*, many: bool) -> list[onnx.ValueInfoProto]:
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "sounds"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    return inputs + [helper.make_tensor_value_info("sid", TensorProto.INT64, [1])] * many


def _tensor(name: str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, "samples"])


def _node(
    operator: str, inputs: Sequence[str], output: str, **attributes: Any
) -> list[onnx.NodeProto]:
    make: Any = helper.make_node  # its type takes no attributes
    return [make(operator, inputs, [output], name=output, **attributes)]


def _constant(name: str, numbers: NDArray[Any]) -> onnx.TensorProto:
    return numpy_helper.from_array(numbers, name)
