from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from narrate.engines.espeak_library import EspeakRequest, PrivateCopy, find_espeak
from narrate.engines.pyttsx3 import start_pyttsx3
from narrate.testing import read_wav


@pytest.fixture
def pyttsx3() -> Any:
    return start_pyttsx3(find_espeak())


@pytest.fixture
def errors(pyttsx3: Any) -> list[str]:
    heard: list[str] = []
    pyttsx3.connect("error", lambda name, exception: heard.append(str(exception)))  # noqa: ARG005 -- pyttsx3 passes both by name
    return heard


def test_every_queued_file_is_written(pyttsx3: Any, errors: list[str], tmp_path: Path) -> None:
    """The stock driver writes only the last one."""
    finished: list[str] = []
    pyttsx3.connect("finished-utterance", lambda name, completed: finished.append(name))  # noqa: ARG005 -- as above
    for number in range(20):
        pyttsx3.save_to_file(f"Line {number}.", str(tmp_path / f"{number}.wav"), f"{number}")
    pyttsx3.runAndWait()
    assert errors == []
    assert finished == [str(number) for number in range(20)]
    assert all(any(read_wav(tmp_path / f"{number}.wav")[1]) for number in range(20))


def test_what_was_set_is_told(pyttsx3: Any, errors: list[str]) -> None:
    settings = {"voice": "gmw/en-US+Annie", "rate": 210, "pitch": 40, "volume": 0.5}
    for name, value in settings.items():
        pyttsx3.setProperty(name, value)
    pyttsx3.runAndWait()
    assert {name: pyttsx3.getProperty(name) for name in settings} == settings
    assert errors == []


def test_pyttsx3_lists_its_voices(pyttsx3: Any) -> None:
    assert "gmw/en-us" in {voice.id for voice in pyttsx3.getProperty("voices")}


@pytest.mark.parametrize("voice", ["gmw/en-US+nobody", "gmw/en-US+F3", "nowhere/xx", "en-us"])
def test_a_voice_that_is_not_exactly_there_is_an_error(
    pyttsx3: Any, errors: list[str], voice: str
) -> None:
    pyttsx3.setProperty("voice", voice)
    pyttsx3.runAndWait()
    assert len(errors) == 1
    assert voice in errors[0]


def test_playing_is_refused(pyttsx3: Any, errors: list[str]) -> None:
    pyttsx3.say("Hello.")
    pyttsx3.runAndWait()
    assert errors == ["this driver writes files and cannot play 'Hello.'"]


def test_a_copy_that_cannot_be_loaded_is_not_relied_on() -> None:
    espeak = find_espeak()
    copy = PrivateCopy(espeak)
    assert copy.keeps_nothing()
    copy._path += "-gone"
    assert not copy.keeps_nothing()


def test_a_voice_espeak_does_not_have_is_an_oserror() -> None:
    with pytest.raises(OSError, match="no voice 'nobody'"):
        PrivateCopy(find_espeak()).say(EspeakRequest("nobody", 175, 50, 100, b"Hello."))


def test_every_word_is_told_with_its_frame(pyttsx3: Any, errors: list[str], tmp_path: Path) -> None:
    words: list[tuple[int, int, int]] = []
    pyttsx3.connect(
        "started-word",
        lambda name, location, length, frame: words.append((location, length, frame)),  # noqa: ARG005 -- as above
    )
    text = "Naïve 😀 people; seldom, alas: “quarrel”."
    pyttsx3.save_to_file(text, str(tmp_path / "a.wav"))
    pyttsx3.runAndWait()
    assert errors == []
    told = {text[location : location + length]: frame for location, length, frame in words}
    assert {"Naïve", "people", "seldom", "alas"} <= told.keys()
    frames = [frame for *_, frame in words]
    assert frames == sorted(frames)
    assert 0 <= frames[0] < frames[-1] < len(read_wav(tmp_path / "a.wav")[1])
