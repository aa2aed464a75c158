"""Measure eSpeak's English voices and write the table that narrate casts by.

    python benchmarks/voices.py [--out src/narrate/engines/espeak_voices.tsv] [LANGUAGE ...]

Every English voice with every variant says the same passage at 175 words a minute. The columns
are explained in :class:`narrate.engines.espeak_voices.Measured`. Takes about two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from narrate.engines.espeak_voices import TABLE, Measured
from narrate.engines.pyttsx3 import Pyttsx3Engine
from narrate.errors import RecordingError
from narrate.model import Gender, Utterance, Voice
from narrate.testing import read_wav

Sound = NDArray[np.float64]

PASSAGE = (
    "The ferry was late again, and the harbour lay grey under a thin rain. "
    "Where have you been all morning? "
    "We waited for you by the lamp until the church clock struck nine. "
    "I never said that I would come! Nobody asks me; nobody ever does. "
    "She put down the basket, counted the oranges twice, and gave the smallest one to the boy. "
    "Well, that is that, he thought, and he walked home along the wall without another word."
)
WORDS = len(PASSAGE.split())

FRAME_S, HOP_S = 0.06, 0.02
LOWEST_HZ, HIGHEST_HZ = 50, 500
HARDLY_VOICED = 0.45
"""share of voiced frames below which a voice is a whisper; speech has 0.5 to 0.9"""

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


def speak(engine: Pyttsx3Engine, name: str, folder: Path) -> tuple[int, Sound, bytes]:
    """The rate, the samples between -1 and 1, and a digest of the file."""
    wav = folder / "voice.wav"
    engine.speak(Utterance(PASSAGE, Voice("pyttsx3", name)), wav)
    rate, samples = read_wav(wav)
    sound = np.asarray(samples, dtype=np.float64) / 32768
    return rate, sound, hashlib.sha256(wav.read_bytes()).digest()


def active_frames(sound: Sound, rate: int) -> Sound:
    """The frames of *sound*, one a row, that are less than 30 dB below the loudest."""
    size, hop = int(FRAME_S * rate), int(HOP_S * rate)
    frames = np.lib.stride_tricks.sliding_window_view(sound, size)[::hop]
    power = (frames**2).mean(axis=1)
    active: Sound = frames[power > power.max() / 1000]
    return active


def pitches(frames: Sound, rate: int) -> Sound:
    """The pitch of each voiced frame in hertz.

    The first strong peak of the autocorrelation, divided by that of the window (Boersma 1993,
    "Accurate short-term analysis of the fundamental frequency"). A frame is voiced when its
    highest peak is above 0.5; of the peaks nearly as high as that the shortest lag is taken.
    """
    size = frames.shape[1]
    window = np.hanning(size)
    length = 1 << (2 * size - 1).bit_length()
    centred = (frames - frames.mean(axis=1, keepdims=True)) * window
    correlation = np.fft.irfft(np.abs(np.fft.rfft(centred, length)) ** 2)
    of_window = np.fft.irfft(np.abs(np.fft.rfft(window, length)) ** 2)
    low, high = rate // HIGHEST_HZ, rate // LOWEST_HZ
    zero = np.maximum(correlation[:, :1], 1e-12)
    norm = correlation[:, : high + 2] / zero * of_window[0] / of_window[: high + 2]
    inner = norm[:, low : high + 1]
    peak = (inner >= norm[:, low - 1 : high]) & (inner > norm[:, low + 1 : high + 2])
    best = np.where(peak, inner, 0).max(axis=1)
    strong = peak & (inner > 0.9 * best[:, None]) & (best[:, None] > 0.5)
    voiced = strong.any(axis=1)
    lag = strong[voiced].argmax(axis=1) + low
    hertz: Sound = rate / lag.astype(np.float64)
    return hertz


def decibel(power: float) -> float:
    """*power*, the square of an amplitude, against full scale."""
    return float(10 * np.log10(max(power, 1e-12)))


def centroid(frames: Sound, rate: int) -> float:
    """The mean frequency in hertz, weighted by amplitude: how bright a voice is."""
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]))).mean(axis=0)
    return float((spectrum * np.fft.rfftfreq(frames.shape[1], 1 / rate)).sum() / spectrum.sum())


def measure(name: str, rate: int, sound: Sound) -> Measured:
    """The table's row for the voice *name*, from the passage as it said it."""
    frames = active_frames(sound, rate)
    found = pitches(frames, rate)
    voiced = len(found) / len(frames)
    clipped = float((np.abs(sound) >= 32767 / 32768).mean() * 1000)
    row: dict[str, Any] = {
        "name": name,
        **register(found if voiced >= HARDLY_VOICED else None),
        "voiced": round(voiced, 2),
        "level_db": round(decibel(float((frames**2).mean())), 1),
        "peak_db": round(decibel(float((sound**2).max())), 1),
        "clipped": round(clipped, 2),
        "words_a_minute": round(WORDS * 60 * rate / len(sound)),
        "bright_hz": round(centroid(frames, rate)),
    }
    why = oddity(name, row)
    return Measured(**row, gender=gender(row["pitch_hz"]), fit=not why, why=why)


