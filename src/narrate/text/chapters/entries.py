"""What an entry of a table of contents says: the title it names, without numbers and names."""

from __future__ import annotations

import re

from narrate.text.chapters.headings import HeadingForm, read_heading
from narrate.text.chapters.titlepage import is_by

_PAGE_NUMBER = re.compile(
    r"(?:(?:\s*(?:[.…·_]\s*){2,}|\s{2,}|\t)(?:p\.\s*)?(?:\d{1,4}|[ivxlc]+)?"
    r"|(?:\s_[^\W\d_]{1,6}\.?_)?\s\d{1,4})\s*$"
)
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
NUMBERED = re.compile(r"(?P<number>\d{1,3}|[IVXLC]+)[.:)]?\s+(?P<title>[^\W\d_a-z].*|[\"“‘'].*)")
"""An entry with its number, though nothing parts it from the title: "IV The Burglary"."""
_BEHIND = re.compile(r"(?<=\w)\s*\([^()]*\)$")
"""What an entry adds to its title: "The May Song (Supplement)"."""
MARKS = "*_#= \t|-[]"


def key(text: str) -> str:
    """The letters of a title, by which an entry and its heading are the same.

    Where a line has nothing but a label and a number, it is these.
    """
    mark = read_heading(text)
    if mark and mark.title:
        return letters(mark.title)
    return numbered_key(mark) or letters(text)


def keys(entry: str) -> tuple[str, ...]:
    """What an *entry* of a contents may be found by: with numbers and what it adds, and without."""
    words = without_page(entry)
    numbered = NUMBERED.match(words)
    titles = [words, numbered["title"]] if numbered else [words, entry]
    titles += [_BEHIND.sub("", one) for one in titles]
    titles += [one for title in titles[:1] if (one := _without_author(title))]
    return tuple(dict.fromkeys(one for one in map(key, titles) if one))


def without_page(entry: str) -> str:
    """An *entry* without the dots and the page number behind it.

    The figure of "Chapter 3" is no page's.
    """
    entry = _LINK.sub(r"\1", entry.lstrip("*+- "))
    bare = _PAGE_NUMBER.sub("", entry).strip(MARKS) or entry
    whole, mark = read_heading(entry), read_heading(bare)
    numbered = whole is not None and whole.number is not None and not whole.titled
    return entry if numbered and (mark is None or mark.number is None) else bare


def numbered_key(mark: HeadingForm | None) -> str:
    """The label and the number of a *mark*; nothing if it has no number."""
    return f"{mark.label} {mark.number}" if mark and mark.number is not None else ""


def letters(text: str) -> str:
    """The letters and figures of *text*, all small."""
    return "".join(filter(str.isalnum, text.casefold()))


def _without_author(entry: str) -> str:
    """The title that an *entry* names before its author: "The Well. By Ines Quill"."""
    words = entry.split()
    by = next((at for at, word in enumerate(words[1:-1], 1) if is_by(word)), 0)
    capital = by > 0 and words[by + 1].lstrip("\"“‘'_*")[:1].isupper()
    return " ".join(words[:by]) if capital else ""
