"""Reads how a line is said off its print: capitals, "!", ellipses, an unfinished sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.model import Manner

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?…]+")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_DASHED = re.compile(r"(?:-{2,}|[—―⸺⸻]|\s[-–])[\s\"'”’»*_]*$")
_LAST = 20
"""characters at the end of a line in which its last mark is looked for"""
SHORT = 3
"""letters from which a single word in capitals is a shout and not initials"""


def manners_in_print(text: str) -> Iterator[tuple[Manner, str]]:
    """The manners that the print of the line *text* shows, each with the sign of it."""
    loud, cried = _in_capitals(text), _is_exclaimed(text)
    if loud and (cried or len(loud) > 1):
        yield Manner.SHOUTING, " ".join(loud[:3])
    if cried:
        yield Manner.EXCLAIMING, "!"
    if len(_ELLIPSIS.findall(text)) > 1:
        yield Manner.SLOW, "…"
    if breaks_off(text):
        yield Manner.INTERRUPTED, "—"


def breaks_off(text: str) -> bool:
    """Whether *text* is an unfinished sentence, cut short by a dash: "I thought--"."""
    return bool(_DASHED.search(text[-_LAST:]))


def _in_capitals(text: str) -> list[str]:
    """The words in capitals, if they are most of the line; initials alone are none."""
    words = _WORD.findall(text)
    loud = [word for word in words if word.isupper()]
    most = 2 * len(loud) > len(words) and any(len(word) >= SHORT for word in loud)
    return loud if most else []


def _is_exclaimed(text: str) -> bool:
    """Whether at least half of its sentences end with an exclamation mark."""
    ends = _ENDS.findall(text)
    return bool(ends) and 2 * sum("!" in end for end in ends) >= len(ends)
