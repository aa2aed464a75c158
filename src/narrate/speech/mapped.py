"""A text on its way from print to speech, with every change that was made to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from narrate.spans import Edit

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+|(?<=\d)[.,:]\d+)*")
"""What is said, or printed, as one word: ``don’t``, ``3.50``, ``10:30``."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and the *rounds* of edits that made it of the printed one.

    The edits of a round are in order and apart, and count in the text that the round before left.
    """

    text: str
    rounds: tuple[tuple[Edit, ...], ...] = ()

    def sub(self, pattern: re.Pattern[str], said: str | Callable[[re.Match[str]], str]) -> Mapped:
        """The text with *said* for every match of *pattern*: a literal, or what it makes of one."""
        edits: list[Edit] = []

        def put(found: re.Match[str]) -> str:
            words = said if isinstance(said, str) else said(found)
            if words != found[0]:
                edits.append(Edit(*found.span(), words))
            return words

        text = pattern.sub(put, self.text)
        return Mapped(text, (*self.rounds, tuple(edits))) if edits else self

    def edited(self, edits: Iterable[Edit]) -> Mapped:
        """The text after one more round of *edits*; itself if there are none."""
        made = tuple(edits)
        if not made:
            return self
        pieces: list[str] = []
        done = 0
        for start, end, said in made:
            pieces += self.text[done:start], said
            done = end
        pieces.append(self.text[done:])
        return Mapped("".join(pieces), (*self.rounds, made))
