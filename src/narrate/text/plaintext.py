"""Makes a manuscript of a plain text as people have them: typed, pasted, taken from a web page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.model import Manuscript, Region, Span
from narrate.spans import Shifts
from narrate.text.footnotes import without_note_marks
from narrate.text.hyphens import with_whole_words
from narrate.text.linenumbers import without_line_numbers
from narrate.text.markup import (
    with_characters,
    without_bbcode,
    without_closing_names,
    without_cues,
    without_escapes,
    without_fences,
    without_frames,
    without_html,
    without_quote_marks,
)
from narrate.text.misprints import with_meant_signs
from narrate.text.mojibake import with_letters_as_meant
from narrate.text.normalization import normalise
from narrate.text.pages import without_page_marks, without_pages
from narrate.text.screenplays import without_film_marks

Change = Callable[[str], tuple[str, Shifts]]
"""Makes another text of one, and tells how far its characters moved."""
_TYPED: tuple[Change, ...] = (with_letters_as_meant, without_escapes, without_html, with_characters)
"""What is changed in the text as it was typed."""
_EVEN: tuple[Change, ...] = (
    without_page_marks,
    without_frames,
    without_cues,
    without_bbcode,
    without_closing_names,
    without_film_marks,
    without_quote_marks,
    without_fences,
    without_line_numbers,
    with_meant_signs,
    with_whole_words,
)
"""What is changed in the text in normal form."""


def read_plain_text(path: Path, source: str, encoding: str = "utf-8") -> Manuscript:
    """The manuscript at *path*, whose decoded text is *source*, in normal form.

    Lines that only number pages are gone; an empty region is where each was. Its text has no tags
    and entities of HTML, no signs before the lines of a block quote, no words parted at the ends of
    lines and no marks of notes; the notes are regions.
    """
    typed, before = _changed(source, _TYPED)
    manuscript = normalise(path, typed, encoding)
    unpaged, cut, pages = without_pages(manuscript.text)
    text, after = _changed(unpaged, _EVEN)
    noted = without_note_marks(text)
    moved = (noted.shifts, *after)
    regions = sorted((*noted.regions, *(_moved(one, moved) for one in pages)), key=_place)
    shifts = tuple(one for one in (*moved, cut, *manuscript.shifts, *before) if one.at)
    return replace(
        manuscript, text=noted.text, source=source, shifts=shifts, regions=tuple(regions)
    )


def _moved(region: Region, shifts: Sequence[Shifts]) -> Region:
    """*region*, which is empty, where it is after *shifts*, of which the last change is first."""
    place = region.span.start
    for one in reversed(shifts):
        place = one.redo(place)
    return Region(Span(place, place), region.kind)


def _place(region: Region) -> Span:
    return region.span


def _changed(text: str, changes: Sequence[Change]) -> tuple[str, tuple[Shifts, ...]]:
    """*text* after *changes*, and how far it moved by each, the last first."""
    shifts: tuple[Shifts, ...] = ()
    for change in changes:
        text, moved = change(text)
        shifts = (moved, *shifts)
    return text, shifts
