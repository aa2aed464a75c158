"""What voices.yaml says of the engine ``http`` is checked, and told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.config import read_settings
from narrate.engines import engine_for, find_engine
from narrate.engines.http import HttpEngine
from narrate.errors import SettingsError
from narrate.model import VoiceInfo
from narrate.settings import Option

URL = "http://localhost:8880"


def test_all_of_them_are_understood_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text(
        "engine: http\n"
        "engines:\n"
        "  http:\n"
        "    url: http://localhost:8880\n"
        "    model: kokoro\n"
        "    key_env: MY_KEY\n"
        "    jobs: 2\n"
        "    voices: alloy F, onyx M\n"
        "    format: flac\n"
        "    timeout: 90\n"
        "    fields: '{\"seed\": 7}'\n"
        "    instructions: yes\n"
        "    speeds: 0.7 - 2\n",
        encoding="utf-8",
    )
    assert engine_for(read_settings(path)) == HttpEngine(
        base="http://localhost:8880/v1",
        model="kokoro",
        key_env="MY_KEY",
        jobs=2,
        listed=(VoiceInfo("alloy", "mul", "F"), VoiceInfo("onyx", "mul", "M")),
        form="flac",
        timeout_s=90.0,
        fields='{"seed": 7}',
        instructed=True,
        speeds=(0.7, 2.0),
    )


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("url", "localhost", "is no address that begins with http"),
        ("model", " ", "must not be empty"),
        ("key_env", "sk-12-34", "the name of a variable, and not the key itself"),
        ("key_env", "", "must not be empty"),
        ("jobs", 0, "a whole number from 1 to 64"),
        ("jobs", "many", "a whole number from 1 to 64"),
        ("jobs", True, "a whole number from 1 to 64"),
        ("voices", "alloy F, alloy M", "listed twice"),
        ("speeds", "2-1", "the least and the greatest"),
        ("speeds", "0-2", "the least and the greatest"),
        ("speeds", 2, "the least and the greatest"),
        ("format", "pcm", "'pcm' is none of wav, flac, mp3, opus, aac"),
        ("timeout", 0, "a number of seconds"),
        ("timeout", float("inf"), "a number of seconds"),
        ("timeout", "long", "a number of seconds"),
        ("timeout", True, "a number of seconds"),
        ("fields", "{seed: 7}", "it is no JSON"),
        ("fields", '{"seed": NaN}', "it is no JSON: NaN is no number"),
        ("fields", "[7]", "it is no JSON object"),
        ("fields", '{"voice": "alloy"}', "'voice' is not set here"),
        ("instructions", "softly", "it must be yes or no"),
    ],
)
def test_a_wrong_one_is_told(option: str, value: Option, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as told:
        find_engine("http", options={"url": URL, option: value})
    assert told.value.message.startswith("the engine http: ")
    assert "sk-12" not in str(told.value)


def test_it_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    path.write_text("engine: http\nengines:\n  http:\n    url: local\n", encoding="utf-8")
    with pytest.raises(SettingsError) as told:
        engine_for(read_settings(path))
    assert str(told.value.at) == f"{path}:4"
