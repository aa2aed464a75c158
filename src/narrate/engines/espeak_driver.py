"""A pyttsx3 driver that writes every take whole: ``pyttsx3.init("narrate_espeak")``.

pyttsx3's own eSpeak driver has one slot for the text and one for the file name and speaks in the
background: of many utterances some are lost without an error. This one speaks inside
``save_to_file`` and returns when the file is complete. Whatever goes wrong arrives on pyttsx3's
``error`` event. Setting properties and listing voices stay pyttsx3's own.

Import it through :func:`narrate.engines.pyttsx3.start_pyttsx3`, which hands pyttsx3 the library.
"""

from __future__ import annotations

import os
import wave
from pathlib import Path
from typing import Any

from pyttsx3.drivers import _espeak
from pyttsx3.drivers.espeak import EspeakDriver

from narrate.engines.espeak_library import (
    BUFFER_MS,
    EspeakRequest,
    EspeakSound,
    PrivateCopy,
    find_espeak,
    say,
)
from narrate.engines.espeak_sounds import espeak_text, has_sounds
from narrate.engines.plain_text import plain_text
from narrate.errors import RecordingError

OURS = {"range": 50, "gap_ms": 0}
"""properties that pyttsx3 does not know, and their usual values"""


def buildDriver(proxy: Any) -> NarrateEspeakDriver:  # noqa: N802, ANN401 -- pyttsx3's name and type
    """The function pyttsx3 looks for in a driver module."""
    return NarrateEspeakDriver(proxy)


class NarrateEspeakDriver(EspeakDriver):  # type: ignore[misc]  # pyttsx3 ships no types
    """pyttsx3's eSpeak driver with the speaking done synchronously, and each take on its own."""

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401 -- a weak reference to pyttsx3's proxy
        espeak = find_espeak()
        if not EspeakDriver._moduleInitialized:  # noqa: SLF001 -- the flag a subclass must set
            _espeak.Initialize(
                _espeak.AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, os.fsencode(espeak.data)
            )
            EspeakDriver._moduleInitialized = True  # noqa: SLF001 -- as above
            EspeakDriver._defaultVoice = "gmw/en-US"  # noqa: SLF001 -- as above
        copy = PrivateCopy(espeak)
        self._copy = copy if copy.keeps_nothing() else None
        self._set: dict[str, Any] = {"pitch": 50, **OURS}
        super().__init__(proxy)

    @property
    def reproducible(self) -> bool:
        """Whether a take does not depend on what was said before it."""
        return self._copy is not None

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, ANN401 -- pyttsx3's
        """As pyttsx3, and *range* (0 to 100, 50 is the voice's own) and *gap_ms* between words.

        Raises ValueError for a voice or a variant that eSpeak does not have.
        """
        if self._set.get(name) == value:
            return  # to find a voice takes eSpeak a while
        if name not in OURS:
            EspeakDriver.setProperty(name, value)
        if name == "voice":
            current = _espeak.GetCurrentVoice().contents.identifier.decode()
            if current != value:  # eSpeak takes an unknown variant for none
                raise ValueError(f"eSpeak has no voice {value!r}")
        self._set[name] = value

    def getProperty(self, name: str) -> Any:  # noqa: N802, ANN401 -- pyttsx3's
        """As pyttsx3, but what was set is what is told.

        pyttsx3 2.99 declares ``espeak_GetParameter`` without its second argument, which then is
        whatever the processor's register held, and tells voices in lower case without variant.
        """
        return self._set[name] if name in self._set else EspeakDriver.getProperty(name)

    def save_to_file(self, text: str, filename: str) -> None:
        """Say *text* and write it to *filename*, a WAV file; complete when this returns.

        Raises OSError, or ValueError for a text that makes no sound ("..."), which pyttsx3 turns
        into its ``error`` event. Each word is told as pyttsx3's ``started-word``, before
        ``finished-utterance``, with the *frame* at which it begins in the file besides.
        """
        self._proxy.notify("started-utterance")
        said = self._say(self._request(text))
        if not said.samples.strip(b"\0"):  # eSpeak answers punctuation with 7 ms of silence
            raise ValueError("there is nothing in it to be said")
        with Path(filename).open("wb") as raw, wave.open(raw, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(said.rate)
            file.writeframes(said.samples)
        for word in said.words:
            place = {"location": word.start, "length": word.end - word.start}
            self._proxy.notify("started-word", **place, frame=word.frame)
        self._proxy.notify("finished-utterance", completed=True)

    def _request(self, text: str) -> EspeakRequest:
        plain, phonemes = plain_text(text), has_sounds(text)
        return EspeakRequest(
            voice=self._set["voice"],
            rate=int(self._set["rate"]),
            pitch=int(self._set["pitch"]),
            volume=round(self._set["volume"] * 100),
            text=(espeak_text(plain) if phonemes else plain).encode(),  # <...> is always text
            range=int(self._set["range"]),
            gap=int(self._set["gap_ms"]) // 10,
            phonemes=phonemes,
        )

    def _say(self, request: EspeakRequest) -> EspeakSound:
        return say(_espeak.dll, request) if self._copy is None else self._copy.say(request)

    def say(self, text: str) -> None:
        """Refuse: narrate makes files. Raises RecordingError, which pyttsx3 reports as an event."""
        raise RecordingError(f"this driver writes files and cannot play {text[:20]!r}")

    def startLoop(self) -> None:  # noqa: N802 -- pyttsx3's name
        """Let pyttsx3 work through its queue; every command is finished when it returns."""
        self._proxy.setBusy(False)

    def stop(self) -> None:
        """Nothing is ever left to be stopped."""
