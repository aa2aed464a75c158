"""What ACX asks for, and files measured against it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from narrate.errors import OutputError, SettingsError
from narrate.model import SOUND_FORMATS
from narrate.release import acx
from narrate.release.chapter_file import write_sound
from narrate.release.formats import codec_for, codec_of
from narrate.release.inspection import inspect
from narrate.settings import Output, Pauses, Settings
from narrate.sound import audio
from narrate.sound.audio import Codec, Sound

GOOD = acx.Measurements(
    seconds=3600,
    rms_db=-20,
    peak_db=-3.5,
    floor_db=float("-inf"),
    head_s=0.7,
    tail_s=2,
    rate_hz=44100,
    channels=1,
    codec="mp3",
    kbps=192,
    constant=True,
)
RATE = 22050


def sound(head_s: float = 0.7, seconds: float = 5, tail_s: float = 2, peak: float = 0.14) -> Sound:
    time = np.arange(round(seconds * RATE)) / RATE
    hum = np.rint(32767 * peak * np.sin(2 * np.pi * 300 * time)).astype("<i2").tobytes()
    return Sound(bytes(2 * round(head_s * RATE)) + hum + bytes(2 * round(tail_s * RATE)), RATE)


def failing(measured: acx.Measurements) -> list[str]:
    return [figure.name for figure in acx.check_figures(measured) if not figure.passed]


def test_a_good_file_passes_and_digital_silence_is_quiet_enough() -> None:
    assert failing(GOOD) == []


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("rms_db", {"rms_db": -23.1}),
        ("rms_db", {"rms_db": -17.9}),
        ("peak_db", {"peak_db": -2.9}),
        ("floor_db", {"floor_db": -59.0}),
        ("head_s", {"head_s": 0.4}),
        ("head_s", {"head_s": 1.1}),
        ("tail_s", {"tail_s": 0.9}),
        ("tail_s", {"tail_s": 5.1}),
        ("minutes", {"seconds": 7201}),
        ("rate_hz", {"rate_hz": 22050}),
        ("channels", {"channels": 2}),
        ("encoding", {"kbps": 128}),
        ("encoding", {"constant": False}),
        ("encoding", {"codec": "flac"}),
    ],
)
def test_each_figure_fails_alone(name: str, bad: dict[str, Any]) -> None:
    assert failing(replace(GOOD, **bad)) == [name]


@pytest.mark.parametrize("pauses", [Pauses(head=400), Pauses(head=1000), Pauses(tail=900)])
def test_pauses_that_acx_does_not_take_are_an_error_with_what_it_takes(pauses: Pauses) -> None:
    with pytest.raises(SettingsError, match=r"ACX does not take.*write \d+ to \d+"):
        acx.check_pauses(Settings(pauses=pauses))
    acx.check_pauses(Settings())


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_every_format_is_measured_as_it_is_decoded(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{name}"
    write_sound(sound(), codec_for(Output(name)), path)
    measured = inspect(path)
    assert measured.codec == {"wav": "wave", "ogg": "vorbis"}.get(name, name)
    assert measured.channels == 1
    assert measured.rate_hz == (48000 if name == "opus" else RATE)
    assert measured.seconds == pytest.approx(7.7, abs=0.03)
    assert measured.rms_db == pytest.approx(-20.09 - 1.87, abs=0.5)  # LAME takes 0.45 dB away
    assert measured.peak_db == pytest.approx(-17.08, abs=0.6)
    assert measured.floor_db < -80
    assert measured.head_s == pytest.approx(0.7, abs=0.03)
    assert measured.tail_s == pytest.approx(2, abs=0.03)


def mp3(folder: Path, *parameters: str) -> Path:
    path = folder / "a.mp3"
    write_sound(sound(), Codec("mp3", ("-c:a", "libmp3lame", *parameters)), path)
    return path


@pytest.mark.parametrize("said", [(), ("-write_xing", "0")])
def test_an_mp3_of_varying_bitrate_is_told_even_if_it_does_not_say_so(
    said: tuple[str, ...], tmp_path: Path
) -> None:
    assert inspect(mp3(tmp_path, "-b:a", "64k", *said)).constant
    assert not inspect(mp3(tmp_path, "-q:a", "4", *said)).constant


def test_two_channels_are_told(tmp_path: Path) -> None:
    assert inspect(mp3(tmp_path, "-ac", "2")).channels == 2


def test_a_file_that_is_no_sound_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("nothing")
    with pytest.raises(OutputError, match="is no sound file"):
        inspect(tmp_path / "a.mp3")


def test_a_container_that_the_tag_reader_does_not_know_is_still_measured(tmp_path: Path) -> None:
    write_sound(sound(), codec_of(SOUND_FORMATS["flac"]), tmp_path / "a.flac")
    program = str(audio.find_ffmpeg().program)
    other = tmp_path / "a.mkv"
    command = [program, "-v", "error", "-i", str(tmp_path / "a.flac"), str(other)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    assert (inspect(other).codec, inspect(other).rate_hz) == ("mkv", RATE)
