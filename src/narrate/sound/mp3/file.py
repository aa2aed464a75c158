"""Writes an MP3 file: a header packet for players (Xing, LAME), then the packets of sound.

That packet is the Xing header with LAME's extension, as "Mp3 Info Tag rev 1 specifications" by
G. Bouvigne has it. Without it a player guesses the length of a file, and hears the encoder's delay.
"""

from __future__ import annotations

import re
import struct
from array import array
from bisect import bisect_right
from typing import IO

from narrate.sound.mp3.encoder import ENCODER_DELAY, Mp3, packet_frames
from narrate.sound.mp3.packets import mp3_ends, mp3_size

XING = struct.Struct(">4sIII100sI")
LAME = struct.Struct(">9sBB8xBB3s4xI2x")
FLAGS = 0x0F
"""All four figures are there: packets, bytes, table of contents, quality."""
LAME_NAME = re.compile(rb"LAME\d[\d.]*")
"""what LAME calls itself in a packet that has room for it"""
UNNAMED = b"LAME4.0"
CONSTANT, VARYING = 1, 4
"""the method, as the extension has it: constant bitrate, and LAME's vbr-mtrh"""
SIDE_BYTES = {True: 17, False: 9}
"""what lies between header and data in a packet of one channel: in MPEG-1, and below"""
ENTRIES = 100
CRC_BYTES = 2


class Mp3File:
    """Packets at *rate* Hz, written to *file* from where it stands; ``finish`` comes last."""

    def __init__(self, file: IO[bytes], codec: Mp3, rate: int) -> None:
        self._file, self._codec, self._rate = file, codec, rate
        self._start = file.tell()
        self._head = b""
        self._name = UNNAMED
        self._size = self._count = 0
        self._rows: list[tuple[int, int, array[int]]] = []  # packets and bytes before, and ends

    def add(self, payload: bytes, packets: int) -> None:
        """Write the first *packets* packets of *payload*. Raises ValueError if it has fewer."""
        ends = mp3_ends(payload)
        if len(ends) < packets:
            raise ValueError(f"{len(ends)} packets, not {packets}")
        if not self._head:
            self._begin(payload)
        self._rows.append((self._count, self._size, ends))
        self._count += packets
        self._size += self._file.write(memoryview(payload)[: ends[packets - 1] if packets else 0])

    def finish(self, frames: int) -> None:
        """Write the header packet, for *frames* frames of sound."""
        self._file.seek(self._start)
        self._file.write(self._figures(frames))
        self._file.seek(0, 2)

    def _begin(self, payload: bytes) -> None:
        """Leave space for the header packet: a packet at the lowest bitrate that holds it."""
        first, second, third, fourth = payload[:4]
        least = 4 + self._side + XING.size + LAME.size + CRC_BYTES
        heads = (bytes((first, second, kbps << 4 | third & 0x0C, fourth)) for kbps in range(1, 15))
        own = [payload[:4]] if self._codec.kbps else []
        head = next(one for one in (*own, *heads) if mp3_size(one) >= least)
        self._head = head.ljust(mp3_size(head), b"\0")
        self._name = (LAME_NAME.findall(payload) or [UNNAMED])[0]
        self._size = self._file.write(self._head)

    @property
    def _side(self) -> int:
        return SIDE_BYTES[packet_frames(self._rate) == 1152]

    def _figures(self, frames: int) -> bytes:
        size = packet_frames(self._rate)
        kbps = self._codec.kbps
        name, method = (b"Info", CONSTANT) if kbps else (b"Xing", VARYING)
        padding = self._count * size - ENCODER_DELAY - frames
        gap = (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
        body = self._head[: 4 + self._side]
        body += XING.pack(name, FLAGS, self._count, self._size, self._contents(), 0)
        body += LAME.pack(self._name, method, 0, 0, min(kbps or 0, 255), gap, self._size)
        body += _crc(body).to_bytes(2, "big")
        return body + self._head[len(body) :]

    def _contents(self) -> bytes:
        """Where each hundredth of the time begins, in 256ths of the bytes."""
        starts = [self._start_of(n * self._count // ENTRIES) for n in range(ENTRIES)]
        return bytes(min(255, 256 * start // self._size) for start in starts)

    def _start_of(self, packet: int) -> int:
        """Where a packet begins, in bytes; the first one after the packet in front."""
        row = bisect_right(self._rows, packet, key=lambda one: one[0]) - 1
        before, start, ends = self._rows[row]
        return start + (ends[packet - before - 1] if packet > before else 0)


def _crc(data: bytes) -> int:
    """CRC-16 with the polynomial 0x8005, bits reversed."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
