"""Mono 16-bit WAV files, with nothing but the standard library."""

from __future__ import annotations

import sys
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

RATE = 22_050
"""frames a second of every hum"""


def write_wav(path: Path, samples: bytes, rate: int = RATE) -> None:
    """Write *samples*, 16-bit little-endian, to *path* as a mono WAV file."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples)


def read_wav(path: Path) -> tuple[int, Sequence[int]]:
    """The rate and the samples of a mono 16-bit WAV file; ValueError if it is another kind."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise ValueError(f"{path} is not mono 16 bit")
        samples = array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return file.getframerate(), samples
