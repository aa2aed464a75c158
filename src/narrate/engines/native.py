"""The engine ``pyttsx3-native``: the system's own voices, by pyttsx3's own drivers, under guard.

Windows' SAPI 5 and macOS's NSSpeechSynthesizer are reached through drivers that skip utterances,
hang now and then, or write AIFF into a file called ``.wav``. So every utterance is said by a
process of its own, within a time limit, to a new file that is read before it is believed; what
fails is tried again in another process.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import textwrap
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from narrate.engines.native_sound import read_sound
from narrate.engines.plain_text import plain_text
from narrate.errors import RecordingError, ToolError
from narrate.model import Gender, Utterance, VoiceInfo

REVISION = 1
"""raised whenever this engine's takes change for a reason the other parts of its key miss"""

DRIVERS = {"darwin": "nsss", "win32": "sapi5"}
LONGEST = 2_000
"""characters said in one go: the stock eSpeak driver crashes at 15,750 and crawls long before"""
START_S = 30.0
CHARACTERS_A_SECOND = 8.0
"""the time limit of an utterance is START_S and its length at this speed, half that of speech"""


def system_driver() -> str:
    """pyttsx3's driver for this system."""
    return DRIVERS.get(sys.platform, "espeak")


class _GivenUpError(Exception):
    """One try failed; *final* when another would fail the same way."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


@dataclass(frozen=True, slots=True)
class NativeEngine:
    """Speaks with what the operating system brings.

    *driver* is pyttsx3's name for it, *tries* how often an utterance is tried. SAPI and macOS
    have no pitch setting; it is ignored there.
    """

    driver: str = field(default_factory=system_driver)
    tries: int = 3
    start_s: float = START_S
    name: str = "pyttsx3-native"
    jobs: int | None = 1
    """one: nobody has promised that a system's speech may be asked twice at a time"""

    def fingerprint(self) -> str:
        """The driver, and the system's version: voices come and go with it."""
        return f"{self.name} {REVISION} {self.driver} {version('pyttsx3')} {platform.platform()}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices the driver lists, by name; where two share one, by the driver's own id.

        Voices of no stated gender (on macOS, the novelties) are not castable. Raises ToolError
        when the driver does not work.
        """
        try:
            listed = self._ask({"do": "voices"}, self.start_s)["voices"]
        except _GivenUpError as error:
            hint = "leave out the engine in voices.yaml to speak with eSpeak"
            raise ToolError(f"pyttsx3's driver {self.driver} fails: {error}", hint=hint) from error
        names = [voice["name"] for voice in listed]
        told = (_voice_info(voice, names.count(voice["name"]) == 1) for voice in listed)
        return tuple(replace(voice, pitch_settable=self._sets_pitch) for voice in told)

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """The driver and how many voices it has; raises ToolError when it does not work."""
        voices = self.voices()
        return (
            ("pyttsx3", version("pyttsx3")),
            ("driver", self.driver),
            ("voices", str(len(voices))),
            ("pitch", "as set" if self._sets_pitch else "not settable: ignored"),
            ("takes", "may differ slightly from time to time"),
        )

    def speak(self, utterance: Utterance, wav: Path) -> None:
        """Say *utterance*; raises RecordingError when the last try has failed as well.

        Of a direction, rate is realised, and pitch where it can be set.
        """
        text = plain_text(utterance.spoken).translate(_MARKUP)
        parts = [self._part(utterance, part) for part in textwrap.wrap(text, LONGEST)]
        if not parts:
            raise RecordingError("there is nothing to say")
        with wave.open(str(wav), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(parts[0][0])
            file.writeframes(b"".join(samples for _, samples in parts))

    @property
    def _sets_pitch(self) -> bool:
        return self.driver == "espeak"

    def _part(self, utterance: Utterance, spoken: str) -> tuple[int, bytes]:
        reason = ""
        for _ in range(self.tries):
            try:
                return self._try(utterance, spoken)
            except _GivenUpError as error:
                reason = str(error)
                if error.final:
                    break
        raise RecordingError(f"{self.driver} could not say {spoken[:60]!r}: {reason}")

    def _try(self, utterance: Utterance, spoken: str) -> tuple[int, bytes]:
        voice = utterance.set_voice
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
            wav = Path(folder) / "take.wav"
            question = {
                "do": "speak",
                "spoken": spoken,
                "wav": str(wav),
                "voice": voice.name,
                "rate": voice.rate,
                "pitch": voice.pitch,
                "volume": voice.volume,
            }
            self._ask(question, self.start_s + len(spoken) / CHARACTERS_A_SECOND)
            try:
                return read_sound(wav)
            except (OSError, ValueError) as error:
                raise _GivenUpError(str(error)) from error

    def _ask(self, question: Mapping[str, object], limit_s: float) -> dict[str, Any]:
        """The answer of a new process; _GivenUpError when it has none within *limit_s* seconds."""
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", "narrate.engines.native_speak"],
                input=json.dumps({"driver": self.driver, **question}).encode(),
                capture_output=True,
                check=False,
                timeout=limit_s,
            )
            answer: dict[str, Any] = json.loads(done.stdout)
        except subprocess.TimeoutExpired as error:
            raise _GivenUpError(f"it was not done after {limit_s:.0f} seconds") from error
        except ValueError as error:
            raise _GivenUpError(f"its process ended with status {done.returncode}") from error
        if "error" in answer:
            raise _GivenUpError(answer["error"], final=answer.get("final", False))
        return answer


_MARKUP = str.maketrans({"<": " ", ">": " ", "[": " ", "]": " "})
"""SAPI reads XML and macOS ``[[commands]]`` in what it is given to say."""


def _voice_info(voice: Mapping[str, Any], unique: bool) -> VoiceInfo:  # noqa: FBT001 -- a fact of it
    languages = voice["languages"] or ["und"]
    stated = voice["gender"].casefold()
    gender: Gender | None = "F" if "female" in stated else "M" if "male" in stated else None
    return VoiceInfo(
        name=voice["name"] if unique else voice["id"],
        language=languages[0].replace("_", "-").lower(),
        gender=gender,
        castable=gender is not None,
    )
