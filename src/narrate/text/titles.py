"""What books and chapters are called in file names, tags and playlists."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from narrate.languages import language, languages_of
from narrate.model import Kind, Segment
from narrate.text.titlecase import ROMAN, capitalise

_LONGEST = 300
"""Characters. A longer line is no heading anybody set off with marks."""
MOST_LINES = 20
"""More lines than any chapter's heading has; it bounds the time on a file of nothing else."""
_HASHES = re.compile(r"#{1,6}\s+|^#{1,6}(?=[^\W\d_]+\s)|\s+#+\s*$")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")
_EMPHASIS = re.compile(r"^([*_~=-]+\s*)(.*\w.*?)\s*[*_~=-]+$")
_SPACED = re.compile(r"(?:[A-Z] ){4,}[A-Z]\.?")
_GLUED = re.compile(r"(?P<label>[^\W\d_]+) \d{1,4}(?=[A-Z][a-z])")
"""A number that no blank parts from the title behind it: "Chapter 08The Coming"."""
_EMPHASISED = re.compile(r"(?<![^\W_])([_*]{1,3})(?=[^\s_*])([^_*]+)(?<=\S)\1(?![^\W_])")
_INITIALS = re.compile(r"(?<![^\W_])[A-Z]\. ?[A-Z]\.$")


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
    for line in map(capitalise, map(_parted, _telling(map(_unmarked, headings)))):
        stop = "" if not named or named[-1] in ".!?:;,—–-" else "."
        named = f"{named}{stop} {line}".strip()
    stopped = named.endswith((".", ":")) and not named.endswith("..")
    return named[:-1] if stopped and not _INITIALS.search(named) else named


def _telling(lines: Iterable[str]) -> Iterator[str]:
    """*lines* without what tells no more below a title: itself once more, what is in brackets."""
    above = ""
    for line in lines:
        aside = line.startswith("[") and line.endswith("]")
        if not (aside or _letters(line) == _letters(above)) or not above or _is_number(above):
            yield line
            above = line


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))


def _unmarked(line: str) -> str:
    """A heading's words without the marks that set off it, or words in it."""
    return _EMPHASISED.sub(r"\2", plain(line))


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
    """*line* with a stop between a number and the title behind it that nothing else parts.

    So it is in capitals, "CHAPTER TWO A WEDDING", or where not even a blank parts them.
    """
    glued = _GLUED.match(line)
    if glued and languages_of(glued["label"].lower()):
        return f"{glued[0]}. {line[glued.end() :]}"
    label, *words = line.split(" ")
    known = languages_of(label.lower()) if line.isupper() else ()
    count = _length_of_number(words, known) if known else 0
    title = " ".join(words[count:])
    apart = not count or words[count - 1][-1] in ".:" or _counts(words[-1])
    if apart or not title.lstrip("\"“‘'(")[:1].isupper():
        return line
    return f"{' '.join([label, *words[:count]])}. {title}"


def _length_of_number(words: Sequence[str], known: Sequence[str]) -> int:
    """How many of the *words* are a number, in figures or in words of the languages *known*."""
    if words and _counts(words[0]):
        return 1
    of = [language(code).headings for code in known]
    worths = {word for one in of for word in one.worths}
    joins = {word for one in of for word in one.lists["join"]}
    parts = [set(word.rstrip(".:").lower().split("-")) for word in words]
    length = sum(1 for _ in takewhile((worths | joins).issuperset, parts))
    return length - (length > 0 and parts[length - 1] <= joins)


def _is_number(line: str) -> bool:
    label, *words = line.rstrip(".:").split(" ")
    known = languages_of(label.lower())
    number = words if known else [label, *words]
    return _length_of_number(number, known) == len(number)


def _counts(word: str) -> bool:
    return word.isdecimal() or ROMAN.fullmatch(word) is not None


def title_from_path(path: Path) -> str:
    """A title for a book that prints none, from its file's name.

    A name's bytes that are no UTF-8 (Python keeps them as lone surrogates) become U+FFFD.
    """
    printed = os.fsencode(path.name).decode("utf-8", "replace")
    name = printed.removesuffix(".script.txt")
    stem = Path(name).stem if name == printed else name
    words = fold(re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", stem))
    return (words.title() if words.islower() else words) or "Untitled"
