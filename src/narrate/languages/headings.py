"""What stands in a language's ``headings.txt``: the words of headings, title pages and credits.

The entries of a list are parted by commas; in the numbers' lists each line begins with what its
entries are worth.

    [volume] [part] [chapter]   what is counted in headings, by how great a part it is
    [named]                     headings without a number
    [contents] [column]         what stands above a table of contents, and above its columns
    [illustration] [illustrations]    what stands in brackets for one, and above a list of them
    [transcriber]               what a note of who typed the book begins with
    [other books]               what stands above a list of books by the same author
    [by]                        what stands before the author's name on a title page
    [article]                   may stand before an ordinal and before a named heading
    [cardinal] [ordinal]        worth: words; compounds are their sum (twenty-two, vingt et un),
                                0 is for "last"
    [join]                      stands between the words of a compound
    [endings]                   of the ordinals, which are stems then; - is none
    [figure endings]            of ordinals in figures: 1st, IIe, 3.
    [small]                     words that a title in capitals and small letters writes small
    [opening] [closing]         the usual credits
    [opening credits] [closing credits]    what these are called
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from narrate.languages.wordlists import LANGUAGES, Line, by_section, once, read_lines

LABELS = ("volume", "part", "chapter")
"""The kinds of what is counted in headings, the greatest first."""
NUMBERS = ("cardinal", "ordinal")
PHRASES = ("opening", "closing", "opening credits", "closing credits")
LISTS = (
    *LABELS, "named", "contents", "column", "illustration", "illustrations", "transcriber",
    "other books", "by", "article", "join", "endings", "figure endings", "small",
)  # fmt: skip
SECTIONS = (*LISTS, *NUMBERS, *PHRASES)


@dataclass(frozen=True, slots=True)
class Table:
    """The words of the language *code*, in small letters, by their section.

    *numbers* maps each word of a section of numbers to its worth, *worths* those of all of them;
    *phrases* maps a section to a text.
    """

    code: str
    lists: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Mapping[str, int]]
    worths: Mapping[str, int]
    phrases: Mapping[str, str]

    @property
    def labels(self) -> dict[str, str]:
        """What is counted in headings, and of which of the LABELS each is."""
        return {label: kind for kind in LABELS for label in self.lists[kind]}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of *words*, the longest first.

    A blank stands for any white space, an apostrophe for either form of it.
    """
    escaped = (re.escape(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(word.replace("'", "['’]").replace(r"\ ", r"\s+") for word in escaped)


@cache
def table(code: str) -> Table:
    """The table of the language *code*, one of LANGUAGES, read once."""
    rows = by_section(read_lines(code, "headings.txt"), SECTIONS)
    numbers = {name: _worths(rows[name]) for name in NUMBERS}
    return Table(
        code,
        {name: tuple(once(_entries(rows[name]))) for name in LISTS},
        numbers,
        {word: worth for words in numbers.values() for word, worth in words.items()},
        {name: " ".join(line.text for line in rows[name]) for name in PHRASES},
    )


def table_for(tag: str) -> Table | None:
    """The table of the language that *tag* (``fr``, ``fr-ca``) names; None if there is none."""
    code = tag.partition("-")[0]
    return table(code) if code in LANGUAGES else None


def languages_of(label: str) -> tuple[str, ...]:
    """The languages in which *label*, in small letters, is counted in headings."""
    return _languages_of_labels().get(label, ())


@cache
def _languages_of_labels() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        for label in table(code).labels:
            found[label] = (*found.get(label, ()), code)
    return found


def _entries(lines: Iterable[Line]) -> Iterator[tuple[str, Line]]:
    for line in lines:
        for entry in line.text.split(","):
            if entry.strip():
                yield entry.strip(), line


def _worths(lines: Iterable[Line]) -> dict[str, int]:
    """What each entry is worth; none stands twice."""
    found: dict[str, int] = {}
    for line in lines:
        worth, _, words = line.text.partition(":")
        if not worth.isdecimal() or not words:
            line.refuse("numbers read: what they are worth, a colon, words")
        for entry, _ in _entries([line._replace(text=words)]):
            if entry in found:
                line.refuse(f'"{entry}" stands here for the second time')
            found[entry] = int(worth)
    return found
