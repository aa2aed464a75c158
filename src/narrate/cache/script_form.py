"""A script as bytes and back: JSON, field by field as the model has them; msgspec does the work.

The types of the model are the form: a field that is added there is kept here, and a value of
another kind than its field's is refused.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from narrate.model import Manuscript, Script, Segment

MOST_BYTES = 200_000_000
"""several times what the longest manuscript makes"""
NOWHERE = Manuscript(Path(), "")
"""what stands for the manuscript, which is read anew each time"""


def pack(script: Script) -> bytes:
    """*script* as bytes, all but its manuscript.

    Raises ValueError if it holds what JSON does not, or names a file: what a note tells of
    voices.yaml may be wrong when the script is asked for again.
    """
    book = replace(script.book, manuscript=NOWHERE)
    return msgspec.json.encode(replace(script, book=book), enc_hook=_no_file)


def unpack(payload: bytes, manuscript: Manuscript) -> Script:
    """The script of *manuscript* that was packed.

    Raises ValueError for whatever is not of this form, or does not fit the manuscript.
    """
    if len(payload) > MOST_BYTES:
        raise ValueError("more than a script can be")
    try:
        script = msgspec.json.decode(payload, type=Script, dec_hook=_file)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(f"not a script: {error}") from error
    if not all(_stands(segment, manuscript.text) for segment in script.segments):
        raise ValueError("a text that is not in the manuscript")
    return replace(script, book=replace(script.book, manuscript=manuscript))


def _stands(segment: Segment, text: str) -> bool:
    start, end = segment.span.start, segment.span.end
    return 0 <= start <= end and segment.text == text[start:end]


def _no_file(value: object) -> str:
    """How the one path that is no file's is written; msgspec asks for what JSON does not have."""
    if value != NOWHERE.path:
        raise ValueError(f"{value} is not kept")
    return ""


def _file(kind: type[Path], written: str) -> Path:
    return kind(written)
