"""The voices an engine has, and how one of them is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gender = Literal["M", "F"]
Age = Literal["child", "adult", "old"]
SLOWEST, FASTEST = 80, 450
"""words a minute: the bounds of :attr:`Voice.rate`"""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice an engine offers: everything a user may write in voices.yaml, and what casting knows.

    *language* is a BCP 47 tag ("en-us"), lower case; "mul" for all languages. *castable* is false
    for voices that a user may ask for but that nobody should be given unasked: effects, and voices
    nobody has measured. *age* is that of the people it was made for, where its maker says so.
    *pitch_settable* is false where :attr:`Voice.pitch` is not heard.

    What was measured at the usual 175 words a minute, None where nobody has: *pitch_hz* is the
    median pitch, *spread_st* how far it moves, in semitones from the 10th to the 90th percentile,
    *bright_hz* the spectral centroid, *words_a_minute* the real speed, *misheard* the share of
    words, from 0 to 1, that a speech recogniser takes for others.

    *engine* is whose voice it is where a book has voices of several engines; the names of all but
    the book's own engine then begin with it: ``piper:en_US-joe-medium``. None where there is one.
    """

    name: str
    language: str
    gender: Gender | None = None
    pitch_hz: float | None = None
    castable: bool = True
    spread_st: float | None = None
    bright_hz: float | None = None
    words_a_minute: float | None = None
    misheard: float | None = None
    age: Age | None = None
    engine: str | None = None
    pitch_settable: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """An engine's voice and how it is set.

    *name* is as a user writes it, and so may begin with the engine's and a colon.
    *rate* is in words a minute, *pitch* runs from 0 to 100 with 50 the voice's own, *volume*
    from 0 to 1.
    """

    engine: str
    name: str
    rate: int = 175
    pitch: int = 50
    volume: float = 1.0

    @property
    def own_name(self) -> str:
        """What the engine itself calls the voice."""
        return self.name.removeprefix(f"{self.engine}:")
