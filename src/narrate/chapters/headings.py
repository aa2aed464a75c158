"""Recognises the lines that are headings."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from narrate.lines import split_lines
from narrate.model import Span

_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    "thirtieth|fortieth|fiftieth|last"
)
_CARDINAL = rf"(?:(?:{_TENS})[- ](?:{_UNITS})|{_UNITS}|{_TENS})"
_ORDINAL = rf"(?:(?:{_TENS})[- ])?(?:{_ORDINALS})"
_ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = rf"(?:\d{{1,4}}|(?:the\s+)?{_ORDINAL}|{_CARDINAL}|{_ROMAN})"

_LABELLED = re.compile(
    r"(?P<label>chapter|chap\.|part|book|volume|vol\.|act|scene|canto|stave|section|letter|episode)"
    rf"\s+(?:the\s+)?(?P<number>{_NUMBER})(?![\w'’])"
    r"(?:[.:)\]]*$|\s*[.:)—–-]+\s*(?P<title>\S.{0,120})$|\s+(?P<bare>\S.{0,80})$)",
    re.IGNORECASE,
)
_ORDINAL_FIRST = re.compile(
    rf"(?:the\s+)?(?P<number>{_ORDINAL})\s+(?P<label>chapter|part|book|volume|act|letter)[.:]?$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:the\s+)?(?:prologue|epilogue|preface|introduction|foreword|afterword|interlude|"
    r"intermezzo|conclusion|postscript|prelude|postlude|overture|coda|finale|appendix|"
    r"dedication|acknowledge?ments|author[’']s\s+note|introductory|"
    r"to\s+the\s+reader)(?:[.:]?$|\s*[.:—–-]+\s*(?P<title>\S.{0,120})$)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"[-—–*\[(]*\s*(?P<number>\d{{1,3}}|{_ROMAN})\s*[-—–*\])]*[.:]?"
    r"(?:$|(?<=[.:)—–-])\s+(?P<title>[^\s\d].{0,80})$|\s+(?P<bare>[A-Z][^a-z]{1,80})$)"
)
_SPELLED = re.compile(rf"(?P<number>{_CARDINAL}|(?:the\s+)?{_ORDINAL})$", re.IGNORECASE)
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S*\w)(?P<title>\S.*)")
_WORD = re.compile(r"[^\W_]")
_UNDERLINE = re.compile(r"={3,}|-{3,}")


_WORTH = {
    **{word: worth for worth, word in enumerate(_UNITS.split("|"), 1)},
    **{word: worth for worth, word in enumerate(_ORDINALS.split("|")[:19], 1)},
    **{word: worth * 10 for worth, word in enumerate(_TENS.split("|"), 2)},
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
}


class Rank(IntEnum):
    """What a heading begins; a smaller number is the greater part."""

    VOLUME = 0
    PART = 1
    CHAPTER = 2
    NUMBER = 3
    """a bare number: a chapter where nothing else is, else a section of one"""


RANKS = {
    "volume": Rank.VOLUME,
    "vol.": Rank.VOLUME,
    "book": Rank.PART,
    "part": Rank.PART,
    "act": Rank.PART,
}


class Mark(NamedTuple):
    """What a line says as a heading: its rank, its number if any, and whether a title follows."""

    rank: Rank
    number: int | None = None
    titled: bool = False
    label: str = ""


def read_heading(line: str) -> Mark | None:
    """What *line* is the heading of, by its words alone; None if it is none."""
    words = line.strip("*_~= \t|")
    if not words or len(words) > 140:
        return None
    labelled = _LABELLED.match(words) or _ORDINAL_FIRST.match(words)
    if labelled:
        found = labelled.groupdict()
        bare = found.get("bare")
        if bare and not _is_title(bare):
            return None
        label = labelled["label"].lower()
        number = value(labelled["number"])
        titled = bool(found.get("title") or bare)
        return Mark(RANKS.get(label, Rank.CHAPTER), number, titled, label)
    named = _NAMED.match(words)
    if named:
        return Mark(Rank.CHAPTER, None, bool(named["title"]), words.casefold())
    numbered = _BARE.match(words) or _SPELLED.match(words)
    if numbered and any(character.isalnum() for character in numbered["number"]):
        found = numbered.groupdict()
        titled = bool(found.get("title") or found.get("bare"))
        return Mark(Rank.NUMBER, value(numbered["number"]), titled)
    return None


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


def is_inner_heading(paragraph: str) -> bool:
    """Whether a paragraph inside a chapter is a heading: a section's number, a Markdown line."""
    if len(paragraph) > 140 or "\n" in paragraph:
        return False
    if markdown_level(paragraph):
        return True
    mark = read_heading(paragraph)
    return mark is not None and (mark.rank is not Rank.NUMBER or not mark.titled)


def heading_lines(text: str, span: Span) -> list[Span]:
    """The printed lines of a heading; one that only underlines belongs to the line above it."""
    lines: list[Span] = []
    for line in split_lines(text, span):
        if lines and line.text and not _WORD.search(line.text):
            lines[-1] = Span(lines[-1].start, line.end)
        elif line.text:
            lines.append(line.span)
    return lines


def value(number: str) -> int | None:
    """What a chapter's number stands for: 4, IV, four, the fourth; None for "last"."""
    words = number.lower().removeprefix("the").strip()
    if words.isdecimal():
        return int(words)
    if re.fullmatch(_ROMAN, words.upper()) and words:
        return _roman(words.upper())
    return sum(_WORTH.get(word, 0) for word in re.split(r"[- ]", words)) or None


def _roman(number: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[sign] for sign in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)
