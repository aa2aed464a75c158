"""Which voices a speech server has: as it says, or as the user does."""

from __future__ import annotations

import json

import pytest

from narrate.engines.http.listing import guessed, listed_by_server, listed_by_user
from narrate.model import VoiceInfo
from narrate.plugins import OptionError


@pytest.mark.parametrize(
    ("name", "language", "gender"),
    [
        ("af_heart", "en-us", "F"),
        ("bm_george", "en-gb", "M"),
        ("zf_xiaobei", "zh", "F"),
        ("af_bella(2)+af_sky(1)", "en-us", "F"),
        ("af_bella-am_adam", "en-us", None),
        ("af_heart+bf_emma", "mul", "F"),
        ("alloy", "mul", None),
        ("Emily.wav", "mul", None),
        ("af_heart+alloy", "mul", None),
    ],
)
def test_language_and_gender_are_those_of_kokoros_names(
    name: str, language: str, gender: str | None
) -> None:
    guess = guessed(name)
    assert (guess.name, guess.language, guess.gender) == (name, language, gender)


@pytest.mark.parametrize(
    "told",
    [
        {"voices": ["af_heart", "alloy"]},
        {"voices": [{"id": "af_heart", "name": "Heart"}, {"id": "alloy"}]},
        {"voices": [{"name": "af_heart"}, {"voice_id": "alloy"}, {"name": "alloy"}]},
        {"data": [{"id": "af_heart"}, {"id": "alloy"}, {"id": ""}, 5, None, {"id": "a\nb"}]},
        ["af_heart", " alloy "],
    ],
)
def test_a_list_may_have_either_shape(told: object) -> None:
    assert listed_by_server(json.dumps(told).encode()) == (
        VoiceInfo("af_heart", "en-us", "F"),
        VoiceInfo("alloy", "mul", castable=False),
    )


def test_a_server_may_say_itself_what_a_voice_is() -> None:
    told = [{"name": "Mia", "gender": "Female", "language": "en_GB"}, {"name": "bm_x", "lang": "!"}]
    assert listed_by_server(json.dumps({"voices": told}).encode()) == (
        VoiceInfo("Mia", "en-gb", "F"),
        VoiceInfo("bm_x", "en-gb", "M"),
    )


def test_a_server_may_have_no_voice_at_all() -> None:
    assert listed_by_server(b'{"voices": []}') == ()


@pytest.mark.parametrize("odd", [b"", b"<html>", b"5", b'{"voices": null}', b"[1, 2]", b"\xff"])
def test_what_is_no_list_is_refused(odd: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        listed_by_server(odd)


def test_a_user_says_gender_language_age_and_pitch_behind_a_name() -> None:
    text = "alloy F, onyx M en-us 98Hz, old Bob.wav male old , af_heart, nova en female 210 Hz,"
    assert listed_by_user(text) == (
        VoiceInfo("alloy", "mul", "F"),
        VoiceInfo("onyx", "en-us", "M", 98.0),
        VoiceInfo("old Bob.wav", "mul", "M", age="old"),
        VoiceInfo("af_heart", "en-us", "F"),
        VoiceInfo("nova", "en", "F", 210.0),
    )


def test_a_name_of_one_word_is_a_name_whatever_it_is() -> None:
    assert [voice.name for voice in listed_by_user("f, en, old child")] == ["f", "en", "old"]


def test_a_voice_is_listed_once() -> None:
    with pytest.raises(OptionError, match="the voice 'alloy' is listed twice"):
        listed_by_user("alloy F, nova, alloy M")
