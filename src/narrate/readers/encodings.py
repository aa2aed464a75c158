"""Tells in which encoding a text was written, by its marks or by its bytes."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

from narrate.errors import ManuscriptError, Place

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_NULS = 100
"""One NUL among as many bytes may be an accident; so may the only one of a short text."""
WIDE = (
    ("utf-32-le", 4, 3),
    ("utf-32-be", 4, 0),
    ("utf-16-le", 2, 1),
    ("utf-16-be", 2, 0),
)
"""Encodings that show by their NULs: bytes a character, and which of them is nearly always 0."""
GOOD_FOR_BAD = 10
"""So many signs that only UTF-8 reads, for each byte that it does not, are no coincidence."""
_FOREIGN = re.compile("[a-z][¡-¿×÷Õ][a-z]", re.ASCII)
"""Signs inside words: another encoding, or the apostrophe of an old Macintosh file."""
SAVE_AS_UTF8 = "save it as plain text in UTF-8"


def decode(raw: bytes, path: Path) -> tuple[str, str]:
    """The text that *raw*, read from *path*, holds, and the Python codec it was read with.

    A byte order mark goes. Raises ManuscriptError for what is no text, is damaged, or is in no
    encoding that can be told.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding, path), encoding
    # A stray NUL is text; one in every few characters is UTF-16 without its mark, or no text.
    if raw.count(0) * MOST_NULS > max(len(raw), MOST_NULS):
        return _decode_wide(raw, path)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _check_damage(raw, error.start, path)
        return _detect(raw, path)


def _decode_wide(raw: bytes, path: Path) -> tuple[str, str]:
    """Two or four bytes a character, which the places of the NUL bytes tell apart."""
    for encoding, size, high in WIDE:
        low = raw[(high ^ (size - 1)) :: size]
        if raw[high::size].count(0) * 3 >= len(raw) // size and low.count(0) * 3 < len(low):
            with suppress(UnicodeDecodeError):
                text = raw.decode(encoding)
                if text.count("\0") * MOST_NULS <= max(len(text), MOST_NULS):
                    return text, encoding
    raise ManuscriptError(
        "this is not a text file", at=Place(path), hint=f"open it elsewhere and {SAVE_AS_UTF8}"
    )


def _check_damage(raw: bytes, first: int, path: Path) -> None:
    """Raise ManuscriptError if *raw* is UTF-8 but for a few bytes, the *first* of which is known.

    To read it in another encoding would spoil every other sign beyond ASCII in it.
    """
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) - bad >= GOOD_FOR_BAD * bad:
        line = raw.count(b"\n", 0, first) + 1
        raise ManuscriptError(
            f"this file is UTF-8, but is damaged at byte {first}",
            at=Place(path, line),
            hint="write the sign there again, and save the file as UTF-8",
        )


def _decode_as(raw: bytes, encoding: str, path: Path) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ManuscriptError(
            f"this file begins as {encoding.upper()}, but is damaged at byte {error.start}",
            at=Place(path),
            hint=SAVE_AS_UTF8,
        ) from None


def _detect(raw: bytes, path: Path) -> tuple[str, str]:
    """Guess a legacy encoding from the bytes themselves."""
    if _is_western(raw):
        return raw.decode("cp1252"), "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- slow to import, seldom needed

    best = from_bytes(raw).best()
    if best is None:
        raise ManuscriptError(
            "the encoding of this file cannot be told", at=Place(path), hint=SAVE_AS_UTF8
        )
    return raw.decode(best.encoding), best.encoding


def _is_western(raw: bytes) -> bool:
    """Whether *raw* is Windows-1252: nearly all its letters plain, the rest accents and marks.

    In such text the statistics of a detector have too little to go by, and it mistakes one
    Windows encoding for another.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = sum(map(str.isalpha, text))
    accented = sum(character > "\x7f" and character.isalpha() for character in text)
    return accented * 10 < letters and not _FOREIGN.search(text)
