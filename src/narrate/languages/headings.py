"""What stands in a language's ``headings.txt``: the words of headings, title pages and credits.

The entries of a list are parted by commas; in the numbers' lists each line begins with what its
entries are worth.

    [volume] [part] [chapter]   what is counted in headings, by how great a part it is
    [named]                     headings without a number
    [contents] [column]         what stands above a table of contents, and above its columns
    [illustration] [illustrations]    what stands in brackets for one, and above a list of them
    [transcriber]               what a note of who typed the book begins with
    [continued]                 says behind a chapter's number that it goes on from above
    [end]                       what stands below the last line of a book
    [index]                     what stands above an index
    [cover] [title page] [copyright page]    what a table of contents calls these pages
    [other books]               what stands above a list of books by the same author
    [about]                     what stands above a page on the author
    [navigation]                words of the links that lead from chapter to chapter
    [by]                        what stands before the author's name on a title page
    [makers]                    begins a paragraph on who made the file
    [rights]                    stands in one on the rights to the book
    [published]                 begins a line on who published or printed it, and where
    [edition]                   of which one is told with an ordinal: "Third edition"
    [city] [street]             where publishers are, and what tells a line of an address
    [article]                   may stand before an ordinal and before a named heading
    [cardinal] [ordinal]        worth: words; compounds are their sum (twenty-two, vingt et un),
                                0 is for "last"
    [join]                      stands between the words of a compound
    [endings]                   of the ordinals, which are stems then; - is none
    [figure endings]            of ordinals in figures: 1st, IIe, 3.
    [days]                      of the week, which head the entries of a diary
    [small]                     words that a title in capitals and small letters writes small
    [opening] [closing]         the usual credits
    [opening credits] [closing credits]    what these are called
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from narrate.languages.entries import parted_by_commas, phrases
from narrate.languages.wordlists import ListLine, by_section, read_lines

LABELS = ("volume", "part", "chapter")
"""The kinds of what is counted in headings, the greatest first."""
NUMBERS = ("cardinal", "ordinal")
PHRASES = ("opening", "closing", "opening credits", "closing credits")
LISTS = (
    *LABELS, "named", "contents", "column", "illustration", "illustrations", "transcriber",
    "continued", "end", "index", "cover", "title page", "copyright page", "other books", "about",
    "navigation", "by", "makers", "rights", "published", "edition", "city", "street", "article",
    "join", "endings", "figure endings", "days", "small",
)  # fmt: skip
SECTIONS = (*LISTS, *NUMBERS, *PHRASES)


@dataclass(frozen=True, slots=True)
class Headings:
    """The words of headings, title pages and credits, in small letters, by their section.

    *numbers* maps each word of a section of numbers to its worth, *worths* those of all of them;
    *phrases* maps a section to a text.
    """

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


def read_headings(code: str) -> Headings:
    """What the ``headings.txt`` of the language *code* holds."""
    rows = by_section(read_lines(code, "headings.txt"), SECTIONS)
    numbers = {name: _worths(rows[name]) for name in NUMBERS}
    return Headings(
        {name: phrases(rows[name]) for name in LISTS},
        numbers,
        {word: worth for words in numbers.values() for word, worth in words.items()},
        {name: " ".join(line.text for line in rows[name]) for name in PHRASES},
    )


def _worths(lines: Iterable[ListLine]) -> dict[str, int]:
    """What each entry is worth; none stands twice."""
    found: dict[str, int] = {}
    for line in lines:
        worth, _, words = line.text.partition(":")
        if not worth.isdecimal() or not words:
            line.refuse("numbers read: what they are worth, a colon, words")
        for entry, _ in parted_by_commas([line._replace(text=words)]):
            if entry in found:
                line.refuse(f'"{entry}" stands here for the second time')
            found[entry] = int(worth)
    return found
