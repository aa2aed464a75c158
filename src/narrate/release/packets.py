"""Counts the packets of encoded sound: MP3 (ISO/IEC 11172-3, 13818-3) and AAC in ADTS (14496-3).

Both are plain rows of packets, each with a header that tells its length in bytes, so that two
rows joined are a row again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MP3_DELAY = 576 + 529
"""frames before the sound: LAME's own delay, and a decoder's"""
AAC_DELAY = 1024
"""frames before the sound: the first packet only prepares the second"""
AAC_FRAMES = 1024

_ADTS_RATES = (
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000,
    24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
)  # fmt: skip
_MP3_RATES = (44_100, 48_000, 32_000)
_MP3_KBPS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


@dataclass(frozen=True, slots=True)
class Packets:
    """A row of packets: *frames* in all at *rate* Hz, *delay* of them before the sound begins.

    *offset* is where the first packet with sound lies: an MP3's first one holds figures only.
    """

    rate: int
    frames: int
    delay: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Header:
    size: int
    frames: int
    rate: int


def read_packets(payload: bytes, suffix: str) -> Packets:
    """The packets of *payload*, which is encoded as *suffix* (mp3 or aac) says.

    Raises ValueError if it is not a row of packets from end to end.
    """
    if suffix == "aac":
        rate, frames = _walk(payload, 0, _adts_header)
        return Packets(rate, frames, AAC_DELAY)
    first = _mp3_header(payload, 0)
    figures = any(name in payload[: min(first.size, 64)] for name in (b"Info", b"Xing"))
    offset = first.size if figures else 0
    rate, frames = _walk(payload, offset, _mp3_header)
    return Packets(rate, frames, MP3_DELAY, offset)


def _walk(payload: bytes, start: int, read: Callable[[bytes, int], _Header]) -> tuple[int, int]:
    """The rate and the number of frames of the packets from *start* on."""
    rate, frames = 0, 0
    while start < len(payload):
        header = read(payload, start)
        rate, frames = header.rate, frames + header.frames
        start += header.size
    return rate, frames


def _adts_header(payload: bytes, start: int) -> _Header:
    head = payload[start : start + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        raise ValueError("no AAC packet")
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    blocks = (head[6] & 3) + 1
    return _Header(max(size, 7), blocks * AAC_FRAMES, _ADTS_RATES[head[2] >> 2 & 15])


def _mp3_header(payload: bytes, start: int) -> _Header:
    head = payload[start : start + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        raise ValueError("no MP3 packet")
    version = head[1] >> 3 & 3  # 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    rate = _MP3_RATES[head[2] >> 2 & 3] // {3: 1, 2: 2, 0: 4}[version]
    kbps = _MP3_KBPS[1 if version == 3 else 2][head[2] >> 4]
    frames = 1152 if version == 3 else 576
    padding = head[2] >> 1 & 1
    return _Header(frames // 8 * 1000 * kbps // rate + padding, frames, rate)
