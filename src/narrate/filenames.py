"""Makes file names that every system takes of titles with any characters in them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from narrate.errors import OutputError, Place

MOST_BYTES = 120
"""of a name without its suffix, in UTF-8: file systems allow 255, sync services less"""

_SUFFIX = re.compile(r"[A-Za-z0-9]{1,16}")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """*text* as the name of a file or folder, without a suffix; may be empty.

    A separator or a sign that some system forbids becomes a blank, whatever does not print goes,
    and a name that Windows keeps for itself gets an underscore. The result never begins or ends
    with a dot or a blank, so it cannot leave its folder, hide, or be changed by Windows.
    """
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    printed = "".join(_printed(letter) for letter in composed)
    name = cut(" ".join(printed.split()).strip(". "), MOST_BYTES).rstrip(". ")
    return f"_{name}" if _RESERVED.match(name) else name


def is_plain_name(name: str) -> bool:
    """Whether *name* is a file's in the folder itself, that every system takes as it is."""
    stem, _, suffix = name.rpartition(".")
    return bool(stem) and safe_name(stem) == stem and _SUFFIX.fullmatch(suffix) is not None


def _printed(letter: str) -> str:
    if letter.isspace() or letter in '/\\:*?"<>|':
        return " "
    return "" if unicodedata.category(letter).startswith("C") else letter


def cut(text: str, most: int) -> str:
    """At most *most* bytes of *text*, no character cut in two nor parted from its accents."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[:most].decode(errors="ignore")
    while kept and unicodedata.combining(text[len(kept)]):
        kept = kept[:-1]
    return kept


def check_name(path: Path) -> None:
    """Raise OutputError if this system cannot write the name of *path*.

    Python takes the encoding of file names from the locale: where that is an old one and UTF-8
    mode is off (``PYTHONUTF8=0``), not every title can be a name.
    """
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        msg = f"file names are in {error.encoding} here, which has no {letter!r}"
        raise OutputError(msg, at=Place(path), hint="set PYTHONUTF8=1") from error


FIELDS = ("number", "title", "book", "author")
"""what a template for names may have in braces; ``{number:02}`` has two digits at least"""
_FIELD = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_DIGITS = re.compile(r"0?[1-9]")


def misfits(template: str) -> tuple[str, ...]:
    """The fields of *template* that nothing can be put in place of, as they are written."""
    return tuple(
        field[0]
        for field in _FIELD.finditer(template)
        if field[1] not in FIELDS
        or (field[2] is not None and not (field[1] == "number" and _DIGITS.fullmatch(field[2])))
    )


def name_by(template: str, number: int, **texts: str) -> str:
    """*template* with the *number* of a chapter and *texts* in place of its fields, made safe.

    The number alone where nothing is left of it.
    """

    def value(field: re.Match[str]) -> str:
        if field[1] == "number":
            return f"{number:{field[2] or ''}}"
        return safe_name(texts[field[1]])

    return safe_name(_FIELD.sub(value, template)) or str(number)


def chapter_name(number: int, title: str, chapters: int) -> str:
    """``01 - Title``: the number has as many digits as the last of *chapters*, two at least.

    The number keeps names apart and in order; ``01`` alone where no title is left.
    """
    digits = f"{number:0{max(2, len(str(chapters)))}}"
    return safe_name(f"{digits} - {safe_name(title)}").removesuffix(" -")
