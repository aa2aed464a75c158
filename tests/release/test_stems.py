"""Stems are decoded and added up: they are the chapter."""

from __future__ import annotations

import json
from array import array
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from narrate.model import Chapter, Cue, Segment, Span, Track
from narrate.pipeline import Prep, produce
from narrate.recording import Recorder, Store
from narrate.release import ChapterFile, Release
from narrate.release.stem_jobs import stem_specs
from narrate.settings import Output, Settings
from narrate.sound.audio import read_wav
from narrate.testing import ToneEngine, heard
from soundstage import Report, book_of, inline

BOOK = book_of(
    ["It rained. It went on all day.", "“Hello there. Who is it?”", "***", "She said it twice."],
    ["It was over."],
)
NAMES = ["01 - Part 1 (Ann).wav", "01 - Part 1 (narrator).wav", "02 - Part 2 (narrator).wav"]


def make(
    store: Store, out: Path, settings: Settings, prep: Prep = BOOK, chapters: slice = slice(None)
) -> Release:
    with Recorder(ToneEngine(), store, jobs=2, start=inline) as recorder:
        chosen = prep.script.book.chapters[chapters]
        return recorder.run(produce(prep, settings, recorder, out, Report(), chosen))


def samples(path: Path) -> npt.NDArray[np.int32]:
    return np.frombuffer(bytes(read_wav(path).pcm), dtype="<i2").astype(np.int32)


def stems(out: Path, chapter: str) -> list[Path]:
    return sorted(out.glob(f"{chapter} (*).wav"))


@pytest.fixture
def wanted() -> Settings:
    return Settings(output=Output("wav", stems=True))


def test_everybody_who_is_heard_in_a_chapter_has_one(
    store: Store, out: Path, wanted: Settings
) -> None:
    release = make(store, out, wanted)
    assert sorted(path.name for path in out.glob("* (*).wav")) == NAMES
    assert {file.output for file in release.outputs} == {"stems"}
    listed = json.loads((out / "book.json").read_text(encoding="utf-8"))["files"]
    found = [(row["name"], row["chapter"]) for row in listed if row.get("output") == "stems"]
    assert found == list(zip(NAMES, [1, 1, 2], strict=True))


def test_together_they_are_the_chapter_to_the_sample(
    store: Store, out: Path, wanted: Settings
) -> None:
    release = make(store, out, wanted)
    for file in release.files:
        parts = [samples(path) for path in stems(out, file.path.stem)]
        whole = samples(file.path)
        assert {len(part) for part in parts} == {len(whole)} == {file.frames}
        assert np.array_equal(sum(parts), whole)
        assert np.abs(whole).max() > 1000


def test_while_one_speaks_all_others_are_silent(store: Store, out: Path, wanted: Settings) -> None:
    make(store, out, wanted)
    ann, narrator = (samples(path) for path in stems(out, "01 - Part 1"))
    assert not np.any((ann != 0) & (narrator != 0))
    assert ann.any()
    assert narrator.any()
    voices = {heard(_loud(part)) for part in (ann, narrator)}
    assert voices == {"high-02", "low-01"}


def _loud(part: npt.NDArray[np.int32]) -> array[int]:
    """Its first tenth of a second that is not silent."""
    first = int(np.flatnonzero(np.abs(part) > 1000)[0])
    return array("h", part[first : first + 2205].tolist())


def test_they_have_the_level_and_the_rate_that_the_chapter_is_encoded_at(
    store: Store, out: Path
) -> None:
    make(store, out, Settings(output=Output("mp3", preset="acx", stems=True)))
    parts = stems(out, "01 - Part 1")
    assert {read_wav(path).rate for path in parts} == {44100}
    louder = sum(samples(path) for path in parts)
    make(store, out / "plain", Settings(output=Output("wav", stems=True)))
    plain = sum(samples(path) for path in stems(out / "plain", "01 - Part 1"))
    assert float(np.mean(np.square(louder, dtype=float))) > float(
        np.mean(np.square(plain, dtype=float))
    )


def test_they_are_written_for_chapters_that_are_there_already_and_go_with_the_wish(
    store: Store, out: Path, wanted: Settings
) -> None:
    plain = replace(wanted, output=Output("wav"))
    make(store, out, plain)
    make(store, out, wanted)
    assert sorted(path.name for path in out.glob("* (*).wav")) == NAMES
    assert sorted(make(store, out, plain).removed) == NAMES


def test_speakers_whom_the_system_calls_the_same_have_two_files(tmp_path: Path) -> None:
    chapter = Chapter(1, "Part 1", Span(0, 9), Span(0, 0))
    segment = BOOK.script.segments[1]
    said = ["Tom", "TOM?", None, "x" * 300, "y" * 300]
    segments = {n: replace(segment, speaker=name) for n, name in enumerate(said)}
    file = ChapterFile(chapter, tmp_path / f"{'é' * 59}.mp3", 10, 10)
    track = _track(chapter, segments)
    names = [spec.path.name for spec in stem_specs(file, [track], segments)]
    assert len({name.casefold() for name in names}) == len(said)
    assert all(len(name.encode()) <= 124 for name in names)
    assert names[1].endswith("(TOM 2).wav")


def _track(chapter: Chapter, segments: dict[int, Segment]) -> Track:
    nothing: list[Cue] = [
        Cue(None, index, index, index)  # type: ignore[arg-type]  # no take is looked at
        for index in segments
    ]
    return Track(chapter, 10, 10, tuple(nothing))
