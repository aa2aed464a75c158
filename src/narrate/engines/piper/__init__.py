"""The engine ``piper``: neural voices that run on any processor, one file for each."""

from __future__ import annotations

from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import ClassVar

import numpy as np

from narrate.engines.costs import Cost
from narrate.engines.neural.sound import Samples, join, write_wav
from narrate.engines.neural.text import sentences
from narrate.engines.patience import COMPUTING_LIMIT
from narrate.engines.piper.ipa import piper_words
from narrate.engines.piper.loaded import SENTENCE_PAUSE_S, LoadedVoice, load_voice
from narrate.engines.piper.model import Noise
from narrate.engines.piper.voice_list import SPEAKER, VoiceFile, find_voice_files, left_out
from narrate.engines.voice_files import voices_folder
from narrate.errors import RecordingError, ToolError
from narrate.model import Mark, Utterance, VoiceInfo
from narrate.settings import Alphabet
from narrate.speech.steps import MISREAD

REVISION = 2
"""raised whenever this engine's takes change for a reason the other parts of its key miss"""
LIBRARIES = "piper-tts", "onnxruntime"
STEP_ST = 0.24
"""semitones of one step of pitch, of 100"""
OPEN_MODELS = 3
"""models that are kept in memory: each takes some 0.2 GB"""
TO_GET = "run: narrate voices --get en_US-libritts_r-medium"
"""what whoever has no voice is told: this one has 904 speakers, a cast in one file"""


