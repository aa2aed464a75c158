from __future__ import annotations

import numpy as np
import pytest
from onnx import TensorProto

from kokoromodel import HZ, LOUD, STEPS, small_model
from narrate.engines.kokoro.graph import foretelling, opened, read_graph
from narrate.engines.kokoro.model import HOP, Floats, Model, load_model, row_for
from narrate.errors import ToolError

IDS = (0, 43, 44, 45, 0)
ROW: Floats = np.full(256, 2, np.float32)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(opened(read_graph(small_model())))


def test_the_lengths_of_tokens_and_their_pitch_are_told(model: Model) -> None:
    said = model.run(IDS, ROW, 1.0)
    assert said.durations is not None
    assert said.durations.tolist() == [STEPS] * len(IDS)
    assert said.durations.sum() * HOP == len(said.samples)
    assert said.pitch is not None
    assert said.pitch == pytest.approx(2 * HZ)


def test_a_greater_speed_makes_it_shorter(model: Model) -> None:
    assert len(model.run(IDS, ROW, 2.0).samples) == len(model.run(IDS, ROW, 1.0).samples) / 2


def test_another_pitch_is_heard(model: Model) -> None:
    plain, steered = model.run(IDS, ROW, 1.0), model.run(IDS, ROW, 1.0, gain=1.5, lift=40)
    assert plain.samples == pytest.approx(2 * HZ / LOUD)
    assert steered.samples == pytest.approx((1.5 * 2 * HZ + 40) / LOUD)


@pytest.mark.parametrize(("speed", "steps"), [(0.5, STEPS), (0.9, STEPS), (1.7, STEPS // 2)])
def test_of_a_model_that_takes_whole_speeds_the_nearest_is_asked(speed: float, steps: int) -> None:
    graph = read_graph(small_model(speeds=TensorProto.INT32))
    part = foretelling(graph)
    assert part is not None
    for model in (load_model(opened(graph)), load_model(part)):
        durations = model.run(IDS, ROW, speed).durations
        assert durations is not None
        assert durations.tolist() == [steps] * len(IDS)


def test_what_has_no_voice_is_given_none(model: Model) -> None:
    unvoiced = model.run(IDS, ROW * 0, 1.0, gain=1.5, lift=40)
    assert not unvoiced.samples.any()


def test_a_model_that_tells_nothing_speaks_all_the_same() -> None:
    graph = read_graph(small_model(pitch_layer="/encoder/unknown"))
    model = load_model(opened(graph))
    assert not model.steered
    said = model.run(IDS, ROW, 1.0, gain=1.5)
    assert said.pitch is None
    assert said.samples == pytest.approx(2 * HZ / LOUD)
    assert foretelling(graph) is None


def test_a_part_of_the_model_foretells_what_the_whole_says(model: Model) -> None:
    part = foretelling(read_graph(small_model()))
    assert part is not None
    foretold, said = load_model(part).run(IDS, ROW, 0.8), model.run(IDS, ROW, 0.8)
    assert len(foretold.samples) == 1
    for told, whole in ((foretold.durations, said.durations), (foretold.pitch, said.pitch)):
        assert told is not None
        assert whole is not None
        assert told.tolist() == whole.tolist()


def test_a_row_is_taken_by_the_number_of_tokens() -> None:
    style = np.arange(510, dtype=np.float32).repeat(256).reshape(510, 256)
    rows = [row_for(style, (0,) * count)[0] for count in (2, 3, 4, 512, 900)]
    assert rows == [0, 0, 1, 509, 509]


@pytest.mark.parametrize("content", [b"nothing of the kind", b"\xff" * 40])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no ONNX model"):
        read_graph(content)
    with pytest.raises(ToolError, match="cannot be loaded"):
        load_model(content)
