from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from narrate.sound import audio
from narrate.sound.audio import Codec, Sound
from narrate.sound.mp3.packets import mp3_ends, mp3_size, read_aac

CODECS = {
    "mp3": ("mp3", "-c:a", "libmp3lame", "-b:a", "64k"),
    "mp3, varying": ("mp3", "-c:a", "libmp3lame", "-q:a", "5"),
    "mp3, two channels": ("mp3", "-c:a", "libmp3lame", "-ac", "2"),
}
SOUND = Sound(bytes(range(256)) * 400, 22050)
RATES = [8000, 16000, 22050, 24000, 44100, 48000]


def encode(parameters: tuple[str, ...], rate: int, folder: Path) -> bytes:
    codec = Codec(parameters[0], (*parameters[1:], "-ar", str(rate)))
    audio.encode([SOUND], SOUND.rate, codec, folder / "a")
    return (folder / "a").read_bytes()


def encode_mp3(name: str, rate: int, folder: Path) -> bytes:
    return encode((*CODECS[name], "-write_xing", "0", "-id3v2_version", "0"), rate, folder)


def encode_aac(rate: int, folder: Path) -> bytes:
    return encode(("adts", "-c:a", "aac", "-b:a", "64k"), rate, folder)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("name", CODECS)
def test_as_many_mp3_packets_are_found_as_are_decoded(name: str, rate: int, tmp_path: Path) -> None:
    payload = encode_mp3(name, rate, tmp_path)
    ends = mp3_ends(payload)
    assert ends[-1] == len(payload)
    assert len(ends) * (1152 if rate > 24000 else 576) == decoded(payload, "mp3", tmp_path)
    sizes = [end - start for start, end in pairwise([0, *ends])]
    starts = [0, *ends[:-1]]
    assert sizes == [mp3_size(payload[start : start + 4]) for start in starts]


@pytest.mark.parametrize("rate", RATES)
def test_as_many_frames_of_aac_are_counted_as_are_decoded(rate: int, tmp_path: Path) -> None:
    payload = encode_aac(rate, tmp_path)
    assert read_aac(payload) == decoded(payload, "aac", tmp_path)


def decoded(payload: bytes, form: str, folder: Path) -> int:
    (folder / "row").write_bytes(payload)
    program = str(audio.find_ffmpeg().program)
    source = ("-f", form, "-i", str(folder / "row"))
    command = [program, "-v", "error", *source, "-f", "s16le", "-ac", "1", "-"]
    return len(subprocess.run(command, capture_output=True, check=True).stdout) // 2


@pytest.mark.parametrize("read", [mp3_ends, read_aac])
@pytest.mark.parametrize(
    "payload", [b"no packets at all", b"\xff", bytes(100), b"\xff\xfb\xff\xc0"]
)
def test_what_is_no_row_of_packets_is_refused(
    read: Callable[[bytes], object], payload: bytes
) -> None:
    with pytest.raises(ValueError, match="packet"):
        read(payload)


def test_packets_with_something_between_them_are_refused(tmp_path: Path) -> None:
    payload = encode_mp3("mp3", 22050, tmp_path)
    with pytest.raises(ValueError, match="packet"):
        mp3_ends(payload + b"TAG" + bytes(125))
