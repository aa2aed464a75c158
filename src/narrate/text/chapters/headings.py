"""Recognises the lines that are headings."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from narrate.model import Span
from narrate.text.chapters.heading_words import ROMAN, Wording, read_wording, value_of
from narrate.text.lines import split_lines
from narrate.text.titles import fold

_BARE = re.compile(
    rf"[-—–*\[(]*\s*(?P<number>\d{{1,3}}|{ROMAN})\s*[-—–*\])]*[.:]?"
    r"(?:$|(?<=[.:)—–-])\s+(?P<title>[^\s\d].{0,80})$|\s+(?P<bare>[^\W\d_].{1,80})$)"
)
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S*\w)(?P<title>\S.*)")
LONGEST = 200
"""Characters. Nothing longer is a heading."""
_NARROWEST = 45
"""Characters. Nobody breaks lines at a narrower margin."""
_LONGEST_SENTENCE = 60
"""Characters. A longer line that ends without a stop is wrapped prose."""
_WORD = re.compile(r"[^\W_]")
_UNDERLINE = re.compile(r"={3,}|-{3,}")


class Rank(IntEnum):
    """What a heading begins; a smaller number is the greater part."""

    VOLUME = 0
    PART = 1
    CHAPTER = 2
    NUMBER = 3
    """a bare number: a chapter where nothing else is, else a section of one"""


RANKS = {"volume": Rank.VOLUME, "part": Rank.PART, "spelled": Rank.NUMBER}


class Mark(NamedTuple):
    """What a line says as a heading: its rank, its number if any, and the title that follows.

    *language* is that of its words; none for figures.
    """

    rank: Rank
    number: int | None = None
    title: str = ""
    label: str = ""
    language: str = ""

    @property
    def titled(self) -> bool:
        """Whether the title stands on the same line."""
        return bool(self.title)


def read_heading(line: str) -> Mark | None:
    """What *line* is the heading of, by its words alone; None if it is none."""
    words = line.strip("*_~= \t|")
    if not words or len(words) > LONGEST:
        return None
    if wording := read_wording(words):
        return _as_mark(wording)
    numbered = _BARE.match(words)
    if numbered is None or not (numbered["bare"] or "A").isupper():
        return None
    title = numbered["title"] or numbered["bare"] or ""
    return Mark(Rank.NUMBER, value_of(numbered["number"]), title)


def _as_mark(wording: Wording) -> Mark | None:
    if wording.bare and not _is_title(wording.bare):
        return None
    rank = RANKS.get(wording.kind, Rank.CHAPTER)
    title = wording.title or wording.bare or ""
    return Mark(rank, wording.number, title, wording.label, wording.language)


def _is_title(words: str) -> bool:
    """Whether *words* after a chapter's number are its title rather than a sentence going on."""
    return (words[0].isupper() and words[-1] not in ".,;:") or words.isupper()


def looks_like_title(line: str) -> bool:
    """Whether *line* is set as titles are: short, its words capitalised, no stop at its end."""
    words = [word.strip("\"“”‘’'()_*,;:!?—–-") for word in line.split()]
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return (
        0 < len(words) <= 12
        and len(line) <= 80
        and line[-1] not in ".,;:\"”’'"
        and line[0] not in "\"“‘'«»„—–-"
        and any(word for word in words)
        and all(not word[0].islower() for word in (long or words[:1]) if word)
        and any(character.isalpha() for character in line)
    )


def looks_like_sentence(line: str) -> bool:
    """Whether *line* is set as titles are in most languages but English.

    Only its first word is capitalised, and no stop ends it.
    """
    return len(line) <= _LONGEST_SENTENCE and line[0].isupper() and line[-1].isalnum()


def is_capitals(line: str) -> bool:
    """Whether *line* is set in capitals, as a heading may be, and not as a shout or a telegram."""
    letters = [character for character in line if character.isalpha()]
    return (
        len(letters) > 1
        and len(line) <= 70
        and all(character.isupper() for character in letters)
        and line[-1] not in ".,;:!?\"”’'"
        and line[0] not in "\"“‘'«»„—–-["
        and not re.search(r"\bSTOP\b", line)
    )


def markdown_level(line: str) -> int | None:
    """The level, from 1, of a Markdown heading ("## Two")."""
    found = _MARKDOWN.match(line)
    return len(found["hashes"]) if found else None


def underline_level(line: str) -> int | None:
    """The level, 1 or 2, that *line* gives the line above it in Markdown (===, ---)."""
    return (1 if line[0] == "=" else 2) if _UNDERLINE.fullmatch(line) else None


def goes_on_below(line: str, below: str) -> bool:
    """Whether a heading's *line* was broken at a margin and goes on in the line *below*."""
    if len(line) <= _NARROWEST or line[-1] in ".!?:" or len(line) + len(below) > LONGEST:
        return False
    return below[0].islower() or (line.isupper() and below.isupper())


def is_inner_heading(paragraph: str) -> bool:
    """Whether a paragraph inside a chapter is a heading: a section's number, a Markdown line."""
    if len(paragraph) > LONGEST or "\n" in paragraph:
        return False
    if markdown_level(paragraph):
        return True
    mark = read_heading(paragraph)
    if mark is None or mark.rank is not Rank.NUMBER:
        return mark is not None
    return not mark.titled and mark.language in ("", "en")  # "Elf" and "Once" are numbers too


def heading_lines(text: str, span: Span) -> list[Span]:
    """The lines of a heading.

    One that only underlines belongs to the line above it, and so does one that goes on with it.
    """
    lines: list[Span] = []
    for line in split_lines(text, span):
        if lines and line.text and _belongs(fold(text[lines[-1].start : lines[-1].end]), line.text):
            lines[-1] = Span(lines[-1].start, line.end)
        elif line.text:
            lines.append(line.span)
    return lines


def _belongs(above: str, line: str) -> bool:
    """Whether *line* is no line of its own, but underlines the one *above* or goes on with it."""
    return not _WORD.search(line) or goes_on_below(above, line)
