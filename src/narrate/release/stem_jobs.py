"""Submits the jobs that write stems, one for each speaker of a chapter.

It runs in the parent process; see :mod:`narrate.release.stems` for the work itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.filenames import cut, safe_name
from narrate.model import Segment, Track
from narrate.recording import Recorder
from narrate.recording.pool import Job
from narrate.release.values import Bounds, ChapterFile, StemSpec
from narrate.release.worker_calls import write_stems

OUTPUT = "stems"
"""how stems are called among the files of an edition"""
MOST_BYTES = 70
"""of the chapter's name in that of a stem: the speaker's has to go behind it"""
NARRATOR = "narrator"


@dataclass(frozen=True, slots=True)
class ChapterStems:
    """The stems of the chapter of that *number*, and the job that writes them all."""

    number: int
    specs: tuple[StemSpec, ...]
    job: Job


class Stems:
    """The stems of a book, whose *levels* are those of its chapters' files."""

    def __init__(self, recorder: Recorder, levels: Bounds | None) -> None:
        self._recorder, self._levels = recorder, levels
        self.chapters: list[ChapterStems] = []

    def add(
        self,
        file: ChapterFile,
        pieces: Sequence[Track],
        segments: Mapping[int, Segment],
        gain_db: float | Job,
    ) -> None:
        """Have the stems of the chapter of *pieces* written beside its *file*.

        *segments* are the chapter's, by index; *gain_db* is its gain, or the job that measures it.
        """
        specs = tuple(stem_specs(file, pieces, segments))
        job = self._recorder.submit(write_stems, tuple(pieces), specs, self._levels, gain_db)
        self.chapters.append(ChapterStems(file.chapter.number, specs, job))


def stem_specs(
    file: ChapterFile, pieces: Sequence[Track], segments: Mapping[int, Segment]
) -> Iterator[StemSpec]:
    """A stem for everybody who is heard in *pieces*, in the order in which they are."""
    heard = dict.fromkeys(cue.segment for piece in pieces for cue in piece.cues)
    said: dict[str | None, set[int]] = {}
    for index in heard:
        said.setdefault(segments[index].speaker, set()).add(index)
    names: set[str] = set()
    for speaker, indices in said.items():
        name = _free_name(file, speaker, names)
        names.add(name.casefold())
        yield StemSpec(file.path.with_name(name), frozenset(indices))


def _free_name(file: ChapterFile, speaker: str | None, taken: set[str]) -> str:
    """The name of a stem's file; speakers who are called the same for the system are numbered."""
    chapter = cut(file.path.stem, MOST_BYTES).rstrip(". ")
    who = cut(safe_name(speaker or NARRATOR) or "speaker", 120 - MOST_BYTES - 10).rstrip(". ")
    name, number = f"{chapter} ({who}).wav", 1
    while name.casefold() in taken:
        number += 1
        name = f"{chapter} ({who} {number}).wav"
    return name
