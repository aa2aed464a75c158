"""Finds the letters in the narration, and who signs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from narrate.attribution.stage.bylines import LONGEST, Token, alone, name_runs, tokens_of
from narrate.attribution.words.reading import Reading, begins_scene
from narrate.model import Kind

_SHORT = 12
"""words that a signature has at most"""


class Letter(NamedTuple):
    """The segments *start* to *end*, half-open, signed by the words of *name*."""

    start: int
    end: int
    name: tuple[str, ...]


def find_letters(reading: Reading, known: Mapping[str, object]) -> Iterator[Letter]:
    """The letters that are signed, in order; *known* are the words of people's names, lower case.

    One without a salutation begins where its scene begins.
    """
    start, saluted, closing = 0, False, False
    for n, segment in enumerate(reading.segments):
        if begins_scene(segment):
            start, saluted, closing = n + 1, False, False
            continue
        if not segment.text:
            continue
        if segment.kind is not Kind.NARRATION or not _opens(reading, n):
            closing = False
            continue
        tokens = tokens_of(segment.text[:LONGEST])
        if _greets(reading, tokens):
            start, saluted, closing = n, True, False
            continue
        short = len(tokens) <= _SHORT and alone(reading, n)
        name = _signature(reading, known, tokens) if short else ()
        closes = short and _closes(reading, tokens)
        if name and (closes or closing or (saluted and len(name) == len(tokens))):
            yield Letter(start, n + 1, name)
            start, saluted, closing = n + 1, False, False
        else:
            closing = closes


def _greets(reading: Reading, tokens: tuple[Token, ...]) -> bool:
    """Whether a paragraph opens a letter: "Dear Ann,", "My dearest Lucy, I have"."""
    words = reading.language.words
    own = bool(tokens) and tokens[0].low in words("own possessive")
    return any(token.low in words("salutation") for token in tokens[own : own + 1])


def _opens(reading: Reading, n: int) -> bool:
    """Whether segment *n* begins a paragraph."""
    return n == 0 or reading.segments[n - 1].paragraph != reading.segments[n].paragraph


def _closes(reading: Reading, tokens: tuple[Token, ...]) -> bool:
    """Whether a paragraph takes leave: "Ever your loving friend"."""
    return any(token.low in reading.language.words("valediction") for token in tokens)


def _signature(
    reading: Reading, known: Mapping[str, object], tokens: tuple[Token, ...]
) -> tuple[str, ...]:
    """The name that ends a paragraph; none if it does not end with one."""
    runs = [run for run in name_runs(reading.language, known, tokens) if run[1] == len(tokens)]
    if not runs or tokens[-1].owner:
        return ()
    return tuple(token.word for token in tokens[slice(*runs[-1])])
