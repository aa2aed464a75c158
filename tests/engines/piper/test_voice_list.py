from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrate.engines.piper.voice_list import VoiceFile, find_voice_files
from pipervoice import make_voice


def described(folder: Path, name: str, **changes: object) -> Path:
    """A model of which there is a description only, with *changes*."""
    path = make_voice(folder, name)
    description = Path(f"{path}.json")
    settings = json.loads(description.read_text("utf-8"))
    description.write_text(json.dumps(settings | changes), encoding="utf-8")
    return path


def found_in(folder: Path) -> dict[str, VoiceFile]:
    return {one.name: one for one in find_voice_files([folder])}


def test_a_voice_in_an_installed_package_is_found(tmp_path: Path) -> None:
    (joe,) = find_voice_files([tmp_path])
    (voice,) = joe.voices()
    assert (voice.name, voice.language, voice.gender) == ("en_US-joe-medium", "en-us", "M")
    assert voice.castable


def test_voices_in_folders_come_before_those_of_packages(tmp_path: Path) -> None:
    described(tmp_path / "deeper", "en_US-joe-medium", language={"code": "en_GB"})
    assert found_in(tmp_path)["en_US-joe-medium"].language == "en-gb"


def test_each_speaker_of_a_model_is_a_voice(tmp_path: Path) -> None:
    make_voice(tmp_path, "en_GB-two-low", speakers={"p1": 0, "p2": 1})
    voices = list(found_in(tmp_path)["en_GB-two-low"].voices())
    assert [voice.name for voice in voices] == ["en_GB-two-low#p1", "en_GB-two-low#p2"]
    assert not any(voice.castable or voice.gender for voice in voices), "nobody has measured them"


@pytest.mark.parametrize(
    ("model", "woman", "man"),
    [
        ("en_US-libritts_r-medium", "3922", "4535"),
        ("en_US-libritts-high", "p3922", "p4535"),
        ("en_GB-vctk-medium", "p225", "p226"),
    ],
)
def test_of_the_people_in_known_recordings_it_is_known_who_is_a_woman(
    tmp_path: Path, model: str, woman: str, man: str
) -> None:
    make_voice(tmp_path, model, speakers={woman: 0, man: 1, "p1": 2})
    voices = list(found_in(tmp_path)[model].voices())
    assert [(one.gender, one.castable) for one in voices] == [
        ("F", True),
        ("M", True),
        (None, False),
    ]


def test_speakers_without_names_are_numbered(tmp_path: Path) -> None:
    described(tmp_path, "en_GB-two-low", num_speakers=2, speaker_id_map={})
    assert found_in(tmp_path)["en_GB-two-low"].speakers == {"0": 0, "1": 1}


def test_who_is_heard_is_known_by_the_name_of_the_data(tmp_path: Path) -> None:
    for name in ("en_US-amy-low", "en_US-nobody-low"):
        make_voice(tmp_path, name)
    found = found_in(tmp_path)
    voices = [next(found[name].voices()) for name in ("en_US-amy-low", "en_US-nobody-low")]
    assert [(one.gender, one.castable) for one in voices] == [("F", True), (None, False)]


def test_who_is_heard_is_known_in_other_languages_too(tmp_path: Path) -> None:
    for name, gender in (("de_DE-thorsten-medium", "M"), ("fr_FR-siwis-low", "F")):
        make_voice(tmp_path, name)
        assert next(found_in(tmp_path)[name].voices()).gender == gender


def test_what_is_no_voice_of_piper_is_left_out(tmp_path: Path) -> None:
    described(tmp_path, "zh_CN-other-low", phoneme_type="pinyin")
    (tmp_path / "alone.onnx").write_bytes(b"a model of something else")
    (tmp_path / "odd.onnx").write_bytes(b"")
    (tmp_path / "odd.onnx.json").write_text("[1, 2]", encoding="utf-8")
    assert list(found_in(tmp_path)) == ["en_US-joe-medium"]


def test_its_digest_tells_a_change_of_the_model_or_of_its_description(tmp_path: Path) -> None:
    digests = set()
    for changes in ({}, {"espeak": {"voice": "en-gb"}}):
        described(tmp_path, "en_US-small-low", **changes)
        digests.add(found_in(tmp_path)["en_US-small-low"].digest())
    path = tmp_path / "en_US-small-low.onnx"
    path.write_bytes(path.read_bytes()[:100] + b"?" + path.read_bytes()[101:])
    digests.add(found_in(tmp_path)["en_US-small-low"].digest())
    assert len(digests) == 3
