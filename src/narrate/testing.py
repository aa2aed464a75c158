# ruff: noqa: S101, D102 -- a contract is made of assertions, and a test's name is its sentence
"""Doubles to test with, for narrate and for whoever writes an engine; no pytest needed.

:class:`ToneEngine` hums instead of speaking: the pitch of the hum names the voice and its length
is told exactly by the words, so that a finished chapter can be checked for who speaks when
without listening (:func:`heard`). :class:`FailingEngine` spoils another engine's work by rule.
:class:`EngineContract` holds what every engine must do, as tests to inherit.
"""

from __future__ import annotations

import math
import os
import pickle
import sys
import time
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from narrate.engines import Engine
from narrate.errors import RecordingError
from narrate.model import Gender, Utterance, Voice, VoiceInfo

RATE = 22_050
"""frames a second of every hum"""
LOWEST_HZ = 150
BAND_HZ = 120
"""Each voice owns a band this wide; its pitch setting moves it by at most 50 Hz to either side."""
LEVEL = 8_000
"""the peak of a hum at full volume; a third of it is as loud as speech"""

_GENDERS: tuple[tuple[Gender, str], ...] = (("M", "low"), ("F", "high"))


def _tones() -> tuple[VoiceInfo, ...]:
    """Twelve low voices that count as men's and, above them, twelve high ones as women's."""
    return tuple(
        VoiceInfo(
            name=f"{prefix}-{number + 1:02}",
            language="en-us",
            gender=gender,
            pitch_hz=float(LOWEST_HZ + BAND_HZ * (12 * register + number)),
        )
        for register, (gender, prefix) in enumerate(_GENDERS)
        for number in range(12)
    )


TONES = _tones()


@dataclass(frozen=True, slots=True)
class ToneEngine:
    """An engine that hums: always the same samples for the same utterance, at once.

    The hum is a sine of ``hertz(voice)`` Hz; it lasts ``frames(utterance)`` frames. *head* and
    *tail* are frames of silence written before and after it.
    """

    head: int = 0
    tail: int = 0
    name: str = "tone"
    jobs: int | None = None

    def fingerprint(self) -> str:
        """Changes with the silence around a hum."""
        return f"tone 1 head={self.head} tail={self.tail}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """``low-01`` to ``low-12`` (men) and ``high-01`` to ``high-12`` (women)."""
        return TONES

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """There is nothing to be found and nothing to be missing."""
        return (("voices", str(len(TONES))), ("takes", "reproducible"))

    def hertz(self, voice: Voice) -> int:
        """The pitch of *voice*: its own, in the middle of its band, plus its setting less 50.

        Raises RecordingError for a voice that does not exist.
        """
        for info in TONES:
            if info.name == voice.name and info.pitch_hz is not None:
                return round(info.pitch_hz) + voice.pitch - 50
        msg = f"the tone engine has no voice called {voice.name!r}"
        raise RecordingError(msg, hint=f"it has {TONES[0].name} to {TONES[-1].name}")

    def frames(self, utterance: Utterance) -> int:
        """How long the hum is: six characters make a word, at ``voice.rate`` words a minute.

        Rounded down: ``len(spoken) * RATE * 10 // rate``, which is 1,260 frames for each
        character at 175 words a minute.
        """
        return len(utterance.spoken) * RATE * 10 // utterance.voice.rate

    def speak(self, utterance: Utterance, wav: Path) -> None:
        """Hum *utterance*; raises RecordingError for an unknown voice or for no words at all."""
        hertz = self.hertz(utterance.voice)
        if not utterance.spoken:
            raise RecordingError("there is nothing to hum")
        hum = _sine(hertz, self.frames(utterance), LEVEL * utterance.voice.volume)
        write_wav(wav, bytes(2 * self.head) + hum + bytes(2 * self.tail))


def _sine(hertz: int, frames: int, level: float) -> bytes:
    """A sine as 16-bit samples; a whole number of hertz repeats after one second."""
    step = 2 * math.pi * hertz / RATE
    second = array("h", (round(level * math.sin(step * n)) for n in range(min(frames, RATE))))
    if sys.byteorder == "big":
        second.byteswap()
    raw = second.tobytes()
    return (raw * (frames // RATE + 1))[: 2 * frames]


def write_wav(path: Path, samples: bytes, rate: int = RATE) -> None:
    """Write *samples*, 16-bit little-endian, to *path* as a mono WAV file."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples)


