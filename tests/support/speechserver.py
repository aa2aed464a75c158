"""A speech server on this machine that hums as it is told to, or fails as it is told to."""

from __future__ import annotations

import io
import json
import threading
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from narrate.errors import NarrateError
from narrate.model import Utterance, Voice
from narrate.testing import ToneEngine
from narrate.testing.tone import TONES

LISTED = [{"id": tone.name, "gender": "male" if tone.gender == "M" else "female"} for tone in TONES]


def hum(text: str, voice: str = "low-01", speed: float = 1.0) -> bytes:
    """A WAV file of *voice* humming *text*. Raises NarrateError for a voice there is not."""
    with TemporaryDirectory() as folder:
        wav = Path(folder) / "hum.wav"
        ToneEngine().speak(Utterance(text, Voice("tone", voice, round(175 * speed))), wav)
        return wav.read_bytes()


def wav_of(pcm: bytes, rate: int = 22_050, channels: int = 1, width: int = 2) -> bytes:
    """A WAV file of *pcm*."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(pcm)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def told(self) -> dict[str, Any]:
        """Its JSON."""
        told: dict[str, Any] = json.loads(self.body)
        return told


class Handler(BaseHTTPRequestHandler):
    """Answers by the script of its server."""

    protocol_version = "HTTP/1.1"
    speech: SpeechServer

    def do_GET(self) -> None:
        """Answer as scripted."""
        self._serve(b"")

    def do_POST(self) -> None:
        """Answer as scripted."""
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, body: bytes) -> None:
        asked = Asked(self.command, self.path, dict(self.headers.items()), body)
        self.speech.asked.append(asked)
        script = self.speech.script
        act = script.pop(0) if script else self.speech.usual
        act(self, asked)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, status: int, body: bytes, kind: str = "audio/wav", **headers: str) -> None:
        """A whole answer; ``Retry_After`` is the header ``Retry-After``."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_json(self, status: int, told: object, **headers: str) -> None:
        """A whole answer in JSON."""
        self.send(status, json.dumps(told).encode(), "application/json", **headers)


Act = Callable[[Handler, Asked], None]


def hums(handler: Handler, asked: Asked) -> None:
    """Hum as a well-behaved server."""
    if asked.path == "/v1/audio/voices":
        handler.send_json(200, {"voices": LISTED})
        return
    if asked.path != "/v1/audio/speech":
        handler.send_json(404, {"detail": "Not Found"})
        return
    told = asked.told
    try:
        body = hum(told["input"], told["voice"], told.get("speed", 1.0))
    except NarrateError as error:
        handler.send_json(400, {"error": {"message": error.message, "type": "invalid_request"}})
    else:
        handler.send(200, body)


@dataclass
class SpeechServer:
    """A server at *url*: the next answers are those of *script*, all later ones the *usual*."""

    url: str = ""
    script: list[Act] = field(default_factory=list)
    usual: Act = hums
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    """set when the test is over; who hangs waits for it"""


@contextmanager
def speech_server(usual: Act = hums) -> Iterator[SpeechServer]:
    """A server that runs until the end of the block."""
    speech = SpeechServer(usual=usual)
    handler = type("Own", (Handler,), {"speech": speech})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        speech.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield speech
        finally:
            speech.over.set()
            server.shutdown()
            thread.join()
