"""What a file holds besides the book: Project Gutenberg's header and licence, the contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from narrate.languages import LANGUAGES, language
from narrate.model import Manuscript, Note, Span
from narrate.text.chapters.headings import Mark, read_heading
from narrate.text.lines import Line

_START = re.compile(
    r"^[ \t]*(?:\*\*\*[ ]?START OF (?:THE|THIS) PROJECT GUTENBERG.{0,200}"
    r"|\*END\*?[ ]?THE SMALL PRINT.{0,200})$",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(
    r"^[ \t]*(?:\*\*\*[ ]?END OF (?:THE|THIS) PROJECT GUTENBERG"
    r"|End of (?:the |this )?Project Gutenberg)",
    re.MULTILINE | re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\s*(?:(?:Produced|Prepared|Transcribed|Scanned|Digitized) by\b"
    r"|(?:This )?e-?(?:text|book) (?:was )?(?:produced|prepared|transcribed)\b)"
    r"(?:.+(?:\r\n?|\n)?){1,8}",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:\s*[.…·]{2,}\s*|\s{2,}|\t)\d*\s*$")
_LONGEST_ENTRY = 100
_MOST_ENTRIES = 600
_FEWEST_HEADINGS = 4
"""So many headings with no prose between them, all of which come again, are a contents."""


def gutenberg(manuscript: Manuscript) -> tuple[Span, tuple[Span, ...], tuple[Note, ...]]:
    """The span of the book itself, what Project Gutenberg put around it, and notes on that."""
    text = manuscript.text
    start, end = 0, len(text)
    for found in _START.finditer(text):
        start = found.end()
    if start:
        credit = _CREDIT.match(text, start)
        start = credit.end() if credit else start
    footer = _END.search(text, start)
    if footer:
        end = footer.start()
    omitted = tuple(
        span
        for span in (Span(0, start), Span(end, len(text)))
        if text[span.start : span.end].strip()
    )
    notes = tuple(
        Note("gutenberg-left-out", "Project Gutenberg's header and licence are not read", span)
        for span in omitted[:1]
    )
    return Span(start, end), omitted, notes


def find_contents(rows: Sequence[Line]) -> tuple[int, int] | None:
    """The rows, first and one past the last, of a table of contents; None unless surely one."""
    for index, row in enumerate(rows[:_MOST_ENTRIES]):
        if _folded(row.text.strip("*_#= ")) in _words("contents"):
            end = _listed_again(rows, index + 1) or _entries_end(rows, index + 1)
            return (index, end) if end > index + 1 else None
    return _unannounced(rows)


def _listed_again(rows: Sequence[Line], first: int) -> int | None:
    """Where the first entry comes again, as the heading it lists."""
    while first < len(rows) and _folded(rows[first].text) in _words("column"):
        first += 1
    if first >= len(rows):
        return None
    wanted = _key(rows[first])
    for index in range(first + 1, min(first + _MOST_ENTRIES, len(rows))):
        if len(rows[index].text) > _LONGEST_ENTRY:
            return None
        if _key(rows[index]) == wanted:
            return index
    return None


def _entries_end(rows: Sequence[Line], first: int) -> int:
    """The end of a list whose entries are headings, or have a page number."""
    index = first
    while index < len(rows) and (
        read_heading(rows[index].text) or re.search(r"[\s.]\d{1,4}$", rows[index].text)
    ):
        index += 1
    return index if index - first > 2 else first


def _unannounced(rows: Sequence[Line]) -> tuple[int, int] | None:
    """A list of headings that stands before the first of them with no "Contents" above it."""
    for index, row in enumerate(rows[: _FEWEST_HEADINGS * 4]):
        if not read_heading(row.text):
            continue
        end = _listed_again(rows, index)
        if end is None:
            return None
        listed = sum(read_heading(entry.text) is not None for entry in rows[index:end])
        return (index, end) if listed >= _FEWEST_HEADINGS else None
    return None


@cache
def _words(section: str) -> frozenset[str]:
    """The words of *section* in every language."""
    lists = (language(code).headings.lists[section] for code in LANGUAGES)
    return frozenset(_folded(word) for words in lists for word in words)


def _folded(words: str) -> str:
    return " ".join(words.casefold().strip(".: ").split())


def _key(row: Line) -> tuple[str, int | None] | str:
    """What makes two lines the same heading: label and number, or else the words."""
    mark: Mark | None = read_heading(_PAGE.sub("", row.text) or row.text)
    if mark and mark.number is not None:
        return mark.label, mark.number
    return "".join(filter(str.isalpha, row.text.casefold()))
