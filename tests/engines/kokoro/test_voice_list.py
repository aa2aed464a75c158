from __future__ import annotations

from pathlib import Path

import pytest

from kokoromodel import make_files
from narrate.engines.kokoro.styles import StyleFiles
from narrate.engines.kokoro.voice_list import accent_of, gender_of, named, offered

STYLES = {"af_heart": 1.0, "af_bella": 2.0, "af_nicole": 9.0, "am_puck": 3.0, "bf_emma": 4.0}


@pytest.fixture
def files(tmp_path: Path) -> StyleFiles:
    return StyleFiles((make_files(tmp_path, **STYLES)[1],))


def test_a_name_tells_accent_and_gender() -> None:
    told = [(accent_of(one).language, gender_of(one)) for one in ("af_x", "bm_x", "ff_x", "jm_x")]
    assert told == [("en-us", "F"), ("en-gb", "M"), ("fr-fr", "F"), ("en", "M")]
    assert (accent_of("mine").language, gender_of("mine")) == ("en-us", None)


def test_better_voices_come_first_and_blends_of_a_group_behind_them(files: StyleFiles) -> None:
    names = [voice.name for voice in offered(files)]
    assert names[:3] == ["af_heart", "af_bella", "af_nicole"]
    assert all("+" in name for name in names[3:-2])
    assert names[-2:] == ["am_puck", "bf_emma"]


def test_a_voice_that_whispers_is_given_to_nobody_unasked(files: StyleFiles) -> None:
    voices = {voice.name: voice for voice in offered(files)}
    assert not voices["af_nicole"].castable
    assert all(voice.castable for name, voice in voices.items() if "nicole" not in name)
    assert not any("nicole" in name for name in voices if "+" in name)


def test_a_voice_of_a_language_that_cannot_be_read_speaks_english_if_asked() -> None:
    voice = named("jm_kumo", ["jm_kumo"])
    assert voice is not None
    assert (voice.language, voice.gender, voice.castable) == ("en", "M", False)


def test_a_blend_has_the_accent_and_gender_of_its_greatest_part() -> None:
    voice = named("bm_lewis*0.3+af_sky*0.7", ["bm_lewis", "af_sky"])
    assert voice is not None
    assert (voice.language, voice.gender) == ("en-us", "F")


def test_a_blend_of_what_is_not_there_is_none() -> None:
    assert named("af_sky+af_none", ["af_sky"]) is None
    assert named("af_sky+", ["af_sky"]) is None
