"""A few words in one voice, saved to a file or played."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import OutputError, Place, RecordingError, ToolError
from narrate.model import Utterance

if TYPE_CHECKING:
    from narrate.engines import Engine
    from narrate.sound.audio import Sound

PLAYERS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("ffplay", "-autoexit", "-nodisp", "-loglevel", "error"),
    ("play", "-q"),
)
"""What plays a WAV file on macOS and on the Linux desktops."""


def save(engine: Engine, utterance: Utterance, target: Path) -> None:
    """Have *engine* speak *utterance* into *target*, whose ending names the format.

    Raises OutputError for an ending that is no format or a place that cannot be written,
    RecordingError if the engine fails.
    """
    from narrate.release.files import write_whole
    from narrate.release.formats import FORMATS
    from narrate.release.pressing import write_sound

    form = FORMATS.get(target.suffix.removeprefix(".").lower())
    if form is None:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise OutputError("this ending names no sound format", at=Place(target), hint=known)
    _make_folder(target.parent)
    with tempfile.TemporaryDirectory() as folder:
        spoken, encoded = Path(folder, "spoken.wav"), Path(folder, f"sample.{form.suffix}")
        write_sound(_record(engine, utterance, spoken), form.codec(None), encoded)
        write_whole(target, encoded.read_bytes())


def _record(engine: Engine, utterance: Utterance, wav: Path) -> Sound:
    """Have *engine* speak *utterance* into *wav*.

    Raises RecordingError if what is there is no speech.
    """
    from narrate.engines.asking import have_spoken
    from narrate.sound import audio

    have_spoken(engine, utterance, wav)
    try:
        return audio.read_wav(wav)
    except audio.BadSoundError as error:
        raise RecordingError(f"the engine wrote {error}") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"this folder cannot be made: {error.strerror}"
        raise OutputError(msg, at=Place(folder), hint="choose another with -o") from error


def play(engine: Engine, utterance: Utterance) -> None:
    """Have *engine* speak *utterance* through the loudspeaker.

    Raises ToolError if nothing can play it.
    """
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder, "spoken.wav")
        _record(engine, utterance, spoken)
        _play_file(spoken)


def _play_file(wav: Path) -> None:
    hint = "save it to a file with -o"
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(wav), winsound.SND_FILENAME)
        return
    player = next((one for one in PLAYERS if shutil.which(one[0])), None)
    if player is None:
        raise ToolError("there is no program to play sound with", hint=hint)
    done = subprocess.run([*player, str(wav)], check=False, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ToolError(f"{player[0]} could not play the sample: {said}", hint=hint)
