"""Measure eSpeak's English voices and write the table that narrate casts by.

    python benchmarks/voices.py [--out src/narrate/engines/espeak_voices.tsv] [LANGUAGE ...]

Every English voice with every variant says the same passage at 175 words a minute. The columns
are explained in :class:`narrate.engines.measurement.Measurement`. Takes about two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

from narrate.engines.espeak_voices import TABLE, MeasuredVoice
from narrate.engines.measurement import COLUMNS
from narrate.engines.measuring import Sound, measure, say
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.errors import RecordingError

EFFECTS = {
    "Marco": "an echo",
    "Demonic": "a demon",
    "RicishayMax": "an echo",
    "RicishayMax2": "an echo",
    "RicishayMax3": "an echo",
    "UniRobot": "a robot",
    "anikaRobot": "a robot",
    "announcer": "a hall",
    "caleb": "a whisper",
    "croak": "a croak",
    "fast": "for trying out speeds",
    "robosoft": "a robot",
    "robosoft2": "a robot",
    "robosoft3": "a robot",
    "robosoft4": "a robot",
    "robosoft5": "a robot",
    "robosoft6": "a robot",
    "robosoft7": "a robot",
    "robosoft8": "a robot",
    "whisper": "a whisper",
    "whisperf": "a whisper",
}
"""Variants that are meant as effects, by what their files say."""


def row_of(name: str, rate: int, sound: Sound) -> MeasuredVoice:
    """The table's row for the voice *name*, from the passage as it said it."""
    found = measure(rate, sound)
    why = oddity(name, found.fault)
    return MeasuredVoice(name, found, fit=not why, why=why)


def oddity(name: str, fault: str) -> str:
    """Why nobody should be given this voice unasked: what it is for, or its *fault*."""
    variant = name.partition("+")[2]
    if name.startswith("en-shaw"):
        return "reads the Shavian alphabet"
    return EFFECTS.get(variant, fault)


def wanted(language: str, languages: list[str]) -> bool:
    """Whether *language* was asked for; English is when nothing was."""
    return language in languages if languages else language.startswith("en-")


def measure_all(languages: list[str]) -> Iterator[MeasuredVoice]:
    """A row for every voice wanted; of voices that sound the same only the first is fit."""
    engine = Pyttsx3Engine()
    seen: dict[bytes, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for info in engine.voices():
            if not wanted(info.language, languages):
                continue
            try:
                rate, sound = say(engine, info.name, Path(folder))
            except RecordingError as error:
                print(f"{info.name}: {error}", file=sys.stderr)
                continue
            row = row_of(info.name, rate, sound)
            twin = seen.setdefault(hashlib.sha256(sound.tobytes()).digest(), info.name)
            if twin != info.name and row.fit:
                row = replace(row, fit=False, why=f"the same as {twin}")
            print(*astuple(row), file=sys.stderr)
            yield row


def without_clipping(rows: list[MeasuredVoice]) -> Iterator[MeasuredVoice]:
    """*rows*; a variant that clips in one accent may do so in any, with another sentence."""
    clipping = {row.name.partition("+")[2] for row in rows if row.why == "clips"} - {""}
    for row in rows:
        clips = row.fit and row.name.partition("+")[2] in clipping
        yield replace(row, fit=False, why="clips in other accents") if clips else row


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TABLE)
    parser.add_argument("language", nargs="*", help="en-us, ...; all English ones by default")
    asked = parser.parse_args()
    lines = ["\t".join(("name", *COLUMNS, "fit", "why"))]
    for row in without_clipping(list(measure_all(asked.language))):
        fit = "yes" if row.fit else "no"
        lines.append("\t".join((row.name, *row.figures.row(), fit, row.why)))
    asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
