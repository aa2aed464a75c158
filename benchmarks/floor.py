"""What a book costs at the least: an engine and LAME with nothing around them.

For eSpeak, none of narrate is in it; any other engine is asked as narrate asks it.
"""

from __future__ import annotations

import ctypes
import resource
import tempfile
import time
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import espeakng_loader
import lameenc

from narrate.engines import Engine, find_engine
from narrate.model import Utterance
from narrate.testing import read_wav

T = TypeVar("T")
Line = tuple[str, int, str]
"""An eSpeak identifier, words a minute, and what is said."""

PAUSE = bytes(2 * 9_900)
"""behind each line: silence is encoded too"""
MP3_LINES, MP3_FILES = 60, 4
"""Of the files that are written, the most lines in each, and the fewest for a process."""
SYNCHRONOUS, UTF8, RATE = 2, 1, 1
CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, CPU seconds of speaking and of encoding, and seconds of sound."""

    wall_s: float
    speaking_s: float
    encoding_s: float
    sound_s: float

    @property
    def cpu_s(self) -> float:
        """All CPU seconds."""
        return self.speaking_s + self.encoding_s


def floor(lines: Sequence[Line], jobs: int) -> Cost:
    """Say *lines* with eSpeak and encode them as MP3, in *jobs* processes."""
    return _shared(_say_and_encode, lines, jobs)


def floor_of(engine: str, said: Sequence[Utterance], jobs: int) -> Cost:
    """The same for *said* by the engine of that name, which is started before the time is taken."""
    return _shared(partial(_speak_and_encode, engine), said, jobs)


def _shared(
    work: Callable[[Sequence[T]], tuple[float, float, float]], lines: Sequence[T], jobs: int
) -> Cost:
    size = min(MP3_LINES, -(-len(lines) // (MP3_FILES * jobs)))
    shares = [lines[start : start + size] for start in range(0, len(lines), size)]
    began = time.monotonic()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        costs = list(pool.map(work, shares))
    wall = time.monotonic() - began
    return Cost(wall, *(sum(part) for part in zip(*costs, strict=True)))


@lru_cache(maxsize=1)
def _espeak() -> tuple[Any, bytearray, object]:
    """The eSpeak of this process, where it puts its samples, and the function that does so."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(SYNCHRONOUS, 1000, espeakng_loader.get_data_path().encode(), 0)
    samples = bytearray()

    def collect(wav: Any, count: int, _events: int | None) -> int:  # noqa: ANN401 -- a C pointer
        if wav:
            samples.extend(ctypes.string_at(wav, 2 * count))
        return 0

    callback = CALLBACK(collect)
    library.espeak_SetSynthCallback(callback)
    return library, samples, callback


def _say_and_encode(lines: Sequence[Line]) -> tuple[float, float, float]:
    espeak, samples, _ = _espeak()
    samples.clear()
    began = cpu_s()
    for voice, rate, text in lines:
        espeak.espeak_SetVoiceByName(voice.encode())
        espeak.espeak_SetParameter(RATE, rate, 0)
        raw = text.encode()
        espeak.espeak_Synth(raw, ctypes.c_size_t(len(raw) + 1), 0, 1, 0, UTF8, None, None)
        samples.extend(PAUSE)
    spoken = cpu_s()
    with tempfile.TemporaryFile() as file:
        file.write(_mp3(bytes(samples)))
    return spoken - began, cpu_s() - spoken, len(samples) / 2 / 22_050


def _speak_and_encode(engine: str, said: Sequence[Utterance]) -> tuple[float, float, float]:
    speech, samples, sound_s = _started(engine, said[0]), bytearray(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        began = cpu_s()
        for utterance in said:
            wav = Path(folder) / "take.wav"
            speech.speak(utterance, wav)
            rate, taken = read_wav(wav)
            samples.extend(array("h", taken).tobytes() + PAUSE)
            sound_s += len(taken) / rate + len(PAUSE) / 2 / 22_050
        spoken = cpu_s()
        (Path(folder) / "book.mp3").write_bytes(_mp3(bytes(samples)))
        return spoken - began, cpu_s() - spoken, sound_s


@lru_cache(maxsize=1)
def _started(name: str, first: Utterance) -> Engine:
    engine = find_engine(name)
    with tempfile.TemporaryDirectory() as folder:
        engine.speak(first, Path(folder) / "take.wav")
    return engine


def _mp3(pcm: bytes) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(22_050)
    encoder.set_out_sample_rate(22_050)
    encoder.set_quality(7)
    encoder.set_vbr(4)
    encoder.set_vbr_quality(4)
    return bytes(encoder.encode(pcm) + encoder.flush())


def cpu_s() -> float:
    """The CPU seconds this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
