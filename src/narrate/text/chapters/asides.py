"""What a file holds besides the story and is not read, each kind by its name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from narrate.languages import LANGUAGES, any_of, language
from narrate.model import Note, Span
from narrate.text.chapters.contents import find_contents
from narrate.text.chapters.frontmatter import find_front_matter
from narrate.text.chapters.headings import looks_like_prose, markdown_level, read_heading
from narrate.text.chapters.indexes import end_of_index
from narrate.text.chapters.page import Page
from narrate.text.lines import Line
from narrate.text.titles import fold

MESSAGES = {
    "contents": "the table of contents is not read",
    "data": "what the file says of the book is not read",
    "illustrations": "what stands for illustrations is not read",
    "notes": "notes of transcribers and of authors are not read",
    "about": "what is told of the author is not read",
    "list": "a list of other books is not read",
    "index": "the index is not read",
    "imprint": "what the publisher tells of the edition is not read",
}
_FIELD = re.compile(
    r"(?P<name>rating|archive warnings?|warnings?|categor(?:y|ies)|fandoms?|relationships?"
    r"|pairings?|characters?|(?:additional )?tags|language|series|collections?|stats|published"
    r"|completed|updated|words|chapters|genres?|status|beta|disclaimer|title|authors?|year|date|translator"
    r"|translated by|editor|illustrator|release date|posting date|publisher|isbn|copyright|source"
    r"|subtitle|subject|original publication|credits|produced by|summary|word count)"
    r"\s*:[*_]*\s+\S",
    re.IGNORECASE,
)
_ALWAYS_DATA = frozenset({"title", "author", "authors", "year"})
_POSTED = re.compile(
    r"posted originally on |originally (?:posted|published) (?:on|at) ", re.IGNORECASE
)
_ARCHIVE_SECTION = re.compile(
    r"(?:chapter |end |beginning |work )*(?:notes?|summary|end notes?)"
    r"|author['’]?s?['’]? notes?|a/n",
    re.IGNORECASE,
)
_ARCHIVE_LINE = re.compile(r"\(?see the end of the (?:work|chapter) for .{0,60}", re.IGNORECASE)
_ARCHIVED = re.compile(r"(?:chapter|work) text", re.IGNORECASE)
"""What an archive prints above each chapter."""
_AUTHORS_NOTE = re.compile(r"[\[(*_]*(?:A/N|author['’]?s['’]? note)s?\s*[:—–-]\s*\S", re.IGNORECASE)
_RULE = re.compile(r"-{3,}|\+{3,}")
_FEW_FIELDS = 4
"""So many say that an archive put them there."""
_TOP = 80
"""Rows from the beginning in which the data of a book, and lists of other books, are looked for."""
_MOST_ROWS = 300
_ON_AUTHOR = 4000
"""Characters. What tells of an author is no longer."""
_LONGEST_BRACKET = 40
_PICTURE = re.compile(r"\[(?:picture|image)s?:", re.IGNORECASE)
_INLINE = re.compile(r"\[[^\[\]]{1,600}\]|!\[[^\[\]]{0,300}\]\([^()]{1,300}\)")


class Aside(NamedTuple):
    """Rows *first* up to *end* that are not read; *kind* is one of MESSAGES."""

    first: int
    end: int
    kind: str


class Asides(NamedTuple):
    """All that is not read of a page, in order, and the entries of its contents."""

    found: tuple[Aside, ...]
    entries: tuple[str, ...]

    def spans(self, page: Page) -> list[tuple[Span, str]]:
        """The runs of text that are not read, and the kind of each."""
        rows = page.rows
        return [
            (Span(rows[one.first].start, rows[one.end - 1].end), one.kind) for one in self.found
        ]

    @property
    def above_contents(self) -> int:
        """How many rows that are read stand above the first table of contents: a title page's."""
        first = next((one.first for one in self.found if one.kind == "contents"), 0)
        return first - sum(one.end - one.first for one in self.found if one.first < first)


NOTHING = Asides((), ())


def notes_on(left_out: Iterable[tuple[Span, str]]) -> Iterator[Note]:
    """A note on each kind of what is *left_out*, with the place of the first."""
    told: set[str] = set()
    for span, kind in left_out:
        if kind not in told:
            told.add(kind)
            yield Note(f"{kind}-left-out", MESSAGES[kind], span)


def find_asides(page: Page) -> Asides:
    """What of *page* is not read; nothing if that would leave nothing."""
    taken = list(_bracketed(page))
    taken += _disjoint(find_data(page), taken)
    taken += _disjoint(_front_matter(page), taken)
    contents = find_contents(without(page, taken)[0])
    kept = without(page, taken)[1]
    tables = [
        Aside(kept[one.first], kept[one.end - 1] + 1, "contents")
        for one in contents
        if one.end > one.first
    ]
    lists = [*tables, *_disjoint(_indexes(page), tables)]
    taken = [*lists, *_disjoint(taken, lists)]
    for kind in (_sections, _on_author, _archive):
        taken += _disjoint(kind(page), taken)
    if sum(one.end - one.first for one in taken) >= len(page.rows):
        return NOTHING
    entries = tuple(entry for one in contents for entry in one.entries)
    return Asides(tuple(sorted(taken)), entries)


