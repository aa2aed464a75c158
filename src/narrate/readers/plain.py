"""Reads plain text, in whatever encoding it was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate.errors import ManuscriptError, Place
from narrate.model import Manuscript
from narrate.readers.encodings import decode
from narrate.readers.files import read_bytes
from narrate.readers.signatures import check_is_text
from narrate.text.normalization import normalise
from narrate.text.plaintext import read_plain_text
from narrate.text.scriptfile import is_scriptfile


@dataclass(frozen=True, slots=True)
class PlainTextReader:
    """Reads a text file: all that is known of the book is to be found in its text."""

    def read(self, path: Path) -> Manuscript:
        """The text of the file at *path*, in normal form; a byte order mark goes.

        A script in text form is taken as it is; of any other text the marks that only a program
        reads are taken out (see :func:`narrate.text.plaintext.read_plain_text`).

        Raises ManuscriptError when there is no such file, when it is a folder, too large,
        forbidden, not text but of another format, in no encoding that can be told, or holds
        nothing but white space.
        """
        return manuscript_of(read_bytes(path), path)


def manuscript_of(raw: bytes, path: Path) -> Manuscript:
    """What :class:`PlainTextReader` makes of a file at *path* that holds *raw*."""
    check_is_text(raw, path)
    text, encoding = decode(raw, path)
    read = normalise if is_scriptfile(path) else read_plain_text
    manuscript = read(path, text, encoding)
    if not manuscript.text.strip():
        raise ManuscriptError(
            "there is nothing in this file to read aloud",
            at=Place(path),
            hint="write the story into it as plain text",
        )
    return manuscript
