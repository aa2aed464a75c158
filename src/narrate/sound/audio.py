"""Sound files and encoders: the only room that knows pydub and ffmpeg.

pydub makes one segment of the takes and silences of a piece, a few minutes, and changes no sample;
segments are never added up one by one (``+=`` copies everything each time). Files are not its
work: its export holds a whole chapter, for MP3 and the like twice, where :func:`encode` holds two
pieces; and it calls whatever ffmpeg is on the path.
"""

from __future__ import annotations

import errno
import os
import struct
import subprocess
import tempfile
import warnings
import wave
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import IO

from narrate.errors import NarrateError, OutputError, Place, ToolError

ENV = "NARRATE_FFMPEG"
"""the variable that asks for another ffmpeg than the one imageio-ffmpeg brings"""


class BadSoundError(ValueError):
    """A file does not hold mono 16-bit sound; the text says what it is, as ``half a file``."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono frames, 16-bit little-endian, at *rate* Hz."""

    pcm: bytes | bytearray
    rate: int


@dataclass(frozen=True, slots=True)
class Codec:
    """How ffmpeg writes one kind of file.

    *container* is ffmpeg's name of it, *parameters* its arguments; none at all means a plain WAV
    file, which needs no ffmpeg.
    """

    container: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ffmpeg:
    """An ffmpeg that runs: the program and the first line it says about itself."""

    program: Path
    version: str


@dataclass(frozen=True, slots=True)
class Stream:
    """A file as it is decoded: *blocks* of interleaved big-endian 32-bit floats, 1.0 full scale.

    Every block but the last is ``BLOCK_BYTES`` long; together they are the whole file.
    """

    rate: int
    channels: int
    blocks: Iterator[bytes]


AU_HEADER = struct.Struct(">4s5I")
"""The head of an AU file: its name, then offset, size, encoding, rate and channels."""
BLOCK_BYTES = 1 << 20


MOST_BYTES = 500_000_000
"""Three hours of speech at 22,050 Hz: no utterance lasts so long."""
RATES = range(4_000, 192_001)
"""the lowest and highest rate in Hz that is taken for speech"""


def read_wav(path: Path) -> Sound:
    """The sound of a mono 16-bit WAV file, maybe none. Raises BadSoundError for anything else."""
    _check_file(path)
    try:
        with wave.open(str(path), "rb") as file:
            form, frames = file.getparams(), file.getnframes()
            if (form.nchannels, form.sampwidth) != (1, 2):
                msg = f"{form.nchannels} channels of {8 * form.sampwidth} bit, not mono 16 bit"
                raise BadSoundError(msg)
            if form.framerate not in RATES:
                raise BadSoundError(f"sound at {form.framerate} Hz")
            sound = Sound(file.readframes(frames), form.framerate)
    except (wave.Error, EOFError) as error:
        raise BadSoundError("no WAV file") from error
    except OSError as error:
        raise BadSoundError(f"a file that cannot be read: {error.strerror}") from error
    if len(sound.pcm) != 2 * frames:
        raise BadSoundError("half a file")
    return sound


def _check_file(path: Path) -> None:
    """Raise BadSoundError for a pipe, which would block, and for a file too large for memory."""
    if not path.exists():
        raise BadSoundError("no file")
    if not path.is_file():
        raise BadSoundError("something that is no file")
    if path.stat().st_size > MOST_BYTES:
        raise BadSoundError(f"more than {MOST_BYTES:,} bytes")


@lru_cache(maxsize=1)
def find_ffmpeg() -> Ffmpeg:
    """The ffmpeg to use: what ``NARRATE_FFMPEG`` names, or the one imageio-ffmpeg brings.

    One that happens to be installed on the system is never picked up unasked. Raises ToolError
    if there is none, or it does not run.
    """
    asked = os.environ.get(ENV)
    program = Path(asked) if asked else _bundled()
    try:
        run = subprocess.run(
            [str(program), "-version"], capture_output=True, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError) as error:
        msg = f"ffmpeg does not run: {program}"
        hint = f"correct {ENV}" if asked else f"set {ENV} to an ffmpeg of your own"
        raise ToolError(msg, hint=hint) from error
    return Ffmpeg(program, run.stdout.decode("utf-8", "replace").partition("\n")[0].strip())


def _bundled() -> Path:
    import imageio_ffmpeg  # noqa: PLC0415 -- only who encodes pays for it

    try:
        program = Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        program = Path()
    if Path(imageio_ffmpeg.__file__).parent not in program.parents:
        msg = "imageio-ffmpeg brings no ffmpeg for this system"
        raise ToolError(msg, hint=f"set {ENV} to an ffmpeg of your own")
    return program