def read_wav(path: Path) -> tuple[int, Sequence[int]]:
    """The rate and the samples of a mono 16-bit WAV file; AssertionError if it is no such file."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2), "not mono 16 bit"
        samples = array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return file.getframerate(), samples


def heard(samples: Sequence[int], rate: int = RATE) -> str | None:
    """Whose hum *samples* are: the name of a voice, or None where nobody hums.

    Needs about three cycles, 450 frames at 22,050 Hz. The pitch is the number of rising zero
    crossings over the time between the first and the last, both interpolated.
    """
    rising = [
        n + samples[n] / (samples[n] - samples[n + 1])
        for n in range(len(samples) - 1)
        if samples[n] < 0 <= samples[n + 1]
    ]
    if len(rising) < 2 or max(samples) < 30:
        return None
    hertz = (len(rising) - 1) * rate / (rising[-1] - rising[0])
    number = math.floor((hertz - LOWEST_HZ) / BAND_HZ + 0.5)
    return TONES[number].name if 0 <= number < len(TONES) else None


class Fault(StrEnum):
    """What can go wrong while an engine speaks."""

    RAISE = "raise"
    """RecordingError, nothing written"""
    NOTHING = "nothing"
    """returns as if all were well and writes no file"""
    EMPTY = "empty"
    """a WAV file without a single frame"""
    HALF = "half"
    """the first half of the file's bytes; its header still promises all of them"""
    GARBAGE = "garbage"
    """bytes that are no WAV file"""
    EXIT = "exit"
    """the process ends at once, as if killed"""
    ABORT = "abort"
    """the process ends by SIGABRT, as after a failed assertion in C"""
    HANG = "hang"
    """never returns"""
    SLOW = "slow"
    """takes ``Rule.seconds`` longer"""


@dataclass(frozen=True, slots=True)
class Rule:
    """Spoil every utterance that contains *words*, the first *times* it is asked for.

    *times* None means always. *seconds* is for ``Fault.SLOW``.
    """

    fault: Fault
    words: str = ""
    times: int | None = None
    seconds: float = 0.1