class PiperEngine:
    """Speaks with Piper's models: those in the user's folder, in *voices*, and in packages.

    A copy that arrives in another process loads a model there when it first has to speak.
    """

    name: ClassVar[str] = "piper"
    jobs: ClassVar[int | None] = None
    cost: ClassVar[Cost] = "time"
    misreads: ClassVar[frozenset[str]] = MISREAD  # what it says is what eSpeak reads

    def __init__(self, voices: str | None = None) -> None:
        """With *voices*, a folder, the models in it come first."""
        self._folder = voices
        self._loaded: dict[str, LoadedVoice] = {}

    def __reduce__(self) -> tuple[type[PiperEngine], tuple[str | None]]:
        """Only its option travels: models are loaded where they speak."""
        return PiperEngine, (self._folder,)

    @cached_property
    def _files(self) -> dict[str, VoiceFile]:
        """The models by name. Raises ToolError where something is missing."""
        for library in LIBRARIES:
            _version(library)
        return {one.name: one for one in find_voice_files(self._folders())}

    def _folders(self) -> tuple[Path, ...]:
        """Where voices may lie. Raises ToolError where the one that is asked for is missing."""
        asked = (Path(self._folder).expanduser(),) if self._folder else ()
        for folder in asked:
            if not folder.is_dir():
                hint = "write the folder in which Piper's voices lie"
                raise ToolError(f"the folder of voices {folder} does not exist", hint=hint)
        return (*asked, voices_folder(self.name))

    def _found(self) -> dict[str, VoiceFile]:
        if not self._files:
            raise ToolError("Piper has no voice yet", hint=TO_GET)
        return self._files

    def fingerprint(self) -> str:
        """Everything but the utterance that decides about the samples."""
        models = (f"{name}={digest}" for name, digest in self._digests.items())
        return " ".join((self._program, *models))

    def voice_fingerprint(self, name: str) -> str:
        """The same, for one voice alone. Raises ToolError where there is none."""
        self._found()
        return f"{self._program} {self._digests.get(name.partition(SPEAKER)[0])}"

    @cached_property
    def _program(self) -> str:
        libraries = (f"{library}={_version(library)}" for library in LIBRARIES)
        return " ".join((f"{self.name} {REVISION}", *libraries))

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {name: file.digest() for name, file in self._found().items()}

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Every model's voices, by name. Raises ToolError where there is none."""
        return tuple(voice for file in self._found().values() for voice in file.voices())

    def sounds(self, written: str, alphabet: Alphabet) -> tuple[str, ...]:
        """The words of *written* in Piper's own IPA; ValueError for what a voice does not know."""
        known = [file.settings["phoneme_id_map"] for file in self._found().values()]
        return piper_words(written, alphabet, known)

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """Versions, and which voices were found.

        It is no fault of a machine's that it has no neural voice: that is told, and not raised.
        """
        try:
            libraries = tuple((library, _version(library)) for library in LIBRARIES)
        except ToolError as error:
            return ((LIBRARIES[0], f"not installed ({error.hint})"),)
        count = sum(max(1, len(file.speakers)) for file in self._files.values())
        voices = f"{count}, in {', '.join(self._files)}" if count else f"none yet ({TO_GET})"
        return (
            *libraries,
            ("voices", voices),
            ("folder", str(voices_folder(self.name))),
            *(("left out", f"{path}: {problem}") for path, problem in left_out(self._folders())),
            ("pitch", "moves the whole voice: higher is smaller, lower is larger"),
            ("takes", "reproducible to the sample"),
        )

    def get_ready(self) -> None:
        """Load the model, where there is but one. Raises ToolError where there is none."""
        if len(self._found()) == 1:
            self._load(*self._found().values())

    def limit_s(self, utterance: Utterance) -> float:
        """The most seconds that it may take: the first time, a model is loaded."""
        return COMPUTING_LIMIT.limit_s(utterance.spoken)

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...]:
        """Say *utterance*; raises RecordingError where nothing in it has a sound.

        Of a direction, rate, pitch and gaps are realised. Another pitch is another rate at which
        the samples are played, which changes how large the speaker seems with it.
        """
        voice, direction = utterance.set_voice, utterance.direction
        loaded, speaker = self._voice(voice.name)
        played = 2 ** ((voice.pitch - 50) * STEP_ST / 12)
        scale = loaded.length_scale(voice.rate / played, speaker)
        noise = _noise(utterance.key(self.voice_fingerprint(voice.name)))
        said = (loaded.say(one, scale, speaker, noise) for one in sentences(utterance.spoken))
        parts = [part for part in said if part is not None]
        if not parts:
            raise RecordingError(f"there is nothing to say in {utterance.spoken[:60]!r}")
        rate_hz = round(loaded.rate_hz * played)
        gap_ms = direction.gap_ms if direction else 0
        joined = join(parts, round(SENTENCE_PAUSE_S * rate_hz), gap_ms * rate_hz // 1000)
        write_wav(wav, joined.samples, rate_hz, voice.volume)
        return joined.marks

    def _voice(self, name: str) -> tuple[LoadedVoice, int]:
        """The model of the voice *name*, and its speaker's number."""
        model, _, speaker = name.partition(SPEAKER)
        file = self._found().get(model)
        if file is None or (speaker not in file.speakers if file.speakers else speaker):
            raise RecordingError(f"Piper has no voice called {name!r}")
        return self._load(file), file.speakers.get(speaker, 0)

    def _load(self, file: VoiceFile) -> LoadedVoice:
        if file.name not in self._loaded:
            if len(self._loaded) >= OPEN_MODELS:
                del self._loaded[next(iter(self._loaded))]
            self._loaded[file.name] = load_voice(file)
        loaded = self._loaded[file.name] = self._loaded.pop(file.name)  # the one used last is last
        return loaded


def _noise(key: str) -> Noise:
    """Random numbers that depend on *key*, which is hexadecimal, alone.

    They come from NumPy's old generator, whose numbers are promised never to change.
    """
    seed = np.frombuffer(bytes.fromhex(key), dtype="<u4")
    generator = np.random.RandomState(seed)

    def draw(count: int) -> Samples:
        return generator.standard_normal(count).astype(np.float32)

    return draw


def _version(library: str) -> str:
    """The version of *library*; raises ToolError where it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        hint = "run: pip install 'narrate[piper]'"
        raise ToolError(f"{library} is not installed", hint=hint) from None
