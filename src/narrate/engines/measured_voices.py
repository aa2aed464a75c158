"""The table of what was measured of an engine's voices on this machine, in the user's data folder.

``narrate voices --measure ENGINE`` fills it, once for a voice; casting reads it. A row holds for
the voice as it sounded then: it goes by the fingerprint.
"""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.engines import Engine
from narrate.engines.fingerprints import Apart
from narrate.engines.measurement import Measurement, read_row
from narrate.engines.voice_files import voices_folder
from narrate.errors import RecordingError
from narrate.model import VoiceInfo

Measured = dict[tuple[str, str], Measurement]
"""by the voice's name and its fingerprint"""
CAST = 20
"""as many voices as nearly all books have people who speak"""


def table_path(engine: str) -> Path:
    """Where the table of *engine* lies; it need not exist. Raises RequestError."""
    return voices_folder() / f"{engine}.measured.tsv"


def read_measured(path: Path) -> Measured:
    """The table *path*; empty where there is none. A row that is not understood is left out."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return dict(_rows(csv.reader(file, delimiter="\t")))
    except FileNotFoundError:
        return {}


def with_measured(engine: Engine, voices: Sequence[VoiceInfo]) -> tuple[VoiceInfo, ...]:
    """*voices* of *engine* with what was measured of those whose pitch it does not tell itself.

    One of unknown gender may then be given to anybody whom it fits. Where a whole CAST of a
    language was measured, no other voice of it is given to anybody unasked.
    """
    measured = read_measured(table_path(engine.name))
    if not measured:
        return tuple(voices)
    fingerprint = fingerprints(engine)
    filled = tuple(
        voice
        if voice.pitch_hz is not None
        or (row := measured.get((voice.name, fingerprint(voice)))) is None
        else _filled(voice, row)
        for voice in voices
    )
    known = Counter(_tongue(one) for one in filled if one.castable and one.pitch_hz)
    return tuple(
        one if known[_tongue(one)] < CAST or one.pitch_hz else replace(one, castable=False)
        for one in filled
    )


def _tongue(voice: VoiceInfo) -> str:
    """The language of *voice*, whatever its accent."""
    return voice.language.partition("-")[0]


def measure_voices(
    engine: Engine, voices: Sequence[VoiceInfo]
) -> Iterator[tuple[VoiceInfo, Measurement | None]]:
    """Measure each of *voices* that the table does not hold yet; None for one that cannot speak.

    What was measured is kept at once. Raises RequestError, and OSError where it cannot be kept.
    """
    path = table_path(engine.name)
    measured, fingerprint = read_measured(path), fingerprints(engine)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        for voice in voices:
            key = voice.name, fingerprint(voice)
            if key not in measured:
                found = _measured(engine, voice.name, Path(folder))
                if found is not None:
                    _append(path, key, found)
                yield voice, found


def fingerprints(engine: Engine) -> Callable[[VoiceInfo], str]:
    """What tells the fingerprint of each voice of *engine*, in 16 hexadecimal digits."""
    whole = "" if isinstance(engine, Apart) else engine.fingerprint()

    def fingerprint(voice: VoiceInfo) -> str:
        own = engine.voice_fingerprint(voice.name) if isinstance(engine, Apart) else whole
        return hashlib.sha256(own.encode()).hexdigest()[:16]

    return fingerprint


def _measured(engine: Engine, name: str, folder: Path) -> Measurement | None:
    from narrate.engines.measuring import measure, say  # noqa: PLC0415 -- it needs NumPy

    try:
        rate, sound = say(engine, name, folder)
    except RecordingError:
        return None
    return measure(rate, sound) if sound.any() else None


def _filled(voice: VoiceInfo, row: Measurement) -> VoiceInfo:
    found = voice.gender is None and row.gender is not None and not row.fault
    told = replace(voice, **row.heard())
    return replace(told, gender=voice.gender or row.gender, castable=voice.castable or found)


def _append(path: Path, key: tuple[str, str], found: Measurement) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerow((*key, *found.row()))


def _rows(lines: Iterator[list[str]]) -> Iterator[tuple[tuple[str, str], Measurement]]:
    """A row that was cut off, by a full disk or a kill, is one that is not understood."""
    for line in lines:
        try:
            name, fingerprint, *figures = line
            row = read_row(figures)
        except ValueError:
            continue
        yield (name, fingerprint), row
