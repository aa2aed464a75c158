"""MP3 by LAME, in this process: the only room that knows lameenc.

LAME gives a row of packets. What is encoded apart can be joined, as every encoder begins anew and
asks nothing of the packets before: see :mod:`narrate.sound.pieces` for where nobody
hears that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from narrate.sound.audio import Sound

if TYPE_CHECKING:
    import lameenc

RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
MPEG1_RATE = 32_000
"""from this rate on packets are twice as long, and bitrates may be higher"""
MPEG2_KBPS = 160
"""the highest bitrate below that"""
HIGH_RATE = 44_100
ENCODER_DELAY = 576
DELAY = ENCODER_DELAY + 529
"""frames by which decoded sound is late: LAME's own delay and a decoder's"""
QUALITY = 7
"""LAME's -q: no slower one measured better on speech"""
VBR_MTRH, VBR_QUALITY = 4, 4
"""LAME's -V 4: as large as 64 kbit/s on speech at 22,050 Hz, and nearer to the original"""
BLOCK_BYTES = 1 << 20
"""LAME is fed no more at once."""


@dataclass(frozen=True, slots=True)
class Mp3:
    """How MP3 is written: at a constant bitrate of *kbps* kbit/s; None for a varying one."""

    kbps: int | None = None

    def rate_for(self, rate: int) -> int:
        """The lowest rate MP3 has for sound of *rate* Hz at this bitrate."""
        if self.kbps is not None and self.kbps > MPEG2_KBPS:
            rate = max(rate, HIGH_RATE)
        return next((one for one in RATES if one >= rate), RATES[-1])


def packet_frames(rate: int) -> int:
    """How many frames of sound a packet holds at *rate* Hz."""
    return 1152 if rate >= MPEG1_RATE else 576


def packets_of(frames: int, rate: int) -> int:
    """How many packets carry *frames* frames of sound at *rate* Hz to their very end."""
    size = packet_frames(rate)
    return -(-frames // size) - (-DELAY // size)


def encode(sound: Sound, codec: Mp3) -> bytes:
    """The packets of *sound*, whose rate must be one that MP3 has at that bitrate.

    There are at least as many as :func:`packets_of` says; what lies behind those is silence.
    """
    encoder = _encoder(sound.rate, codec)
    packets = bytearray()
    for start in range(0, max(1, len(sound.pcm)), BLOCK_BYTES):
        packets += encoder.encode(bytes(sound.pcm[start : start + BLOCK_BYTES]))
    return bytes(packets + encoder.flush())


def _encoder(rate: int, codec: Mp3) -> lameenc.Encoder:
    import lameenc  # noqa: PLC0415 -- only who encodes pays for it

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_quality(QUALITY)
    if codec.kbps is None:
        encoder.set_vbr(VBR_MTRH)
        encoder.set_vbr_quality(VBR_QUALITY)
    else:
        encoder.set_bit_rate(codec.kbps)
    return encoder


@lru_cache(maxsize=1)
def version() -> str:
    """Which LAME it is; another one may give other bytes."""
    from importlib.metadata import version as version_of  # noqa: PLC0415 -- as above

    return f"lameenc {version_of('lameenc')}"
