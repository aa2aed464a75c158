"""Speaks by a server that takes what OpenAI's ``POST /v1/audio/speech`` takes."""

from __future__ import annotations

import json
import re
import wave
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar

import numpy as np

from narrate.engines.costs import Cost
from narrate.engines.http.address import SPEECH, is_open
from narrate.engines.http.client import MOST_WAIT_S, FailedError, Reply, Server, persist
from narrate.engines.http.listing import guessed, is_page, listed_by_server
from narrate.engines.http.received import UnsoundError, sound_of, suffix_of
from narrate.engines.http.replies import said
from narrate.engines.http.wording import instruction, parts_of
from narrate.engines.patience import USUAL_LIMIT
from narrate.engines.plain_text import plain_text
from narrate.engines.web import Deadline
from narrate.errors import RecordingError, SettingsError, ToolError
from narrate.model import Utterance, VoiceInfo
from narrate.sound.audio import Sound

REVISION = 1
"""raised whenever this engine's takes change for a reason the other parts of its key miss"""
MODEL = "tts-1"
"""a name that most servers know"""
KEY_ENV = "NARRATE_SPEECH_KEY"
"""none that other programs use: their key would be sent to whatever server is named"""
FORMATS = ("wav", "flac", "mp3", "opus", "aac")
USUAL_RATE = 175
"""words a minute that are taken for a server's speed 1"""
SPEEDS = (0.25, 4.0)
"""the least and the greatest speed that OpenAI's service takes"""
LIST_S = 30.0
"""for a server to list its voices"""
SLACK_S = 10.0
"""besides what is waited for: to decode, and to write"""
OTHER_SPEEDS = "name the speeds that it takes in voices.yaml: engines: {http: {speeds: 1-2}}"
_SPEED = re.compile(r"\bspeed\b", re.IGNORECASE)
UNSET = "set its address in voices.yaml: engines: {http: {url: http://localhost:8880}}"


