"""Makes one chapter's file: mix, master, encode, tag. This part runs inside a worker process.

MP3 is encoded piece by piece, in whichever worker is free, and the file is joined of the encoded
pieces; every other format is encoded a chapter at a time, and mixed piece by piece on the way.
Encoded sound without tags is kept in the cache under the key of everything that decides its bytes,
so after a change of title or cover nothing is encoded again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np

from narrate.cache.store import DamagedTake
from narrate.model import Cue, Take, Track, Utterance, Voice
from narrate.recording import worker
from narrate.recording.calibration import calibration
from narrate.recording.worker_setup import WorkerSetup
from narrate.release.files import copy_whole, whole_file
from narrate.release.tag_writer import mp3_tags, write_tags
from narrate.release.values import Bounds, ChapterPieces, ChapterSpec, Encoding
from narrate.sound import audio, mastering
from narrate.sound.audio import Codec
from narrate.sound.metering import decibel
from narrate.sound.mp3 import encoder
from narrate.sound.mp3.encoder import Mp3
from narrate.sound.mp3.file import Mp3File

NEAR_DB = 0.1
"""Raising a chapter again for less than this is not worth another mix."""


def make_chapter_file(
    setup: WorkerSetup, pieces: tuple[Track, ...], spec: ChapterSpec, gain_db: float = 0.0
) -> None:
    """Write the chapter of *pieces* to ``spec.path``, whole or not at all.

    Raises OutputError when that fails, ToolError when ffmpeg does, and RecordingError when a take
    was damaged and cannot be recorded again just as it was.
    """
    chapter, codec = ChapterPieces(pieces, spec.encoding, gain_db), spec.encoding.codec
    if isinstance(codec, Mp3):
        with whole_file(spec.path) as file:
            file.write(mp3_tags(spec.tags))
            joined = Mp3File(file, codec, pieces[0].rate)
            add_pieces(setup, chapter, joined)
            joined.finish(sum(piece.frames for piece in pieces))
        return
    with _made(setup, chapter, codec) as made:
        write_tags(made, spec.tags)
        with made.open("rb") as finished:
            copy_whole(finished, spec.path)


def add_pieces(setup: WorkerSetup, chapter: ChapterPieces, file: Mp3File) -> None:
    """Put the packets of *chapter* into *file*.

    An encoder delays the sound. Where a piece was cut it ends with more silence than that, so the
    packets beyond its own length hold nothing, and are left out: the next piece begins on time.
    """
    *cut, last = chapter.pieces
    for piece in cut:
        payload = encode_pieces(setup, (piece,), chapter.encoding, chapter.gain_db)
        file.add(payload, piece.frames // encoder.packet_frames(piece.rate))
    payload = encode_pieces(setup, (last,), chapter.encoding, chapter.gain_db)
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
    setup: WorkerSetup, piece: Track, gain_db: float = 0.0, ceiling_db: float = mastering.CEILING_DB
) -> audio.Sound:
    """*piece* as sound: every take mastered and placed at its frame, silence between.

    A voice is brought to the common loudness and raised by *gain_db*; the direction of a line may
    add a level of its own. No peak is above *ceiling_db*.
    """
    return audio.concatenate(_samples_of(setup, piece, gain_db, ceiling_db), piece.rate)


def _samples_of(
    setup: WorkerSetup, piece: Track, gain_db: float, ceiling_db: float
) -> Iterator[bytes]:
    end = 0
    for cue in piece.cues:
        yield bytes(2 * (cue.start - end))
        samples = mastering.from_pcm(_sound(setup, cue.take))
        samples = mastering.resample(samples, cue.end - cue.start)
        gain = _gain_for(setup, cue) + gain_db
        yield mastering.master(samples, piece.rate, gain, ceiling_db).tobytes()
        end = cue.end
    yield bytes(2 * (piece.frames - end))


def measure_gain(setup: WorkerSetup, pieces: Sequence[Track], levels: Bounds) -> float:
    """By how many dB the chapter of *pieces* is to be raised, to be within *levels*.

    A chapter that is mostly pauses is raised as a whole, so that its voices stay equally loud. The
    limiter lowers what a gain raises, which is why it is measured again after each round.
    """
    cues = [cue for piece in pieces for cue in piece.cues]
    seconds = sum(piece.frames / piece.rate for piece in pieces)
    gain_db = 0.0
    for _ in range(mastering.ROUNDS if cues else 0):
        missing = levels.least_db - _rms_db(setup, cues, seconds, gain_db, levels.ceiling_db)
        if missing <= NEAR_DB:
            break
        gain_db = min(gain_db + missing, mastering.MOST_GAIN_DB)
    return gain_db


def _rms_db(
    setup: WorkerSetup, cues: Iterable[Cue], seconds: float, gain_db: float, ceiling_db: float
) -> float:
    """The RMS of *cues* within so many *seconds*, each take measured at the rate it has."""
    energy = 0.0
    for cue in cues:
        samples = mastering.from_pcm(_sound(setup, cue.take))
        gain = _gain_for(setup, cue) + gain_db
        louder = mastering.master(samples, cue.take.rate, gain, ceiling_db)
        energy += mastering.energy(louder) / cue.take.rate
    return decibel(energy / seconds)


def encode_pieces(
    setup: WorkerSetup, pieces: Sequence[Track], encoding: Encoding, gain_db: float = 0.0
) -> bytes:
    """*pieces*, one after the other, as packets; from the cache if they are there."""
    chapter, codec = ChapterPieces(tuple(pieces), encoding, gain_db), encoding.codec
    if isinstance(codec, Codec):
        with _made(setup, chapter, codec) as made:
            return made.read_bytes()
    key = _key(setup, pieces, encoding, gain_db)
    payload = setup.store.find_encoded(key, encoding.suffix)
    if payload is None:
        payload = b"".join(encoder.encode(sound, codec) for sound in _sounds(setup, chapter))
        setup.store.keep_encoded(key, encoding.suffix, payload)
    return payload


@contextmanager
def _made(setup: WorkerSetup, chapter: ChapterPieces, codec: Codec) -> Iterator[Path]:
    """A temporary file with the encoded *chapter*; from the cache if it is there.

    It may be hours long, so it is never in memory as a whole.
    """
    with setup.store.temporary_folder() as folder:
        file = folder / f"encoded.{chapter.encoding.suffix}"
        if codec.parameters:
            _encode(setup, chapter, codec, file)
        else:  # WAV is made as fast as it is read
            audio.encode(_sounds(setup, chapter), chapter.pieces[0].rate, codec, file)
        yield file


def _encode(setup: WorkerSetup, chapter: ChapterPieces, codec: Codec, file: Path) -> None:
    key = _key(setup, chapter.pieces, chapter.encoding, chapter.gain_db)
    if not setup.store.copy_encoded(key, chapter.encoding.suffix, file):
        audio.encode(_sounds(setup, chapter), chapter.pieces[0].rate, codec, file)
        setup.store.keep_encoded_file(key, chapter.encoding.suffix, file)


def _sounds(setup: WorkerSetup, chapter: ChapterPieces) -> Iterator[audio.Sound]:
    levels = chapter.encoding.levels
    ceiling_db = levels.ceiling_db if levels else mastering.CEILING_DB
    return (mix(setup, piece, chapter.gain_db, ceiling_db) for piece in chapter.pieces)


def _key(setup: WorkerSetup, pieces: Sequence[Track], encoding: Encoding, gain_db: float) -> str:
    """A name, 64 hexadecimal digits, for everything that decides the bytes of encoded sound."""
    codec = encoding.codec
    parts = [
        encoder.version() if isinstance(codec, Mp3) else audio.find_ffmpeg().version,
        [repr(codec), mastering.describe(), repr(encoding.levels), gain_db],
        [_reference_keys(setup, *one) for one in _voices(pieces)],
        [(piece.rate, piece.frames, _cue_keys(setup, piece)) for piece in pieces],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _cue_keys(setup: WorkerSetup, piece: Track) -> list[tuple[str, int, int]]:
    return [(_utterance_key(setup, cue.take.utterance), cue.start, cue.end) for cue in piece.cues]


def _utterance_key(setup: WorkerSetup, utterance: Utterance) -> str:
    return utterance.key(setup.fingerprint_of(utterance))


def _voices(pieces: Iterable[Track]) -> tuple[tuple[Voice, tuple[Take, ...]], ...]:
    """The voices of *pieces*, each with the takes that its loudness is measured by."""
    cues = (cue for piece in pieces for cue in piece.cues)
    return tuple(dict.fromkeys((cue.take.utterance.voice, cue.reference) for cue in cues))


def _reference_keys(setup: WorkerSetup, voice: Voice, reference: tuple[Take, ...]) -> list[str]:
    said = [take.utterance for take in reference] or [calibration(voice)]
    return [str(voice.volume), *(_utterance_key(setup, one) for one in said)]


def _gain_for(setup: WorkerSetup, cue: Cue) -> float:
    """The gain in dB of *cue*: its voice's, and what its direction adds to that."""
    voice, direction = cue.take.utterance.voice, cue.take.utterance.direction
    gain = _gain_by(setup, voice, cue.reference) if cue.reference else _gain(setup, voice)
    return gain + (direction.level_db if direction else 0.0)


