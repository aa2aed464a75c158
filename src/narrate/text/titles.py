"""What books and chapters are called in file names, tags and playlists."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from narrate.languages import LANGUAGES, language, languages_of
from narrate.model import Kind, Segment

_LONGEST = 300
"""Characters. A longer line is no heading anybody set off with marks."""
MOST_LINES = 20
"""More lines than any chapter's heading has; it bounds the time on a file of nothing else."""
_HASHES = re.compile(r"#{1,6}\s+|\s+#+\s*$")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_EMPHASIS = re.compile(r"^([*_~=-]+\s*)(.*\w.*?)\s*[*_~=-]+$")
_ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ARTICLES = ("A", "AN", "THE")
_SPACED = re.compile(r"(?:[A-Z] ){4,}[A-Z]\.?")
_WORD = re.compile(r"[^\W_][\w'’]*")
_GLUED = re.compile(r"(?P<label>[^\W\d_]+) \d{1,4}(?=[A-Z][a-z])")
"""A number that no blank parts from the title behind it: "Chapter 08The Coming"."""


def fold(text: str) -> str:
    """*text* with every run of white space as one blank."""
    return " ".join(text.split())


def plain(line: str) -> str:
    """A heading's words without the marks that set it off: hashes, underlines, asterisks."""
    if len(line) > _LONGEST:
        return fold(line)
    bare = _UNDERLINE.sub("", _HASHES.sub("", fold(line)))
    framed = _EMPHASIS.match(bare)
    return unspaced(framed.group(2) if framed else _without_half_mark(bare))


def _without_half_mark(line: str) -> str:
    """*line* without the mark that begins or ends what is set off over several lines."""
    for mark in "*_":
        if line.count(mark) == 1 and any(map(str.isalnum, line)):
            line = line.strip(mark).strip()
    return line


def unspaced(words: str) -> str:
    """*words* without the blanks between the letters of a single one: "P R E F A C E"."""
    return words.replace(" ", "") if _SPACED.fullmatch(words) else words


def chapter_title(headings: Sequence[str]) -> str:
    """What a chapter is called that has these printed *headings*, one below the other."""
    named = ""
    for line in map(capitalise, map(_parted, map(plain, headings))):
        stop = "" if not named or named[-1] in ".!?:;,—–-" else "."
        named = f"{named}{stop} {line}".strip()
    return named[:-1] if named.endswith((".", ":")) and not named.endswith("..") else named


def naming_lines(segments: Sequence[Segment], title: str) -> range:
    """Which of a chapter's *segments*, headings that begin it, make its *title*.

    A title page above them does not. Where a motto parts a part from its first chapter, they make
    the beginning of the title.
    """
    headings = [
        fold(segment.text)
        for segment in takewhile(lambda segment: segment.kind is Kind.HEADING, segments)
    ]
    runs = list(_runs(headings[:MOST_LINES]))
    whole = (run for run, named in runs if named == title)
    beginning = (run for run, named in runs if named and title.startswith(f"{named}. "))
    return next(whole, None) or next(beginning, range(0))


def _runs(headings: Sequence[str]) -> Iterator[tuple[range, str]]:
    """All runs of lines of *headings*, and what a chapter with these is called."""
    for last in range(len(headings), 0, -1):
        for first in reversed(range(last)):
            yield range(first, last), chapter_title(headings[first:last])


def _parted(line: str) -> str:
    """*line* with a stop between a number and the title that is glued to it."""
    glued = _GLUED.match(line)
    known = glued and languages_of(glued["label"].lower())
    return f"{glued[0]}. {line[glued.end() :]}" if glued and known else line


def capitalise(line: str) -> str:
    """A line set in capitals as a title is usually written; any other line as it is."""
    letters = [character for character in line if character.isalpha()]
    if len(letters) < 2 or not all(character.isupper() for character in letters):
        label = _WORD.match(line)
        if label and label.group().isupper() and languages_of(label.group().lower()):
            return label.group().capitalize() + line[label.end() :]
        return line
    small = _small_words(line)

    def lower(word: re.Match[str]) -> str:
        whole, before = word.group(), line[: word.start()].rstrip(" \"“‘'([")
        begins = before[-1:] in ("", *".:!?—–-") or _is_number(before, whole)
        if _ROMAN.fullmatch(whole) or (whole.lower() in small and not begins):
            return whole if _ROMAN.fullmatch(whole) else whole.lower()
        return whole[0] + whole[1:].lower()

    return _WORD.sub(lower, line)


def _is_number(before: str, word: str) -> bool:
    """Whether what stands *before* a *word* is a number, and no person: "I AND MY CHIMNEY"."""
    label, _, number = before.rpartition(" ")
    counted = _ROMAN.fullmatch(number) is not None or number.isdecimal()
    labelled = bool(languages_of(label.lower()))
    return counted and (labelled or (not label and (number != "I" or word in _ARTICLES)))


def _small_words(line: str) -> frozenset[str]:
    """The words that *line*, a title, writes small: those of the language it has most of.

    It is English unless it has two of another, for "NEVER SAY DIE" has one of German.
    """
    words = {word.lower() for word in _WORD.findall(line)}
    small = [frozenset(language(code).headings.lists["small"]) for code in LANGUAGES]
    best = max(small, key=lambda some: len(words & some))
    return best if len(words & best) > 1 else small[0]


def title_from_path(path: Path) -> str:
    """A title for a book that prints none, from its file's name.

    A name's bytes that are no UTF-8 (Python keeps them as lone surrogates) become U+FFFD.
    """
    printed = os.fsencode(path.name).decode("utf-8", "replace")
    name = printed.removesuffix(".script.txt")
    stem = Path(name).stem if name == printed else name
    words = fold(re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", stem))
    return (words.title() if words.islower() else words) or "Untitled"
