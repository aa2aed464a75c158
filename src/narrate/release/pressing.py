"""Makes one chapter's file: mix, master, encode, tag. This part runs inside a worker process.

MP3 is encoded reel by reel, in whichever worker is free, and the file is joined out of the reels;
every other format is encoded a chapter at a time, and mixed reel by reel on the way. What is
encoded, before its tags, is a pressing. It is kept on the shelf under the key of everything that
decides its bytes, so a new title or cover encodes nothing again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from narrate.cache.store import DamagedTake
from narrate.model import Cue, Take, Track, Utterance, Voice
from narrate.recording import worker
from narrate.recording.calibration import calibration
from narrate.recording.worker_setup import WorkerSetup
from narrate.release.files import copy_whole, whole_file
from narrate.release.orders import Bounds, Coding, Pressing, Spool
from narrate.release.tagging import mp3_tags, write_tags
from narrate.sound import audio, mastering
from narrate.sound.audio import Codec
from narrate.sound.metering import decibel
from narrate.sound.mp3 import encoder
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.mp3.file import Mp3File

NEAR_DB = 0.1
"""Raising a chapter again for less than this is not worth another mix."""


def press(
    setup: WorkerSetup, reels: tuple[Track, ...], pressing: Pressing, lift_db: float = 0.0
) -> None:
    """Write the chapter of *reels* to ``pressing.path``, whole or not at all.

    Raises OutputError when that fails, ToolError when ffmpeg does, and RecordingError when a take
    was damaged and cannot be recorded again just as it was.
    """
    spool, codec = Spool(reels, pressing.coding, lift_db), pressing.coding.codec
    if isinstance(codec, Mp3):
        with whole_file(pressing.path) as file:
            file.write(mp3_tags(pressing.tags))
            joined = Mp3File(file, codec, reels[0].rate)
            splice_mp3(setup, spool, joined)
            joined.finish(sum(reel.frames for reel in reels))
        return
    with _made(setup, spool, codec) as made:
        write_tags(made, pressing.tags)
        with made.open("rb") as finished:
            copy_whole(finished, pressing.path)


def splice_mp3(setup: WorkerSetup, spool: Spool, file: Mp3File) -> None:
    """Put the packets of *spool* into *file*.

    A reel's end, where it was cut, is silence for longer than the sound is late: the packets that
    carry it beyond the reel's own length are left out, and those of the next reel come on time.
    """
    *cut, last = spool.reels
    for reel in cut:
        payload = encoded(setup, (reel,), spool.coding, spool.lift_db)
        file.add(payload, reel.frames // encoder.packet_frames(reel.rate))
    payload = encoded(setup, (last,), spool.coding, spool.lift_db)
    file.add(payload, encoder.packets_of(last.frames, last.rate))


def write_sound(sound: audio.Sound, codec: Codec | Mp3, path: Path) -> None:
    """Write *sound* to *path* as *codec* says. Raises OutputError or ToolError."""
    if isinstance(codec, Codec):
        audio.encode([sound], sound.rate, codec, path)
        return
    with whole_file(path) as file:
        rate = codec.rate_for(sound.rate)
        samples = mastering.from_pcm(sound.pcm)
        samples = mastering.resample(samples, len(samples) * rate // sound.rate)
        joined = Mp3File(file, codec, rate)
        payload = encoder.encode(audio.Sound(samples.tobytes(), rate), codec)
        joined.add(payload, encoder.packets_of(len(samples), rate))
        joined.finish(len(samples))


def mix(
    setup: WorkerSetup, reel: Track, lift_db: float = 0.0, ceiling_db: float = mastering.CEILING_DB
) -> audio.Sound:
    """*reel* as sound: every take mastered and laid at its frame, silence between.

    A line is as loud as its voice, and by its direction's level louder or softer than that.
    Every voice is *lift_db* louder than it usually is; no peak is above *ceiling_db*.
    """
    return audio.stitch(_pieces(setup, reel, lift_db, ceiling_db), reel.rate)


def _pieces(setup: WorkerSetup, reel: Track, lift_db: float, ceiling_db: float) -> Iterator[bytes]:
    end = 0
    for cue in reel.cues:
        yield bytes(2 * (cue.start - end))
        samples = mastering.from_pcm(_sound(setup, cue.take))
        samples = mastering.resample(samples, cue.end - cue.start)
        gain = _gain_for(setup, cue.take.utterance) + lift_db
        yield mastering.master(samples, reel.rate, gain, ceiling_db).tobytes()
        end = cue.end
    yield bytes(2 * (reel.frames - end))


def lift(setup: WorkerSetup, reels: Sequence[Track], levels: Bounds) -> float:
    """By how many dB the chapter of *reels* is to be raised, to be within *levels*.

    A chapter that is mostly pauses is raised as a whole, voices and all, so that they stay as
    loud as each other; peaks are held as ever, which is why it is measured again.
    """
    cues = [cue for reel in reels for cue in reel.cues]
    seconds = sum(reel.frames / reel.rate for reel in reels)
    lift_db = 0.0
    for _ in range(mastering.ROUNDS if cues else 0):
        missing = levels.least_db - _rms_db(setup, cues, seconds, lift_db, levels.ceiling_db)
        if missing <= NEAR_DB:
            break
        lift_db = min(lift_db + missing, mastering.MOST_GAIN_DB)
    return lift_db


def _rms_db(
    setup: WorkerSetup, cues: Iterable[Cue], seconds: float, lift_db: float, ceiling_db: float
) -> float:
    """The RMS of *cues* within so many *seconds*, each take measured at the rate it has."""
    energy = 0.0
    for cue in cues:
        samples = mastering.from_pcm(_sound(setup, cue.take))
        gain = _gain_for(setup, cue.take.utterance) + lift_db
        louder = mastering.master(samples, cue.take.rate, gain, ceiling_db)
        energy += mastering.energy(louder) / cue.take.rate
    return decibel(energy / seconds)


def encoded(
    setup: WorkerSetup, reels: Sequence[Track], coding: Coding, lift_db: float = 0.0
) -> bytes:
    """*reels*, one after the other, as packets; from the shelf if they were encoded so before."""
    spool, codec = Spool(tuple(reels), coding, lift_db), coding.codec
    if isinstance(codec, Codec):
        with _made(setup, spool, codec) as made:
            return made.read_bytes()
    key = _key(setup, reels, coding, lift_db)
    payload = setup.store.find_encoded(key, coding.suffix)
    if payload is None:
        payload = b"".join(encoder.encode(sound, codec) for sound in _sounds(setup, spool))
        setup.store.keep_encoded(key, coding.suffix, payload)
    return payload


@contextmanager
def _made(setup: WorkerSetup, spool: Spool, codec: Codec) -> Iterator[Path]:
    """A file of our own with the sound of *spool*; from the shelf if it was encoded so before.

    Hours of it may be more than memory holds, so that it is never there as a whole.
    """
    with setup.store.temporary_folder() as folder:
        file = folder / f"pressing.{spool.coding.suffix}"
        if codec.parameters:
            _encode(setup, spool, codec, file)
        else:  # WAV is made as fast as it is read
            audio.encode(_sounds(setup, spool), spool.reels[0].rate, codec, file)
        yield file


def _encode(setup: WorkerSetup, spool: Spool, codec: Codec, file: Path) -> None:
    key = _key(setup, spool.reels, spool.coding, spool.lift_db)
    if not setup.store.copy_encoded(key, spool.coding.suffix, file):
        audio.encode(_sounds(setup, spool), spool.reels[0].rate, codec, file)
        setup.store.keep_encoded_file(key, spool.coding.suffix, file)


def _sounds(setup: WorkerSetup, spool: Spool) -> Iterator[audio.Sound]:
    levels = spool.coding.levels
    ceiling_db = levels.ceiling_db if levels else mastering.CEILING_DB
    return (mix(setup, reel, spool.lift_db, ceiling_db) for reel in spool.reels)


def _key(setup: WorkerSetup, reels: Sequence[Track], coding: Coding, lift_db: float) -> str:
    """A name, 64 hexadecimal digits, for everything that decides a pressing's bytes."""
    codec = coding.codec
    parts = [
        encoder.version() if isinstance(codec, Mp3) else audio.find_ffmpeg().version,
        [repr(codec), mastering.describe(), repr(coding.levels), lift_db],
        [_utterance_key(setup, calibration(voice)) for voice in _voices(reels)],
        [(reel.rate, reel.frames, _cue_keys(setup, reel)) for reel in reels],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _cue_keys(setup: WorkerSetup, reel: Track) -> list[tuple[str, int, int]]:
    return [(_utterance_key(setup, cue.take.utterance), cue.start, cue.end) for cue in reel.cues]


def _utterance_key(setup: WorkerSetup, utterance: Utterance) -> str:
    return utterance.key(setup.fingerprint)


def _voices(reels: Iterable[Track]) -> tuple[Voice, ...]:
    return tuple(dict.fromkeys(cue.take.utterance.voice for reel in reels for cue in reel.cues))


def _gain_for(setup: WorkerSetup, utterance: Utterance) -> float:
    """The gain in dB of *utterance*: its voice's, and what its direction adds to that."""
    direction = utterance.direction
    return _gain(setup, utterance.voice) + (direction.level_db if direction else 0.0)


@lru_cache(maxsize=1000)
def _gain(setup: WorkerSetup, voice: Voice) -> float:
    """The gain in dB that brings *voice* to the common loudness, whatever it says.

    Measured once in each process: it depends on nothing else.
    """
    passage = calibration(voice)
    take = setup.store.find_take(passage, setup.fingerprint) or worker.record_or_raise(
        setup, passage
    )
    samples = mastering.from_pcm(_sound(setup, take))
    return mastering.gain_db(samples, take.rate)


def _sound(setup: WorkerSetup, take: Take) -> bytes:
    """The frames of *take*; a take that was damaged on the shelf is recorded again."""
    try:
        return setup.store.read_sound(take)
    except DamagedTake:
        return setup.store.read_sound(worker.record_again(setup, take))