def find_tables(page: Page) -> Iterator[Aside]:
    """The tables of contents of *page*."""
    for one in find_contents(page):
        if one.end > one.first:
            yield Aside(one.first, one.end, "contents")


def _front_matter(page: Page) -> Iterator[Aside]:
    """Who made the file and the edition, and the ornaments below that."""
    for one in find_front_matter(page):
        end = one.end
        while end < len(page.rows) and not any(map(str.isalnum, page.rows[end].text)):
            end += 1
        yield Aside(one.first, end, one.kind)


def without(page: Page, taken: Sequence[Aside]) -> tuple[Page, list[int]]:
    """The *page* without the rows *taken*, and which rows are left."""
    gone = {row for one in taken for row in range(one.first, one.end)}
    left = [row for row in range(len(page.rows)) if row not in gone]
    if not taken:
        return page, left
    spaces, before = [], -1
    for row in [*left, len(page.rows)]:
        spaces.append(max(page.gaps[before + 1 : row + 1]))
        before = row
    return Page([page.rows[row] for row in left], spaces, page.dense), left


def _disjoint(some: Iterator[Aside] | Sequence[Aside], taken: Sequence[Aside]) -> list[Aside]:
    """Those of *some* that have no row in common with those *taken*."""
    gone = {row for one in taken for row in range(one.first, one.end)}
    return [one for one in some if not gone.intersection(range(one.first, one.end))]


def _bracketed(page: Page) -> Iterator[Aside]:
    """[Illustration: The ferry], [Transcriber's note: ...], over several lines, too."""
    index = 0
    while index < len(page.rows):
        text = page.rows[index].text
        kind = _opens_bracket(text) if "[" in text else None
        end = _bracket_end(page, index) if kind else None
        if kind and end:
            yield Aside(index, end, kind)
        index = end or index + 1


def find_inline(text: str, body: Span, taken: Sequence[Span]) -> list[tuple[Span, str]]:
    """Brackets for illustrations and transcribers inside the lines of *body*, and their kinds.

    None of them is in a span *taken*; these are in order.
    """
    found: list[tuple[Span, str]] = []
    starts = [one.start for one in taken]
    for bracket in _INLINE.finditer(text, body.start, body.end):
        kind = _opens_bracket(fold(bracket[0]))
        at = bisect_right(starts, bracket.start()) - 1
        inside = at >= 0 and bracket.start() < taken[at].end
        if kind and not inside:
            found.append((Span(*bracket.span()), kind))
    return found


def _opens_bracket(text: str) -> str | None:
    words = text.lstrip("_*=~ ")
    if words.startswith("!["):  # a picture in Markdown
        return "illustrations"
    if not words.startswith("["):
        return None
    if _PICTURE.match(words):
        return "illustrations"
    for kind, section in (("illustrations", "illustration"), ("notes", "transcriber")):
        if _begins(section).match(words[1:].lstrip("_* ")):
            return kind
    return None


@cache
def _begins(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_words(section))})s?\b", re.IGNORECASE)


@cache
def _is_section(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_words(section))})s?[.:]?", re.IGNORECASE)


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for code in LANGUAGES for word in language(code).headings.lists[section])


def begins_section(section: str, words: str) -> bool:
    """Whether *words* begin as the heading of such a *section* of the word lists does."""
    return _begins(section).match(words) is not None


def is_section(section: str, words: str) -> bool:
    """Whether *words* are the heading of such a *section*, and nothing else."""
    return _is_section(section).fullmatch(words) is not None


def _bracket_end(page: Page, first: int) -> int | None:
    depth = 0
    for index in range(first, min(first + _LONGEST_BRACKET, len(page.rows))):
        text = page.rows[index].text
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return index + 1 if text.rstrip("_*=~ .").endswith("]") else None
    return None


def find_data(page: Page) -> Iterator[Aside]:
    """YAML at the top of a file, and lines such as "Title: The Salt Road"."""
    rows, first = page.rows, 0
    if rows and _RULE.fullmatch(rows[0].text):
        end = next((i for i in range(1, min(_TOP, len(rows))) if rows[i].text == rows[0].text), 0)
        if end > 1 and any(sign in rows[1].text for sign in ":="):
            yield Aside(0, end + 1, "data")
            first = end + 1
    fields = list(_fields(rows[first : first + _TOP]))
    many = len(fields) > 2 or any(_POSTED.match(row.text) for row in rows[first : first + _TOP])
    for at, name in fields:
        index = first + at
        if name in _ALWAYS_DATA or many:
            end = index + 1
            while end < len(rows) and name not in _ALWAYS_DATA and _goes_on(page, end):
                end += 1
            yield Aside(index, end, "data")
    for index, row in enumerate(rows[first : first + _TOP], first):
        if _POSTED.match(row.text):
            yield Aside(index, index + 1, "data")


