"""Reading what a system's own speech writes: WAV, or AIFF on macOS, whatever the file is called."""

from __future__ import annotations

import struct
import sys
import wave
from array import array
from pathlib import Path


def read_sound(path: Path) -> tuple[int, bytes]:
    """The rate in Hz and the samples, 16-bit little-endian mono, of a WAV or AIFF file.

    Raises ValueError for a file that is neither, is cut short, has no frames, or is not mono
    16 bit.
    """
    raw = path.read_bytes()
    match raw[:4]:
        case b"RIFF":
            rate, frames, samples = _read_wav(path)
        case b"FORM":
            rate, frames, samples = _read_aiff(raw)
        case _:
            raise ValueError("the file is neither WAV nor AIFF")
    if frames == 0:
        raise ValueError("the file holds no sound")
    if len(samples) != 2 * frames:
        raise ValueError(f"the file promises {frames} frames and holds {len(samples) // 2}")
    return rate, samples


def _read_wav(path: Path) -> tuple[int, int, bytes]:
    try:
        with wave.open(str(path), "rb") as file:
            _check(file.getnchannels(), 8 * file.getsampwidth())
            frames = file.getnframes()
            return file.getframerate(), frames, file.readframes(frames)
    except (wave.Error, EOFError) as error:
        raise ValueError(f"the WAV file is broken: {error}") from error


def _check(channels: int, bits: int) -> None:
    if (channels, bits) != (1, 16):
        raise ValueError(f"the file has {channels} channels of {bits} bits, not one of 16")


def _read_aiff(raw: bytes) -> tuple[int, int, bytes]:
    """Chunks of AIFF 1.3 and AIFF-C (Apple 1989, 1991): COMM describes, SSND holds the samples."""
    chunks = _chunks(raw)
    try:
        channels, frames, bits = struct.unpack_from(">hLh", chunks[b"COMM"])
        rate = _extended(chunks[b"COMM"][8:18])
        (offset,) = struct.unpack_from(">L", chunks[b"SSND"])
    except (KeyError, struct.error) as error:
        raise ValueError("the AIFF file is broken") from error
    _check(channels, bits)
    samples = chunks[b"SSND"][8 + offset : 8 + offset + 2 * frames]
    match chunks[b"COMM"][18:22]:
        case b"" | b"NONE" | b"twos":
            return rate, frames, _swapped(samples)
        case b"sowt":
            return rate, frames, samples
        case kind:
            raise ValueError(f"the AIFF file is compressed ({kind!r})")


def _chunks(raw: bytes) -> dict[bytes, bytes]:
    """The chunks of a FORM file by their names; the last may be shorter than it claims."""
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(raw):
        (size,) = struct.unpack_from(">L", raw, at + 4)
        chunks[raw[at : at + 4]] = raw[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    return chunks


def _extended(raw: bytes) -> int:
    """An 80-bit extended number (IEEE 754), rounded; it is how AIFF writes the rate."""
    exponent, mantissa = struct.unpack(">HQ", raw)
    shift = 16383 + 63 - int(exponent)
    return round(mantissa / 2**shift) if 0 <= shift < 64 else 0


def _swapped(samples: bytes) -> bytes:
    numbers = array("h", samples[: len(samples) // 2 * 2])
    if sys.byteorder == "little":
        numbers.byteswap()
        return numbers.tobytes()
    return samples
