"""Finds on a page of a book the words that were read of it, by their characters in order.

What was read is in normal form: blanks, hyphens, entities and accents may be written otherwise on
the page, and marks of notes may stand between.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import groupby

from narrate.model import Origin
from narrate.outputs.epub.marked import Markup, Token
from narrate.spans import Span

_IGNORED = frozenset("_\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff")
"""signs that are not seen, and the underscore, between two of which the reader puts emphasis"""
SAME = 6
"""so many characters in a row show that two texts go on together"""
FAR = 600
"""characters that one text may have and the other not"""
ENOUGH = 0.5
"""of a paragraph's characters; of one where less is found nothing can be told apart"""
_CHARACTER = re.compile(r"&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z]+);|.", re.DOTALL)


class MatchedPage:
    """Where on a page the characters of the manuscript stand."""

    def __init__(self) -> None:
        self._said = array("q")
        self._starts = array("q")
        self._ends = array("q")

    def add(self, said: int, start: int, end: int) -> None:
        """The character at *said* of the manuscript is the page's markup from *start* to *end*."""
        self._said.append(said)
        self._starts.append(start)
        self._ends.append(end)

    def place(self, span: Span) -> Span | None:
        """The page's markup from the first to the last character of *span* that is found on it."""
        first, end = bisect_left(self._said, span.start), bisect_left(self._said, span.end)
        return Span(self._starts[first], self._ends[end - 1]) if first < end else None


class _Shown:
    """Characters of a page that can be compared, each with its place in the markup."""

    def __init__(self, page: Markup, tokens: Iterable[Token]) -> None:
        self.starts, self.ends = array("q"), array("q")
        signs: list[str] = []
        for token in tokens:
            for found in _CHARACTER.finditer(page.text, token.start, token.end):
                for sign in "".join(map(_folded, unescape(found[0]))):
                    signs.append(sign)
                    self.starts.append(found.start())
                    self.ends.append(found.end())
        self.signs = "".join(signs)


def match_page(page: Markup, origins: Sequence[Origin], text: str) -> MatchedPage:
    """Find on *page* the paragraphs of *text* that *origins* say are there, in their order."""
    matched = MatchedPage()
    words = [one for one in page.tokens if not one.name and not one.raw]
    at = [one.tags for one in words]
    for tags, group in groupby(origins, key=lambda one: one.tags):
        paragraphs = list(group)
        span = Span(paragraphs[0].span.start, paragraphs[-1].span.end)
        first, end = bisect_left(at, tags.start), bisect_left(at, tags.end)
        _match(_Shown(page, words[first:end]), span, text, matched)
    return matched


def _match(shown: _Shown, span: Span, text: str, matched: MatchedPage) -> None:
    pairs = [
        (span.start + n, sign)
        for n, character in enumerate(text[span.start : span.end])
        for sign in _folded(character)
    ]
    said = "".join(sign for _, sign in pairs)
    found = list(_aligned(said, shown.signs))
    if len(found) >= ENOUGH * len(said):
        for n, m in found:
            matched.add(pairs[n][0], shown.starts[m], shown.ends[m])
    elif shown.signs:
        for place, _ in pairs:
            matched.add(place, shown.starts[0], shown.ends[-1])


def _aligned(said: str, shown: str) -> Iterator[tuple[int, int]]:
    """The places of the same characters in both texts, ascending."""
    n = m = 0
    while n < len(said) and m < len(shown):
        if said[n] == shown[m]:
            yield n, m
            n, m = n + 1, m + 1
            continue
        more_shown = shown.find(said[n : n + SAME], m, m + FAR)
        more_said = said.find(shown[m : m + SAME], n, n + FAR)
        if more_shown >= 0 and (more_said < 0 or more_shown - m <= more_said - n):
            m = more_shown
        elif more_said >= 0:
            n = more_said
        else:
            n, m = n + 1, m + 1


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """What is compared of a character: nothing of a blank, *e* and the accent of *é*."""
    signs = unicodedata.normalize("NFKD", character).casefold()
    return "".join(one for one in signs if not one.isspace() and one not in _IGNORED)
