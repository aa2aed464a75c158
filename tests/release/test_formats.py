from __future__ import annotations

import pytest

from narrate.errors import SettingsError
from narrate.model import Chapter, Span, Track
from narrate.release.formats import FORMATS, codec_for, split_for
from narrate.settings import Output
from narrate.sound.mp3.encoder import Mp3


def test_the_default_is_mp3_of_a_varying_bitrate() -> None:
    form, codec = codec_for(Output())
    assert form.suffix == "mp3"
    assert codec == Mp3()


@pytest.mark.parametrize(
    ("kbps", "rate", "wanted"),
    [
        (None, 22050, 22050),
        (160, 22050, 22050),
        (192, 22050, 44100),
        (192, 48000, 48000),
        (None, 12345, 16000),
        (None, 96000, 48000),
    ],
)
def test_mp3_has_certain_rates_and_high_bitrates_only_at_high_ones(
    kbps: int | None, rate: int, wanted: int
) -> None:
    codec = codec_for(Output("mp3", kbps))[1]
    pieces = split_for(Track(Chapter(1, "One", Span(0, 0), Span(0, 0)), rate, rate), codec)
    assert [(piece.rate, piece.frames) for piece in pieces] == [(wanted, wanted)]


@pytest.mark.parametrize("name", ["flac", "wav"])
def test_a_lossless_format_has_no_bitrate(name: str) -> None:
    with pytest.raises(SettingsError, match="no bitrate to choose"):
        codec_for(Output(name, 64))


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="mp3, ogg, opus, flac, wav"):
        codec_for(Output("wma"))


def test_every_format_is_named_by_its_suffix() -> None:
    assert all(name == form.suffix for name, form in FORMATS.items())
