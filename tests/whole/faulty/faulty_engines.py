"""Engines that fail before they speak, or do what no engine should.

``faulty-1.dist-info`` beside this file registers them, as an installed package does, for every
process that has this folder on PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from narrate.model import Mark, Utterance, VoiceInfo
from narrate.testing import ToneEngine


class Unbuildable(ToneEngine):
    """Has no use for this machine, and says so in several lines."""

    def __init__(self) -> None:
        raise RuntimeError("no graphics card\n\x1b[31mnowhere")


class Leaver(ToneEngine):
    """Ends the program, as a script would."""

    def __init__(self) -> None:
        sys.exit(0)


class Nameless(ToneEngine):
    """Cannot say what it would sound like."""

    def fingerprint(self) -> str:
        raise OSError(5, "Input/output error")


class Mute(ToneEngine):
    """Forgets to say that it has no voices."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        return None  # type: ignore[return-value]  # that is what is wrong with it


class Unpicklable(ToneEngine):
    """Cannot be sent to a worker."""

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("cannot pickle a handle")


class Stranded(ToneEngine):
    """Comes through to a worker, and does not work there."""

    def __reduce__(self) -> tuple[object, ...]:
        return sys.exit, ("not here",)


class Busy(ToneEngine):
    """Speaks in a number of workers that is none."""

    def __init__(self) -> None:
        super().__init__(jobs="many")  # type: ignore[arg-type]  # that is what is wrong with it


class Chatty(ToneEngine):
    """Prints, and asks, wherever it is; and walks off, as it is built and whenever it speaks."""

    def __init__(self) -> None:
        super().__init__()
        _make_a_fuss()

    def fingerprint(self) -> str:
        _make_a_fuss()
        return super().fingerprint()

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        _make_a_fuss()
        if os.read(0, 1):
            raise ValueError("somebody answers")
        os.write(1, b"chatter\n" * 1000)
        os.write(2, b"chatter\n" * 1000)
        return super().speak(utterance, wav)


def _make_a_fuss() -> None:
    print("chatter\n" * 1000)  # noqa: T201 -- that is what is wrong with it
    os.chdir("/")


class Wayward(ToneEngine):
    """Gives marks that are none."""

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        super().speak(utterance, wav)
        return ("one", "two")  # type: ignore[return-value]  # that is what is wrong with it


class Sleeper(ToneEngine):
    """Never comes through to a worker."""

    def __reduce__(self) -> tuple[object, ...]:
        return time.sleep, (3600,)
