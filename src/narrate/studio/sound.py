"""What is recorded of a book, what of it may be wrong, and what its finished files are like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from narrate.production import Plan
from narrate.recording import Recorder
from narrate.release import acx
from narrate.release.bookdata import PRINTED, printed
from narrate.release.earlier import read_before
from narrate.release.inspection import inspect
from narrate.studio.book import OpenBook
from narrate.studio.measuring import Measured, measure, suspects_among
from narrate.studio.messages import (
    Acx,
    ChapterSound,
    Checked,
    Figure,
    MadeFile,
    MadeFiles,
    Sound,
    Suspects,
)
from narrate.studio.shelf import BOOK_DATA
from narrate.studio.takes import first_segment


def sound_of(book: OpenBook, plan: Plan, recorder: Recorder, version: int) -> Sound:
    """What is recorded of every chapter of *book*; *version* is its number."""
    stale, made = _stale(book, plan, recorder), _finished(book, plan)
    chapters = tuple(
        ChapterSound(
            number=one.number,
            title=one.title,
            of=sum(each.chapter == one.number for each in book.script.segments),
            stale=tuple(stale[one.number]),
            files=tuple(name for name, _ in made[one.number]),
            fresh=not stale[one.number] and all(fresh for _, fresh in made[one.number]),
        )
        for one in book.script.book.chapters
    )
    return Sound(version, chapters, sum(plan.lengths_s().values()))


def _stale(book: OpenBook, plan: Plan, recorder: Recorder) -> Mapping[int, list[int]]:
    """The segments that lack a take, by chapter."""
    setup, first = recorder.setup, first_segment(plan)
    found: dict[int, list[int]] = defaultdict(list)
    for n, segment in enumerate(book.script.segments):
        said = plan.prep.utterances[first + n]
        if not all(setup.store.find_take(one, setup.fingerprint_of(one)) for one in said):
            found[segment.chapter].append(n)
    return found


def _finished(book: OpenBook, plan: Plan) -> Mapping[int, list[tuple[str, bool]]]:
    """The finished files by chapter of *book*; with each, whether it says what the script says.

    A very long chapter has several, as the plan parts it.
    """
    first, before = first_segment(plan), read_before(plan.out / BOOK_DATA)
    files = {number: (name, row) for (number, name), row in before.chapters.items() if name}
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for part, said in _parts(plan, first, len(book.script.segments)):
        name, row = files.get(part, (None, {}))
        if isinstance(name, str) and (plan.out / name).is_file():
            chapter = book.script.segments[said[0] - first].chapter
            fresh = _is_fresh(plan, said, row) and _has_voices(plan, said, before.voices)
            found[chapter].append((name, fresh))
    return found


def _parts(plan: Plan, first: int, count: int) -> Iterator[tuple[int, list[int]]]:
    """The segments of each chapter of *plan* that is no credits."""
    segments = plan.prep.script.segments
    for part, said in groupby(range(first, first + count), key=lambda n: segments[n].chapter):
        yield part, list(said)


def _is_fresh(plan: Plan, said: Sequence[int], row: Mapping[str, Any]) -> bool:
    told = [{key: one[key] for key in PRINTED if key in one} for one in row.get("segments", ())]
    return told == [printed(plan.prep.script.segments[n]) for n in said]


def _has_voices(plan: Plan, said: Sequence[int], voices: Mapping[Any, Any]) -> bool:
    """Whether *voices*, in which the files were made, are those of the speakers now."""
    speakers = {plan.prep.script.segments[n].speaker for n in said}
    cast = plan.prep.cast
    return all(voices.get(one) == asdict(cast.voice_for(one)) for one in speakers)


def suspects_of(book: OpenBook, plan: Plan, recorder: Recorder, chapter: int) -> Suspects:
    """The takes of a *chapter* that may be wrong, each measured against those of its voice."""
    setup, first = recorder.setup, first_segment(plan)
    lines = [n for n, one in enumerate(book.script.segments) if one.chapter == chapter]
    missing: list[int] = []
    measured: list[tuple[int, Measured]] = []
    for n in lines:
        for one in plan.prep.utterances[first + n]:
            take = setup.store.find_take(one, setup.fingerprint_of(one))
            if take is None:
                missing.append(n)
            else:
                measured.append((n, measure(take, setup.store.read_sound(take))))
    return Suspects(tuple(suspects_among(measured)), tuple(dict.fromkeys(missing)))


def files_of_book(out: Path) -> MadeFiles:
    """What lies in the folder of the finished book, and below it; nothing that is hidden."""
    found = [] if not out.is_dir() else sorted(out.rglob("*"))
    names = [(one.relative_to(out).as_posix(), one) for one in found if one.is_file()]
    shown = [(name, one) for name, one in names if not any(_is_hidden(p) for p in name.split("/"))]
    inside = [(name, one) for name, one in shown if one.resolve().is_relative_to(out.resolve())]
    return MadeFiles(tuple(MadeFile(name, one.stat().st_size) for name, one in inside))


def _is_hidden(part: str) -> bool:
    return part.startswith(".")


def checked(out: Path) -> Acx:
    """What ACX would say of each chapter's file in *out*."""
    names = [str(name) for _, name in read_before(out / BOOK_DATA).chapters if name]
    listed = {one.name for one in files_of_book(out).files}
    return Acx(tuple(_check(out / name) for name in names if name in listed))


def _check(path: Path) -> Checked:
    figures = acx.check_figures(inspect(path))
    told = tuple(Figure(one.name, one.text, one.wanted, one.passed) for one in figures)
    return Checked(path.name, all(one.passed for one in told), told)
