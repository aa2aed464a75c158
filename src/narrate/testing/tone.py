"""An engine that hums: the pitch names the voice, the length is told by the words."""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.engines.costs import Cost
from narrate.errors import RecordingError
from narrate.model import Gender, Mark, Utterance, Voice, VoiceInfo
from narrate.testing.wav import RATE, write_wav

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
            language="mul",
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
    *tail* are frames of silence written before and after it. Every character lasts equally long,
    so it is known when each word begins; whether that is told is *marked*. Of a direction it
    realises rate and pitch.
    """

    head: int = 0
    tail: int = 0
    marked: bool = True
    name: str = "tone"
    jobs: int | None = None
    cost: Cost = "nothing"

    def fingerprint(self) -> str:
        """Changes with the silence around a hum."""
        return f"tone 1 head={self.head} tail={self.tail} marked={self.marked}"

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
        """How long the hum is: six characters make a word, at ``set_voice.rate`` words a minute.

        Rounded down: ``len(spoken) * RATE * 10 // rate``, which is 1,260 frames for each
        character at 175 words a minute.
        """
        return len(utterance.spoken) * RATE * 10 // utterance.set_voice.rate

    def marks(self, utterance: Utterance) -> tuple[Mark, ...]:
        """Where each run of characters between blanks begins, rounded down to a frame."""
        return tuple(
            Mark(
                self.head + word.start() * RATE * 10 // utterance.set_voice.rate,
                word.start(),
                word.end(),
            )
            for word in re.finditer(r"\S+", utterance.spoken)
        )

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        """Hum *utterance*; raises RecordingError for an unknown voice or for no words at all."""
        hertz = self.hertz(utterance.set_voice)
        if not utterance.spoken:
            raise RecordingError("there is nothing to hum")
        hum = _sine(hertz, self.frames(utterance), LEVEL * utterance.voice.volume)
        write_wav(wav, bytes(2 * self.head) + hum + bytes(2 * self.tail))
        return self.marks(utterance) if self.marked else None


def _sine(hertz: int, frames: int, level: float) -> bytes:
    """A sine as 16-bit samples; a whole number of hertz repeats after one second."""
    step = 2 * math.pi * hertz / RATE
    second = array("h", (round(level * math.sin(step * n)) for n in range(min(frames, RATE))))
    if sys.byteorder == "big":
        second.byteswap()
    raw = second.tobytes()
    return (raw * (frames // RATE + 1))[: 2 * frames]


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
