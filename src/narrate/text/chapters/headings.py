"""Recognises the lines that are headings."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from narrate.languages import LANGUAGES, language
from narrate.model import Span
from narrate.text.chapters.han import read_han
from narrate.text.chapters.heading_words import (
    ROMAN,
    Wording,
    misread_value,
    read_wording,
    value_of,
)
from narrate.text.lines import split_lines
from narrate.text.titlecase import ends_open
from narrate.text.titles import fold, unspaced

_BARE = re.compile(
    rf"[-—–*\[(§]*\s*(?P<number>\d{{1,3}}|{ROMAN}|[ivxl]{{1,7}})\s*[-—–*\])]*[.:]?"
    r"(?:$|(?<=[.:)—–-])\s+(?P<title>[^\s\d].{0,120})$|\s+(?P<bare>[^\W\d_].{1,80})$"
    r"|(?:(?<=\.)[-—–]+\s*|(?<=[IVXL]{2}[-—–]))(?P<dashed>[\"“‘']?[A-Z].{0,120})$)"
)
_MISREAD = re.compile(r"[IVX]+l+[IVXl]*\.?")
"""A numeral with an l for an I: Ill, VIl."""
_TIME = re.compile(r"\d{1,2}[.:]?\d{0,2}\s*[ap]\.?\s?m\b", re.IGNORECASE)
"""4 A.M. is no fourth chapter."""
_INITIALS = re.compile(r"[IVXLCDM]\. ?[A-Z]\. ?(?:[A-Z]\. ?)?[^\W\d_]{2}")
"""M. R. James is no thousandth chapter."""
_FRAMES = {"[": "]", "(": ")", "<": ">", "{": "}", "-": "-", "–": "–", "—": "—", "~": "~"}
"""What may stand before and behind a heading: [Chapter 2], -- Chapter 2 --."""
_ROMAN_SIGNS = re.compile("[\u2160-\u2188]")
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S*\w)(?P<title>\S.*)")
LONGEST = 200
"""Characters. Nothing longer is a heading."""
_NARROWEST = 45
"""Characters. Nobody breaks lines at a narrower margin."""
_MARGIN = 60
"""Characters. Where a title does not fit into them, a line of it may be broken."""
_LONGEST_SENTENCE = 60
"""Characters. A longer line that ends without a stop is wrapped prose."""
_WORD = re.compile(r"[^\W_]")
_NAMES = 400
"""Numerals from here on are names as well: Di, Mix."""
_UNDERLINE = re.compile(r"={3,}|-{3,}")


class Rank(IntEnum):
    """What a heading begins; a smaller number is the greater part."""

    VOLUME = 0
    PART = 1
    CHAPTER = 2
    NUMBER = 3
    """a bare number: a chapter where nothing else is, else a section of one"""

    @property
    def counts_chapters(self) -> bool:
        """Whether it is no greater part than a chapter."""
        return self >= Rank.CHAPTER


RANKS = {"volume": Rank.VOLUME, "part": Rank.PART, "spelled": Rank.NUMBER}


class HeadingForm(NamedTuple):
    """What a line says as a heading: its rank, its number if any, and the title that follows.

    *language* is that of its words; none for figures.
    """

    rank: Rank
    number: int | None = None
    title: str = ""
    label: str = ""
    language: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is a chapter's heading with a number: of "Chapter 2", and not of "2"."""
        return self.rank is Rank.CHAPTER and self.number is not None

    @property
    def titled(self) -> bool:
        """Whether the title stands on the same line."""
        return bool(self.title)


def read_heading(line: str) -> HeadingForm | None:
    """What *line* is the heading of, by its words alone; None if it is none."""
    words = unspaced(unframed(line))
    if not words or len(words) > LONGEST or words.count("]") > words.count("["):
        return None  # too long, or the last line of a note: "Vol. ii. p. 214.]"
    if _ROMAN_SIGNS.search(words):
        words = _ROMAN_SIGNS.sub(lambda sign: normalize("NFKC", sign[0]), words)
    if wording := read_wording(words):
        named = wording.kind == "named" and wording.bare
        titled = looks_like_title(words.removesuffix(".") if words.isupper() else words)
        small = language(wording.language).headings.lists["small"]
        last = words.split()[-1]
        letter = len(last) == 1 and last.isupper()  # of "Appendix A"
        cut = named and len(words) < _NARROWEST and last.lower() in small and not letter
        return _as_mark(wording) if not named or (titled and not cut) else None
    if han := read_han(words):
        rank, number, title = han
        return HeadingForm(RANKS.get(rank, Rank.CHAPTER), number, title, label="han")
    return _numbered(words)


def _numbered(words: str) -> HeadingForm | None:
    """The mark of a line that begins with figures."""
    if _MISREAD.fullmatch(words) and (worth := misread_value(words.rstrip("."))):
        return HeadingForm(Rank.NUMBER, worth)
    found = _BARE.match(words)
    if found is None or not (found["bare"] or "A").isupper():
        return None
    if _TIME.match(words) or _INITIALS.match(words):
        return None
    title = found["title"] or found["bare"] or found["dashed"] or ""
    if title and title[0].islower() and title[-1] in ",;:-—–":
        return None  # "(1) by the law, and from the side of the state:"
    spoken = found["title"] and title[-1] in '.!?"”’' and not looks_like_named(title)
    if (spoken and not title.isupper()) or (title and found["number"].islower()):
        return None  # "I-- I only asked.", "1. Never open the door."
    return HeadingForm(Rank.NUMBER, value_of(found["number"]), title)


