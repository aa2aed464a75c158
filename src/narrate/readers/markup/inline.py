"""Gathers the words inside a block: what is emphasised, where lines end, what is a picture."""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANKS_ALONE = re.compile(" {2,}")
_CELL = "\x1f"
"""Stands between two cells of a row; no file that is parsed can hold it."""
_CELLS = re.compile(rf"([.,;:!?…])\s*{_CELL}\s*|(?<![^\s{_CELL}])\s*{_CELL}\s*")
_AROUND_BREAK = re.compile(r" *\n *")
_PARTED = re.compile(r"\n{2,}")
_DROPPED = re.compile(r"([\"“‘'«„]?)([^\W\d_AIOÀÉYÓ]) (?=\w)")
"""A large first letter with a blank behind it that is none; A, I and O are words."""
LONGEST_LINE = 120
"""Characters. No line of verse is longer: lines that are, are paragraphs."""


class _Run(NamedTuple):
    words: str
    italic: bool
    linked: bool = False


class Words:
    """The words of one block, as they come in."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []
        self.pictures: list[str] = []
        self.has_text = False
        self.initial = False

    def add(self, words: str, *, italic: bool = False, linked: bool = False) -> None:
        """Words that were printed; *linked* if they lead elsewhere in the book."""
        self.has_text = self.has_text or not words.isspace()
        self._runs.append(_Run(words, italic, linked))

    def add_picture(self, words: str) -> None:
        """A picture that is called *words*: one of a single letter is part of a word."""
        self.pictures.append(words)
        self._runs.append(_Run(words if len(words) == 1 else f" {words} ", italic=False))

    def end_line(self) -> None:
        """A line ends here, and the block goes on."""
        self._runs.append(_Run("\n", italic=False))

    def end_cell(self) -> None:
        """A cell of a table ends here, and its row may go on."""
        self._runs.append(_Run(_CELL, italic=False))

    @property
    def is_directing(self) -> bool:
        """Whether a stage direction was begun in brackets, and not ended."""
        signs = [run.words for run in self._runs if run.words in {"[", "]"}]
        return signs[-1:] == ["["]

    def name_speaker(self) -> None:
        """All that was read is the name of who says what follows, printed as plays have it."""
        name = " ".join("".join(run.words for run in self._runs).split()).rstrip(".:")
        self._runs = [_Run(f"{name.upper()}.", italic=False)]

    @property
    def is_begun(self) -> bool:
        """Whether anything but blanks came in."""
        return self.has_text or bool(self.pictures)

    @property
    def is_linked(self) -> bool:
        """Whether most of the words lead elsewhere."""
        lengths = {True: 0, False: 0}
        for run in self._runs:
            lengths[run.linked] += sum(map(str.isalnum, run.words))
        return lengths[True] > lengths[False]

    @property
    def has_letters(self) -> bool:
        """Whether a word has begun."""
        return any(character.isalnum() for run in self._runs for character in run.words)

    def paragraphs(self, *, verse: bool) -> list[str]:
        """The texts of the block: more than one where empty lines part them."""
        text = _CELLS.sub(r"\1 ", self._marked().strip(f" \n{_CELL}")).replace(_CELL, ", ")
        text = _AROUND_BREAK.sub("\n", _BLANKS_ALONE.sub(" ", text)).strip()
        if self.initial:
            text = _DROPPED.sub(r"\1\2", text, count=1) if _DROPPED.match(text) else text
        parts = _PARTED.split(text)
        if verse:
            return parts
        return [one for part in parts for one in _lines(part)]

    def _marked(self) -> str:
        """The runs as one text, emphasis between underscores.

        What is emphasised as a whole, and what is only a part of a word, is not marked.
        """
        runs = _joined(self._runs)
        words = "".join(run.words for run in runs)
        if all(run.italic or not any(map(str.isalnum, run.words)) for run in runs):
            return words
        at, marked = 0, ""
        for run in runs:
            end = at + len(run.words)
            bare = run.words.strip()
            before, after = words[at - 1 : at] if at else "", words[end : end + 1]
            inside = (before.isalnum() and run.words[:1].isalnum()) or (
                after.isalnum() and run.words[-1:].isalnum()
            )
            if run.italic and any(map(str.isalnum, bare)) and not inside:
                head, _, tail = run.words.partition(bare)
                marked += f"{head}_{bare}_{tail}"
            else:
                marked += run.words
            at = end
        return marked


def _joined(runs: list[_Run]) -> list[_Run]:
    """*runs* with neighbours of one kind as one; blanks belong to what they follow."""
    joined: list[_Run] = []
    parts: list[str] = []
    italic = False
    for run in runs:
        if parts and run.italic != italic and not run.words.isspace():
            joined.append(_Run("".join(parts), italic))
            parts = []
        if not parts or not run.words.isspace():
            italic = run.italic
        parts.append(run.words)
    if parts:
        joined.append(_Run("".join(parts), italic))
    return joined


def _lines(paragraph: str) -> list[str]:
    lines = paragraph.split("\n")
    return lines if max(map(len, lines)) > LONGEST_LINE else [paragraph]