@contextmanager
def decode(path: Path) -> Iterator[Stream]:
    """The sound of any file ffmpeg reads, a block at a time, at its own rate and channels.

    The file is decoded as players do it, without what an encoder added at both ends. Raises
    OutputError for a file that cannot be read or holds no sound, at the start or, for one that is
    damaged, when its last block was read.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", at=Place(path)) from error
    # A playlist or a stream is no finished file: nothing but *path* itself may be opened.
    source = ("-protocol_whitelist", "file,pipe", "-i", f"file:{path.absolute()}")
    form = ("-map", "0:a:0", "-c:a", "pcm_f32be", "-f", "au", "-")
    command = [str(find_ffmpeg().program), "-v", "error", "-nostdin", *source, *form]
    with tempfile.TemporaryFile() as said, _running(command, said) as process:
        yield _read_stream(process, path, said)


@contextmanager
def _running(
    command: list[str], said: IO[bytes], source: int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """Run *command*; it is killed at the end of the block if it still runs."""
    process = subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, stderr=said)
    with process:
        try:
            yield process
        finally:
            process.kill()


def _read_stream(process: subprocess.Popen[bytes], path: Path, said: IO[bytes]) -> Stream:
    assert process.stdout is not None  # noqa: S101 -- it is a pipe
    head = process.stdout.read(AU_HEADER.size)
    if len(head) < AU_HEADER.size:
        raise _unreadable(process, path, said)
    _, offset, _, _, rate, channels = AU_HEADER.unpack(head)
    process.stdout.read(offset - AU_HEADER.size)
    return Stream(rate, channels, _blocks(process, path, said))


def _blocks(process: subprocess.Popen[bytes], path: Path, said: IO[bytes]) -> Iterator[bytes]:
    assert process.stdout is not None  # noqa: S101 -- it is a pipe
    while block := process.stdout.read(BLOCK_BYTES):
        yield block
    if process.wait():
        raise _unreadable(process, path, said)


def _unreadable(process: subprocess.Popen[bytes], path: Path, said: IO[bytes]) -> OutputError:
    process.wait()
    said.seek(0)
    lines = said.read(10_000).decode("utf-8", "replace").strip().splitlines()
    reason = lines[-1].rpartition(": ")[2] if lines else "it holds no sound"
    return OutputError(f"is no sound file that can be read: {reason}", at=Place(path))


def concatenate(pieces: Iterable[bytes], rate: int) -> Sound:
    """*pieces*, each of them frames at *rate* Hz, one after the other as one pydub segment."""
    data = b"".join(pieces)
    segment = _pydub().AudioSegment(data=data, sample_width=2, frame_rate=rate, channels=1)
    return Sound(segment.raw_data, segment.frame_rate)


def encode(sounds: Iterable[Sound], rate: int, codec: Codec, target: Path) -> None:
    """Write *sounds*, all at *rate* Hz, one after the other to *target* as *codec* says.

    Never holds more than two of them. Raises OutputError when the disk is full or there is no such
    folder, ToolError when ffmpeg fails otherwise.
    """
    try:
        with target.open("wb") as file:
            if not codec.parameters:
                _write_wav(sounds, rate, file)
                return
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", at=Place(target)) from error
    source = ("-threads", "1", "-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0")
    form = (*codec.parameters, "-threads", "1", "-f", codec.container)
    command = [str(find_ffmpeg().program), "-v", "error", "-nostdin", "-y", *source, *form]
    with tempfile.TemporaryFile() as said:
        if _fed([*command, f"file:{target.absolute()}"], sounds, said):
            said.seek(0)
            raise _ffmpeg_failure(said.read(10_000).decode("utf-8", "replace"), target)


def _write_wav(sounds: Iterable[Sound], rate: int, file: IO[bytes]) -> None:
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate)
        for sound in sounds:
            wav.writeframesraw(sound.pcm)


def _fed(command: list[str], sounds: Iterable[Sound], said: IO[bytes]) -> int:
    """The exit code of *command*, which reads *sounds*; 0 if all is well."""
    with _running(command, said, source=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 -- it is a pipe
        with suppress(BrokenPipeError):  # it has failed, and its exit code tells so
            for sound in sounds:
                process.stdin.write(sound.pcm)
            process.stdin.close()
        return process.wait()


def run_ffmpeg(arguments: Sequence[str], target: Path) -> None:
    """Have ffmpeg write *target*, the last of its arguments.

    Raises OutputError when the disk is full, ToolError when ffmpeg fails otherwise.
    """
    command = [str(find_ffmpeg().program), "-v", "error", "-nostdin", "-y", *arguments]
    run = subprocess.run([*command, str(target)], capture_output=True, check=False)
    if run.returncode:
        raise _ffmpeg_failure(run.stderr.decode("utf-8", "replace"), target)


def _ffmpeg_failure(said: str, target: Path) -> NarrateError:
    full = os.strerror(errno.ENOSPC)
    if full in said:
        return OutputError(f"cannot write: {full}", at=Place(target))
    lines = said.strip().splitlines() or ["no reason given"]
    return ToolError(f"ffmpeg failed: {lines[-1]}", at=Place(target))


def _pydub() -> ModuleType:
    """The module; its import warns of audioop, of its own escapes, and of a missing ffmpeg."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub  # noqa: PLC0415 -- only who encodes pays for it
    module: ModuleType = pydub
    return module
