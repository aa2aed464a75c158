"""Plays a few words in one voice through the loudspeaker."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import ToolError
from narrate.model import Utterance

if TYPE_CHECKING:
    from narrate.engines import Engine

PLAYERS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("ffplay", "-autoexit", "-nodisp", "-loglevel", "error"),
    ("play", "-q"),
)
"""What plays a WAV file on macOS and on the Linux desktops."""


def play(engine: Engine, utterance: Utterance) -> None:
    """Have *engine* speak *utterance* through the loudspeaker.

    Raises ToolError if nothing can play it.
    """
    from narrate.production.samples import record_sample

    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder, "spoken.wav")
        record_sample(engine, utterance, spoken)
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
