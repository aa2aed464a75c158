from __future__ import annotations

import importlib.util
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.engines.espeak_library import find_espeak
from narrate.engines.espeak_voices import (
    UNCLEAR,
    base_voices,
    identifiers,
    list_voices,
    read_hearing,
    read_table,
    variants,
)
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.model import VoiceInfo

DATA = find_espeak().data
SCRIPT = Path(__file__).parents[2] / "benchmarks" / "voices.py"


@pytest.fixture(scope="module")
def voices() -> dict[str, VoiceInfo]:
    return {voice.name: voice for voice in list_voices(DATA)}


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("en-us", "gmw/en-US"),
        ("en-gb", "gmw/en"),
        ("en-gb-x-rp", "gmw/en-GB-x-rp"),
        ("en-gb-scotland", "gmw/en-GB-scotland"),
        ("en-gb+Annie", "gmw/en+Annie"),
        ("fr-fr", "roa/fr"),
        ("yue", "sit/yue"),
        ("yue-latn-jyutping", "sit/yue-Latn-jyutping"),
        ("en-us+Mr serious", "gmw/en-US+Mr serious"),
    ],
)
def test_a_voice_is_called_by_its_language(name: str, identifier: str) -> None:
    assert identifiers(DATA)[name] == identifier


def test_every_language_goes_with_every_variant(voices: dict[str, VoiceInfo]) -> None:
    assert len(voices) == len(base_voices(DATA)) * (1 + len(variants(DATA)))


def test_english_comes_first(voices: dict[str, VoiceInfo]) -> None:
    english = [name.startswith("en-") for name in voices]
    assert english == sorted(english, reverse=True)


def test_a_voice_whose_dictionary_is_missing_is_left_out(voices: dict[str, VoiceInfo]) -> None:
    assert "fo" not in voices
    assert not (DATA / "fo_dict").exists()


def test_who_is_a_woman_is_measured_and_not_believed(voices: dict[str, VoiceInfo]) -> None:
    assert {voices[f"en-us+{name}"].gender for name in ("f1", "f5", "Annie", "shelby")} == {"F"}
    assert {voices[name].gender for name in ("en-us", "en-gb", "en-us+m3", "en-us+ed")} == {"M"}


def test_of_everybody_who_may_be_cast_everything_was_measured(
    voices: dict[str, VoiceInfo],
) -> None:
    cast = [voice for voice in voices.values() if voice.castable]
    assert len(cast) > 400
    for voice in cast:
        assert voice.pitch_hz
        assert voice.spread_st
        assert voice.bright_hz
        assert voice.words_a_minute


def test_of_everybody_who_may_be_cast_it_is_known_how_much_is_misheard(
    voices: dict[str, VoiceInfo],
) -> None:
    measured = read_hearing()
    american = {row.name for row in read_table().values() if row.fit and "en-us" in row.name}
    assert {name for name in american if name.partition("+")[0] == "en-us"} <= set(measured)
    shares = [voice.misheard for voice in voices.values() if voice.castable]
    assert all(share is not None and 0 <= share < 0.5 for share in shares)


def test_a_variant_that_is_not_understood_is_given_to_nobody(voices: dict[str, VoiceInfo]) -> None:
    for accent in ("en-us", "en-gb", "en-gb-scotland"):
        own = voices[accent].misheard
        assert own is not None
        for voice in voices.values():
            if voice.language == accent and voice.castable:
                assert voice.misheard is not None
                assert voice.misheard <= own + UNCLEAR
    assert read_table()["en-us+boris"].fit
    assert not voices["en-us+boris"].castable
    assert not voices["fr-fr+boris"].castable


def test_an_accent_adds_to_what_is_misheard_of_a_variant(voices: dict[str, VoiceInfo]) -> None:
    measured = read_hearing()
    assert "en-gb-scotland+f2" not in measured
    accent = measured["en-gb-scotland"] - measured["en-us"]
    expected = pytest.approx(measured["en-us+f2"] + accent, abs=0.001)
    assert voices["en-gb-scotland+f2"].misheard == expected
    assert voices["en-us+f2"].misheard == measured["en-us+f2"]


def test_a_voice_made_for_the_old_says_so(voices: dict[str, VoiceInfo]) -> None:
    assert {name for name, voice in voices.items() if voice.age and name.startswith("en-us+")} == {
        "en-us+grandma",
        "en-us+grandpa",
    }


@pytest.mark.parametrize("tail", ["", "+f3", "+whisper", "+grandma"])
def test_in_another_language_a_variant_is_what_it_is_in_english(
    voices: dict[str, VoiceInfo], tail: str
) -> None:
    german = voices[f"de{tail}"]
    english = voices[f"en-us{tail}"]
    assert german == replace(english, name=german.name, language="de")


@pytest.mark.parametrize(
    "variant", ["whisper", "caleb", "croak", "zac", "Demonic", "robosoft6", "Marco"]
)
def test_nobody_is_given_an_effect(voices: dict[str, VoiceInfo], variant: str) -> None:
    assert not voices[f"en-us+{variant}"].castable


def test_of_two_voices_that_sound_the_same_one_is_cast() -> None:
    row = read_table()["en-us+fast"]
    assert not row.fit
    assert row.why


def test_there_are_voices_enough_for_a_full_cast(voices: dict[str, VoiceInfo]) -> None:
    for language in ("en-us", "en-gb"):
        genders = [v.gender for v in voices.values() if v.castable and v.language == language]
        assert genders.count("F") >= 15
        assert genders.count("M") >= 40


def test_the_table_holds_english_voices_and_each_exists(voices: dict[str, VoiceInfo]) -> None:
    table = read_table()
    assert set(table) == {name for name in voices if name.startswith("en-")}
    assert all(row.fit != bool(row.why) for row in table.values())
    assert all(
        50 < row.figures.pitch_hz < 300
        for row in table.values()
        if row.fit and row.figures.pitch_hz
    )


@pytest.mark.skipif(not SCRIPT.exists(), reason="benchmarks come with a checkout only")
@pytest.mark.parametrize("name", ["en-us", "en-gb-x-rp+f5", "en-us+whisper"])
def test_the_table_is_what_the_script_measures(name: str) -> None:
    spec = importlib.util.spec_from_file_location("benchmarks_voices", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    with tempfile.TemporaryDirectory() as folder:
        rate, sound = script.say(Pyttsx3Engine(), name, Path(folder))
    measured, row = script.row_of(name, rate, sound), read_table()[name]
    assert (measured.figures.gender, measured.fit) == (row.figures.gender, row.fit)
    assert measured.figures.pitch_hz == (
        pytest.approx(row.figures.pitch_hz, rel=0.02) if row.figures.pitch_hz else None
    )
    assert measured.figures.level_db == pytest.approx(row.figures.level_db, abs=0.5)
