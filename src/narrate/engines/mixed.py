"""Several engines in one book: ``piper:en_US-joe-medium`` is a voice of the engine ``piper``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.engines import Engine, engine_names
from narrate.engines.asking import voices_of
from narrate.engines.patience import Patient
from narrate.errors import RecordingError
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.settings import Settings


@dataclass(frozen=True, slots=True)
class MixedEngine:
    """Speaks each utterance with that one of *engines* whose voice it is in.

    The first of them is the book's own: its voices are called by their names alone, all others by
    the engine's name, a colon and their own. Unasked, nobody is given a voice of an engine that is
    not in *drawn*.
    """

    engines: tuple[Engine, ...]
    drawn: frozenset[str]

    @property
    def name(self) -> str:
        """That of the book's own engine."""
        return self.engines[0].name

    @property
    def jobs(self) -> int | None:
        """As many as the most patient of them bears; each has a limit of its own besides."""
        limits = [engine.jobs for engine in self.engines]
        return None if None in limits else max(filter(None, limits))

    def fingerprint(self) -> str:
        """Those of all."""
        return "; ".join(engine.fingerprint() for engine in self.engines)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Those of all, the book's own engine's first."""
        return tuple(
            self._known_here(engine, voice)
            for engine in self.engines
            for voice in voices_of(engine)
        )

    def unlisted(self, name: str) -> VoiceInfo | None:
        """The voice called *name* of the engine that *name* begins with, or of the book's own."""
        engine, own = self._of(name)
        found = {voice.name: voice for voice in voices_of(engine, [own])}.get(own)
        return found and self._known_here(engine, found)

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """What all of them found."""
        return tuple(finding for engine in self.engines for finding in engine.diagnose())

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        """Have the engine speak whose voice it is; it raises what it raises."""
        engine, own = self._asked(utterance)
        return engine.speak(own, wav)

    def limit_s(self, utterance: Utterance) -> float:
        """As long as the engine may take whose voice it is; 0 if it does not say."""
        engine, own = self._asked(utterance)
        return engine.limit_s(own) if isinstance(engine, Patient) else 0.0

    def _asked(self, utterance: Utterance) -> tuple[Engine, Utterance]:
        """The engine whose voice *utterance* is in, and what it is asked to say."""
        voice = utterance.voice
        engine = next((one for one in self.engines if one.name == voice.engine), None)
        if engine is None:
            raise RecordingError(f"no engine called {voice.engine!r} is at hand")
        return engine, replace(utterance, voice=replace(voice, name=voice.own_name))

    def _of(self, name: str) -> tuple[Engine, str]:
        prefix, _, own = name.partition(":")
        for engine in self.engines[1:]:
            if engine.name == prefix:
                return engine, own
        return self.engines[0], name

    def _known_here(self, engine: Engine, voice: VoiceInfo) -> VoiceInfo:
        name = voice.name if engine is self.engines[0] else f"{engine.name}:{voice.name}"
        castable = voice.castable and engine.name in self.drawn
        return replace(voice, name=name, engine=engine.name, castable=castable)


def engines_in(engine: Engine) -> tuple[Engine, ...]:
    """The engines that *engine* is made of; itself alone, where it is one."""
    return engine.engines if isinstance(engine, MixedEngine) else (engine,)


def engines_wanted(settings: Settings) -> tuple[str, ...]:
    """The names of the engines *settings* ask for, in that order; the book's own first."""
    named = _prefixes(choice.name for choice in settings.voice_choices)
    return tuple(dict.fromkeys((settings.engine, *settings.more_engines, *named)))


def _prefixes(names: Iterable[str | None]) -> Iterator[str]:
    """What stands before the colon in *names*, where that is an engine that is installed."""
    prefixes = dict.fromkeys(name.partition(":")[0] for name in names if name and ":" in name)
    installed = engine_names() if prefixes else ()
    return (prefix for prefix in prefixes if prefix in installed)
