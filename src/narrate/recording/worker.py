"""Runs inside a worker process: has the engine speak, verifies, trims and keeps the take."""

from __future__ import annotations

import faulthandler
import os
import pickle
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from narrate.engines import Engine, readiness
from narrate.engines.asking import MOST_TOLD, asking, describe, have_spoken, name_of
from narrate.engines.patience import COMPUTING_LIMIT, allowed_s
from narrate.errors import NarrateError, RecordingError, ToolError
from narrate.model import Mark, Take, Utterance
from narrate.recording.worker_setup import (
    Failure,
    Trimming,
    WorkerSetup,
    take_fingerprint,
)
from narrate.sound import audio, mastering

USUAL_RATE = 175
"""words a minute, at which the limits below hold; they scale with the voice's rate"""
SHORTEST_S = 0.01
"""the least seconds for a letter: a sixth of what one takes"""
LONGEST_S, SLACK_S = 3.0, 10.0
"""the most seconds for a character and, besides, for a text: symbols may have long names"""
SILENT_RATE = 22_050
"""the rate in Hz of a take without frames; the rate of a track never depends on it"""


def record(setup: WorkerSetup, utterance: Utterance) -> Take | Failure:
    """Have the engine speak *utterance*, verify and trim the sound, keep it in the cache.

    A text with a Latin letter or a digit in it must make a sound. Any other text (in a script the
    engine does not know) may give silence, and one with neither letters nor digits may be refused:
    then the take has no frames, and is not asked for again.

    Raises OutputError when the disk is full, and whatever of the NarrateError family the engine
    raises other than RecordingError: a missing library is not the fault of this one utterance.
    """
    try:
        sound, marks = _speak(setup, utterance)
        samples = mastering.from_pcm(sound.pcm)
        verify(utterance, sounds=bool(samples.any()), seconds=len(samples) / sound.rate)
    except RecordingError as error:
        if any(map(str.isalnum, utterance.spoken)):
            return _failure(setup, utterance, error.message)
        return setup.store.keep_take(utterance, setup.fingerprint_of(utterance), b"", SILENT_RATE)
    except audio.BadSoundError as error:
        return _failure(setup, utterance, f"the engine wrote {error}")
    kept = mastering.trim(samples, sound.rate, **asdict(setup.trimming))
    pcm = samples[kept].tobytes()
    words = marks_of_take(marks, utterance, kept.start, len(pcm) // 2)
    return setup.store.keep_take(utterance, setup.fingerprint_of(utterance), pcm, sound.rate, words)


def record_or_raise(setup: WorkerSetup, utterance: Utterance) -> Take:
    """The take of *utterance*, as :func:`record` makes it; raises RecordingError for a failure."""
    outcome = record(setup, utterance)
    if isinstance(outcome, Failure):
        raise RecordingError(f"{utterance.spoken[:60]!r} could not be recorded: {outcome.reason}")
    return outcome


def record_again(setup: WorkerSetup, take: Take) -> Take:
    """Record *take* again, which was damaged in the cache.

    Raises RecordingError when that fails, or when it does not come out as long as before: then
    it no longer fits where it was laid.
    """
    again = record_or_raise(setup, take.utterance)
    if (again.frames, again.rate) != (take.frames, take.rate):
        msg = "a damaged recording came out at another length this time"
        raise RecordingError(msg, hint="run narrate again")
    return again


def marks_of_take(
    marks: Iterable[Mark], utterance: Utterance, head: int, frames: int
) -> tuple[Mark, ...]:
    """*marks* of a take of *frames* frames, of which *head* were cut off at its beginning.

    They come in the order of the text and of the sound. Left out are marks that cannot be right:
    of characters that are not there, behind the end, before the mark of an earlier word; and those
    within a word that is marked: eSpeak marks 1815 in several parts.
    """
    settled: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.frame)):
        frame = max(0, mark.frame - head)
        last = settled[-1] if settled else Mark(0, 0, 0)
        in_text = last.end <= mark.start < mark.end <= len(utterance.spoken)
        if in_text and last.frame <= frame < frames:
            settled.append(Mark(frame, mark.start, mark.end))
    return tuple(settled)


def _failure(setup: WorkerSetup, utterance: Utterance, reason: str) -> Failure:
    setup.store.check_space()
    return Failure(utterance, reason[:MOST_TOLD])


def verify(utterance: Utterance, *, sounds: bool, seconds: float) -> None:
    """Raise RecordingError if this cannot be *utterance* spoken: no sound, or far from its length.

    *sounds* says whether any sample differs from zero, *seconds* how long all of it lasts.
    """
    letters = Counter(utterance.spoken).items()
    must_sound = sum(count for letter, count in letters if _must_sound(letter))
    pace = USUAL_RATE / max(1, utterance.set_voice.rate)
    if must_sound and not sounds:
        raise RecordingError("the engine gave no sound")
    if seconds < SHORTEST_S * pace * must_sound:
        raise RecordingError(f"the engine stopped after {seconds:.2f} s")
    if seconds > SLACK_S + LONGEST_S * max(1.0, pace) * len(utterance.spoken):
        raise RecordingError(f"the engine went on for {seconds:.0f} s")


def _must_sound(letter: str) -> bool:
    return letter.isalnum() and unicodedata.normalize("NFKD", letter)[0].isascii()


def _speak(setup: WorkerSetup, utterance: Utterance) -> tuple[audio.Sound, tuple[Mark, ...]]:
    with _ended_after(setup.time_limit.limit_s(utterance.spoken)):
        engine = _engine(setup.engine)
        limit_s = allowed_s(engine, utterance, setup.time_limit)
    with setup.store.temporary_file("wav") as wav, _ended_after(limit_s):
        try:
            with _temporary_files_in(wav.parent):
                marks = have_spoken(engine, utterance, wav)
        except KeyboardInterrupt as error:  # the engine's own: a worker is not asked to end so
            raise RecordingError(f"the engine failed: {describe(error)}") from error
        return audio.read_wav(wav), marks


@lru_cache(maxsize=4)
def _engine(pickled: bytes) -> Engine:
    """The copy of an engine that this process keeps between jobs; stories may ask for several."""
    try:
        engine: Engine = pickle.loads(pickled)  # noqa: S301 -- our own parent process made it
    except BaseException as error:  # foreign code again
        msg = f"the engine cannot be started in a worker: {describe(error)}"
        raise ToolError(msg) from error
    return engine


def get_ready(setup: WorkerSetup) -> None:
    """Have the engine load what it can before it is told what to say.

    What goes wrong is raised again, and told, when it speaks.
    """
    with _ended_after(COMPUTING_LIMIT.limit_s("")), suppress(NarrateError):
        readiness.get_ready(_engine(setup.engine))


def fingerprint(setup: WorkerSetup) -> str:
    """The fingerprint of takes of *setup*'s engine as it is on this machine, a cluster's.

    Raises ToolError if the engine raises.
    """
    with _ended_after(setup.time_limit.limit_s("")):
        return _fingerprint(setup.engine, setup.trimming)


@lru_cache(maxsize=4)
def _fingerprint(pickled: bytes, trimming: Trimming) -> str:
    engine = _engine(pickled)
    with asking(name_of(engine)):
        return take_fingerprint(engine, trimming)


@contextmanager
def _ended_after(limit_s: float) -> Iterator[None]:
    """End this process if the block takes longer, even if it hangs deep inside a C library."""
    faulthandler.dump_traceback_later(limit_s, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Have temporary files made in *folder*: it is removed even if the engine is killed."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
