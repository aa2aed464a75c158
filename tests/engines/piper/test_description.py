"""A voice's description is anybody's file: whatever stands in it, nothing breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from narrate.engines.neural.text import sentences
from narrate.engines.piper import PiperEngine
from narrate.engines.piper.description import language_of, read_description, speakers_of
from narrate.engines.piper.loaded import load_voice
from narrate.engines.piper.model import no_noise
from narrate.engines.piper.voice_list import find_voice_files
from narrate.errors import ToolError
from pipervoice import make_voice

NAME = "en_US-odd-low"
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 7, 0.5, 10**30, float("inf"), float("nan"),
    "", "x", "\ud800", [], {}, [["a"]], [1], {"": 1}, {"a": -1}, {"a": "b"}, {"a": [None]},
)  # fmt: skip


def described(folder: Path) -> tuple[Path, dict[str, Any]]:
    path = Path(f"{make_voice(folder, NAME, speakers={'ann': 0, 'bob': 1})}.json")
    return path, json.loads(path.read_text("utf-8"))


def with_odd_values(settings: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """*settings* with each value, and each inside of one, lost or replaced by each odd one."""
    for key, value in settings.items():
        yield {name: one for name, one in settings.items() if name != key}
        yield from (settings | {key: odd} for odd in ODD)
        if isinstance(value, dict) and key != "phoneme_id_map":
            yield from (settings | {key: inside} for inside in with_odd_values(value))


def test_an_odd_value_never_breaks_anything(tmp_path: Path) -> None:
    path, settings = described(tmp_path)
    speaks, left_out, refused = 0, 0, []
    for odd in with_odd_values(settings):
        path.write_text(json.dumps(odd), encoding="utf-8")
        found = {one.name: one for one in find_voice_files([tmp_path])}.get(NAME)
        if found is None:
            left_out += 1
            continue
        assert all(voice.name.encode() and voice.language for voice in found.voices())
        try:
            load_voice(found).say(sentences("Hello.")[0], 1.0, 0, no_noise)
            speaks += 1
        except ToolError as error:
            refused.append(str(error))
    assert speaks > 20
    assert left_out > 100
    assert {one.partition(": ")[0] for one in refused} == {f"the voice {NAME} has no language"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"speaker_id_map": "ann"}, "speaker_id_map is no map"),
        ({"speaker_id_map": {"ann": "first"}}, "speaker_id_map of 'ann' is no number from 0"),
        ({"speaker_id_map": {"ann": 2}}, "speaker_id_map of 'ann' is no number from 0 to 1"),
        ({"phoneme_type": "pinyin"}, "phoneme_type is none of espeak, text"),
        ({"num_speakers": 10**9}, "num_speakers is no number from 1"),
        ({"phoneme_id_map": {"a": 1}}, "phoneme_id_map has no numbers for 'a'"),
        ({"phoneme_id_map": {"a": [1]}}, "phoneme_id_map lacks '^'"),
        ({"audio": {"sample_rate": "22050"}}, "audio.sample_rate is no number"),
        ({"language": {"code": 7}}, "language.code is no name"),
        ({"inference": {"noise_w": -1}}, "inference.noise_w is no number"),
    ],
)
def test_the_doctor_tells_what_is_odd(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    path, settings = described(tmp_path)
    path.write_text(json.dumps(settings | changes), encoding="utf-8")
    found = dict(PiperEngine(str(tmp_path)).diagnose())
    assert f"{NAME}.onnx: its description is odd ({told}" in found["left out"]


def test_the_doctor_tells_of_a_model_without_a_description(tmp_path: Path) -> None:
    path, _ = described(tmp_path)
    path.unlink()
    found = dict(PiperEngine(str(tmp_path)).diagnose())
    assert f"{NAME}.onnx.json beside it cannot be read: No such file" in found["left out"]


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "7", "[" * 100_000])
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_description(text)


def test_language_and_speakers_are_told_in_either_way(tmp_path: Path) -> None:
    _, settings = described(tmp_path)
    del settings["language"]
    settings["speaker_id_map"] = {}
    found = read_description(json.dumps(settings))
    assert language_of(found) == "en-us"
    assert speakers_of(found) == {"0": 0, "1": 1}
