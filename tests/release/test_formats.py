from __future__ import annotations

from pathlib import Path

import click
import mutagen
import pytest
from mutagen.aiff import AIFF

from narrate.cli.make import make
from narrate.config import read_settings
from narrate.errors import SettingsError
from narrate.model import SOUND_FORMATS, Chapter, SoundFormat, Span, Track
from narrate.pipeline import produce
from narrate.recording import Recorder, Store
from narrate.release.formats import codec_for, split_for
from narrate.settings import Output
from narrate.sound.mp3.encoder import Mp3
from narrate.testing import ToneEngine
from soundstage import Report, book_of, inline


def test_the_default_is_mp3_of_a_varying_bitrate() -> None:
    assert codec_for(Output()) == Mp3()


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
    codec = codec_for(Output("mp3", kbps))
    pieces = split_for(Track(Chapter(1, "One", Span(0, 0), Span(0, 0)), rate, rate), codec)
    assert [(piece.rate, piece.frames) for piece in pieces] == [(wanted, wanted)]


@pytest.mark.parametrize("name", ["flac", "wav"])
def test_a_lossless_format_has_no_bitrate(name: str) -> None:
    with pytest.raises(SettingsError, match="no bitrate to choose"):
        codec_for(Output(name, 64))


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="mp3, wav, flac, ogg, opus"):
        codec_for(Output("wma"))


def test_another_kind_of_sound_file_is_one_entry(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = SoundFormat("audio/aiff", "aiff", ("-c:a", "pcm_s16be"))
    monkeypatch.setitem(SOUND_FORMATS, "aiff", entry)
    voices = out.with_name("voices.yaml")
    voices.write_text("engine: tone\noutput: {format: aiff}\n")
    settings = read_settings(voices)
    with Recorder(ToneEngine(), store, start=inline) as recorder:
        first, second = (
            recorder.run(produce(book_of([line]), settings, recorder, out, Report()))
            for line in ("It rained.", "It rained again.")
        )
    path = second.files[0].path
    assert (path.name, first.removed, second.removed) == ("01 - Part 1.aiff", (), ())
    found = mutagen.File(path)
    assert (type(found), str(found.tags["TIT2"])) == (AIFF, "Part 1")
    assert found.info.length == pytest.approx(second.seconds, abs=0.001)
    assert '"name": "01 - Part 1.aiff"' in (out / "book.json").read_text(encoding="utf-8")


def test_the_command_line_offers_every_kind() -> None:
    offered = {option.name: option.type for option in make.params}["form"]
    assert isinstance(offered, click.Choice)
    assert offered.choices == tuple(SOUND_FORMATS)
