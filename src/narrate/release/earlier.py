"""Reads the ``book.json`` of an earlier run, for what this one does not make again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from narrate.model import Segment, Span
from narrate.release.bookdata import PRINTED, VERSION, ChapterData, Sentence, printed
from narrate.release.inventory import FileData, read_files
from narrate.release.orders import ChapterFile

MOST_BYTES = 200_000_000
CLOSE_S = 0.15
"""How far a file's length, as its codec tells it, may be from the length that was noted."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the ``book.json`` of an earlier run says.

    *chapters* are as they stand there, by number and file; *files* are those it names.
    """

    chapters: Mapping[tuple[object, object], Mapping[str, Any]] = field(default_factory=dict)
    files: tuple[FileData, ...] = ()


def read_before(path: Path) -> Before:
    """The ``book.json`` at *path*.

    Nothing if there is none, or none that can be understood: then neither its times are known nor
    its files.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return Before()
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["narrate_book"] != VERSION:
            return Before()
        chapters = {(one["number"], one["file"]): one for one in data["chapters"]}
        return Before(chapters, read_files(data.get("files", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Before()


def recall(before: Before, file: ChapterFile, segments: Mapping[int, Segment]) -> ChapterData:
    """The chapter of *file*, which an earlier run made, with the times that run left *before*.

    There are none if its text, speakers, directions or length have changed since.
    """
    old = before.chapters.get((file.chapter.number, file.path.name), {})
    bare = ChapterData(file.chapter, segments, file.path.name, file.seconds)
    try:
        if abs(float(old["seconds"]) - file.seconds) > CLOSE_S:
            return bare
        heard = {
            index: _recalled(segment, told)
            for (index, segment), told in zip(segments.items(), old["segments"], strict=True)
        }
        seconds = float(old["seconds"])
    except (KeyError, TypeError, ValueError, AttributeError):  # whoever wrote it, it does not fit
        return bare
    return ChapterData(file.chapter, segments, file.path.name, seconds, heard)


def _recalled(segment: Segment, told: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The sentences of a segment as *told*; ValueError if they are another segment's."""
    if {name: told[name] for name in PRINTED if name in told} != printed(segment):
        raise ValueError("another text")
    return tuple(
        Sentence(
            Span(int(one["text"][0]), int(one["text"][1])),
            float(one["start"]),
            float(one["end"]),
            bool(one.get("estimated", False)),
            tuple((Span(int(a), int(b)), float(at)) for a, b, at in one.get("words", ())),
        )
        for one in told["sentences"]
    )
