"""Writes stems: what one speaker says of a chapter, and silence while others do.

A stem is as long as its chapter. What is heard of a chapter is one take after the other, each
mastered by itself, so all stems together are the chapter's mix to the sample, as it is before it
is encoded. This part runs inside a worker process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from narrate.model import Track
from narrate.recording import WorkerSetup
from narrate.release.chapter_file import mix
from narrate.release.files import copy_whole
from narrate.release.values import Bounds, StemSpec
from narrate.sound import audio, mastering
from narrate.sound.audio import Codec


def write_stem(
    setup: WorkerSetup,
    pieces: Sequence[Track],
    spec: StemSpec,
    levels: Bounds | None,
    gain_db: float,
) -> None:
    """Write the stem *spec* of the chapter of *pieces* as WAV, a piece at a time.

    *levels* and *gain_db* are those of the chapter's own file. Raises OutputError, and
    RecordingError for a take that was damaged and cannot be recorded again just as it was.
    """
    ceiling_db = levels.ceiling_db if levels else mastering.CEILING_DB
    sounds = (mix(setup, _alone(piece, spec), gain_db, ceiling_db) for piece in pieces)
    with setup.store.temporary_folder() as folder:
        written = folder / "stem.wav"
        audio.encode(sounds, pieces[0].rate, Codec("wav"), written)
        with written.open("rb") as file:
            copy_whole(file, spec.path)


def _alone(piece: Track, spec: StemSpec) -> Track:
    """*piece* with the cues of one speaker."""
    return replace(piece, cues=tuple(cue for cue in piece.cues if cue.segment in spec.segments))
