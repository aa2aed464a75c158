"""The sound in what a server sent: the bytes are believed, not what they are said to be."""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from narrate.errors import OutputError
from narrate.sound.audio import RATES, Sound, decode

MOST_BYTES = 64_000_000
"""of one answer, which is a minute or two of speech: three minutes in the richest form of WAV"""
MOST_S = 3_600
"""of sound in one answer, however well it is packed"""

NO_LENGTH = 0x7FFF_0000
"""a length this large, or none, is what a server writes that does not know it yet"""
PLAIN = (1, 1, 16)
"""PCM, mono, 16 bit: what a take is made of"""
_FORM = struct.Struct("<HHIIHH")
_BEGINNING = re.compile(rb"RIFF.{4}WAVE", re.DOTALL)


class UnsoundError(ValueError):
    """What came is no sound, or not all of it; the text says what it is."""


def suffix_of(body: bytes) -> str | None:
    """The usual suffix of the kind of sound that *body* begins as; None for no sound at all."""
    if body[:4] == b"RIFF" and body[8:12] == b"WAVE":
        return ".wav"
    if body[:4] == b"OggS":
        return ".ogg"
    if body[:4] == b"fLaC":
        return ".flac"
    if body[4:8] == b"ftyp":
        return ".m4a"
    if body[:3] == b"ID3" or (body[:1] == b"\xff" and body[1:2] >= b"\xe0"):
        return ".mp3"
    return None


def sound_of(body: bytes) -> Sound:
    """The sound of *body*, mono 16 bit at the rate it came in.

    Raises UnsoundError for anything that is no sound, or plainly not all of it; ToolError where
    there is no ffmpeg for what is not WAV.
    """
    suffix = suffix_of(body)
    if suffix is None:
        raise UnsoundError("no sound")
    files = _wav_files(body) if suffix == ".wav" else (body,)
    sound = _joined([_sound_of_file(file, suffix) for file in files])
    if sound.rate not in RATES:
        raise UnsoundError(f"sound at {sound.rate} Hz")
    if not sound.pcm:
        raise UnsoundError("a file without sound")
    return sound


def _wav_files(body: bytes) -> tuple[bytes, ...]:
    """The files in *body*, one behind the other: some servers send each sentence as one."""
    starts = [found.start() for found in _BEGINNING.finditer(body)]
    return tuple(body[start:end] for start, end in pairwise((*starts, len(body))))


def _joined(sounds: Sequence[Sound]) -> Sound:
    """*sounds*, at least one, one after the other. Raises UnsoundError if their rates differ."""
    rates = {sound.rate for sound in sounds}
    if len(rates) > 1:
        raise UnsoundError(f"files of several rates: {sorted(rates)} Hz")
    return Sound(b"".join(sound.pcm for sound in sounds), rates.pop())


def _sound_of_file(body: bytes, suffix: str) -> Sound:
    return (_plain_wav(body) if suffix == ".wav" else None) or _decoded(body, suffix)


def _plain_wav(body: bytes) -> Sound | None:
    """The frames of a WAV file that came, whatever it says of its length; None if not mono 16 bit.

    Raises UnsoundError where fewer frames came than an honest length promises.
    """
    form, data = _chunks(body)
    if len(form) < _FORM.size:
        raise UnsoundError("a WAV file that does not say what it holds")
    kind, channels, rate, _, _, bits = _FORM.unpack_from(form)
    if (kind, channels, bits) != PLAIN:
        return None
    return Sound(data[: len(data) // 2 * 2], rate)


def _chunks(body: bytes) -> tuple[bytes, bytes]:
    """The chunk that describes a WAV file, and its frames."""
    form, at = b"", 12
    while at + 8 <= len(body):
        name, length = body[at : at + 4], int.from_bytes(body[at + 4 : at + 8], "little")
        start = at + 8
        if name == b"data":
            return form, _frames(body, start, length)
        if name == b"fmt ":
            form = body[start : start + length]
        at = start + length + length % 2
    raise UnsoundError("a WAV file without sound" if form else "half a file")


def _frames(body: bytes, start: int, length: int) -> bytes:
    came = len(body) - start
    if length == 0 or length >= NO_LENGTH or _goes_on(body, start + length):
        return body[start:]
    if came < length:
        raise UnsoundError(f"half a file: {came:,} of {length:,} bytes")
    return body[start : start + length]


def _goes_on(body: bytes, end: int) -> bool:
    """Whether sound stands behind the *end* that a file tells: no other chunk begins there."""
    name = body[end + end % 2 : end + end % 2 + 4]
    return len(name) == 4 and not (name.isascii() and name.decode().isprintable())


def _decoded(body: bytes, suffix: str) -> Sound:
    """What ffmpeg makes of *body*; several channels become one."""
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        path = Path(folder) / f"speech{suffix}"
        path.write_bytes(body)
        try:
            with decode(path) as stream:
                most = MOST_S * stream.rate * stream.channels * 4
                floats = bytearray()
                for block in stream.blocks:
                    floats += block
                    if len(floats) > most:
                        raise UnsoundError(f"more than {MOST_S:,} s of sound")
        except OutputError as error:
            raise UnsoundError(f"a broken {suffix[1:]} file") from error
        return Sound(_mono(bytes(floats), stream.channels), stream.rate)


def _mono(floats: bytes, channels: int) -> bytes:
    frames = np.frombuffer(floats[: len(floats) // (4 * channels) * 4 * channels], dtype=">f4")
    mixed = frames.reshape(-1, channels).mean(axis=1)
    if not np.isfinite(mixed).all():
        raise UnsoundError("sound that is no number")
    return bytes(np.clip(np.rint(mixed * 32768), -32768, 32767).astype("<i2").tobytes())
