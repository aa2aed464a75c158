from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from narrate.engines.piper.model import Model, Noise, load_model, no_noise, patched
from narrate.errors import ToolError
from pipervoice import HOP, make_voice, small_model

IDS = np.arange(12, dtype=np.int64)
NOISY = 0.5, 0.5


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return load_model(make_voice(tmp_path))


def drawn_from(seed: int) -> Noise:
    numbers = np.random.default_rng(seed).standard_normal(100_000).astype(np.float32)
    return lambda count: numbers[:count]


def test_what_it_says_depends_on_the_noise_that_is_given_alone(model: Model) -> None:
    first, again, other = (model.run(IDS, 1.0, NOISY, 0, drawn_from(seed))[0] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first[:HOP], other[:HOP])


def test_less_noise_than_it_needs_goes_around(model: Model) -> None:
    short = np.linspace(-1, 1, 7, dtype=np.float32)
    samples, _ = model.run(IDS, 1.0, NOISY, 0, lambda _: short)
    assert np.array_equal(samples[:7], samples[7:14])
    assert len(set(samples[:7].tolist())) == 7


def test_the_lengths_of_its_sounds_make_up_the_whole(model: Model) -> None:
    samples, durations = model.run(IDS, 1.3, NOISY, 0, drawn_from(3))
    assert durations is not None
    assert len(durations) == len(IDS)
    assert np.ceil(durations).sum() * HOP == len(samples)


def test_lengths_are_told_without_the_sound(model: Model) -> None:
    told = model.lengths(IDS, 0)
    _, said = model.run(IDS, 0.75, (0.0, 0.0), 0, no_noise)
    assert told is not None
    assert said is not None
    assert np.array_equal(told * np.float32(0.75), said)


def test_without_noise_it_is_still(model: Model) -> None:
    samples, _ = model.run(IDS, 1.0, NOISY, 0, no_noise)
    assert set(samples.tolist()) == {np.float32(0.1)}


def test_each_speaker_sounds_their_own_way(tmp_path: Path) -> None:
    model = load_model(make_voice(tmp_path, speakers={"ann": 0, "bob": 1}))
    levels = [model.run(IDS, 1.0, NOISY, one, no_noise)[0][0] for one in (0, 1)]
    assert levels == pytest.approx([0.1, 0.2])


def test_a_model_whose_lengths_cannot_be_told_gives_none() -> None:
    assert patched(small_model())[2] == "lengths"
    for known, unknown in ((b"Ceil", b"Sqrt"), (b"Mul", b"Add")):
        other = small_model().replace(known, unknown)
        assert patched(other)[2] is None


def test_a_broken_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "en_US-broken-low.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(ToolError, match="en_US-broken-low cannot be loaded") as refused:
        load_model(path)
    assert str(path) in (refused.value.hint or "")
