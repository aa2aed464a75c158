"""The program one writes first: say each line to a file, add the files up, export an MP3.

    python benchmarks/naive.py FOLDER

It reads ``lines.json`` in that folder, works there, and prints, last, how many lines are missing
from what it made. It uses pyttsx3's own driver as pyttsx3's documentation does.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

import espeakng_loader

PAUSE_MS = 450


def main(folder: Path) -> int:
    """Make the book; how many lines are missing."""
    engine, pydub = _start()
    book = pydub.AudioSegment.empty()
    lost = 0
    for number, (voice, rate, text) in enumerate(json.loads((folder / "lines.json").read_text())):
        wav = folder / f"{number}.wav"
        engine.setProperty("voice", voice)
        engine.setProperty("rate", rate)
        engine.save_to_file(text, str(wav))
        engine.runAndWait()
        try:
            said = pydub.AudioSegment.from_wav(wav)
        except (OSError, EOFError, pydub.exceptions.CouldntDecodeError):
            said = pydub.AudioSegment.empty()
        lost += said.frame_count() == 0
        book += said + pydub.AudioSegment.silent(PAUSE_MS)
    book.export(folder / "book.mp3", format="mp3", bitrate="64k")
    return lost


def _start() -> tuple[Any, Any]:
    """pyttsx3 on the eSpeak that pip brings, and pydub on the ffmpeg that does."""
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import imageio_ffmpeg  # noqa: PLC0415 -- after the library pyttsx3 is to find
        import pydub  # noqa: PLC0415 -- it warns of what is set here
        import pyttsx3  # noqa: PLC0415 -- as above
    pydub.AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    return pyttsx3.init("espeak"), pydub


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
