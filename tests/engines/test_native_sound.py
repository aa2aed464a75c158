from __future__ import annotations

import struct
import sys
import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.engines.native_sound import read_sound

RATE_22050 = bytes.fromhex("400dac44000000000000")
"""22,050 as an 80-bit extended number, as macOS writes it"""
SAMPLES = array("h", (0, 1, -1, 32767, -32768, 258))


def little(samples: array[int]) -> bytes:
    return big(samples) if sys.byteorder == "big" else samples.tobytes()


def big(samples: array[int]) -> bytes:
    swapped = array("h", samples)
    swapped.byteswap()
    return swapped.tobytes()


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack(">L", len(data)) + data + b"\0" * (len(data) % 2)


def aiff(samples: bytes, *, kind: bytes = b"", channels: int = 1, frames: int = 6) -> bytes:
    comm = struct.pack(">hLh", channels, frames, 16) + RATE_22050 + kind
    body = chunk(b"NAME", b"odd") + chunk(b"COMM", comm) + chunk(b"SSND", bytes(8) + samples)
    return b"FORM" + struct.pack(">L", 4 + len(body)) + (b"AIFC" if kind else b"AIFF") + body


def wav(path: Path, samples: bytes, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(samples)
    return path


@pytest.mark.parametrize("kind", [b"", b"NONE\x00\x00", b"twos\x00\x00"])
def test_macos_writes_the_high_byte_first(tmp_path: Path, kind: bytes) -> None:
    (tmp_path / "take.wav").write_bytes(aiff(big(SAMPLES), kind=kind))
    assert read_sound(tmp_path / "take.wav") == (22_050, little(SAMPLES))


def test_or_the_low_byte_first_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(aiff(little(SAMPLES), kind=b"sowt\x00\x00"))
    assert read_sound(tmp_path / "take.wav") == (22_050, little(SAMPLES))


def test_windows_writes_wav(tmp_path: Path) -> None:
    assert read_sound(wav(tmp_path / "a.wav", little(SAMPLES))) == (16_000, little(SAMPLES))


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"", "neither"),
        (b"not a sound at all", "neither"),
        (b"RIFF", "broken"),
        (b"FORM", "broken"),
        (aiff(b"", frames=0), "no sound"),
        (aiff(big(SAMPLES)[:-4]), "promises 6 frames and holds 4"),
        (aiff(big(SAMPLES), channels=2), "2 channels"),
        (aiff(big(SAMPLES), kind=b"ima4\x00\x00"), "compressed"),
    ],
)
def test_what_is_no_sound_take_is_refused(tmp_path: Path, raw: bytes, complaint: str) -> None:
    (tmp_path / "take.wav").write_bytes(raw)
    with pytest.raises(ValueError, match=complaint):
        read_sound(tmp_path / "take.wav")


def test_a_wav_cut_short_is_refused(tmp_path: Path) -> None:
    path = wav(tmp_path / "a.wav", little(SAMPLES))
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(ValueError, match="promises 6 frames and holds 4"):
        read_sound(path)


def test_a_wav_of_two_channels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 channels"):
        read_sound(wav(tmp_path / "a.wav", little(SAMPLES), channels=2))


@given(st.binary(max_size=200), st.sampled_from([b"RIFF", b"FORM", b"FORM\0\0\0\x20AIFFCOMM"]))
def test_broken_files_raise_nothing_but_valueerror(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes
) -> None:
    path = tmp_path_factory.mktemp("broken") / "take.wav"
    path.write_bytes(head + tail)
    with pytest.raises(ValueError, match="file"):
        read_sound(path)
