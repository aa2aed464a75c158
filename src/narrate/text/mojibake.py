"""Mends a text whose UTF-8 was once read as Windows-1252: ``â€œYes,â€`` for “Yes,”."""

from __future__ import annotations

import re
from contextlib import suppress

from narrate.spans import Shifts
from narrate.text.normalization import replaced

_UPPER = bytes(range(0x80, 0xC0))
_SHOWN = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in _UPPER}
"""What Windows-1252 shows for each byte that goes on a character of UTF-8, and the byte."""
_SHOWN_ALSO = {chr(byte): byte for byte in _UPPER}
_LEADS = "ÂÃâ"
"""What begins Latin letters with accents, and marks of print."""
_RUN = re.compile(f"[ÂÃ][{re.escape(''.join({*_SHOWN, *_SHOWN_ALSO}))}]|â€.?|â„¢")
_FEWEST = 3
"""Fewer may be chance."""


def with_letters_as_meant(source: str) -> tuple[str, Shifts]:
    """*source* with the characters that were meant, if it shows UTF-8 as Windows-1252 throughout.

    A text in which "â" or "Ã" stand for themselves is left as it is.
    """
    if not any(lead in source for lead in _LEADS):
        return source, Shifts()
    found = sum(_meant(one[0]) != one[0] for one in _RUN.finditer(source))
    leads = sum(map(source.count, _LEADS))
    if found < _FEWEST or found * 10 < leads * 9:
        return source, Shifts()
    return replaced(_RUN, lambda one: _meant(one[0]), source)


def _meant(shown: str) -> str:
    """The character whose bytes are *shown*; "â€" alone lost its last, which ends a quotation."""
    if shown[:2] == "â€" and shown[2:] not in _SHOWN and shown[2:] not in _SHOWN_ALSO:
        return "”" + shown[2:]
    raw = shown[0].encode("latin-1") + bytes(
        _SHOWN.get(sign, _SHOWN_ALSO.get(sign, 0)) for sign in shown[1:]
    )
    with suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    return shown
