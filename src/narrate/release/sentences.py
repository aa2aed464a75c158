"""Splits a segment's printed text into sentences, and a long sentence into subtitles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narrate.model import Span
from narrate.speech.breath import abbreviations
from narrate.speech.mapped import WORD

CAPTION = 84
"""The longest subtitle in characters: two lines of 42, as broadcasters have it."""

_END = re.compile(r"[.!?…]++[\"'”’»›)\]*_]*+(?=\s)")
_SHORT = re.compile(r"([^\s(\[—–“‘\"'-]{1,12})\.$")
_NEXT = re.compile(r"[\s\"'“‘«‹(\[*_]*+(.?)", re.DOTALL)
_CLAUSE = re.compile(r"[,;:—–…][\"'”’»›)\]*_]*+$")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of *text*, without the white space between them; each has a word in it.

    A full stop behind an abbreviation or an initial ends none, and nothing does where a small
    letter goes on. A text without a word has no sentence.
    """
    cuts = [end.end() for end in _END.finditer(text) if _is_end(text, end)]
    spans = _trimmed(text, [0, *cuts, len(text)])
    return tuple(_with_words(text, spans))


def _is_end(text: str, end: re.Match[str]) -> bool:
    after = _NEXT.match(text, end.end())
    if after and after[1].islower():
        return False
    if end[0].rstrip("\"'”’»›)]*_") != ".":
        return True
    short = _SHORT.search(text, max(0, end.start() - 13), end.start() + 1)
    if not short:
        return True
    bare = short[1]
    initial = len(bare.rpartition(".")[2]) == 1 and bare[-1].isalpha() and bare != "I"
    return not (initial or bare.casefold() in abbreviations())


def _trimmed(text: str, cuts: list[int]) -> Iterator[Span]:
    """The pieces of *text* between *cuts*, without blanks at their ends; no empty ones."""
    for start, end in pairwise(cuts):
        piece = text[start:end]
        left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if left < right:
            yield Span(left, right)


def _with_words(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """*spans*, one without a word put to the one before it, or behind it if it is the first."""
    held: Span | None = None
    for span in spans:
        if held is None:
            held = span
        elif WORD.search(text, span.start, span.end) and WORD.search(text, held.start, held.end):
            yield held
            held = span
        else:
            held = Span(held.start, span.end)
    if held and WORD.search(text, held.start, held.end):
        yield held


def captions(text: str, sentence: Span, most: int = CAPTION) -> tuple[Span, ...]:
    """*sentence* in pieces of about the same length, none longer than *most* if blanks allow it.

    Cut where a clause ends if one does near the place, else at a blank; each has a word in it.
    """
    cuts = [sentence.start]
    while sentence.end - cuts[-1] > most:
        left = sentence.end - cuts[-1]
        wanted = cuts[-1] + left // -(-left // most)
        cut = _cut(text, cuts[-1], wanted, min(cuts[-1] + most, sentence.end))
        if cut is None:
            break
        cuts.append(cut)
    return tuple(_with_words(text, _trimmed(text, [*cuts, sentence.end])))


def _cut(text: str, start: int, wanted: int, last: int) -> int | None:
    """The best place between *start* and *last* to cut, near *wanted*; None without a blank."""
    blanks = [at for at in range(start + 1, last + 1) if text[at : at + 1].isspace()]
    if not blanks:
        later = re.compile(r"\s").search(text, last)
        return later.start() if later else None
    return min(blanks, key=lambda at: _cost(text, start, at, wanted))


def _cost(text: str, start: int, at: int, wanted: int) -> int:
    """How bad a cut *at* is: characters from *wanted*, a clause's end worth a third of a line."""
    return abs(at - wanted) - (CAPTION // 3 if _CLAUSE.search(text, max(start, at - 8), at) else 0)


def in_two_lines(text: str, most: int = CAPTION // 2) -> str:
    """*text* with white space folded, parted near its middle if it is longer than *most*."""
    folded = " ".join(text.split())
    if len(folded) <= most:
        return folded
    blanks = [at for at, letter in enumerate(folded) if letter == " "]
    if not blanks:
        return folded
    cut = min(blanks, key=lambda at: abs(2 * at - len(folded)))
    return f"{folded[:cut]}\n{folded[cut + 1 :]}"
