"""Reads the chapters of an MP4 file out of its boxes, and as ffmpeg reads those of any file.

After ISO/IEC 14496-12 (the boxes) and Apple's *QuickTime File Format* (chapter lists, the samples
of a text track). Nothing here is shared with what writes them.
"""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from narrate.sound import audio

UTF8 = b"\0\0\0\x0cencd\0\0\x01\0"
"""Behind the text: it is Unicode, which without a byte-order mark is UTF-8."""


@dataclass(frozen=True)
class Texts:
    """QuickTime's list. *starts* and *lengths* of the chapters, in units of 1/*scale* s.

    *seconds* is how long the track says it is, *sound_s* how long the sound is.
    """

    titles: list[str]
    starts: list[int]
    lengths: list[int]
    scale: int
    seconds: float
    sound_s: float


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        yield name, data[at + head : at + (size or len(data) - at)]
        at += size or len(data) - at


def inside(data: bytes, path: str) -> bytes | None:
    """What is in the first box at *path*, as ``moov/udta/chpl``."""
    for name in path.encode().split(b"/"):
        found = next((body for kind, body in boxes(data) if kind == name), None)
        if found is None:
            return None
        data = found
    return data


def within(data: bytes, path: str) -> bytes:
    found = inside(data, path)
    assert found is not None, path
    return found


def table(box: bytes, row: str, skipped: int = 4) -> list[tuple[int, ...]]:
    """The rows of a box that counts them: after version and flags, and *skipped* bytes in all."""
    (count,) = struct.unpack_from(">I", box, skipped)
    body = box[skipped + 4 :]
    assert len(body) == count * struct.calcsize(row)
    return list(struct.iter_unpack(row, body))


def clock(trak: bytes) -> tuple[int, int]:
    """The units a second of a track, and how many of them it says it lasts."""
    head = within(trak, "mdia/mdhd")
    scale, length = struct.unpack_from(*((">IQ", head, 20) if head[0] else (">II", head, 12)))
    return scale, length


def quicktime(path: Path) -> Texts:
    """The chapters in the track to which the sound refers; one sample must be one chapter."""
    data = path.read_bytes()
    traks = [body for name, body in boxes(within(data, "moov")) if name == b"trak"]
    (sound,) = (trak for trak in traks if within(trak, "mdia/hdlr")[8:12] == b"soun")
    (wanted,) = struct.unpack(">I", within(sound, "tref/chap"))
    (texts,) = (trak for trak in traks if number(trak) == wanted)
    assert within(texts, "mdia/hdlr")[8:12] == b"text"
    listed = table(within(texts, "mdia/minf/stbl/stts"), ">II")
    lengths = [length for count, length in listed for _ in range(count)]
    titles = [title_of(sample) for sample in samples(data, within(texts, "mdia/minf/stbl"))]
    assert len(titles) == len(lengths)
    (scale, length), (rate, frames) = clock(texts), clock(sound)
    starts = [end - last for end, last in zip(accumulate(lengths), lengths, strict=True)]
    return Texts(titles, starts, lengths, scale, length / scale, frames / rate)


def number(trak: bytes) -> int:
    head = within(trak, "tkhd")
    found: int = struct.unpack_from(">I", head, 20 if head[0] else 12)[0]
    return found


def samples(data: bytes, stbl: bytes) -> Iterator[bytes]:
    each, count = struct.unpack_from(">II", within(stbl, "stsz"), 4)
    sizes = [each] * count if each else [size for (size,) in table(within(stbl, "stsz"), ">I", 8)]
    wide = inside(stbl, "co64")
    chunks = table(wide, ">Q") if wide else table(within(stbl, "stco"), ">I")
    runs = table(within(stbl, "stsc"), ">III")
    left = iter(sizes)
    for chunk, (start,) in enumerate(chunks, start=1):
        at = start
        for _ in range(next(many for first, many, _ in reversed(runs) if first <= chunk)):
            size = next(left)
            yield data[at : at + size]
            at += size
    assert not list(left)


def title_of(sample: bytes) -> str:
    """A text sample: the length in bytes, the text, and what its encoding is."""
    (size,) = struct.unpack_from(">H", sample)
    assert sample[2 + size :] == UTF8
    return sample[2 : 2 + size].decode()


def nero(path: Path) -> list[tuple[float, str]] | None:
    """Start in seconds and title of each chapter in ``chpl``; None if there is no such box."""
    box = inside(path.read_bytes(), "moov/udta/chpl")
    if box is None:
        return None
    found, at = [], 9
    for _ in range(box[8]):
        ticks, size = struct.unpack_from(">QB", box, at)
        found.append((ticks / 10_000_000, box[at + 9 : at + 9 + size].decode()))
        at += 9 + size
    assert at == len(box)
    return found


def ffmpeg(*arguments: str) -> bytes:
    command = [str(audio.find_ffmpeg().program), "-v", "error", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def marks(path: Path) -> list[tuple[float, float, str]]:
    """Start and end in seconds, and title, as ffmpeg reads them."""
    said = ffmpeg("-i", str(path), "-f", "ffmetadata", "-").decode()
    found = re.findall(r"TIMEBASE=(\d+)/(\d+)\nSTART=(\d+)\nEND=(\d+)\ntitle=(.*)", said)
    return [
        (int(start) * int(top) / int(low), int(end) * int(top) / int(low), title)
        for top, low, start, end, title in found
    ]
