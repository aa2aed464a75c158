"""Makes a manuscript of a plain text as people have them: typed, pasted, taken from a web page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from narrate.model import Manuscript
from narrate.spans import Shifts
from narrate.text.footnotes import without_note_marks
from narrate.text.hyphens import with_whole_words
from narrate.text.markup import (
    with_characters,
    without_fences,
    without_html,
    without_quote_marks,
)
from narrate.text.normalization import normalise

Change = Callable[[str], tuple[str, Shifts]]
"""Makes another text of one, and tells how far its characters moved."""
_TYPED: tuple[Change, ...] = (without_html, with_characters)
"""What is changed in the text as it was typed."""
_EVEN: tuple[Change, ...] = (without_quote_marks, without_fences, with_whole_words)
"""What is changed in the text in normal form."""


def read_plain_text(path: Path, source: str, encoding: str = "utf-8") -> Manuscript:
    """The manuscript at *path*, whose decoded text is *source*, in normal form.

    Its text has no tags and entities of HTML, no signs before the lines of a block quote, no words
    parted at the ends of lines and no marks of notes; the notes are regions.
    """
    typed, before = _changed(source, _TYPED)
    manuscript = normalise(path, typed, encoding)
    text, after = _changed(manuscript.text, _EVEN)
    noted = without_note_marks(text)
    shifts = (noted.shifts, *after, *manuscript.shifts, *before)
    shifts = tuple(one for one in shifts if one.at)
    return replace(manuscript, text=noted.text, source=source, shifts=shifts, regions=noted.regions)


def _changed(text: str, changes: Sequence[Change]) -> tuple[str, tuple[Shifts, ...]]:
    """*text* after *changes*, and how far it moved by each, the last first."""
    shifts: tuple[Shifts, ...] = ()
    for change in changes:
        text, moved = change(text)
        shifts = (moved, *shifts)
    return text, shifts