@lru_cache(maxsize=1000)
def _gain_by(setup: WorkerSetup, voice: Voice, reference: tuple[Take, ...]) -> float:
    """The gain in dB that brings *voice* to the common loudness, measured by *reference*.

    That was said at the voice's own volume, and one that the user turned down stays lower than the
    others. Takes of other rates, which pitch makes of some, count as if they were of the first's:
    a level hardly depends on it.
    """
    samples = np.concatenate([mastering.from_pcm(_sound(setup, take)) for take in reference])
    return mastering.gain_db(samples, reference[0].rate) + decibel(voice.volume**2)


@lru_cache(maxsize=1000)
def _gain(setup: WorkerSetup, voice: Voice) -> float:
    """The gain in dB that brings *voice* to the common loudness, measured by its calibration.

    Measured once in each process: it depends on nothing else.
    """
    passage = calibration(voice)
    take = setup.store.find_take(passage, setup.fingerprint_of(passage)) or worker.record_or_raise(
        setup, passage
    )
    samples = mastering.from_pcm(_sound(setup, take))
    return mastering.gain_db(samples, take.rate)


def _sound(setup: WorkerSetup, take: Take) -> bytes:
    """The frames of *take*; a take that was damaged in the cache is recorded again."""
    try:
        return setup.store.read_sound(take)
    except DamagedTake:
        return setup.store.read_sound(worker.record_again(setup, take))
