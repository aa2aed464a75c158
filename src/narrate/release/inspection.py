"""Measures a finished file: decodes it, reads its levels, and says how it is encoded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mutagen
import numpy as np
from mutagen.mp3 import MP3, BitrateMode

from narrate.release.acx import Measurements
from narrate.sound import audio
from narrate.sound.metering import Levels, Meter

NEAR = 0.02
"""A file of this much more or less than its first frame's bitrate still has that one throughout."""


def inspect(path: Path) -> Measurements:
    """What is measured of the sound file *path*, on the samples that a player gets.

    Reads the file once, a block at a time. Raises OutputError if it cannot be read or holds no
    sound.
    """
    with audio.decode(path) as stream:
        meter = Meter(stream.rate, stream.channels)
        for block in stream.blocks:
            meter.feed(np.frombuffer(block, dtype=">f4").astype(np.float32))
    levels = meter.read()
    codec, kbps, constant = _encoding(path, levels)
    return Measurements(
        seconds=levels.seconds,
        rms_db=levels.rms_db,
        peak_db=levels.peak_db,
        floor_db=levels.floor_db,
        head_s=levels.head_s,
        tail_s=levels.tail_s,
        rate_hz=stream.rate,
        channels=stream.channels,
        codec=codec,
        kbps=kbps,
        constant=constant,
    )


def _encoding(path: Path, levels: Levels) -> tuple[str, int, bool]:
    """Codec, bitrate in kbit/s, and whether that is constant."""
    try:
        found: Any = mutagen.File(path)
    except mutagen.MutagenError:
        found = None
    average = 8 * path.stat().st_size / max(levels.seconds, 0.001) / 1000
    if found is None:
        return path.suffix.removeprefix(".").lower() or "?", round(average), False
    kbps = getattr(found.info, "bitrate", 0) / 1000 or average
    if isinstance(found, MP3):
        return "mp3", round(kbps), _is_constant(found.info, levels)
    codec = getattr(found.info, "codec", "") or type(found).__name__.lower().removeprefix("ogg")
    return codec.partition(".")[0].replace("mp4a", "aac"), round(kbps), codec == "wave"


def _is_constant(info: Any, levels: Levels) -> bool:  # noqa: ANN401 -- mutagen types it as unset
    """An encoder that says nothing is known by the length its first bitrate would give."""
    if info.bitrate_mode is not BitrateMode.UNKNOWN:
        return bool(info.bitrate_mode is BitrateMode.CBR)
    return abs(float(info.length) - levels.seconds) <= NEAR * max(levels.seconds, 1.0)
