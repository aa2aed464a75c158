from __future__ import annotations

import pytest

from narrate.errors import SettingsError
from narrate.release.formats import FORMATS, codec_for
from narrate.settings import Output


def test_the_default_is_mp3_at_64_kbit() -> None:
    form, codec = codec_for(Output())
    assert form.suffix == "mp3"
    assert "64k" in codec.parameters


def test_a_bitrate_that_needs_44_khz_gets_it() -> None:
    assert "44100" in codec_for(Output("mp3", 192))[1].parameters
    assert "44100" not in codec_for(Output("mp3", 160))[1].parameters


@pytest.mark.parametrize("name", ["flac", "wav"])
def test_a_lossless_format_has_no_bitrate(name: str) -> None:
    with pytest.raises(SettingsError, match="no bitrate to choose"):
        codec_for(Output(name, 64))


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="mp3, ogg, opus, flac, wav"):
        codec_for(Output("wma"))


def test_every_format_is_named_by_its_suffix() -> None:
    assert all(name == form.suffix for name, form in FORMATS.items())
