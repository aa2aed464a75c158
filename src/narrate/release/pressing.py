"""Makes one chapter's file: mix, master, encode, tag. This part runs inside a worker process.

The encoded chapter, before its tags, is the pressing. It is kept on the shelf under the key of
everything that decides its bytes, so a new title or cover encodes nothing again.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

import numpy as np

from narrate import audio, mastering
from narrate.model import Take, Track, Utterance, Voice
from narrate.recording import booth
from narrate.recording.calibration import calibration
from narrate.recording.orders import Order
from narrate.recording.shelf import DamagedTake
from narrate.release.files import write_whole
from narrate.release.orders import Bounds, Coding, Pressing
from narrate.release.tagging import write_tags

NEAR_DB = 0.1
"""Raising a chapter again for less than this is not worth another mix."""


def press(order: Order, track: Track, pressing: Pressing) -> None:
    """Write *track* to ``pressing.path``, whole or not at all.

    Raises OutputError when that fails, ToolError when ffmpeg does, and RecordingError when a take
    was damaged and cannot be recorded again just as it was.
    """
    payload = encoded(order, track, pressing.coding)
    write_whole(pressing.path, write_tags(payload, pressing.coding.suffix, pressing.tags))


def mix(
    order: Order, track: Track, lift_db: float = 0.0, ceiling_db: float = mastering.CEILING_DB
) -> audio.Sound:
    """The whole of *track* as sound: every take mastered and laid at its frame, silence between.

    Every voice is *lift_db* louder than it usually is; no peak is above *ceiling_db*.
    """
    gains = {voice: _gain(order, voice) + lift_db for voice in _voices(track)}
    pcm = bytearray(2 * track.frames)
    mixed = np.frombuffer(pcm, dtype="<i2")
    for cue in track.cues:
        samples = mastering.from_pcm(_sound(order, cue.take))
        samples = mastering.resample(samples, cue.end - cue.start)
        gain = gains[cue.take.utterance.voice]
        mixed[cue.start : cue.end] = mastering.master(samples, track.rate, gain, ceiling_db)
    return audio.Sound(pcm, track.rate)


def mix_between(order: Order, track: Track, levels: Bounds) -> audio.Sound:
    """*track* as sound within *levels*.

    A chapter that is mostly pauses is raised as a whole, voices and all, so that they stay as
    loud as each other; peaks are held as ever, which is why it is measured again.
    """
    lift_db = 0.0
    for _ in range(mastering.ROUNDS + 1):
        sound = mix(order, track, lift_db, levels.ceiling_db)
        missing = levels.least_db - mastering.rms_db(mastering.from_pcm(sound.pcm))
        if missing <= NEAR_DB or not track.cues or lift_db >= mastering.MOST_GAIN_DB:
            break
        lift_db = min(lift_db + missing, mastering.MOST_GAIN_DB)
    return sound


def encoded(order: Order, track: Track, coding: Coding) -> bytes:
    """*track* as a file without tags; from the shelf if it was encoded so before."""
    if not coding.codec.parameters:  # a plain WAV file is made as fast as it is read
        return _encode(order, track, coding)
    key = _key(order, track, coding)
    payload = order.shelf.find_pressing(key, coding.suffix)
    if payload is None:
        payload = _encode(order, track, coding)
        order.shelf.keep_pressing(key, coding.suffix, payload)
    return payload


def _encode(order: Order, track: Track, coding: Coding) -> bytes:
    with order.shelf.workplace() as folder:
        file = folder / f"pressing.{coding.suffix}"
        levels = coding.levels
        sound = mix_between(order, track, levels) if levels else mix(order, track)
        audio.encode(sound, coding.codec, file, folder)
        return file.read_bytes()


def _key(order: Order, track: Track, coding: Coding) -> str:
    """A name, 64 hexadecimal digits, for everything that decides a pressing's bytes."""
    parts = [
        audio.find_ffmpeg().version,
        [coding.codec.container, *coding.codec.parameters],
        [mastering.describe(), repr(coding.levels)],
        [track.rate, track.frames],
        [_utterance_key(order, calibration(voice)) for voice in _voices(track)],
        [(_utterance_key(order, cue.take.utterance), cue.start, cue.end) for cue in track.cues],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _utterance_key(order: Order, utterance: Utterance) -> str:
    return utterance.key(order.fingerprint)


def _voices(track: Track) -> tuple[Voice, ...]:
    return tuple(dict.fromkeys(cue.take.utterance.voice for cue in track.cues))


@lru_cache(maxsize=1000)
def _gain(order: Order, voice: Voice) -> float:
    """The gain in dB that brings *voice* to the common loudness, whatever it says.

    Measured once in each process: it depends on nothing else.
    """
    passage = calibration(voice)
    take = order.shelf.find(passage, order.fingerprint) or booth.insist(order, passage)
    samples = mastering.from_pcm(_sound(order, take))
    return mastering.gain_db(samples, take.rate)


def _sound(order: Order, take: Take) -> bytes:
    """The frames of *take*; a take that was damaged on the shelf is recorded again."""
    try:
        return order.shelf.sound(take)
    except DamagedTake:
        return order.shelf.sound(booth.restore(order, take))
