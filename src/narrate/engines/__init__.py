"""The seam to text-to-speech: what an engine is, and how one is found by its name."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from narrate.engines.asking import asking
from narrate.errors import Place, SettingsError
from narrate.model import Mark, Utterance, VoiceInfo

ENTRY_POINTS = "narrate.engines"


class Engine(Protocol):
    """A text-to-speech engine. It must survive pickling: workers get a copy of it."""

    @property
    def name(self) -> str:
        """How voices.yaml and ``--engine`` call it."""
        ...

    @property
    def jobs(self) -> int | None:
        """How many may speak at once, each in a process of its own; None for one a core."""
        ...

    def fingerprint(self) -> str:
        """A text that changes whenever the same utterance would sound or be marked differently."""
        ...

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Every voice a user may write in voices.yaml, always in the same order."""
        ...

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """What was found, as pairs of a name and a finding, for ``narrate doctor``.

        Raises ToolError with a hint when something the engine cannot do without is missing.
        """
        ...

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        """Write *utterance* to the new file *wav*: mono, 16 bit.

        Returns where its words begin, in frames of *wav*, as far as the engine knows it; None
        from one that does not.

        ``utterance.set_voice`` is the voice with the rate and the pitch that the utterance's
        direction asks for; an engine that can do more of a direction does. The level is not an
        engine's: the mix sees to it.

        Starts no threads. Raises RecordingError when the engine reports a failure, does not know
        the voice, or finds nothing to say in the text; whether what was written is sound is for
        the recorder to verify.
        """
        ...


def engine_names() -> tuple[str, ...]:
    """The names of all installed engines, sorted."""
    return tuple(sorted(point.name for point in entry_points(group=ENTRY_POINTS)))


def find_engine(name: str, at: Place | None = None) -> Engine:
    """The engine called *name*, as asked for *at* some place.

    Raises SettingsError for a name nobody has registered, ToolError for one that does not start.
    """
    for point in entry_points(group=ENTRY_POINTS, name=name):
        with asking(name):
            engine: Engine = point.load()()
            return engine
    known = ", ".join(engine_names())
    msg = f"there is no engine called {name!r}"
    raise SettingsError(msg, at=at, hint=f"installed engines: {known}")