def unframed(line: str) -> str:
    """*line* without the marks that set it off on both sides."""
    words = line.strip("*_~= \t|#")
    while len(words) > 2 and _FRAMES.get(words[0]) == words[-1]:
        inner = words[1:-1].strip()
        if not inner or any(sign in inner for sign in (words[0], words[-1]) if sign in "[(<{])>}"):
            break
        words = inner
    return words


def _as_mark(wording: Wording) -> HeadingForm | None:
    if wording.bare and wording.kind != "named" and not _is_title(wording.bare):
        return None
    rank = RANKS.get(wording.kind, Rank.CHAPTER)
    title = wording.title or wording.bare or ""
    return HeadingForm(rank, wording.number, title, wording.label, wording.language)


def _is_title(words: str) -> bool:
    """Whether *words* after a chapter's number are its title rather than a sentence going on."""
    words = words.lstrip("([{\"“‘'_*")
    if not words:
        return False
    named = words[0].isupper() and words[-1] not in ".,;:"
    return named or words.isupper() or looks_like_named(words)


def looks_like_title(line: str) -> bool:
    """Whether *line* is set as titles are: short, its words capitalised, no stop at its end."""
    return line[-1:] not in ".…,;:\"”’'" and _is_set_as_title(line, 12)


def looks_like_named(line: str) -> bool:
    """Whether *line* is set as titles are, though a full stop or a quotation may end it."""
    words = line.rstrip(".\"”’'_*").split()
    ends_big = not words[-1:] or not words[-1].lstrip("\"“‘'(")[:1].islower()
    return line[-1:] not in ",;:" and ends_big and _is_set_as_title(" ".join(words), 16)


def _is_set_as_title(line: str, most_words: int) -> bool:
    small = small_words()
    words = [word.strip("\"“”‘’'()[]_*,;:!?—–-.") for word in line.split()]
    long = [
        word for word in words if len(word) > 3 and word[0].isalpha() and word.lower() not in small
    ]
    return bool(
        0 < len(words) <= most_words
        and len(line) <= 90
        and line[0] not in "\"“‘'«»„—–―-|"
        and any(word for word in words)
        and not line[0].islower()
        and all(not word[0].islower() for word in (long or words[:1]) if word)
        and any(character.isalpha() for character in line)
    )


@cache
def small_words() -> frozenset[str]:
    """The words that titles write small, in every language."""
    return frozenset(word for code in LANGUAGES for word in language(code).headings.lists["small"])


@cache
def possessives() -> frozenset[str]:
    """Words such as "her", in every language whose words are known."""
    known = (language(code).vocabulary for code in LANGUAGES)
    return frozenset(word for each in known if each for word in each.words("possessive"))


def looks_like_prose(line: str) -> bool:
    """Whether *line*, a paragraph or its first line, is a sentence or something said."""
    if line[0] in "\"“‘'«„―" and line[-1] in ".!?\"”’'»,—–-":
        return True
    words = [word for word in line.split() if len(word) > 2]
    small = sum(word.islower() for word in words)
    return small >= 2 and small * 2 >= len(words) and (line[-1] in '.!?,;"”’' or len(line) > 60)


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
        and line[0] not in "\"“‘'«»„—–―-[|"
        and not re.search(r"\bSTOP\b", line)
    )


def markdown_level(line: str) -> int | None:
    """The level, from 1, of a Markdown heading ("## Two")."""
    found = _MARKDOWN.match(line) if line.startswith("#") else None
    return len(found["hashes"]) if found else None


def underline_level(line: str) -> int | None:
    """The level, 1 or 2, that *line* gives the line above it in Markdown (===, ---)."""
    return (1 if line[0] == "=" else 2) if _UNDERLINE.fullmatch(line) else None


def goes_on_below(line: str, below: str) -> bool:
    """Whether a heading's *line* was broken at a margin and goes on in the line *below*."""
    if line[-1] in ".!?:" or len(line) + len(below) > 2 * LONGEST:
        return False
    if below.isupper() and ends_open(line):
        return True
    mark = read_heading(line)
    titled = mark is not None and mark.counts and mark.titled
    if below[0].islower() or (line.isupper() and below.isupper()):
        return titled or len(line) > _NARROWEST
    broken = len(line) + len(below.split(maxsplit=1)[0]) >= _MARGIN
    return titled and broken and not _is_of_prose(below)


def _is_of_prose(line: str) -> bool:
    """Whether *line* is of a paragraph rather than of a title: most of its words are small."""
    words = [word for word in line.split() if word.lower() not in small_words()]
    return sum(word[0].islower() for word in words) * 2 > len(words)


def is_inner_heading(paragraph: str) -> bool:
    """Whether a paragraph inside a chapter is a heading: a section's number, a Markdown line."""
    if len(paragraph) > LONGEST or "\n" in paragraph:
        return False
    if markdown_level(paragraph):
        return True
    mark = read_heading(paragraph)
    if set(paragraph.strip(" .*")) <= {"x", "X"} and len(paragraph) > 1:
        return False  # a scene mark, and no thirty
    if mark is None or mark.rank is not Rank.NUMBER:
        return mark is not None
    if (mark.number or 0) >= _NAMES:
        return False
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
