"""Edits of what the segments and chapters are: each maps a script's text to another."""

from __future__ import annotations

import re
from dataclasses import replace

from narrate.errors import RequestError
from narrate.model import Kind, Segment
from narrate.studio.edits import (
    Cut,
    Join,
    JoinChapters,
    LeaveOut,
    PartChapter,
    Pause,
    Pronounce,
    RenameChapter,
    SetKind,
    TakeBack,
)
from narrate.studio.script_text import (
    CONFIRMED,
    HIDDEN,
    LEFT_OUT,
    Rewriting,
    ScriptText,
)
from narrate.studio.speaker_edits import checked_name, known_as, segment_at
from narrate.text.scriptfile import SCENE_BREAK, format_segment
from narrate.text.titles import fold

SAID = (Kind.NARRATION, Kind.DIALOGUE)


def set_kind(text: ScriptText, edit: SetKind) -> str:
    """See :class:`.edits.SetKind`."""
    rewriting = Rewriting(text)
    speaker = known_as(text, edit.person) if edit.person else None
    for index in edit.lines:
        segment = said_at(text, index)
        rewriting.unmark(index)
        if edit.dialogue:
            rewriting.put_segment(index, replace(segment, kind=Kind.DIALOGUE, speaker=speaker))
            rewriting.mark(index)
        else:
            rewriting.put_segment(index, replace(segment, kind=Kind.NARRATION))
    return rewriting.result()


def cut(text: ScriptText, edit: Cut) -> str:
    """See :class:`.edits.Cut`."""
    segment = said_at(text, edit.line)
    halves = segment.text[: edit.at].rstrip(), segment.text[edit.at :].lstrip()
    around = segment.text[max(edit.at - 1, 0) : edit.at + 1]
    if edit.at < 0 or not all(halves) or around.isalnum():
        raise RequestError("a segment is cut between two of its words")
    first, second = (replace(segment, text=half) for half in halves)
    rewriting, marks = Rewriting(text), edit.line in text.confirmed
    rewriting.put_segment(edit.line, first)
    rewriting.below(edit.line, *([CONFIRMED] if marks else []), format_segment(second))
    return rewriting.result()


def join(text: ScriptText, edit: Join) -> str:
    """See :class:`.edits.Join`."""
    first, second = said_at(text, edit.line), said_at(text, edit.line + 1)
    if (first.chapter, first.paragraph) != (second.chapter, second.paragraph):
        raise RequestError("only segments of one paragraph can be joined")
    rewriting = Rewriting(text)
    rewriting.put_segment(edit.line, replace(first, text=f"{first.text} {second.text}"))
    rewriting.remove([text.places[edit.line + 1]])
    rewriting.unmark(edit.line + 1)
    return rewriting.result()


def pause(text: ScriptText, edit: Pause) -> str:
    """See :class:`.edits.Pause`."""
    said_at(text, edit.line)
    if edit.line == 0:
        raise RequestError("nothing stands before the first segment")
    before, place = text.script.segments[edit.line - 1], text.places[edit.line]
    if before.kind is Kind.HEADING and edit.before != "scene":
        raise RequestError("a heading has its own pause")
    rewriting = Rewriting(text)
    start = edit.line - 1 if before.kind is Kind.SCENE_BREAK else edit.line
    above = range(text.places[start - 1] + 1, place) if start else range(place)
    gone = (n for n in above if not text.lines[n].strip() or n in text.places)
    rewriting.remove(gone)
    between = {"none": (), "paragraph": ("",), "scene": ("", SCENE_BREAK, "")}
    rewriting.above(place, *between[edit.before])
    return rewriting.result()


def rename_chapter(text: ScriptText, edit: RenameChapter) -> str:
    """See :class:`.edits.RenameChapter`."""
    first, title = first_of_chapter(text, edit.number), checked_name(edit.title)
    rewriting = Rewriting(text)
    headings = chapter_headings(text, first)
    if not headings:
        rewriting.above(text.places[first], f"# {title}", "")
        return rewriting.result()
    rewriting.put(headings[0], f"# {title}")
    rewriting.remove(headings[1:])
    return rewriting.result()


