from __future__ import annotations

import sys
from pathlib import Path

import pytest

from narrate.engines.espeak_data import fold_names
from narrate.engines.espeak_library import EspeakRequest, PrivateCopy, find_espeak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="made where names have a case")

VOICES = ["gmw/en-US", "gmw/en-GB-scotland+f2", "gmw/en-029+Annie", "gmw/en", "roa/fr", "sit/cmn"]


def test_everything_is_there_and_no_voice_has_a_capital(tmp_path: Path) -> None:
    data = find_espeak().data
    folded = fold_names(data, tmp_path)
    voices = [path.relative_to(folded).as_posix() for path in (folded / "lang").rglob("*")]
    assert voices
    assert all(voice == voice.lower() for voice in voices)
    assert len(voices) == len(list((data / "lang").rglob("*")))
    assert {path.name for path in folded.iterdir()} == {path.name for path in data.iterdir()}
    assert all(path.exists() for path in folded.rglob("*"))


@pytest.mark.parametrize("voice", VOICES)
def test_a_voice_sounds_the_same(voice: str) -> None:
    copy = PrivateCopy(find_espeak())
    line = EspeakRequest(voice, 160, 45, 90, b"The boats were coming home, 24 of them.")
    assert copy._folded != find_espeak().data
    assert copy.say(line) == copy._say(line, find_espeak().data)
    assert copy.say(line).samples


def test_without_its_folder_it_speaks_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = PrivateCopy(find_espeak())
    line = EspeakRequest("gmw/en-US", 175, 50, 100, b"Gone.")
    said = copy.say(line)
    copy._folded.rename(tmp_path / "elsewhere")
    assert copy.say(line) == said


def test_the_folder_goes_with_the_copy() -> None:
    copy = PrivateCopy(find_espeak())
    copy.say(EspeakRequest("gmw/en-US", 175, 50, 100, b"Here."))
    folder = copy._folded
    assert folder.is_dir()
    del copy
    assert not folder.exists()
