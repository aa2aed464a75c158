from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from narrate import audio
from narrate.audio import Codec, Sound
from narrate.release.packets import read_packets

CODECS = {
    "mp3": ("mp3", "-c:a", "libmp3lame", "-b:a", "64k", "-id3v2_version", "0"),
    "mp3, varying": ("mp3", "-c:a", "libmp3lame", "-q:a", "5", "-id3v2_version", "0"),
    "mp3, no figures": ("mp3", "-c:a", "libmp3lame", "-write_xing", "0", "-id3v2_version", "0"),
    "mp3, two channels": ("mp3", "-c:a", "libmp3lame", "-ac", "2", "-id3v2_version", "0"),
    "aac": ("adts", "-c:a", "aac", "-b:a", "64k"),
}
SOUND = Sound(bytes(range(256)) * 400, 22050)


def encode(name: str, rate: int, folder: Path) -> bytes:
    container, *parameters = CODECS[name]
    codec = Codec(container, (*parameters, "-ar", str(rate)))
    audio.encode(SOUND, codec, folder / "a", folder)
    return (folder / "a").read_bytes()


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 24000, 44100, 48000])
@pytest.mark.parametrize("name", CODECS)
def test_as_many_frames_are_counted_as_are_decoded(name: str, rate: int, tmp_path: Path) -> None:
    payload = encode(name, rate, tmp_path)
    packets = read_packets(payload, name[:3])
    (tmp_path / "row").write_bytes(payload[packets.offset :])
    assert packets.rate == rate
    assert packets.frames == len(decoded(tmp_path / "row", name[:3])) // 2
    assert (packets.offset > 0) == (name in {"mp3", "mp3, varying", "mp3, two channels"})


def decoded(path: Path, form: str) -> bytes:
    program = str(audio.find_ffmpeg().program)
    command = [program, "-v", "error", "-f", form, "-i", str(path), "-f", "s16le", "-ac", "1", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize("suffix", ["mp3", "aac"])
@pytest.mark.parametrize("payload", [b"no packets at all", b"\xff", bytes(100)])
def test_what_is_no_row_of_packets_is_refused(suffix: str, payload: bytes) -> None:
    with pytest.raises(ValueError, match="packet"):
        read_packets(payload, suffix)


def test_packets_with_something_between_them_are_refused(tmp_path: Path) -> None:
    payload = encode("mp3", 22050, tmp_path)
    with pytest.raises(ValueError, match="packet"):
        read_packets(payload + b"TAG" + bytes(125), "mp3")
