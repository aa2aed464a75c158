"""Where an engine speaks: the part of recording that runs inside a worker process."""

from __future__ import annotations

import faulthandler
import os
import pickle
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from narrate.engines import Engine
from narrate.engines.asking import MOST_TOLD, asking, describe, have_spoken, name_of
from narrate.errors import RecordingError, ToolError
from narrate.model import Mark, Take, Utterance
from narrate.recording import orders
from narrate.recording.orders import Failure, Order, Patience, Trimming
from narrate.sound import audio, mastering

USUAL_RATE = 175
"""words a minute, at which the bounds below hold; they scale with the voice's rate"""
SHORTEST_S = 0.01
"""a sixth of what a letter takes"""
LONGEST_S, SLACK_S = 3.0, 10.0
"""what the longest names of a symbol take for one character, and for a text altogether"""
SILENT_RATE = 22_050
"""of a take that holds nothing; it decides about no track"""


def record(order: Order, utterance: Utterance) -> Take | Failure:
    """Have the engine speak *utterance*, verify and trim what it gave, put it on the shelf.

    What must be heard is a text with a Latin letter or a digit in it. For any other (a script the
    engine does not know) silence is taken for the engine's answer, and for a text with neither
    letters nor digits its refusal too: that take has no frames, and is not asked for again.

    Raises OutputError when the disk is full, and whatever of the NarrateError family the engine
    raises other than RecordingError: a missing library is not the fault of this one utterance.
    """
    try:
        sound, marks = _speak(order, utterance)
        samples = mastering.from_pcm(sound.pcm)
        verify(utterance, sounds=bool(samples.any()), seconds=len(samples) / sound.rate)
    except RecordingError as error:
        if any(map(str.isalnum, utterance.spoken)):
            return _failure(order, utterance, error.message)
        return order.shelf.keep(utterance, order.fingerprint, b"", SILENT_RATE)
    except audio.BadSoundError as error:
        return _failure(order, utterance, f"the engine wrote {error}")
    kept = mastering.trim(samples, sound.rate, **asdict(order.trimming))
    pcm = samples[kept].tobytes()
    words = settle(marks, utterance, kept.start, len(pcm) // 2)
    return order.shelf.keep(utterance, order.fingerprint, pcm, sound.rate, words)


def insist(order: Order, utterance: Utterance) -> Take:
    """As :func:`record`, for what cannot be done without: raises RecordingError for a failure."""
    outcome = record(order, utterance)
    if isinstance(outcome, Failure):
        raise RecordingError(f"{utterance.spoken[:60]!r} could not be recorded: {outcome.reason}")
    return outcome


def restore(order: Order, take: Take) -> Take:
    """Record *take*, which was damaged on the shelf, again.

    Raises RecordingError when that fails, or when it does not come out as long as before: then
    it no longer fits where it was laid.
    """
    again = insist(order, take.utterance)
    if (again.frames, again.rate) != (take.frames, take.rate):
        msg = "a damaged recording came out at another length this time"
        raise RecordingError(msg, hint="run narrate again")
    return again


def settle(marks: Iterable[Mark], utterance: Utterance, head: int, frames: int) -> tuple[Mark, ...]:
    """*marks* for a take of *frames* frames that has lost *head* frames at its beginning.

    They come in the order of the text and of the sound; what an engine says that cannot be is
    left out: no such character, a word after the end or before the one in front of it. So is a
    part of a word: eSpeak says 1815 in several.
    """
    settled: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.frame)):
        frame = max(0, mark.frame - head)
        last = settled[-1] if settled else Mark(0, 0, 0)
        in_text = last.end <= mark.start < mark.end <= len(utterance.spoken)
        if in_text and last.frame <= frame < frames:
            settled.append(Mark(frame, mark.start, mark.end))
    return tuple(settled)


def _failure(order: Order, utterance: Utterance, reason: str) -> Failure:
    order.shelf.check_room()
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


def _speak(order: Order, utterance: Utterance) -> tuple[audio.Sound, tuple[Mark, ...]]:
    with order.shelf.spare_file("wav") as wav, _ended_after(order.patience, utterance.spoken):
        engine = _engine(order.engine)
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


def fingerprint(order: Order) -> str:
    """The name that takes of *order*'s engine have in this process, which is elsewhere than ours.

    Raises ToolError if the engine cannot tell.
    """
    with _ended_after(order.patience, ""):
        return _fingerprint(order.engine, order.trimming)


@lru_cache(maxsize=4)
def _fingerprint(pickled: bytes, trimming: Trimming) -> str:
    engine = _engine(pickled)
    with asking(name_of(engine)):
        return orders.fingerprint(engine, trimming)


@contextmanager
def _ended_after(patience: Patience, spoken: str) -> Iterator[None]:
    """End this process if the block takes longer, even if it hangs deep inside a C library."""
    limit_s = patience.limit_s(spoken)
    faulthandler.dump_traceback_later(limit_s, exit=True, file=_nowhere())
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


@contextmanager
def _temporary_files_in(desk: Path) -> Iterator[None]:
    """Whatever an engine keeps in temporary files goes with the desk, though it be killed."""
    before, tempfile.tempdir = tempfile.tempdir, str(desk)
    try:
        yield
    finally:
        tempfile.tempdir = before
