"""Starts what runs a model, as a worker needs it."""

from __future__ import annotations

from typing import Any


def start_session(model: bytes) -> Any:  # noqa: ANN401 -- onnxruntime is there for who speaks only
    """A session of onnxruntime with *model*, on one thread. Raises whatever onnxruntime raises.

    Beyond the basic ones, its changes of the graph take half of the time of loading a voice and
    make none of them faster.
    """
    import onnxruntime  # noqa: PLC0415 -- late: only whoever speaks needs it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors only: what a model does not use is no news
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
