"""The eSpeak NG library itself: where it lies, and how each text is said as if it were the first.

eSpeak keeps counters (the flutter of the voice, the place in a cycle) in static variables that no
public call resets, so that in one process the same text never sounds quite the same twice. The
only cure is to load the library anew for each text; that takes about 2 ms. Other users of the
library in this process keep their own copy, which a reload must not touch: hence PrivateCopy.
"""

from __future__ import annotations

import _ctypes
import ctypes
import hashlib
import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from ctypes import (
    CDLL,
    CFUNCTYPE,
    POINTER,
    c_char,
    c_char_p,
    c_int,
    c_long,
    c_short,
    c_size_t,
    c_uint,
    c_void_p,
)
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from narrate.engines.espeak_data import fold_names
from narrate.errors import ToolError
from narrate.model import Mark

ENVIRONMENT = "NARRATE_ESPEAK"
"""set to the path of an eSpeak NG library, to speak with that one instead of the bundled one"""

BUFFER_MS = 1000
"""eSpeak hands over its samples in pieces of this length; another length gives other samples"""

_LONGEST_PATH = 160  # N_PATH_HOME of eSpeak's synthesize.h, with the NUL at its end
_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS of speak_lib.h
_DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: report missing data, do not end the process
_CHARS_UTF8 = 1
_PHONEMES = 0x100  # espeakPHONEMES of speak_lib.h
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7  # espeak_PARAMETER of speak_lib.h
_SEED = 1
_LAST_EVENT, _WORD = 0, 1  # espeakEVENT_LIST_TERMINATED, espeakEVENT_WORD


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h; *what* is a union we never look into."""

    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("what", c_char * 8),
    )


_ON_SOUND = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Espeak:
    """An eSpeak NG that was found: its library, its data folder, and where it comes from."""

    library: Path
    data: Path
    version: str
    source: str

    def digest(self) -> str:
        """16 hexadecimal digits that change with the library or the data.

        The dictionaries, 17 MB of them, count by name and size only.
        """
        digest = hashlib.sha256(self.library.read_bytes())
        for path in sorted(self.data.rglob("*")):
            if path.is_file():
                name = path.relative_to(self.data).as_posix()
                content = b"" if name.endswith("_dict") else path.read_bytes()
                digest.update(f"{name} {path.stat().st_size}\n".encode() + content)
        return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class EspeakRequest:
    """A text for eSpeak to say, with the voice and parameters as its library takes them.

    *voice* is an identifier such as ``gmw/en-US+f3``, *rate* in words a minute, *pitch*, *volume*
    and *range* (of the melody) from 0 to 100, *text* UTF-8 without control characters. *gap* is
    put between words, in units of 10 ms. With *phonemes*, ``[[...]]`` in the text is phonemes.
    """

    voice: str
    rate: int
    pitch: int
    volume: int
    text: bytes
    range: int = 50
    gap: int = 0
    phonemes: bool = False

    @property
    def parameters(self) -> tuple[tuple[int, int], ...]:
        """Every parameter of eSpeak that a request sets, with its value."""
        return (
            (_RATE, self.rate),
            (_VOLUME, self.volume),
            (_PITCH, self.pitch),
            (_RANGE, self.range),
            (_WORD_GAP, self.gap),
        )


@dataclass(frozen=True, slots=True)
class EspeakSound:
    """What eSpeak made of a request: the rate in Hz, 16-bit samples, where words begin.

    About one word in twenty has no mark of its own; the others lie within some 15 ms of their
    sound. The first of several that eSpeak makes of one place in the text counts.
    """

    rate: int
    samples: bytes
    words: tuple[Mark, ...]


def find_espeak() -> Espeak:
    """The eSpeak NG that ``espeakng-loader`` brings, or the one the user asks for.

    Raises ToolError when it is missing or does not start.
    """
    asked = os.environ.get(ENVIRONMENT, "").strip()
    library, data, source = _asked_for(asked) if asked else _bundled()
    try:
        version, where = _about(CDLL(str(library)), data)
    except (OSError, AttributeError) as error:  # no library, or a library of something else
        raise ToolError(f"eSpeak NG cannot be loaded: {error}", hint=_hint(asked)) from error
    if not where:
        hint = _hint(asked)
        if data is not None and len(os.fsencode(data)) >= _LONGEST_PATH:
            hint = f"eSpeak cannot read a path of {_LONGEST_PATH} bytes: install narrate elsewhere"
        raise ToolError(f"eSpeak NG finds no voice data ({data or library})", hint=hint)
    return Espeak(library, Path(where), version, source)


def _bundled() -> tuple[Path, Path | None, str]:
    try:
        import espeakng_loader  # noqa: PLC0415 -- late: only whoever speaks needs it
    except ImportError as error:
        raise ToolError("espeakng-loader is not installed", hint=_hint("")) from error
    folder = Path(espeakng_loader.__file__).parent
    return Path(espeakng_loader.get_library_path()), folder / "espeak-ng-data", "espeakng-loader"


def _asked_for(asked: str) -> tuple[Path, Path | None, str]:
    """The library a user names; it knows where its own data lies."""
    if not Path(asked).is_file():
        raise ToolError(f"{ENVIRONMENT} names no file: {asked}", hint=_hint(asked))
    return Path(asked), None, f"{ENVIRONMENT}={asked}"


def _hint(asked: str) -> str:
    if asked:
        return f"unset {ENVIRONMENT} to use the eSpeak NG that comes with narrate"
    return "run: pip install --force-reinstall espeakng-loader"


def _about(dll: CDLL, data: Path | None) -> tuple[str, str]:
    """The version, and the data folder; the latter empty when eSpeak cannot start with it."""
    dll.espeak_Info.restype = c_char_p
    where = c_char_p()
    started = _start(dll, data) > 0
    version = dll.espeak_Info(ctypes.byref(where)) or b"?"
    return version.decode(), os.fsdecode(where.value or b"") if started else ""


def _start(dll: CDLL, data: Path | None) -> int:
    """Initialise eSpeak; the sample rate, or -1 when its data is missing."""
    folder = None if data is None else os.fsencode(data)
    rate: int = dll.espeak_Initialize(_SYNCHRONOUS, BUFFER_MS, folder, _DONT_EXIT)
    return rate


def say(dll: CDLL, request: EspeakRequest) -> EspeakSound:
    """Say *request* with a library that has been started.

    Raises OSError when eSpeak refuses the voice or the text.
    """
    pieces: list[bytes] = []
    words: dict[int, Mark] = {}

    def collect(
        samples: ctypes._Pointer[c_short], frames: int, events: ctypes._Pointer[_Event]
    ) -> int:
        if samples and frames > 0:
            pieces.append(ctypes.string_at(samples, 2 * frames))
        if events:
            for mark in _words(events):
                words.setdefault(mark.start, mark)
        return 0

    on_sound = _ON_SOUND(collect)  # lives until the library has said everything
    _seed(dll)
    if dll.espeak_SetVoiceByName(request.voice.encode()) != 0:
        raise OSError(f"eSpeak has no voice {request.voice!r}")
    for parameter, value in request.parameters:
        dll.espeak_SetParameter(parameter, value, 0)
    dll.espeak_SetSynthCallback(on_sound)
    size = c_size_t(len(request.text) + 1)
    flags = _CHARS_UTF8 | (_PHONEMES if request.phonemes else 0)
    status = dll.espeak_Synth(request.text, size, 0, 1, 0, flags, None, None)
    dll.espeak_SetSynthCallback(None)
    if status != 0:
        raise OSError(f"eSpeak failed with status {status}")
    return EspeakSound(dll.espeak_ng_GetSampleRate(), b"".join(pieces), tuple(words.values()))


def _words(events: ctypes._Pointer[_Event]) -> Iterator[Mark]:
    """The words among *events*; eSpeak counts the characters of the text from 1."""
    for event in map(events.__getitem__, count()):
        if event.type == _LAST_EVENT:
            return
        if event.type == _WORD and event.length > 0:
            start = event.text_position - 1
            yield Mark(event.sample, start, start + event.length)


def _seed(dll: CDLL) -> None:
    """Fix both generators: eSpeak's own, and C's, which its Klatt voices draw their breath from.

    eSpeak before 1.52 has C's alone. On Windows only a library's own functions are found in it,
    so C's is asked for by name.
    """
    if hasattr(dll, "espeak_ng_SetRandSeed"):
        dll.espeak_ng_SetRandSeed(c_long(_SEED))
    (CDLL("ucrtbase") if sys.platform == "win32" else dll).srand(_SEED)


class PrivateCopy:
    """A copy of the library that nobody else in this process holds, so that it can be unloaded.

    The loader hands out the same library for the same file, hence the copy: on Linux in memory,
    which leaves nothing behind when the process is killed, elsewhere in a temporary folder.
    """

    def __init__(self, espeak: Espeak) -> None:
        self._data = espeak.data
        if sys.platform == "linux":
            memory = os.memfd_create("libespeak-ng")
            weakref.finalize(self, os.close, memory)
            os.write(memory, espeak.library.read_bytes())
            self._path = f"/proc/self/fd/{memory}"
        else:
            self._folder = tempfile.TemporaryDirectory(prefix="narrate-")
            copy = Path(self._folder.name) / espeak.library.name
            copy.write_bytes(espeak.library.read_bytes())
            self._path = str(copy)

    def say(self, request: EspeakRequest) -> EspeakSound:
        """As :func:`say`, by a library that has never said anything before."""
        return self._say(request, self._quicker_data())

    def started(self) -> AbstractContextManager[CDLL]:
        """The library as it is before it says anything. Raises OSError if it does not start."""
        return self._started(self._quicker_data())

    def _quicker_data(self) -> Path:
        return self._folded if self._folded.exists() else self._data

    @cached_property
    def _folded(self) -> Path:
        """The data with the voices' names in small letters, where that can be and is of use."""
        if sys.platform == "linux":
            folder = Path(tempfile.mkdtemp(prefix="narrate-"))
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            with suppress(OSError):
                if len(os.fsencode(folder)) < _LONGEST_PATH:
                    return fold_names(self._data, folder)
        return self._data

    def _say(self, request: EspeakRequest, data: Path) -> EspeakSound:
        with self._started(data) as dll:
            return say(dll, request)

    @contextmanager
    def _started(self, data: Path) -> Iterator[CDLL]:
        with self._loaded() as dll:
            if _start(dll, data) <= 0:
                raise OSError("eSpeak does not start")
            try:
                yield dll
            finally:
                dll.espeak_Terminate()

    def keeps_nothing(self) -> bool:
        """Whether the same sentence twice gives the same samples: whether unloading works here."""
        canary = EspeakRequest("gmw/en-US+f2", 175, 50, 100, b"Five thousand fathoms below.")
        try:
            return self._say(canary, self._data) == self._say(canary, self._data)
        except OSError:  # no voice of that name, or a system that will not load the copy
            return False

    @contextmanager
    def _loaded(self) -> Iterator[CDLL]:
        dll = CDLL(self._path, mode=0)  # RTLD_LOCAL: with global symbols both copies fall silent
        try:
            yield dll
        finally:
            if sys.platform == "win32":
                _ctypes.FreeLibrary(dll._handle)  # noqa: SLF001 -- ctypes has no public unload
            else:
                _ctypes.dlclose(dll._handle)  # noqa: SLF001 -- as above
