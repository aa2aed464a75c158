"""An engine that fails by rule, around one that works."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from narrate.engines import Engine
from narrate.engines.costs import Cost, cost_of
from narrate.engines.misreading import misreads_of
from narrate.errors import RecordingError
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.testing.wav import write_wav


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
    FOLDER = "folder"
    """a folder in the place of the file"""
    PIPE = "pipe"
    """a named pipe in its place, which nobody writes to (not on Windows)"""
    INTERRUPT = "interrupt"
    """KeyboardInterrupt, as if the user had ended the program"""
    QUIT = "quit"
    """SystemExit, as if all were done"""
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

    def __post_init__(self) -> None:
        if self.attempts is None and any(rule.times is not None for rule in self.rules):
            raise ValueError("Rule.times needs a folder to count attempts in")

    @property
    def name(self) -> str:
        """The name of the engine inside."""
        return self.engine.name

    @property
    def jobs(self) -> int | None:
        """As the engine inside."""
        return self.engine.jobs

    @property
    def misreads(self) -> Collection[str]:
        """What the engine inside misreads."""
        return misreads_of(self.engine)

    @property
    def cost(self) -> Cost:
        """As the engine inside."""
        return cost_of(self.engine)

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
        if self.attempts is None:
            raise ValueError("there is no folder to count attempts in")
        return len(list(self.attempts.glob(f"{self._mark(utterance)}.*")))

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        """Speak *utterance* with the engine inside, or fail as the rules say."""
        attempt = self._count(utterance)
        for rule in self.rules:
            if rule.words in utterance.spoken and (rule.times is None or attempt < rule.times):
                return self._spoil(rule, utterance, wav)
        return self.engine.speak(utterance, wav)

    def _mark(self, utterance: Utterance) -> str:
        return utterance.key(self.fingerprint())

    def _count(self, utterance: Utterance) -> int:
        """Leave a mark for this attempt; the number, from 0, of attempts made before."""
        if self.attempts is None:
            return 0
        attempt = 0
        while True:
            try:
                (self.attempts / f"{self._mark(utterance)}.{attempt}").touch(exist_ok=False)
            except FileExistsError:
                attempt += 1
            else:
                return attempt

    def _spoil(self, rule: Rule, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
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
            case Fault.FOLDER:
                (wav / "inside").mkdir(parents=True)
            case Fault.PIPE:
                os.mkfifo(wav)
            case Fault.SLOW:
                time.sleep(rule.seconds)
                return self.engine.speak(utterance, wav)
            case _:
                _never_return(rule.fault)
        return None


def _never_return(fault: Fault) -> None:
    if fault is Fault.INTERRUPT:
        raise KeyboardInterrupt
    if fault is Fault.QUIT:
        sys.exit()
    if fault is Fault.EXIT:
        os._exit(3)
    if fault is Fault.ABORT:
        os.abort()
    while True:
        time.sleep(3600)
