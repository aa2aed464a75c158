"""Picks a sample of each speaker for auditions, and saves an utterance as a file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.engines import Engine
from narrate.engines.asking import have_spoken
from narrate.errors import ManuscriptError, OutputError, Place, RecordingError
from narrate.model import SOUND_FORMATS, Utterance
from narrate.pipeline import Prep
from narrate.production.statistics import speaker_shares
from narrate.release.chapter_file import write_sound
from narrate.release.files import write_whole
from narrate.release.formats import codec_of
from narrate.sound import audio
from narrate.sound.audio import Sound

GOOD_LENGTH = 120
"""characters: about eight seconds, enough to know a voice by"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The *utterance* by which the voice of *name* is to be judged."""

    name: str
    utterance: Utterance


def samples(prep: Prep) -> tuple[Sample, ...]:
    """The narrator's and every speaker's sample: of what they say, what is best as a sample.

    It is said plainly, so that it shows the voice.
    Raises ManuscriptError where there is nothing to say at all.
    """
    said: dict[str | None, list[Utterance]] = {}
    for segment, utterances in zip(prep.script.segments, prep.utterances, strict=True):
        plain = (replace(utterance, direction=None) for utterance in utterances)
        said.setdefault(segment.speaker, []).extend(plain)
    speakers = (None, *(share.character.name for share in speaker_shares(prep.script, prep.cast)))
    found = [
        Sample(speaker or "Narrator", min(said[speaker], key=_unfit))
        for speaker in speakers
        if said.get(speaker)
    ]
    if not found:
        at = Place(prep.script.book.manuscript.path)
        raise ManuscriptError("there is nothing to say in this story", at=at)
    return tuple(found)


def _unfit(utterance: Utterance) -> int:
    return abs(len(utterance.spoken) - GOOD_LENGTH)


def save_sample(engine: Engine, utterance: Utterance, target: Path) -> None:
    """Have *engine* speak *utterance* into *target*, whose ending names the format.

    Raises OutputError for an ending that is no format or a place that cannot be written,
    RecordingError if the engine fails.
    """
    suffix = target.suffix.removeprefix(".").lower()
    form = SOUND_FORMATS.get(suffix)
    if form is None:
        known = ", ".join(f".{name}" for name in SOUND_FORMATS)
        raise OutputError("this ending names no sound format", at=Place(target), hint=known)
    _make_folder(target.parent)
    with tempfile.TemporaryDirectory() as folder:
        spoken, encoded = Path(folder, "spoken.wav"), Path(folder, f"sample.{suffix}")
        write_sound(record_sample(engine, utterance, spoken), codec_of(form), encoded)
        write_whole(target, encoded.read_bytes())


def record_sample(engine: Engine, utterance: Utterance, wav: Path) -> Sound:
    """Have *engine* speak *utterance* into *wav*.

    Raises RecordingError if what is there is no speech.
    """
    have_spoken(engine, utterance, wav)
    try:
        return audio.read_wav(wav)
    except audio.BadSoundError as error:
        raise RecordingError(f"the engine wrote {error}") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"this folder cannot be made: {error.strerror}"
        raise OutputError(msg, at=Place(folder), hint="choose another with -o") from error
