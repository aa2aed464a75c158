from __future__ import annotations

from pathlib import Path

import pytest

from narrate.engines import Engine, find_engine
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.errors import RecordingError
from narrate.model import Utterance, Voice
from narrate.testing import EngineContract


class TestPyttsx3Engine(EngineContract):
    def make_engine(self) -> Engine:
        return Pyttsx3Engine()


def test_it_is_found_by_its_name() -> None:
    assert isinstance(find_engine("pyttsx3"), Pyttsx3Engine)


def test_a_text_without_sound_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="nothing in it to be said"):
        Pyttsx3Engine().speak(Utterance("...", Voice("pyttsx3", "en-us")), tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []
