"""Who has no neural voice is told the one command to it, and nobody else."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from narrate.engines.downloads import suggesting, to_better_voices
from narrate.engines.downloads.suggesting import voice_to_get
from narrate.engines.piper.voice_list import known_people
from pipervoice import make_voice


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own voices; no package brings one."""
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path))
    monkeypatch.setattr("narrate.engines.piper.voice_list.distributions", lambda: ())
    monkeypatch.setattr("narrate.engines.kokoro.files.find_spec", lambda _: None)
    return tmp_path


def test_a_machine_without_a_voice_is_told_how_to_get_one() -> None:
    assert to_better_voices("en") == "narrate voices --get en_US-libritts_r-medium"


def test_without_piper_the_command_installs_it_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(suggesting, "version", lacks)
    command = "pip install 'narrate[piper]' && narrate voices --get en_US-libritts_r-medium"
    assert to_better_voices("en-gb") == command


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de-at", "de_DE-thorsten-medium"),
        ("fr", "fr_FR-siwis-medium"),
        ("nl", "nl_NL-ronnie-medium"),
        ("nb", "no_NO-nvcc-medium"),
        ("pt", "pt_"),
    ],
)
def test_the_voice_is_of_the_books_language(language: str, name: str) -> None:
    command = to_better_voices(language)
    assert command is not None
    assert f" --get {name}" in command


def test_it_has_people_of_whom_it_is_known_who_is_a_woman_where_any_has() -> None:
    vctk, libritts = (known_people(*told) for told in (("vctk", 109), ("libritts_r", 904)))
    assert 100 < vctk < libritts <= 904
    assert known_people("mls", 236) == 0, "nobody of them would be cast"
    assert known_people("thorsten", 1) == 1


def test_one_that_may_be_sold_goes_before_one_that_may_not() -> None:
    voice = voice_to_get("en")
    assert voice is not None
    assert voice.sale


def test_of_a_language_without_a_voice_nothing_is_told() -> None:
    assert to_better_voices("tlh") is None


def test_who_has_a_voice_of_piper_is_told_nothing(folder: Path) -> None:
    make_voice(folder / "piper", "en_US-lamp-medium")
    assert to_better_voices("en") is None


def test_who_has_kokoro_is_told_nothing(folder: Path) -> None:
    (folder / "kokoro").mkdir()
    for name in ("kokoro-v1.0.onnx", "voices-v1.0.bin"):
        (folder / "kokoro" / name).write_bytes(b"")
    assert to_better_voices("en") is None
