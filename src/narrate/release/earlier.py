"""Reads the times and files of an earlier run from its ``book.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.model import FinishedChapter, Segment, Sentence, Span
from narrate.release.bookdata import PRINTED, VERSION, printed
from narrate.release.leftovers import read_files
from narrate.release.values import ChapterFile, FileData

MOST_BYTES = 200_000_000
CLOSE_S = 0.15
"""How far the length of a file, as its codec has it, may be from that in ``book.json``."""


@dataclass(frozen=True, slots=True)
class EarlierBook:
    """The content of the ``book.json`` of an earlier run.

    *chapters* are its entries, by number and name of file; *files* are the files it names. *voices*
    are those of its speakers by name, the narrator's by None.
    """

    chapters: Mapping[tuple[object, object], Mapping[str, Any]] = field(default_factory=dict)
    files: tuple[FileData, ...] = ()
    voices: Mapping[str | None, Mapping[str, Any]] = field(default_factory=dict)


def read_before(path: Path) -> EarlierBook:
    """The ``book.json`` at *path*.

    Empty if there is none, or one that is not of this form.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return EarlierBook()
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["narrate_book"] != VERSION:
            return EarlierBook()
        chapters = {(one["number"], one["file"]): one for one in data["chapters"]}
        voices: dict[str | None, Any] = {None: data["narrator"]["voice"]}
        voices |= {one["name"]: one["voice"] for one in data["characters"]}
        return EarlierBook(chapters, read_files(data.get("files", ())), voices)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return EarlierBook()


def with_earlier_times(
    before: EarlierBook, file: ChapterFile, segments: Mapping[int, Segment]
) -> FinishedChapter:
    """The chapter of *file*, which an earlier run made, with its times out of *before*.

    Without times if its text, speakers, directions or length have changed since.
    """
    old = before.chapters.get((file.chapter.number, file.path.name), {})
    bare = FinishedChapter(file.chapter, segments, file.path.name, file.seconds)
    try:
        if abs(float(old["seconds"]) - file.seconds) > CLOSE_S:
            return bare
        heard = {
            index: _earlier_sentences(segment, row)
            for (index, segment), row in zip(segments.items(), old["segments"], strict=True)
        }
        seconds = float(old["seconds"])
    except (KeyError, TypeError, ValueError, AttributeError):  # whoever wrote it, it does not fit
        return bare
    return FinishedChapter(file.chapter, segments, file.path.name, seconds, heard)


def _earlier_sentences(segment: Segment, row: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The sentences in the *row* of a segment; ValueError if it is that of another text."""
    if {name: row[name] for name in PRINTED if name in row} != printed(segment):
        raise ValueError("another text")
    return tuple(
        Sentence(
            Span(int(one["text"][0]), int(one["text"][1])),
            float(one["start"]),
            float(one["end"]),
            bool(one.get("estimated", False)),
            tuple((Span(int(a), int(b)), float(at)) for a, b, at in one.get("words", ())),
        )
        for one in row["sentences"]
    )