@dataclass(frozen=True, slots=True)
class FailingEngine:
    """*engine* with faults: the first of *rules* that fits an utterance applies.

    *attempts* is a folder, which must exist, where every attempt leaves an empty file; so the
    count outlives a worker that dies, and a test can ask for it. It is needed for ``Rule.times``.
    """

    engine: Engine
    rules: tuple[Rule, ...]
    attempts: Path | None = None

    @property
    def name(self) -> str:
        """The name of the engine inside."""
        return self.engine.name

    @property
    def jobs(self) -> int | None:
        """As the engine inside."""
        return self.engine.jobs

    def fingerprint(self) -> str:
        """As the engine inside: what it does record is right."""
        return self.engine.fingerprint()

    def voices(self) -> tuple[VoiceInfo, ...]:
        """As the engine inside."""
        return self.engine.voices()

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """As the engine inside."""
        return self.engine.diagnose()

    def attempted(self, utterance: Utterance) -> int:
        """How often *utterance* has been asked for so far, by any process."""
        assert self.attempts is not None, "FailingEngine was given no folder to count in"
        return len(list(self.attempts.glob(f"{self._mark(utterance)}.*")))

    def speak(self, utterance: Utterance, wav: Path) -> None:
        """Speak *utterance* with the engine inside, or fail as the rules say."""
        attempt = self._count(utterance)
        for rule in self.rules:
            if rule.words in utterance.spoken and (rule.times is None or attempt < rule.times):
                self._spoil(rule, utterance, wav)
                return
        self.engine.speak(utterance, wav)

    def _mark(self, utterance: Utterance) -> str:
        return utterance.key(self.fingerprint())

    def _count(self, utterance: Utterance) -> int:
        """Leave a mark for this attempt; the number, from 0, of attempts made before."""
        if self.attempts is None:
            assert all(rule.times is None for rule in self.rules), "Rule.times needs a folder"
            return 0
        attempt = 0
        while True:
            try:
                (self.attempts / f"{self._mark(utterance)}.{attempt}").touch(exist_ok=False)
            except FileExistsError:
                attempt += 1
            else:
                return attempt

    def _spoil(self, rule: Rule, utterance: Utterance, wav: Path) -> None:
        match rule.fault:
            case Fault.RAISE:
                raise RecordingError(f"the engine was told to fail at {utterance.spoken!r}")
            case Fault.NOTHING:
                pass
            case Fault.EMPTY:
                write_wav(wav, b"")
            case Fault.HALF:
                self.engine.speak(utterance, wav)
                os.truncate(wav, wav.stat().st_size // 2)
            case Fault.GARBAGE:
                wav.write_bytes(b"This is not sound at all. " * 200)
            case Fault.SLOW:
                time.sleep(rule.seconds)
                self.engine.speak(utterance, wav)
            case _:
                _never_return(rule.fault)


def _never_return(fault: Fault) -> None:
    if fault is Fault.EXIT:
        os._exit(3)
    if fault is Fault.ABORT:
        os.abort()
    while True:
        time.sleep(3600)


class EngineContract:
    """What every engine must do.

    Inherit it in a test module and say how to make the engine::

    class TestMyEngine(EngineContract):
        def make_engine(self) -> Engine:
            return MyEngine()
    """

    reproducible = True
    """whether the same utterance gives the same samples every time, in any order"""
    many_pages = 20_000
    """how many characters it must manage to say at once"""
    lines = (
        "He said, quickly, and the woman behind the counter nodded.",
        "I need to go to New York!",
        "No.",
        "Where on earth have you been all this time?",
    )

    def make_engine(self) -> Engine:
        """A new engine."""
        raise NotImplementedError

    def say(self, folder: Path, spoken: str, voice: str | None = None, **settings: int) -> bytes:
        """The samples of *spoken*; the voice is the engine's first unless named."""
        return self._say(self.make_engine(), folder, spoken, voice, **settings)

    def _say(
        self, engine: Engine, folder: Path, spoken: str, voice: str | None = None, **settings: int
    ) -> bytes:
        name = engine.voices()[0].name if voice is None else voice
        wav = folder / f"{len(list(folder.iterdir()))}.wav"
        engine.speak(Utterance(spoken, Voice(engine.name, name, **settings)), wav)
        rate, samples = read_wav(wav)
        assert rate >= 8000
        assert len(samples) > 0, f"nothing was said for {spoken!r}"
        return array("h", samples).tobytes()

    def _castable(self, engine: Engine) -> list[str]:
        return [voice.name for voice in engine.voices() if voice.castable]

    def test_its_fingerprint_is_the_same_for_another_of_its_kind(self) -> None:
        assert self.make_engine().fingerprint() == self.make_engine().fingerprint() != ""

    def test_it_has_voices_and_each_has_its_own_name(self) -> None:
        voices = self.make_engine().voices()
        assert voices
        assert len({voice.name for voice in voices}) == len(voices)
        assert all(voice.name.strip() == voice.name != "" for voice in voices)
        assert all(voice.language == voice.language.lower() != "" for voice in voices)

    def test_its_voices_are_always_in_the_same_order(self) -> None:
        assert self.make_engine().voices() == self.make_engine().voices()

    def test_it_tells_what_was_found(self) -> None:
        found = self.make_engine().diagnose()
        assert found
        assert all(what and value for what, value in found)

    def test_it_speaks_mono_16_bit(self, tmp_path: Path) -> None:
        for line in self.lines:
            self.say(tmp_path, line)

    def test_a_longer_line_takes_longer(self, tmp_path: Path) -> None:
        assert len(self.say(tmp_path, self.lines[0])) > len(self.say(tmp_path, self.lines[2]))

    def test_the_same_line_sounds_the_same_in_any_order(self, tmp_path: Path) -> None:
        if not self.reproducible:
            return
        engine = self.make_engine()
        first = [self._say(engine, tmp_path, line) for line in self.lines]
        again = [self._say(engine, tmp_path, line) for line in reversed(self.lines)]
        assert first == list(reversed(again))

    def test_another_voice_sounds_different(self, tmp_path: Path) -> None:
        engine = self.make_engine()
        names = self._castable(engine)[:2]
        takes = [self._say(engine, tmp_path, self.lines[0], name) for name in names]
        assert len(set(takes)) == len(names)

    def test_it_says_a_text_of_many_pages(self, tmp_path: Path) -> None:
        page = " ".join(self.lines)
        pages = self.many_pages // len(page) + 1
        whole = self.say(tmp_path, f"{page} " * pages)
        assert len(whole) > 0.8 * pages * len(self.say(tmp_path, page))

    def test_odd_text_is_said_or_refused(self, tmp_path: Path) -> None:
        odd = ("😀", "...", "—", "\x00\x01\x1b", "<b>&lt;", "[[h@l]]", "\ud800", "¿", "漢字", " ")
        for spoken in odd:
            try:
                self.say(tmp_path, spoken)
            except RecordingError as refusal:
                assert refusal.message  # noqa: PT017 -- without pytest there is no raises()

    def test_a_control_character_ends_nothing(self, tmp_path: Path) -> None:
        whole = len(self.say(tmp_path, f"{self.lines[1]} {self.lines[3]}"))
        broken = len(self.say(tmp_path, f"{self.lines[1]}\x00{self.lines[3]}"))
        assert broken > 0.8 * whole

    def test_it_refuses_a_voice_it_does_not_have(self, tmp_path: Path) -> None:
        try:
            self.say(tmp_path, self.lines[0], "nobody-has-this-voice")
        except RecordingError as refusal:
            assert "nobody-has-this-voice" in str(refusal)  # noqa: PT017 -- as above
        else:
            raise AssertionError("an unknown voice was accepted")

    def test_it_survives_pickling_after_it_has_spoken(self, tmp_path: Path) -> None:
        engine = self.make_engine()
        here = self._say(engine, tmp_path, self.lines[0])
        copy: Engine = pickle.loads(pickle.dumps(engine))  # noqa: S301 -- our own bytes
        assert copy.fingerprint() == engine.fingerprint()
        there = self._say(copy, tmp_path, self.lines[0])
        assert there == here or not self.reproducible
