"""What ACX, which sells to most audiobook shops, requires of a file, and checks for it.

The figures are those of "ACX Audio Submission Requirements" (help.acx.com).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import OutputError, Place, SettingsError
from narrate.model import Track
from narrate.release.formats import ACX_KBPS
from narrate.release.values import Bounds
from narrate.settings import Settings

RMS_DB = (-23.0, -18.0)
PEAK_DB = -3.0
FLOOR_DB = -60.0
HEAD_S = (0.5, 1.0)
TAIL_S = (1.0, 5.0)
MOST_S = 120 * 60.0
RATE_HZ = 44_100
KBPS = ACX_KBPS

MARGIN_S = 0.1
"""seconds between a pause and the first sound: a take keeps a margin and begins softly"""


@dataclass(frozen=True, slots=True)
class Measurements:
    """What was measured of a finished file; levels in dB of full scale.

    *codec* is ``mp3``, ``aac`` ...; *kbps* its bitrate in kbit/s, and *constant* whether that is
    the same throughout.
    """

    seconds: float
    rms_db: float
    peak_db: float
    floor_db: float
    head_s: float
    tail_s: float
    rate_hz: int
    channels: int
    codec: str
    kbps: int
    constant: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a file: what it is called, its value as data and as text, what is wanted."""

    name: str
    value: float | str
    text: str
    wanted: str
    passed: bool


def check_figures(measured: Measurements) -> tuple[Figure, ...]:
    """Every figure of *measured*, compared with what ACX requires."""
    return tuple(_figures(measured))


def _figures(one: Measurements) -> Iterator[Figure]:
    yield _level("rms_db", one.rms_db, "-23 to -18", RMS_DB[0] <= one.rms_db <= RMS_DB[1])
    yield _level("peak_db", one.peak_db, "-3 at most", one.peak_db <= PEAK_DB)
    yield _level("floor_db", one.floor_db, "-60 at most", one.floor_db <= FLOOR_DB)
    yield _time("head_s", one.head_s, "0.5 to 1", HEAD_S)
    yield _time("tail_s", one.tail_s, "1 to 5", TAIL_S)
    minutes = one.seconds / 60
    short = 0 < one.seconds <= MOST_S
    yield Figure("minutes", round(minutes, 2), f"{minutes:.1f}", "120 at most", short)
    rate = one.rate_hz
    yield Figure("rate_hz", rate, str(rate), str(RATE_HZ), rate == RATE_HZ)
    yield Figure("channels", one.channels, str(one.channels), "1", one.channels == 1)
    encoding = f"{one.codec} {one.kbps} {'CBR' if one.constant else 'VBR'}"
    good = one.codec == "mp3" and one.constant and one.kbps >= KBPS
    yield Figure("encoding", encoding, encoding, "mp3 192 CBR", good)


def _level(name: str, level_db: float, wanted: str, passed: bool) -> Figure:  # noqa: FBT001 -- the verdict on the figure beside it
    text = f"{level_db:.1f}" if math.isfinite(level_db) else "silence"
    return Figure(name, level_db, text, wanted, passed)


def _time(name: str, seconds: float, wanted: str, span: tuple[float, float]) -> Figure:
    return Figure(name, seconds, f"{seconds:.2f}", wanted, span[0] <= seconds <= span[1])


LEVELS = Bounds(least_db=-22.0, ceiling_db=-4.5)
"""Before encoding. LAME takes half a decibel away, and overshoots a peak by up to 0.9 dB."""


def check_length(track: Track, path: Path) -> None:
    """Raise OutputError if *track*, which is to become *path*, is longer than ACX takes."""
    if track.frames > MOST_S * track.rate:
        msg = f"would last {track.frames / track.rate / 60:.0f} minutes, and ACX takes 120"
        hint = "part its longest paragraph, or choose another preset than acx"
        raise OutputError(msg, at=Place(path), hint=hint)


def check_pauses(settings: Settings) -> None:
    """Raise SettingsError if the pauses at both ends of a file are not what ACX asks for."""
    at = Place(settings.path) if settings.path else None
    pauses = settings.pauses
    for name, pause_ms, span in (("head", pauses.head, HEAD_S), ("tail", pauses.tail, TAIL_S)):
        low, high = round(1000 * span[0]), round(1000 * (span[1] - MARGIN_S))
        if not low <= pause_ms <= high:
            msg = f"pauses > {name} is {pause_ms} ms, which ACX does not take"
            hint = f"write {low} to {high}, or choose another preset than acx"
            raise SettingsError(msg, at=at, hint=hint)
