"""The same text as other people would have typed it: what must change nothing of what is read.

Each function takes a text and gives it back printed otherwise, to the same reader the same story.
``test_retyping.py`` tries them on our stories and cases, ``benchmarks/corpus.py`` on whole books.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from narrate.model import Kind, Script

_WRAPPED = 45
"""Characters. If nearly all lines of a paragraph but its last are longer, they were broken at a
margin; shorter ones are verse, an address or a list, whose line breaks mean something."""
_WIDEST = 100
"""Characters. Where a line is longer, each of the lines about it is a paragraph, or it is unclear
what is."""
_BLOCK = re.compile(r"^\S.*(?:\n.*\S.*)*", re.MULTILINE)
"""Lines with no blank one between, of which the first is not set in."""
_EITHER = re.compile(r"(?<=[^\S\n])\"(?=[^\S\n])|(?<=\w)\"(?=\w)")
"""A straight mark that may open or close for all that stands about it."""
_HEADER = """\
The Project Gutenberg eBook of {title}

This ebook is for the use of anyone anywhere in the United States and
most other parts of the world at no cost and with almost no restrictions
whatsoever. You may copy it, give it away or re-use it under the terms
of the Project Gutenberg License included with this ebook or online.

Title: {title}

Release date: January 1, 2001 [eBook #99999]

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK {title} ***

Produced by some volunteers



"""
_LICENCE = """


*** END OF THE PROJECT GUTENBERG EBOOK {title} ***

Updated editions will replace the previous one, "as is". Creating the works
from print editions not protected by U.S. copyright law means that no one
owns a United States copyright in these works.
"""


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def with_crlf(text: str) -> str:
    """*text* as Windows, and every file of Project Gutenberg, ends its lines."""
    return _unified(text).replace("\n", "\r\n")


def with_cr(text: str) -> str:
    """*text* as an old Macintosh ends its lines."""
    return _unified(text).replace("\n", "\r")


def _paragraphs(text: str, change: Callable[[list[str]], list[str]]) -> str:
    """*text* with every paragraph of prose changed, given its lines.

    Where a line that nobody wraps stands right beside another, lines are paragraphs; whoever breaks
    them at a margin loses where those end, so the text stays as it is.
    """
    text = _unified(text)
    if any(_are_paragraphs(block[0].split("\n")) for block in _BLOCK.finditer(text)):
        return text

    def changed(block: re.Match[str]) -> str:
        lines = block[0].split("\n")
        return "\n".join(change(lines)) if _is_prose(lines) else block[0]

    return _BLOCK.sub(changed, text)


def _are_paragraphs(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and max(len(line.rstrip()) for line in lines) > _WIDEST


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether *lines* are one paragraph, on one line or broken at a margin."""
    wide = [len(line.rstrip()) for line in lines[:-1]]
    full = sum(width > _WRAPPED for width in wide) * 5 >= 4 * len(wide)
    return full and not any(line[:1].isspace() for line in lines)


def unwrapped(text: str) -> str:
    """*text* with each paragraph on one line."""
    return _paragraphs(text, lambda lines: [_joined(lines)])


def _joined(lines: Sequence[str]) -> str:
    """*lines* as one; a word with a hyphen that the margin parted is whole."""
    return re.sub(r"(?<=\w-) (?=\w)", "", " ".join(line.strip() for line in lines))


def _wrapped(text: str, width: int) -> str:
    def rewrap(lines: list[str]) -> list[str]:
        joined = _joined(lines)
        if len(joined) <= _WRAPPED * 2 and max(map(len, lines)) <= width:
            return lines  # a heading keeps its lines, as whoever wraps a book would
        return textwrap.wrap(joined, width, break_long_words=False, break_on_hyphens=False)

    return _paragraphs(text, rewrap)


def wrapped_at_60(text: str) -> str:
    """*text* broken at a narrow margin."""
    return _wrapped(text, 60)


def wrapped_at_76(text: str) -> str:
    """*text* broken at a usual margin."""
    return _wrapped(text, 76)


def with_no_break_spaces(text: str) -> str:
    """*text* with such a space behind every abbreviation and short word, as typesetters do."""
    return re.sub(r"(\b[A-Z][a-z]{0,3}\.|\b(?:a|I|to|of|the)) (?=\w)", "\\1\u00a0", text)


def with_narrow_spaces(text: str) -> str:
    """*text* with narrow spaces in two of three places."""
    return re.sub(r"(\S+ \S+) (\S+) (?=\S)", "\\1\u202f\\2\u2009", text)


def with_double_spaces(text: str) -> str:
    """*text* with two blanks behind every stop, and some elsewhere."""
    return re.sub(r"([.!?][\"”’']?|\b[a-z]{4}) (?=\S)", r"\1  ", text)


def with_soft_hyphens(text: str) -> str:
    """*text* with a mark in every longer word that says where it may be parted."""
    return re.sub(r"([^\W\d_]{3})([^\W\d_]{3,})", "\\1\u00ad\\2", text)


def composed(text: str) -> str:
    """*text* with each accent as part of its letter."""
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    """*text* with each accent as a character of its own, as macOS once wrote file names."""
    return unicodedata.normalize("NFD", text)


def with_mark(text: str) -> str:
    """*text* behind a byte order mark."""
    return "\ufeff" + text.removeprefix("\ufeff")


def with_trailing_blanks(text: str) -> str:
    """*text* with blanks at the ends of its lines, the blank ones too."""
    return re.sub(r"(?m)$", "  ", _unified(text))


def indented(text: str) -> str:
    """*text* with every paragraph's first line set in, the blank lines between kept."""
    first = r"(?:\A|(?<=\n\n))(?=\S[^\n]*(?:\n[^\n]+)*[.!?…\"”’'](?:\n\n|\Z))"
    return re.sub(first, "    ", _unified(text))


def with_fewer_blank_lines(text: str) -> str:
    """*text* with one blank line wherever there were two."""
    return re.sub(r"(?<!\n)\n\n\n(?!\n)", "\n\n", _unified(text))


def with_more_blank_lines(text: str) -> str:
    """*text* with a blank line more wherever there were two or more."""
    return re.sub(r"\n{3,}", r"\g<0>\n", _unified(text))


def with_straight_marks(text: str) -> str:
    """*text* as a typewriter has its quotation marks and apostrophes.

    A double mark inside a word, which is a slip, would open or close as well; such a text stays.
    """
    if re.search(r"(?<=\w)[“”](?=\w)", text):
        return text
    return text.translate(str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''"))


def with_curly_marks(text: str) -> str:
    """*text*, if its marks are straight double ones, as a word processor would have them.

    A mark with a blank or a letter on both sides may open or close; a text with such stays.
    """
    if re.search("[“”„«‘]", text) or _EITHER.search(text):
        return text
    opening = re.sub(r"(?:(?<=[\s(\[—–_*-])|\A)\"(?=\S)|(?:\A|(?<=\n))\"(?= )", "“", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", opening.replace('"', "”"))


def from_project_gutenberg(text: str) -> str:
    """*text* with that project's header and licence around it; front matter only stands first."""
    if "PROJECT GUTENBERG" in text.upper() or text.startswith("---"):
        return text
    return _HEADER.format(title="A STORY") + text + _LICENCE.format(title="A STORY")


RETYPED: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        function.__name__.replace("_", " "): function
        for function in (
            with_crlf,
            with_cr,
            unwrapped,
            wrapped_at_60,
            wrapped_at_76,
            with_no_break_spaces,
            with_narrow_spaces,
            with_double_spaces,
            with_soft_hyphens,
            composed,
            decomposed,
            with_mark,
            with_trailing_blanks,
            indented,
            with_fewer_blank_lines,
            with_more_blank_lines,
            with_straight_marks,
            with_curly_marks,
            from_project_gutenberg,
        )
    }
)
"""Every way of typing a text anew, by its name."""

Said = tuple[Kind, str, str | None]
"""A segment as a listener has it: its kind, its words, and who says it."""


def as_read(script: Script) -> tuple[list[Said], list[str]]:
    """What of *script* no way of typing may change: who says which words, and the chapters.

    A chapter that is called as the book is has no title of its own. Hyphens do not count: whether
    a word has one that was parted at it, nobody who joins the lines can tell for sure.
    """
    said: list[Said] = [
        (segment.kind, _words(segment.text), segment.speaker and _words(segment.speaker))
        for segment in script.segments
        if segment.kind is not Kind.SCENE_BREAK
    ]
    book = script.book
    own = ("" if chapter.title == book.title else chapter.title for chapter in book.chapters)
    return said, [_words(title) for title in own]


def _words(text: str) -> str:
    bare = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join(re.findall(r"\w+", re.sub(r"(?<=\w)-(?=\w)", "", bare)))