def join_chapters(text: ScriptText, edit: JoinChapters) -> str:
    """See :class:`.edits.JoinChapters`."""
    first_of_chapter(text, edit.number)
    rewriting = Rewriting(text)
    for place in chapter_headings(text, first_of_chapter(text, edit.number + 1)):
        rewriting.put(place, f"#{text.lines[place].strip()}")
    return rewriting.result()


def part_chapter(text: ScriptText, edit: PartChapter) -> str:
    """See :class:`.edits.PartChapter`."""
    segment, title = segment_at(text, edit.line), checked_name(edit.title)
    if edit.line == first_of_chapter(text, segment.chapter):
        raise RequestError("a chapter begins here already")
    rewriting, place = Rewriting(text), text.places[edit.line]
    if segment.kind is Kind.HEADING:
        rewriting.put(place, f"# {title}")
    else:
        rewriting.above(place, "", f"# {title}", "")
    return rewriting.result()


def leave_out(text: ScriptText, edit: LeaveOut) -> str:
    """See :class:`.edits.LeaveOut`."""
    chapters = text.script.book.chapters
    first = first_of_chapter(text, edit.number)
    if len(chapters) == 1:
        raise RequestError("a book has one chapter at the least")
    starts = (*text.places, len(text.lines))
    end = next(n for n in range(first, len(starts)) if _chapter(text, n) != edit.number)
    rewriting = Rewriting(text)
    for n in range(starts[first], starts[end]):
        line = text.lines[n]
        if line.startswith((LEFT_OUT, HIDDEN)):
            raise RequestError("a part of this chapter is left out already", hint="take it back")
        if line.strip():
            rewriting.put(n, f"{HIDDEN}{line.rstrip()}")
    rewriting.above(starts[first], f"{LEFT_OUT}{fold(chapters[edit.number - 1].title)}")
    return rewriting.result()


def take_back(text: ScriptText, edit: TakeBack) -> str:
    """See :class:`.edits.TakeBack`."""
    if not 0 <= edit.index < len(text.left_out):
        raise RequestError("there is no such chapter that was left out")
    hidden = text.left_out[edit.index]
    rewriting = Rewriting(text)
    for n in hidden:
        if text.lines[n].startswith(HIDDEN):
            rewriting.put(n, text.lines[n].removeprefix(HIDDEN).rstrip())
    rewriting.remove([hidden.start])
    return rewriting.result()


def pronounce_here(text: ScriptText, edit: Pronounce, line: int) -> str:
    """See :class:`.edits.Pronounce`: the word is written as it is said, in one line."""
    segment = segment_at(text, line)
    if edit.spoken is None or edit.alphabet is not None:
        raise RequestError("in a line itself only another spelling can be written")
    word = re.compile(rf"(?<!\w){re.escape(edit.word)}(?!\w)")
    if not edit.word or not word.search(segment.text):
        raise RequestError(f"{edit.word!r} does not stand in this line")
    spoken = checked_name(edit.spoken)
    rewriting = Rewriting(text)
    rewriting.put_segment(line, replace(segment, text=word.sub(lambda _: spoken, segment.text)))
    return rewriting.result()


def said_at(text: ScriptText, index: int) -> Segment:
    """The narration or dialogue at *index*. Raises RequestError if there is none."""
    segment = segment_at(text, index)
    if segment.kind not in SAID:
        raise RequestError(f"segment {index} is no narration or dialogue")
    return segment


def first_of_chapter(text: ScriptText, number: int) -> int:
    """The first segment of a chapter. Raises RequestError for a number that no chapter has."""
    segments = enumerate(text.script.segments)
    found = next((n for n, one in segments if one.chapter == number), None)
    if found is None:
        raise RequestError(f"there is no chapter {number}")
    return found


def chapter_headings(text: ScriptText, first: int) -> list[int]:
    """The lines of the headings that begin the chapter whose first segment is *first*."""
    found = []
    for place, segment in zip(text.places[first:], text.script.segments[first:], strict=True):
        if segment.kind is not Kind.HEADING or not text.lines[place].strip().startswith("# "):
            break
        found.append(place)
    return found


def _chapter(text: ScriptText, segment: int) -> int:
    """The number of the chapter of *segment*; 0 behind the last."""
    segments = text.script.segments
    return segments[segment].chapter if segment < len(segments) else 0
