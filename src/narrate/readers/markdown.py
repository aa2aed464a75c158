"""Reads Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.model import Manuscript, Metadata
from narrate.readers.encodings import decode
from narrate.readers.files import read_bytes
from narrate.readers.html import language_tag, read_html
from narrate.readers.writing import nothing_to_read
from narrate.text.chapters.headings import looks_like_title, read_heading
from narrate.text.markup import without_bbcode
from narrate.text.mojibake import with_letters_as_meant

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FRONT = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>(?:.*\n){0,200}?)(?P=fence)[ \t]*(?:\n|\Z)"
)
_PART = re.compile(
    r"^(?P<fence>---|\+\+\+)[ \t]*\n"
    r"(?P<fields>(?:(?:[A-Za-z_-]{1,40}[ \t]*[:=]|[ \t]+\S|-[ \t]).*\n){1,40})"
    r"(?P=fence)[ \t]*$\n?",
    re.MULTILINE,
)
"""The front matter of a file: all its lines are fields, or go on with one."""
_FIELD = re.compile(r"(?P<key>[A-Za-z_-]{1,40})\s*[:=]\s*(?P<value>.{1,500})")
_INVISIBLE = re.compile("^[\u200b\u2060\ufeff]+", re.MULTILINE)
"""What an editor leaves before a heading's hashes, which nobody sees."""
_RULE = re.compile(r" {0,3}-{3,}[ \t]*")
_RULE_DASHES = 5
_LONGEST_TITLE = 120
_FEWEST_PARTS = 2
_BOLD = re.compile(
    r"\s{0,3}(?P<mark>\*\*|__)(?!\s)[^*_]{1,80}(?P=mark)[.:]?"
    r"(?:\s[\w ,./—-]{0,24}\b\d{1,2}:\d\d(?:\s?[AaPp][Mm])?|\s\([\w.'’ ]{1,20}\))?"
)
"""a line that is bold as a whole, but for when it was sent: a label or a title, not the beginning
of a sentence"""
_OF_NOTES = re.compile(
    r"!\[\[[^\]\n]{1,300}\]\]|%%(?:(?!%%).){0,5000}%%|(?<=\S)[ \t]+\^[\w-]{1,40}[ \t]*$"
    r"|\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<link>[^\[\]|\n]{1,200})\]\]"
    r"|==(?=[^\s=])(?P<marked>[^=\n]{1,500})(?<=\S)=="
    r"|^(?P<quote>[ \t]{0,3}>[ \t]*)\[![\w-]{1,20}\][+-]?[ \t]*",
    re.MULTILINE | re.DOTALL,
)
"""What programs for notes add to Markdown: pictures, comments, names of blocks, links between
notes, marked words, and the kind of a block quote."""
_SPOKEN = re.compile(
    r"\s{0,3}(?:[\[(]?\d[\d/.,: -]{3,24}(?:[AaPp][Mm])?[\])]?[ –-]*)?"
    r"(?:(?P<mark>\*\*|__)[^*_\n]{1,40}(?::(?P=mark)|(?P=mark):)|[^\W\d_][\w.'’ -]{0,30}:)\s+\S.*"
)
"""A line that begins with the name of who says it: a message of a chat."""
_FEWEST_SPOKEN = 3
_HASTY = re.compile(r"^(?P<hashes>#{1,6})(?P<title>[^\W_].{0,119})$")
"""A heading without a blank behind its hashes."""
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:[ \t]*(?P<text>.*)")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")


@dataclass(frozen=True, slots=True)
class MarkdownReader:
    """Reads a story in Markdown, as CommonMark has it, with tables, footnotes and front matter.

    Indented paragraphs are paragraphs: no story shows code.
    """

    def read(self, path: Path) -> Manuscript:
        """The text of the file at *path*, and what its front matter says of the book.

        Raises ManuscriptError for a file that cannot be read, or holds no text.
        """
        written = with_letters_as_meant(decode(read_bytes(path), path)[0])[0]
        source = "\n".join(written.splitlines())
        source = _INVISIBLE.sub("", source)
        said, body = _without_front(source)
        body = _OF_NOTES.sub(_plain, without_bbcode(body)[0])
        if not body.strip():
            raise nothing_to_read(path)
        return read_html(path, _as_page(body), said)


