"""The disposable process in which one of pyttsx3's own drivers says one utterance.

Reads one JSON object from stdin and answers with one on stdout::

    {"do": "voices", "driver": "nsss"}
    {"voices": [{"id": ..., "name": ..., "languages": [...], "gender": ...}, ...]}

    {"do": "speak", "driver": "nsss", "spoken": ..., "wav": ..., "voice": <name>,
     "rate": 175, "pitch": 50, "volume": 1.0}
    {}  or  {"error": ..., "final": true}

*final* says that another try would end the same way. Whether the file is sound is for the parent
to see; what the driver prints goes to stderr.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pyttsx3

from narrate.engines.espeak_library import find_espeak
from narrate.engines.pyttsx3 import handing_out

POLL_S = 0.05
PATIENCE_S = 10.0
"""how long a file may keep us waiting without growing once the driver says it is done"""


def main() -> None:
    """Answer the one question on stdin."""
    reply, sys.stdout = sys.stdout, sys.stderr
    question = json.load(sys.stdin)
    try:
        answer = _answer(question)
    except Exception as error:  # noqa: BLE001 -- drivers raise anything; the parent tells the user
        answer = {"error": f"{type(error).__name__}: {error}"}
    json.dump(answer, reply)
    reply.flush()
    os._exit(0)  # a driver's threads or its tidying up at the end must not hold us


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    engine = _start(question["driver"])
    voices = [_voice(voice) for voice in engine.getProperty("voices")]
    if question["do"] == "voices":
        return {"voices": voices}
    ids = [voice["id"] for voice in voices if question["voice"] in (voice["name"], voice["id"])]
    if not ids:
        return {"error": f"there is no voice called {question['voice']!r}", "final": True}
    error = _speak(engine, ids[0], question)
    return {"error": error} if error else {}


def _start(driver: str) -> Any:  # noqa: ANN401 -- pyttsx3 ships no types
    if driver != "espeak":
        return pyttsx3.init(driver)
    espeak = find_espeak()
    os.environ["ESPEAK_DATA_PATH"] = str(espeak.data)
    with handing_out(espeak.library):
        return pyttsx3.init(driver)


def _voice(voice: Any) -> dict[str, Any]:  # noqa: ANN401 -- a voice of pyttsx3
    languages = [
        language.decode("ascii", "replace") if isinstance(language, bytes) else str(language)
        for language in voice.languages or ()
        if language
    ]
    return {
        "id": str(voice.id),
        "name": str(voice.name).strip(),
        "languages": languages,
        "gender": str(voice.gender or ""),
    }


def _speak(engine: Any, voice: str, question: dict[str, Any]) -> str | None:  # noqa: ANN401 -- pyttsx3's
    """Have *engine* write the file; what it complained about, if anything."""
    errors: list[Exception] = []
    engine.connect("error", lambda name, exception: errors.append(exception))  # noqa: ARG005 -- pyttsx3 passes both by name
    engine.setProperty("voice", voice)
    for setting in ("rate", "pitch", "volume"):
        engine.setProperty(setting, question[setting])
    engine.save_to_file(question["spoken"], question["wav"])
    engine.runAndWait()
    if errors:
        return f"{type(errors[0]).__name__}: {errors[0]}"
    current = str(engine.getProperty("voice"))
    if current.casefold() != voice.casefold():
        return f"the driver speaks as {current!r} instead of {voice!r}"
    return _wait_for(Path(question["wav"]))


def _wait_for(wav: Path) -> str | None:
    """Return when *wav* has stopped growing: some drivers return before they have written it."""
    size, patience = -1, PATIENCE_S
    while patience > 0:
        now = wav.stat().st_size if wav.exists() else -1
        if now > 0 and now == size:
            return None
        patience = PATIENCE_S if now > size else patience - POLL_S
        size = now
        time.sleep(POLL_S)
    return "no file was written"


if __name__ == "__main__":
    main()
