"""The engine ``pyttsx3``: eSpeak NG, through pyttsx3 and a driver of our own that loses nothing."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from narrate.engines.espeak_library import BUFFER_MS, Espeak, find_espeak
from narrate.engines.espeak_sounds import espeak_words
from narrate.engines.espeak_voices import identifiers, list_voices
from narrate.errors import RecordingError, ToolError
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.settings import Alphabet
from narrate.speech.steps import MISREAD

REVISION = 1
"""raised whenever this engine's takes change for a reason the other parts of its key miss"""

DRIVER = "narrate_espeak"


class Pyttsx3Engine:
    """Speaks with eSpeak NG by way of pyttsx3.

    A copy that arrives in another process starts afresh there, when it first has to speak. All
    engines of one process share pyttsx3's one instance, which takes one utterance at a time.
    """

    name: ClassVar[str] = "pyttsx3"
    jobs: ClassVar[int | None] = None
    misreads: ClassVar[frozenset[str]] = MISREAD  # every one was heard from eSpeak

    def __reduce__(self) -> tuple[type[Pyttsx3Engine], tuple[()]]:
        """Nothing of it travels: libraries cannot."""
        return Pyttsx3Engine, ()

    @cached_property
    def _espeak(self) -> Espeak:
        return find_espeak()

    @cached_property
    def _voices(self) -> tuple[VoiceInfo, ...]:
        return list_voices(self._espeak.data)

    @cached_property
    def _identifiers(self) -> Mapping[str, str]:
        return identifiers(self._espeak.data)

    @cached_property
    def _pyttsx3(self) -> Any:  # noqa: ANN401 -- pyttsx3 ships no types
        return start_pyttsx3(self._espeak)

    @property
    def _reproducible(self) -> bool:
        driver: Any = self._pyttsx3.proxy._driver  # noqa: SLF001 -- pyttsx3 has no public way
        return bool(driver.reproducible)

    def fingerprint(self) -> str:
        """Everything but the utterance that decides about the samples."""
        return " ".join(
            (
                f"{self.name} {REVISION}",
                f"pyttsx3={version('pyttsx3')}",
                f"espeak={self._espeak.version}-{self._espeak.digest()}",
                f"buffer={BUFFER_MS}",
                f"afresh={self._reproducible}",
            )
        )

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Every language of eSpeak with every variant; some 14,000 voices."""
        return self._voices

    def sounds(self, written: str, alphabet: Alphabet) -> tuple[str, ...]:
        """The words of *written* in eSpeak's mnemonics; ValueError for what it does not know."""
        return espeak_words(written, alphabet)

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """Versions, where the library lies, and whether its takes are reproducible."""
        espeak = self._espeak
        takes = "reproducible to the sample"
        if not self._reproducible:
            takes = "may differ by a few samples: eSpeak cannot be reloaded on this system"
        return (
            ("pyttsx3", version("pyttsx3")),
            ("eSpeak NG", f"{espeak.version}, from {espeak.source}"),
            ("library", str(espeak.library)),
            ("voice data", str(espeak.data)),
            ("voices", str(len(self._identifiers))),
            ("takes", takes),
        )

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...]:
        """Say *utterance*; raises RecordingError for whatever pyttsx3 or eSpeak report.

        Of a direction, eSpeak realises rate, pitch, range and the gap between words.
        """
        voice, direction = utterance.set_voice, utterance.direction
        identifier = self._identifiers.get(voice.name)
        if identifier is None:
            raise RecordingError(f"eSpeak has no voice called {voice.name!r}")
        settings = {
            "voice": identifier,
            "rate": voice.rate,
            "pitch": voice.pitch,
            "volume": voice.volume,
            "range": min(round(50 * direction.range), 100) if direction else 50,
            "gap_ms": direction.gap_ms if direction else 0,
        }
        errors, marks = self._save(utterance.spoken, wav, settings)
        for error in errors:
            with suppress(FileNotFoundError):
                wav.unlink()
            raise RecordingError(f"eSpeak could not say {utterance.spoken[:60]!r}: {error}")
        return marks

    def _save(
        self, spoken: str, wav: Path, settings: dict[str, Any]
    ) -> tuple[list[Exception], tuple[Mark, ...]]:
        """Have pyttsx3 write *wav*; the errors and the words it reported on the way."""
        errors: list[Exception] = []
        marks: list[Mark] = []

        def on_error(name: str | None, exception: Exception) -> None:  # noqa: ARG001 -- pyttsx3 passes all by name
            errors.append(exception)

        def on_word(name: str | None, location: int, length: int, frame: int) -> None:  # noqa: ARG001 -- as above
            marks.append(Mark(frame, location, location + length))

        engine = self._pyttsx3
        tokens = engine.connect("error", on_error), engine.connect("started-word", on_word)
        try:
            for name, value in settings.items():
                engine.setProperty(name, value)
            engine.save_to_file(spoken or " ", str(wav))  # pyttsx3 asserts that there is a text
            engine.runAndWait()
        finally:
            for token in tokens:
                engine.disconnect(token)
        return errors, tuple(marks)


def start_pyttsx3(espeak: Espeak) -> Any:  # noqa: ANN401 -- pyttsx3 ships no types
    """pyttsx3's engine on our driver.

    pyttsx3 looks for the library in places of its own, so while it does it is handed *espeak*.
    Raises ToolError when pyttsx3 is missing.
    """
    try:
        import pyttsx3  # noqa: PLC0415 -- late: only whoever speaks needs it
    except ImportError as error:
        raise ToolError("pyttsx3 is not installed", hint="run: pip install pyttsx3") from error
    with handing_out(espeak.library):
        from narrate.engines import espeak_driver  # noqa: PLC0415 -- imports pyttsx3's driver
    sys.modules[f"pyttsx3.drivers.{DRIVER}"] = espeak_driver
    return pyttsx3.init(DRIVER)


@contextmanager
def handing_out(library: Path) -> Iterator[None]:
    """Whatever library anybody asks ``ctypes.cdll`` for, it is *library*."""
    dll = ctypes.CDLL(str(library))
    loader: Any = ctypes.cdll
    loader.LoadLibrary = lambda _path: dll
    try:
        yield
    finally:
        del loader.LoadLibrary  # the class's own method shows again
