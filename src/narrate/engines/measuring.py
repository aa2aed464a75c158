"""Measures a voice: its pitch, how far it moves, its brightness, level and pace."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from narrate.engines import Engine
from narrate.engines.measurement import Measurement
from narrate.engines.native_sound import read_sound
from narrate.model import Utterance, Voice

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


def say(engine: Engine, name: str, folder: Path) -> tuple[int, Sound]:
    """The rate in Hz and the samples, between -1 and 1, of PASSAGE in the voice *name*.

    Raises RecordingError where the engine does.
    """
    wav = folder / "voice.wav"
    wav.unlink(missing_ok=True)
    engine.speak(Utterance(PASSAGE, Voice(engine.name, name)), wav)
    rate, samples = read_sound(wav)
    return rate, np.frombuffer(samples, dtype="<i2").astype(np.float64) / 32768


def measure(rate: int, sound: Sound) -> Measurement:
    """What *sound*, a voice that says PASSAGE, tells of the voice."""
    frames = active_frames(sound, rate)
    found = pitches(frames, rate)
    voiced = len(found) / len(frames)
    pitch_hz, spread_st = register(found) if voiced >= HARDLY_VOICED else (None, None)
    return Measurement(
        pitch_hz=pitch_hz,
        spread_st=spread_st,
        voiced=round(voiced, 2),
        level_db=round(decibel(float((frames**2).mean())), 1),
        peak_db=round(decibel(float((sound**2).max())), 1),
        clipped=round(float((np.abs(sound) >= 32767 / 32768).mean() * 1000), 2),
        words_a_minute=round(WORDS * 60 * rate / len(sound)),
        bright_hz=round(centroid(frames, rate)),
    )


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


def register(found: Sound) -> tuple[float, float]:
    """Where a voice lies, in hertz, and how far it moves, in semitones."""
    low, median, high = np.percentile(found, (10, 50, 90))
    return round(float(median), 1), round(float(12 * np.log2(high / low)), 1)


def decibel(power: float) -> float:
    """*power*, the square of an amplitude, against full scale."""
    return float(10 * np.log10(max(power, 1e-12)))


def centroid(frames: Sound, rate: int) -> float:
    """The mean frequency in hertz, weighted by amplitude: how bright a voice is."""
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]))).mean(axis=0)
    return float((spectrum * np.fft.rfftfreq(frames.shape[1], 1 / rate)).sum() / spectrum.sum())