def register(found: Sound | None) -> dict[str, float | None]:
    """Where a voice lies and how far it moves; what little pitch a whisper has means nothing."""
    if found is None:
        return {"pitch_hz": None, "spread_st": None}
    low, median, high = np.percentile(found, (10, 50, 90))
    return {
        "pitch_hz": round(float(median), 1),
        "spread_st": round(float(12 * np.log2(high / low)), 1),
    }


def gender(pitch_hz: float | None) -> Gender | None:
    """By pitch; None between the registers, above them, and for a voice without pitch."""
    if pitch_hz is None or 145 <= pitch_hz <= 165 or pitch_hz > 300:
        return None
    return "M" if pitch_hz < 145 else "F"


def oddity(name: str, row: dict[str, Any]) -> str:
    """Why nobody should be given this voice unasked; empty when there is no reason."""
    variant = name.partition("+")[2]
    if name.startswith("en-shaw"):
        return "reads the Shavian alphabet"
    if variant in EFFECTS:
        return EFFECTS[variant]
    if row["pitch_hz"] is None:
        return "hardly voiced"
    faults = {
        "clips": row["clipped"] > 0.1,
        "monotonous": row["spread_st"] < 1.5,
        "its pitch leaps": row["spread_st"] > 12,
        "slow": row["words_a_minute"] < 160,
        "fast": row["words_a_minute"] > 260,
        "no speaking voice": not 60 < row["pitch_hz"] < 290,
    }
    return next((fault for fault, found in faults.items() if found), "")


def wanted(language: str, languages: list[str]) -> bool:
    """Whether *language* was asked for; English is when nothing was."""
    return language in languages if languages else language.startswith("en-")


def measure_all(languages: list[str]) -> Iterator[Measured]:
    """A row for every voice wanted; of voices that sound the same only the first is fit."""
    engine = Pyttsx3Engine()
    seen: dict[bytes, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for info in engine.voices():
            if not wanted(info.language, languages):
                continue
            try:
                rate, sound, digest = speak(engine, info.name, Path(folder))
            except RecordingError as error:
                print(f"{info.name}: {error}", file=sys.stderr)
                continue
            row = measure(info.name, rate, sound)
            twin = seen.setdefault(digest, info.name)
            if twin != info.name and row.fit:
                row = replace(row, fit=False, why=f"the same as {twin}")
            print(*astuple(row), file=sys.stderr)
            yield row


def without_clipping(rows: list[Measured]) -> Iterator[Measured]:
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
    names = [field.name for field in fields(Measured)]
    lines = ["\t".join(names)]
    for row in without_clipping(list(measure_all(asked.language))):
        values = {name: getattr(row, name) for name in names}
        values |= {"fit": "yes" if row.fit else "no"}
        lines.append("\t".join("" if value is None else str(value) for value in values.values()))
    asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
