"""Gives a text the one form that every stage reads, whatever program it was typed in.

What no reader sees must change nothing: how lines end, which of Unicode's blanks stand between
words and how many, marks that only say where a word may be parted, and whether an accent is a
character of its own. So none of that is left in ``Manuscript.text``; where each of its characters
stands in the file is kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable
from pathlib import Path

from narrate.model import Manuscript
from narrate.spans import Shifts

_BREAK = "\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
"""Every end of a line that Unicode knows (as :meth:`str.splitlines` has them)."""
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\t\x1f \u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164"
"""White space inside a line; U+2800 and U+3164 are no white space to Unicode, but look like it."""
_IGNORED = "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Signs without width or sound: soft hyphen, zero-width space, word joiner, direction marks."""

_UNEVEN = re.compile(
    rf"[{_BLANKS}{_IGNORED}{_BREAKS.replace(chr(10), '')}]"
    rf"(?:(?<! )|(?![^{_BLANKS}{_IGNORED}{_BREAKS}]))(?:"
    rf"(?P<parted>(?<=[^\W\d_]\u00ad)[{_BLANKS}{_IGNORED}]*(?:{_BREAK})[{_BLANKS}{_IGNORED}]*(?=[^\W\d_]))"
    rf"|(?<=[{_BLANKS}{_IGNORED}])[{_BLANKS}{_IGNORED}]*(?P<end>{_BREAK})?"
    r"|(?P<break>(?<=\r)\n|))"
)
"""A word that a soft hyphen parts at a line's end; blanks that are not one plain space between
two words; a line's end that is no plain newline.

It begins with a set of characters, for which alone the search then stops.
"""
_NO_BLANK = re.compile(f"[{_IGNORED}]+")
_PAGE_NUMBER = re.compile(rf"(?:\d{{1,4}}|[ivxlc]{{1,6}})[{_BLANKS}]*(?:{_BREAK}|\Z)")
_FAR = 3
"""So many blanks before a number that ends its line set it off: it is a page, in a contents."""
_COMPOSABLE = re.compile("[\x00-\x7f]?[^\x00-\x7f]+")
"""What can change when accents are composed: ASCII never does, but as the letter before one."""


def normalise(path: Path, source: str, encoding: str = "utf-8") -> Manuscript:
    """The manuscript at *path*, whose decoded text is *source*, in normal form.

    Lines end in a newline, with no blanks before it; words are parted by one space; a line keeps
    how far it is indented; a tab stands only before a page number that is set off. Signs that are
    neither seen nor heard are gone, a word they part at a line's end is whole. Accents are composed
    (Unicode's form NFC).
    """
    text, shifts = replaced(_UNEVEN, _even, source)
    if unicodedata.is_normalized("NFC", text):
        return Manuscript(path, text, encoding, source, (shifts,))
    composed, more = replaced(_COMPOSABLE, _composed, text)
    return Manuscript(path, composed, encoding, source, (more, shifts))


def in_normal_form(words: str) -> str:
    """*words* that stand in another file, as a manuscript would have them."""
    return normalise(Path(), words).text


def replaced(
    pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], source: str
) -> tuple[str, Shifts]:
    """*source* with every match of *pattern* changed, and where its characters came from."""
    parts: list[str] = []
    places, shifts = array("q"), array("q")
    at = length = 0
    for found in pattern.finditer(source):
        start, end = found.span()
        new = change(found)
        parts += (source[at:start], new)
        for extra in range(length + end - at, length + start - at + len(new)):
            places.append(extra)  # what is longer than it was ends where that ended
            shifts.append(end - 1 - extra)
        length += start - at + len(new)
        at = end
        if length + (shifts[-1] if shifts else 0) != end:
            places.append(length)
            shifts.append(end - length)
    parts.append(source[at:])
    return "".join(parts), Shifts(places, shifts)


def _even(found: re.Match[str]) -> str:
    if found["parted"]:
        return ""
    if found["break"] is not None or found["end"]:
        return "\n"
    start, end = found.span()
    blanks = _NO_BLANK.sub("", found[0])
    if start == 0 or found.string[start - 1] in _BREAKS:
        return " " * len(blanks)
    if not blanks:
        return ""
    far = len(blanks) >= _FAR or "\t" in blanks
    return "\t" if far and _PAGE_NUMBER.match(found.string, end) else " "


def _composed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[0])