def _fields(rows: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """The rows above the first chapter that say something of the book, and what that is called."""
    for index, row in enumerate(rows):
        text = row.text.strip("#*_ \t")
        if field := _FIELD.match(text):
            yield index, field["name"].lower()
        elif read_heading(text) and not markdown_level(row.text):
            return


def _goes_on(page: Page, index: int) -> bool:
    """Whether row *index* goes on with the field above it."""
    text = page.rows[index].text
    return not page.gaps[index] and not _FIELD.match(text) and not _POSTED.match(text)


def _sections(page: Page) -> Iterator[Aside]:
    """Lists of illustrations and of other books, transcribers' and authors' notes."""
    rows = page.rows
    for index, row in enumerate(rows):
        if not page.begins(index):
            continue
        words = row.text.strip("*_#=[] \t")
        if not words or len(words) > 200:
            continue
        if _AUTHORS_NOTE.match(row.text):  # where no blank lines part paragraphs, one line is one
            yield Aside(index, index + 1 if page.dense else page.group_end(index), "notes")
        elif _begins("transcriber").match(words):
            yield Aside(index, _note_end(page, index), "notes")
        elif _is_section("illustrations").fullmatch(words):
            end = _list_end(page, index + 1)
            if end > index + 2:
                yield Aside(index, end, "illustrations")
        elif (index < _TOP or index * 10 > len(rows) * 9) and _other_books(words):
            end = _list_end(page, index + 1)
            if end > index + 1:
                yield Aside(index, end, "list")


def _indexes(page: Page) -> Iterator[Aside]:
    """What is said to be an index, and has the numbers of pages."""
    for index, row in enumerate(page.rows):
        words = row.text.strip("*_#=[] \t")
        if len(words) < 80 and is_section("index", words) and page.begins(index):
            end = end_of_index(page, index)
            if end > index:
                yield Aside(index, end, "index")


def _on_author(page: Page) -> Iterator[Aside]:
    """What is told of the author, below the story."""
    for index in range(len(page.rows) // 2, len(page.rows)):
        words = page.rows[index].text.strip("*_#=[] \t")
        if len(words) < 80 and is_section("about", words) and page.begins(index):
            end = _end_of_about(page, index + 1)
            if end > index + 1:
                yield Aside(index, end, "about")


def _other_books(words: str) -> bool:
    return bool(len(words) < 80 and _begins("other books").match(words) and words[-1] not in ".!?")


def _end_of_about(page: Page, first: int) -> int:
    """One past the last row on an author: above a heading; *first* if a story stands there."""
    end = first
    while end < len(page.rows) and not _is_heading(page, end):
        end = page.group_end(end)
    return end if page.prose(first, end) <= _ON_AUTHOR else first


def _note_end(page: Page, index: int) -> int:
    """The end of a transcriber's note: with the paragraphs below a heading of its own."""
    end = page.group_end(index)
    alone = end == index + 1 and len(page.rows[index].text) < 40
    if alone and index * 20 > len(page.rows) * 19:
        return len(page.rows)  # the file ends with it
    while alone and end < len(page.rows) and page.gaps[end] < 3 and not _is_heading(page, end):
        end = page.group_end(end)
    return end


def _list_end(page: Page, first: int) -> int:
    """One past the last row of a list: above a heading, a paragraph of prose, or wide space."""
    rows = page.rows
    for index in range(first, min(first + _MOST_ROWS, len(rows))):
        text = rows[index].text
        wide = index > first + 1 and page.gaps[index] > 3
        prose = page.gaps[index] and looks_like_prose(text) and len(text) > 60
        if wide or prose or _is_heading(page, index):
            return index
    return first


def _is_heading(page: Page, index: int) -> bool:
    text = page.rows[index].text
    named = _is_section("contents").fullmatch(text.strip("*_# "))
    return bool(markdown_level(text) or read_heading(text) or named) and page.begins(index)


def _archive(page: Page) -> Iterator[Aside]:
    """What an archive of stories puts around one: its summary, and the author's notes."""
    rows = page.rows
    posted = any(_POSTED.match(row.text) or _ARCHIVED.fullmatch(row.text) for row in rows[:_TOP])
    if not posted and len(list(_fields(rows[:_TOP]))) < _FEW_FIELDS:
        return
    for index, row in enumerate(rows):
        words = row.text.strip("*_#: ")
        if _ARCHIVE_LINE.fullmatch(words) or _ARCHIVED.fullmatch(words):
            yield Aside(index, index + 1, "notes")
        elif _ARCHIVE_SECTION.fullmatch(words) and page.begins(index):
            yield Aside(index, _archive_end(page, index), "notes")


def _archive_end(page: Page, index: int) -> int:
    """The end of a note: one paragraph where the story goes on below, else up to a heading."""
    brief = (
        "chapter" in page.rows[index].text.lower() and "end" not in page.rows[index].text.lower()
    )
    end = index + 1
    while end < len(page.rows) and not _is_heading(page, end):
        if page.begins(end) and _ARCHIVE_SECTION.fullmatch(page.rows[end].text.strip("*_#: ")):
            break
        end = page.group_end(end)
        if brief:
            break
    return end
