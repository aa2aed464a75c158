"""Finds the packets of encoded sound: MP3 (ISO/IEC 11172-3, 13818-3) and AAC in ADTS (14496-3).

Both are plain rows of packets, each with a header that tells its length in bytes, so that two
rows joined are a row again.
"""

from __future__ import annotations

from array import array
from functools import lru_cache

AAC_DELAY = 1024
"""frames before the sound: the first packet only prepares the second"""
AAC_FRAMES = 1024
_MP3_RATES = (44_100, 48_000, 32_000)
_MP3_KBPS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG1, _MPEG25 = 3, 0
"""the version, as a header has it; 2 is MPEG-2"""


def read_aac(payload: bytes) -> int:
    """How many frames the packets of *payload* are.

    Raises ValueError if it is not a row of them from end to end.
    """
    frames, start = 0, 0
    while start < len(payload):
        head = payload[start : start + 7]
        if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
            raise ValueError("no AAC packet")
        frames += ((head[6] & 3) + 1) * AAC_FRAMES
        start += max((head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5, 7)
    return frames


def mp3_ends(payload: bytes) -> array[int]:
    """Where each packet of *payload* ends. Raises ValueError if it is not a row of packets."""
    ends, start = array("Q"), 0
    try:
        while start < len(payload):
            if payload[start] != 0xFF:
                raise ValueError("no MP3 packet")
            start += _mp3_sizes(payload[start + 1])[payload[start + 2]]
            ends.append(start)
    except LookupError:
        raise ValueError("no MP3 packet") from None
    return ends


def mp3_size(head: bytes) -> int:
    """The length in bytes of the packet whose header begins with *head*."""
    return _mp3_sizes(head[1])[head[2]]


@lru_cache(maxsize=16)
def _mp3_sizes(second: int) -> dict[int, int]:
    """The length of a packet by the third byte of its header; *second* is the one before it."""
    if second & 0xE6 != 0xE2:  # the rest of the sync word, and layer III
        return {}
    version = second >> 3 & 3
    kbps = _MP3_KBPS[1 if version == _MPEG1 else 2]
    eighths = 144 if version == _MPEG1 else 72
    part = {_MPEG1: 1, _MPEG25: 4}.get(version, 2)
    return {
        third: eighths * 1000 * kbps[third >> 4] // (_MP3_RATES[third >> 2 & 3] // part)
        + (third >> 1 & 1)
        for third in range(256)
        if 0 < third >> 4 < len(kbps) and third >> 2 & 3 < len(_MP3_RATES)
    }
