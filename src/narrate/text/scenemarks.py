"""Recognises what is printed between two scenes: ornaments, ``oOo``, ``0-0-0``, "LINE BREAK"."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

LONGEST = 100
"""Characters. Nothing longer parts scenes; it bounds the time on a text of nothing but signs."""
_SIGNS = frozenset("*#~^<>|/\\:.…_–—―⸺⸻=+-•·×§†‡%@{}⁂⁎⁕`´˜()[]")
_OPENING = frozenset("([{")
_NUMERAL = re.compile(r"X{1,3}|0+|O+")
"""Letters that may be a chapter's number, or a figure."""
_MEANT = re.compile(
    r"(?:(?:insert )?(?:line|page|scene|section|story|time|paragraph|horizontal)[ -]?"
    r"(?:break|skip|jump|lapse|divider|rule|cut|transition|change|separator)s?(?: here)?)",
    re.IGNORECASE,
)
_MEANT_IN_BRACKETS = re.compile(r"break|skip|divider|separator|scene|new scene", re.IGNORECASE)


def is_scene_mark(words: str) -> bool:
    """Whether *words*, a paragraph or a line that stands alone, can only part two scenes."""
    if len(words) > LONGEST:
        return False
    if all(sign.isspace() or _is_ornament(sign) for sign in words):
        return not set(words) <= {*_OPENING, *")]}"}
    core = _core(words)
    if _MEANT.fullmatch(core) or (core != words and _MEANT_IN_BRACKETS.fullmatch(core)):
        return True
    letters = "".join(filter(str.isalnum, core))
    if len(letters) < 3:
        return core != words and letters in ("x", "o", "xx", "oo")
    return _is_pattern(core, letters) and not (core == words and _NUMERAL.fullmatch(core))


def repeated_marks(paragraphs: Iterable[str]) -> frozenset[str]:
    """Those of *paragraphs* that part scenes because they come again and again: ``x``, ``-X-``."""
    short = Counter(words for words in paragraphs if len(words) <= LONGEST // 10)
    return frozenset(words for words, times in short.items() if times > 1 and _may_part(words))


def _may_part(words: str) -> bool:
    core = _core(words)
    decorated = core != words and words[0] == words[-1]
    return bool(core) and set(core.lower()) <= set("xo") and (decorated or core[0].islower())


def _is_ornament(sign: str) -> bool:
    return sign in _SIGNS or unicodedata.category(sign) in ("So", "Sk", "Mn", "Cf")


def _core(words: str) -> str:
    """*words* without the ornaments around them."""
    start, end = 0, len(words)
    while start < end and (_is_ornament(words[start]) or words[start].isspace()):
        start += 1
    while end > start and (_is_ornament(words[end - 1]) or words[end - 1].isspace()):
        end -= 1
    return words[start:end]


def _is_pattern(core: str, letters: str) -> bool:
    """Whether *core* is no word but a pattern: ``oOo``, ``xXx``, ``0-0-0``, ``vVv``."""
    signs = set(letters.lower())
    mixed = not letters.islower() and not letters.isupper() and not letters[1:].islower()
    if not (signs <= set("xo0") or (mixed and len(signs) == 1)):
        return False
    return all(sign.isalnum() or sign.isspace() or _is_ornament(sign) for sign in core)
