"""The voices that can be got, as they are listed here."""

from __future__ import annotations

import re

from narrate.engines.downloads import downloads, find_download


def test_there_are_many_each_with_a_name_of_its_own() -> None:
    names = [voice.name for voice in downloads()]
    assert len(set(names)) == len(names) > 150
    assert {voice.engine for voice in downloads()} == {"piper", "kokoro"}


def test_each_file_has_a_size_and_a_digest() -> None:
    files = [file for voice in downloads() for file in voice.files]
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}|md5:[0-9a-f]{32}", one.digest) for one in files)
    assert all(file.size > 1_000 for file in files)
    assert all(one.size > 5_000_000 for one in files if one.name.endswith(".onnx"))


def test_a_voice_of_piper_is_a_model_and_before_it_what_describes_it() -> None:
    voice = find_download("en_GB-vctk-medium")
    assert [file.path for file in voice.files] == [
        "en/en_GB/vctk/medium/en_GB-vctk-medium.onnx.json",
        "en/en_GB/vctk/medium/en_GB-vctk-medium.onnx",
    ]
    assert (voice.speakers, voice.languages, voice.licence) == (109, ("en-gb",), "CC BY 4.0")


def test_a_model_of_kokoro_comes_with_the_voices_it_needs() -> None:
    voice = find_download("kokoro-int8")
    assert [file.name for file in voice.files] == ["voices-v1.0.bin", "kokoro-v1.0.int8.onnx"]
    assert voice.sale


def test_what_may_not_be_sold_is_known_of_some() -> None:
    forbidden = {voice.name for voice in downloads() if voice.sale is False}
    assert {"en_US-lessac-medium", "en_US-ryan-high", "en_US-hfc_female-medium"} <= forbidden
    assert all(voice.licence for voice in downloads() if voice.sale is not None)
