"""Has the segments of a book spoken, one at a time, and keeps the takes where all runs do."""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TypeVar

from narrate.cache.folder import open_cache
from narrate.config import check_voices
from narrate.engines import Engine
from narrate.engines.asking import voices_for
from narrate.errors import RecordingError, RequestError
from narrate.model import Character, Kind, Manner, Segment, Take, Utterance
from narrate.pipeline import prepare
from narrate.production import Plan
from narrate.recording import Recorder
from narrate.recording.jobs import outcomes_of, record_all
from narrate.recording.scheduling import wait_for
from narrate.recording.worker_setup import Failure
from narrate.settings import Credits, Role, Settings, VoiceChoice
from narrate.studio.book import OpenBook
from narrate.studio.speaker_edits import segment_at

T = TypeVar("T")


class Takes:
    """Records single utterances, in a worker process for each engine.

    Whoever asks waits for those who asked before.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "takes")
        self._open = ExitStack()
        self._recorders: dict[int, Recorder] = {}

    async def run(self, work: Callable[[Callable[[Engine], Recorder]], T]) -> T:
        """What *work* returns, which is told how to come by an engine's recorder."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self._recorder)

    async def close(self) -> None:
        """End the workers."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._open.close)
        self._thread.shutdown(wait=False)

    def _recorder(self, engine: Engine) -> Recorder:
        key = id(engine)  # the recorder keeps the engine
        if key not in self._recorders:
            recorder = Recorder(engine, open_cache(), jobs=1)
            self._recorders[key] = self._open.enter_context(recorder)
        return self._recorders[key]


def first_segment(plan: Plan) -> int:
    """How many segments of *plan*, credits, stand before the first of the script."""
    framing = {one.number for one in plan.prep.script.book.chapters if one.credits}
    segments = enumerate(plan.prep.script.segments)
    return next(n for n, one in segments if one.chapter not in framing)


def said_in(plan: Plan, index: int) -> Sequence[Utterance]:
    """What is to be said of the segment at *index* of the script. RequestError for nothing."""
    at = first_segment(plan) + index
    said = plan.prep.utterances[at] if index >= 0 and at < len(plan.prep.utterances) else ()
    if not said:
        raise RequestError("nothing is said here")
    return said


@dataclass(frozen=True, slots=True)
class Another:
    """What another take of a line is: the *voice* None is its speaker's, the *manner* plainly."""

    manner: Manner | None
    voice: str | None
    take: int


def said_otherwise(book: OpenBook, plan: Plan, index: int, other: Another) -> Sequence[Utterance]:
    """What is to be said of a line in *other* take. Raises NarrateError if it is none."""
    segment = segment_at(book.text, index)
    if segment.kind is not Kind.DIALOGUE:
        raise RequestError("only a line of dialogue has takes of its own")
    now = plan.prep.cast.voice_for(segment.speaker)
    voice = VoiceChoice(now.name, now.rate, now.pitch, now.volume)
    said = replace(segment, manner=other.manner, voice=other.voice, take=other.take)
    return _said(book, said, voice, plan.engine)


def said_by(book: OpenBook, index: int, voice: VoiceChoice, engine: Engine) -> Sequence[Utterance]:
    """What its speaker would say of a segment in that *voice*. Raises NarrateError for none."""
    own = replace(segment_at(book.text, index), voice=None)
    return _said(book, own, voice, engine)


def _said(book: OpenBook, said: Segment, voice: VoiceChoice, engine: Engine) -> Sequence[Utterance]:
    """What is to be said of *said* if it were alone."""
    script, segment = book.script, replace(said, chapter=1)
    chapter = replace(script.book.chapters[said.chapter - 1], number=1)
    alone = replace(script, book=replace(script.book, chapters=(chapter,)), segments=(segment,))
    settings = _with_voice(book.settings, segment.speaker, voice).lending(alone)
    check_voices(settings, voices_for(settings, engine))
    (utterances,) = prepare(alone, settings, engine).utterances
    if not utterances:
        raise RequestError("nothing is said here")
    return utterances


def _with_voice(settings: Settings, speaker: str | None, voice: VoiceChoice) -> Settings:
    settings = replace(settings, credits=Credits(), announce_chapters=True)
    if speaker is None:
        return replace(settings, narrator=voice)
    roles = tuple(
        replace(one, voice=voice) if speaker in one.names else one for one in settings.roles
    )
    if roles == settings.roles:
        roles = (*roles, Role(Character(speaker), voice))
    return replace(settings, roles=roles)


def recorded(recorder: Recorder, utterances: Sequence[Utterance]) -> tuple[Take, ...]:
    """The takes of *utterances*; those that are not kept are recorded. Raises RecordingError."""
    setup = recorder.setup
    found = {one: setup.store.find_take(one, setup.fingerprint_of(one)) for one in utterances}
    missing = [one for one, take in found.items() if take is None]
    if missing:
        job = recorder.submit(record_all, missing)
        recorder.run(wait_for(job))
        for outcome in outcomes_of(job, setup, missing):
            if isinstance(outcome, Failure):
                raise RecordingError(f"this could not be said: {outcome.reason}")
            found[outcome.utterance] = outcome
    return tuple(take for one in utterances if (take := found[one]))


def as_wav(recorder: Recorder, takes: Sequence[Take], pause_ms: int) -> bytes:
    """*takes* one after the other, with a pause between them, as a WAV file."""
    rate = takes[0].rate
    silence = bytes(2 * (rate * pause_ms // 1000))
    sounds = [recorder.setup.store.read_sound(take) for take in takes]
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate)
        wav.writeframes(silence.join(sounds))
    return file.getvalue()
