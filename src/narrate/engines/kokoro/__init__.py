"""The engine ``kokoro``: neural voices that can be blended, out of one model for all of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar

from narrate.engines.costs import Cost
from narrate.engines.espeak_library import find_espeak
from narrate.engines.kokoro.files import TO_GET, KokoroFiles, find_files
from narrate.engines.kokoro.loaded import FASTEST, SLOWEST, Loaded, Melody
from narrate.engines.kokoro.measured import USUAL_WORDS_A_MINUTE, Measured
from narrate.engines.kokoro.model import RATE_HZ
from narrate.engines.kokoro.sounds import kokoro_words
from narrate.engines.kokoro.voice_list import named, offered
from narrate.engines.neural.sound import join, write_wav
from narrate.engines.neural.text import sentences
from narrate.engines.patience import COMPUTING_LIMIT
from narrate.engines.voice_files import voices_folder
from narrate.errors import RecordingError, ToolError
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.settings import Alphabet
from narrate.speech.steps import MISREAD

REVISION = 2
"""raised whenever this engine's takes change for a reason the other parts of its key miss"""
LIBRARY = "onnxruntime"
STEP_ST = 0.24
"""semitones of one step of pitch, of 100"""
PAUSE = RATE_HZ // 10
"""samples between two parts of a take; each has some silence of its own at its ends"""
CALIBRATED = 175.0
"""words a minute of every voice, asked for as many"""


class KokoroEngine:
    """Speaks with Kokoro's model: that of the user's folder, of its options, or of a package.

    A copy that arrives in another process loads the model there when it first has to speak.
    """

    name: ClassVar[str] = "kokoro"
    jobs: ClassVar[int | None] = None
    cost: ClassVar[Cost] = "time"
    misreads: ClassVar[frozenset[str]] = MISREAD  # what it says is what eSpeak reads

    def __init__(self, model: str | None = None, voices: str | None = None) -> None:
        """With *model* and *voices*, files that are used and not those of the user's folder."""
        self._options = model, voices

    def __reduce__(self) -> tuple[type[KokoroEngine], tuple[str | None, str | None]]:
        """Only its options travel: a model is loaded where it speaks."""
        return KokoroEngine, self._options

    @cached_property
    def _files(self) -> KokoroFiles:
        _version()
        return find_files(*self._options)

    @cached_property
    def _loaded(self) -> Loaded:
        kept = voices_folder(self.name) / f"measured-{self._files.digest}.json"
        return Loaded(self._files, kept)

    def fingerprint(self) -> str:
        """Everything but the utterance that decides about the samples."""
        espeak = find_espeak()
        return " ".join(
            (
                f"{self.name} {REVISION}",
                f"{LIBRARY}={_version()}",
                f"espeak={espeak.version}-{espeak.digest()}",
                f"files={self._files.digest}",
            )
        )

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Every style and a number of blends. Raises ToolError where something is missing.

        The first time they are measured, a tenth of a second each; that is kept in the folder.
        """
        return self._voices

    @cached_property
    def _voices(self) -> tuple[VoiceInfo, ...]:
        listed = offered(self._loaded.styles)
        measured = self._loaded.measured([voice.name for voice in listed])
        return tuple(_with(voice, measured[voice.name]) for voice in listed)

    def unlisted(self, name: str) -> VoiceInfo | None:
        """The blend called *name*: ``af_heart*0.6+bf_emma*0.4``."""
        voice = named(name, self._loaded.styles.names())
        return voice and _with(voice, self._loaded.measured([name])[name])

    def sounds(self, written: str, alphabet: Alphabet) -> tuple[str, ...]:
        """The words of *written* in Kokoro's signs; ValueError for what it does not know."""
        return kokoro_words(written, alphabet)

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """Versions, and which files were found.

        It is no fault of a machine's that it has no neural voice: that is told, and not raised.
        Raises ToolError where a file that is there cannot be read.
        """
        try:
            library = _version()
        except ToolError as error:
            return ((LIBRARY, f"not installed ({error.hint})"),)
        folder = (LIBRARY, library), ("folder", str(voices_folder(self.name)))
        try:
            files = self._files
        except ToolError as error:
            return (*folder, ("voices", f"none yet ({error.hint or TO_GET})"))
        slowest, fastest = (round(USUAL_WORDS_A_MINUTE * one) for one in (SLOWEST, FASTEST))
        steered = self._loaded.steered
        return (
            *folder,
            ("model", str(files.model[0])),
            ("voices", f"{len(self._loaded.styles.check())}, and any blend of them"),
            ("rate", f"from about {slowest} to {fastest} words a minute"),
            ("pitch", "as set" if steered else "not settable with this model: ignored"),
            ("takes", "reproducible to the sample"),
        )

    def get_ready(self) -> None:
        """Load the model. Raises ToolError where it is missing."""
        self._loaded.load()

    def limit_s(self, utterance: Utterance) -> float:
        """The most seconds that it may take: the first time, a model is loaded."""
        return COMPUTING_LIMIT.limit_s(utterance.spoken)

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...]:
        """Say *utterance*; raises RecordingError where nothing in it has a sound.

        Of a direction, rate, pitch, range and gaps are realised. The pitch is that of the voice,
        not of the throat: a higher one is no smaller speaker.
        """
        voice, direction = utterance.set_voice, utterance.direction
        loaded = self._loaded.voice(voice.name)
        if loaded is None:
            raise RecordingError(f"Kokoro has no voice called {voice.name!r}")
        factor = 2 ** ((voice.pitch - 50) * STEP_ST / 12)
        melody = Melody(factor, direction.range if direction else 1.0)
        speed = loaded.speed(voice.rate)
        parts = list(self._loaded.say(loaded, sentences(utterance.spoken), speed, melody))
        if not parts:
            raise RecordingError(f"there is nothing to say in {utterance.spoken[:60]!r}")
        joined = join(parts, PAUSE, (direction.gap_ms if direction else 0) * RATE_HZ // 1000)
        write_wav(wav, joined.samples, RATE_HZ, voice.volume)
        return joined.marks


def _with(voice: VoiceInfo, measured: Measured) -> VoiceInfo:
    pitch, spread = measured.pitch_hz, measured.spread_st
    return replace(voice, pitch_hz=pitch, spread_st=spread, words_a_minute=CALIBRATED)


def _version() -> str:
    """The version of the runtime; raises ToolError where it is not installed."""
    try:
        return version(LIBRARY)
    except PackageNotFoundError:
        hint = "run: pip install 'narrate[kokoro]'"
        raise ToolError(f"{LIBRARY} is not installed", hint=hint) from None
