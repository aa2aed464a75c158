from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from narrate.engines import Engine, find_engine
from narrate.engines.native import NativeEngine
from narrate.errors import RecordingError, ToolError
from narrate.model import Utterance, Voice
from narrate.testing import EngineContract, read_wav

LINE = Utterance("Hello there.", Voice("pyttsx3-native", "English (America)"))


class TestNativeEngine(EngineContract):
    """pyttsx3's own eSpeak driver, the one that loses speech, behind the guards."""

    reproducible = False
    many_pages = 2_500

    def make_engine(self) -> Engine:
        return NativeEngine(driver="espeak")


def ask(**question: object) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "narrate.engines.native_speak"],
        input=json.dumps(question).encode(),
        capture_output=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_it_is_found_by_its_name() -> None:
    assert isinstance(find_engine("pyttsx3-native"), NativeEngine)


def test_a_driver_that_is_not_there_is_a_missing_tool() -> None:
    with pytest.raises(ToolError, match="no-such-driver fails"):
        NativeEngine(driver="no-such-driver").diagnose()


def test_a_driver_that_cannot_write_files_is_given_up(tmp_path: Path) -> None:
    engine = NativeEngine(driver="dummy", tries=2)
    with pytest.raises(RecordingError, match="dummy could not say 'Hm\\.'"):
        engine.speak(Utterance("Hm.", Voice(engine.name, "John Doe")), tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(ToolError, match="not done after 0 seconds"):
        NativeEngine(driver="espeak", start_s=0.001).voices()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a script that runs by its first line")
def test_a_process_that_dies_is_tried_again_and_then_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    runs = tmp_path / "runs"
    runs.write_text("")
    script = tmp_path / "dies"
    script.write_text(f"#!{sys.executable}\nopen({str(runs)!r}, 'a').write('x')\nexit(7)\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    with pytest.raises(RecordingError, match="its process ended with status 7"):
        NativeEngine(driver="espeak").speak(LINE, tmp_path / "a.wav")
    assert runs.read_text() == "xxx"
    assert not (tmp_path / "a.wav").exists()


def test_an_unknown_voice_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="there is no voice called 'nobody'"):
        NativeEngine(driver="espeak").speak(Utterance("Hm.", Voice("", "nobody")), tmp_path / "a")


def test_nothing_to_say_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="nothing to say"):
        NativeEngine(driver="espeak").speak(Utterance(" <> ", LINE.voice), tmp_path / "a.wav")


def test_what_the_driver_prints_does_not_garble_the_answer(tmp_path: Path) -> None:
    wav = tmp_path / "a.wav"
    settings = {"voice": "English (America)", "rate": 175, "pitch": 50, "volume": 1.0}
    answer = ask(do="speak", driver="espeak", spoken="Hello.", wav=str(wav), **settings)
    assert answer == {}
    assert any(read_wav(wav)[1])


def test_an_unknown_voice_is_not_tried_again() -> None:
    answer = ask(do="speak", driver="espeak", spoken="Hello.", wav="", voice="nobody")
    assert answer == {"error": "there is no voice called 'nobody'", "final": True}


def test_the_dummy_voices_have_their_genders_and_languages() -> None:
    john, jane, *_ = NativeEngine(driver="dummy").voices()
    assert (john.name, john.language, john.gender, john.castable) == (
        "John Doe",
        "en-us",
        "M",
        True,
    )
    assert jane.gender == "F"


def test_the_driver_is_part_of_the_fingerprint() -> None:
    assert NativeEngine(driver="nsss").fingerprint() != NativeEngine(driver="sapi5").fingerprint()