def _without_front(source: str) -> tuple[Metadata, str]:
    """What the front matter of *source* says of the book, and the text below it.

    Where several files were put one below the other, each with its own, their titles are headings.
    """
    front = _FRONT.match(source)
    said = _metadata(front["fields"]) if front else Metadata()
    parts = sum(_metadata(part["fields"]).title is not None for part in _PART.finditer(source))
    if parts >= _FEWEST_PARTS:
        return replace(said, title=None), _PART.sub(_as_heading, source)
    return said, source[front.end() :] if front else source


def _as_heading(part: re.Match[str]) -> str:
    """The title of a *part*, unless it stands below as a heading, too."""
    title = _metadata(part["fields"]).title
    below = part.string[part.end() : part.end() + _LONGEST_TITLE].lstrip()
    return f"\n# {title}\n\n" if title and not below.startswith("# ") else "\n"


def _plain(found: re.Match[str]) -> str:
    """What Markdown has for what is only known to a program for notes."""
    return found[found.lastgroup] if found.lastgroup else ""


def _as_page(source: str) -> str:
    """*source* as HTML."""
    parser = _parser()
    page = parser.render("\n".join(_as_common(source.split("\n"))))
    return f"<body>{page}</body>"


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 -- stories in plain text do without

    return MarkdownIt("commonmark").enable("table").disable("code")


def _as_common(lines: Sequence[str]) -> Iterator[str]:
    """*lines* with what CommonMark does not know put in its terms: notes, hasty rules, labels.

    Three dashes right below the end of a sentence part scenes; they do not make it a heading.
    A bold line ends where its line ends: it is the name of who says what stands below.
    """
    noted = False
    spoken = _spoken(lines)
    for index, line in enumerate(lines):
        note = _NOTE.fullmatch(line)
        if noted and (note or not line.startswith((" ", "\t"))):
            yield from ("", "</div>", "")
            noted = False
        if note:
            yield from ("", '<div class="footnote">', "", note["text"])
            noted = True
            continue
        if index and _RULE.fullmatch(line) and not _is_underlined(lines, index):
            yield ""
        shown = _HASTY.sub(_apart, _NOTE_MARK.sub("", line.strip() if noted else line))
        yield f"{shown}  " if _BOLD.fullmatch(shown) or index + 1 in spoken else shown
    if noted:
        yield from ("", "</div>")


def _apart(hasty: re.Match[str]) -> str:
    """A heading with a blank behind its hashes; but "#rain" is a tag."""
    heading = len(hasty["hashes"]) > 1 or read_heading(hasty["title"]) is not None
    return f"{hasty['hashes']} {hasty['title']}" if heading else hasty[0]


def _spoken(lines: Sequence[str]) -> frozenset[int]:
    """The numbers, from 0, of the *lines* that are messages below others: each is one of its own.

    In every run of lines there are as many as people need to talk.
    """
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, ""]):
        if line.strip():
            run.append(index)
            continue
        said = [number for number in run if _SPOKEN.fullmatch(lines[number])]
        if len(said) >= _FEWEST_SPOKEN and said[0] == run[0]:
            found.update(said[1:])
        run = []
    return frozenset(found)


def _is_underlined(lines: Sequence[str], index: int) -> bool:
    """Whether the dashes of line *index* make the line above a heading, and part no verses.

    A line that is no title by its capitals is one if it is alone, and the dashes are as long.
    """
    above, below = lines[index - 1], lines[index + 1 : index + 2]
    verse = above.endswith("  ") and any(line.strip() for line in below)
    words, dashes = len(above.strip()), lines[index].count("-")
    alone = not "".join(lines[max(index - 2, 0) : index - 1]).strip()
    drawn = alone and words <= _LONGEST_TITLE and max(3 * words, 4 * _RULE_DASHES) < 4 * dashes
    return (drawn or looks_like_title(above.strip())) and not verse


def _metadata(fields: str) -> Metadata:
    said = dict(_fields(fields))
    return Metadata(
        title=said.get("title"),
        author=said.get("author") or said.get("authors"),
        language=language_tag(said.get("lang") or said.get("language") or ""),
        series=said.get("series"),
        number=said.get("number"),
    )


def _fields(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.split("\n"):
        if field := _FIELD.fullmatch(line.rstrip()):
            value = field["value"].strip().strip("[]").strip("\"'").strip()
            if value:
                yield field["key"].lower(), value