@dataclass(frozen=True, slots=True)
class HttpEngine:
    """Speaks by the server whose addresses begin with *base*; None for none so far.

    *listed* are the voices that the user lists; without any, those that the server lists. *form*
    is the kind of sound asked for, *timeout_s* the seconds a request may take (None for a time by
    its length), *fields* the further ones of each request, as JSON. *instructed*: a direction is
    sent in words; in any case its rate is, as a speed between the two *speeds*. A server has no
    pitch.
    """

    base: str | None = None
    model: str = MODEL
    key_env: str = KEY_ENV
    jobs: int | None = 1
    """one: most servers work at one request after the other"""
    listed: tuple[VoiceInfo, ...] = ()
    form: str = "wav"
    timeout_s: float | None = None
    fields: str = "{}"
    instructed: bool = False
    speeds: tuple[float, float] = SPEEDS
    name: str = field(default="http", init=False)
    cost: ClassVar[Cost] = "money"

    def fingerprint(self) -> str:
        """All that a request holds beside words and voice; nothing of the server's state."""
        heard = (self.base, self.model, self.form, self.fields, self.instructed, self.speeds)
        return f"{self.name} {REVISION} {json.dumps(heard)}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The voices the user lists, or else the server; none if it keeps no list.

        Raises ToolError when it does not answer, SettingsError when there is no server.
        """
        found = self.listed or self._listed_there()
        return tuple(replace(voice, pitch_settable=False) for voice in found)

    def _listed_there(self) -> tuple[VoiceInfo, ...]:
        """What the server lists: nothing where it answers with a page for people instead."""
        reply = self._server.get("/audio/voices", LIST_S)
        if reply.status != 200 or is_page(reply.body):
            return ()
        try:
            return listed_by_server(reply.body)
        except (ValueError, RecursionError) as error:
            msg = f"the list of voices of the speech server at {self.base} cannot be read: {error}"
            hint = "list them in voices.yaml: engines: {http: {voices: 'alloy F, onyx M'}}"
            raise ToolError(msg, hint=hint) from error

    def unlisted(self, name: str) -> VoiceInfo | None:
        """Any voice: a server may have more than it lists, mixtures and such that are cloned."""
        return replace(guessed(name), castable=False, pitch_settable=False)

    def diagnose(self) -> tuple[tuple[str, str], ...]:
        """The server, and what it lists; raises ToolError when it does not answer."""
        if self.base is None:
            return (("server", f"none so far: {UNSET}"),)
        count = len(self.voices())
        unlisted = "none are listed; any may be named, and is cast if listed in voices.yaml"
        key = f"in {self.key_env}" if self._server.key else f"none in {self.key_env}"
        open_key = self._server.key and is_open(self.base)
        return (
            ("server", self.base),
            ("model", self.model),
            ("key", f"{key}, and sent for all to read: no https" if open_key else key),
            ("voices", str(count) if count else unlisted),
            ("directions", "rate, and in words" if self.instructed else "rate"),
            ("pitch", "not settable: ignored"),
            ("takes", "may differ from time to time"),
        )

    def limit_s(self, utterance: Utterance) -> float:
        """The most seconds that :meth:`speak` takes, waits included."""
        # An answer may begin at the last moment, and is then waited for as long again.
        longest_s = sum(2 * self._limit_s(part) + MOST_WAIT_S for part in _parts(utterance))
        return longest_s + SLACK_S

    def speak(self, utterance: Utterance, wav: Path) -> None:
        """Have the server say *utterance*, a request for each thousand characters.

        Raises RecordingError for what it does not say, ToolError when it would say nothing else.
        """
        parts = _parts(utterance)
        if not any(map(str.isalnum, "".join(parts))):
            raise RecordingError("there is nothing to say")
        sounds = [self._say(utterance, part) for part in parts]
        rates = {sound.rate for sound in sounds}
        if len(rates) > 1:
            raise RecordingError(f"the speech server changed its rate: {sorted(rates)} Hz")
        with wave.open(str(wav), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rates.pop())
            file.writeframes(_turned_down(sounds, utterance.voice.volume))

    @property
    def _server(self) -> Server:
        if self.base is None:
            raise SettingsError("the engine http has no server", hint=UNSET)
        return Server(self.base, self.key_env)

    def _limit_s(self, part: str) -> float:
        """The seconds that one request for *part* may take."""
        return USUAL_LIMIT.limit_s(part) if self.timeout_s is None else self.timeout_s

    def _say(self, utterance: Utterance, part: str) -> Sound:
        server, request = self._server, self._request(utterance, part)

        def attempt(deadline: Deadline) -> Sound:
            return _sound(server.post(SPEECH, request, deadline), server.key)

        try:
            return persist(attempt, self._limit_s(part))
        except FailedError as error:
            if error.lasting:
                server.give_up(error)
            if not error.again and _SPEED.search(str(error)) and not _SPEED.search(part):
                server.give_up(FailedError(str(error), hint=OTHER_SPEEDS))
            voice = utterance.voice.name
            msg = f"the speech server did not say {part[:60]!r} in the voice {voice!r}: {error}"
            raise RecordingError(msg) from error

    def _request(self, utterance: Utterance, part: str) -> bytes:
        """What is sent, as JSON; a field that the user sets to null is left out."""
        voice = utterance.set_voice
        further = json.loads(self.fields)
        told = instruction(utterance.direction) if self.instructed else ""
        slowest, fastest = self.speeds
        words = " ".join(filter(None, (further.get("instructions"), told)))
        request = {
            "model": self.model,
            "input": part,
            "voice": voice.name,
            "response_format": self.form,
            "speed": round(min(max(voice.rate / USUAL_RATE, slowest), fastest), 3),
            "stream": False,
            **further,
            "instructions": words or None,
        }
        sent = {name: value for name, value in request.items() if value is not None}
        return json.dumps(sent).encode()


def _parts(utterance: Utterance) -> tuple[str, ...]:
    return tuple(parts_of(plain_text(utterance.spoken)))


def _sound(reply: Reply, key: str) -> Sound:
    """The sound in an answer that is a success by its own word. Raises FailedError."""
    if not reply.body:
        raise FailedError("the answer was empty", again=True)
    if suffix_of(reply.body) is None:
        kind = reply.kind.partition(";")[0] or "something"
        words = said(reply.body, key)
        raise FailedError(f"it sent {kind} and no sound{words and f': {words}'}")
    try:
        return sound_of(reply.body)
    except UnsoundError as error:
        raise FailedError(f"it sent {error}", again=True) from error


def _turned_down(sounds: list[Sound], volume: float) -> bytes:
    """The frames of *sounds*, one after the other, at *volume* from 0 to 1."""
    pcm = b"".join(sound.pcm for sound in sounds)
    if volume == 1:
        return pcm
    return bytes(np.rint(np.frombuffer(pcm, "<i2") * volume).astype("<i2").tobytes())
