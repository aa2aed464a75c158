"""The interface of text-to-speech engines, and how an engine is found by its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from narrate.engines.asking import asking
from narrate.errors import Place
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.plugins import Locate, find_point, made, names_in
from narrate.settings import Option, Settings

ENTRY_POINTS = "narrate.engines"


class Engine(Protocol):
    """A text-to-speech engine. It must survive pickling: workers get a copy of it.

    What voices.yaml says of it under ``engines`` are keyword arguments to the class, or whatever
    function makes the engine; each is text, a number, or yes or no.
    """

    @property
    def name(self) -> str:
        """How voices.yaml and ``--engine`` call it."""
        ...

    @property
    def jobs(self) -> int | None:
        """How many may speak at once, each in a process of its own; None for one a core."""
        ...

    def fingerprint(self) -> str:
        """A text that changes whenever the same utterance would sound or be marked differently.

        So it names every option that is heard.
        """
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
    return names_in(ENTRY_POINTS)


def find_engine(
    name: str,
    at: Place | None = None,
    options: Mapping[str, Option] | None = None,
    locate: Locate = lambda _: None,
) -> Engine:
    """The engine called *name*, as asked for *at* some place, made with *options*.

    *locate* tells where an option was written. Raises SettingsError for a name nobody has
    registered or an option the engine does not take, ToolError for one that does not start.
    """
    point = find_point(ENTRY_POINTS, name, "engine", at)
    options = options or {}
    with asking(name):
        engine: Engine = made(point.load(), options, f"the engine {name}", locate)
        return engine


def engine_for(settings: Settings) -> Engine:
    """What speaks a book as *settings* want it: their engine, or all whose voices they name.

    Each has the options they give it. Raises as find_engine.
    """
    from narrate.engines.mixed import MixedEngine, engines_wanted  # noqa: PLC0415 -- it knows us

    engines = tuple(_engine_called(name, settings) for name in engines_wanted(settings))
    if len(engines) == 1:
        return engines[0]
    return MixedEngine(engines, frozenset({settings.engine, *settings.more_engines}))


def _engine_called(name: str, settings: Settings) -> Engine:
    return find_engine(
        name,
        settings.at("engine"),
        settings.options_of("engines", name),
        lambda option: settings.at(f"engines.{name}.{option}"),
    )
