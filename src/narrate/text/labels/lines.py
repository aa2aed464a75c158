"""Parts the line behind a label into what is said and the directions in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.languages import LabelWords
from narrate.model import Span
from narrate.text.labels.forms import Label, LabelStyle, is_stamped

_BRACKETED = r"_?\[[^\[\]]{1,900}\]_?[.:]?"
_ITALIC = r"_\([^()]{1,900}\)_[.:]?|\(_[^()_]{1,900}_\)[.:]?"
_PARENTHESIS = (
    r"(?:\A|(?<=[.!?…—])\s*|(?<=--)\s*)\([^()]{1,900}\)[.:]?(?:_(?=\s))?"
    r"|(?<=\n)[ ]*\([^()]{1,900}\)\.?(?=[ ]*\n)|\([^()]{1,900}\)\.?(?=\s*\Z)"
)
"""Where a sentence begins, alone on a line, or where all ends; in the middle of a sentence somebody
goes on speaking, wherever its lines are broken."""
_THEATRE = re.compile(f"{_BRACKETED}|{_ITALIC}|{_PARENTHESIS}", re.MULTILINE)
_BRIEF = re.compile(
    r"\[[^\[\]\n]{1,60}\]|\A\([a-z][^()\n]{1,40}\)"
    r"|(?<=[.!?…][ ])\([a-z][^()\n]{1,40}\)(?=[ ]*(?:\Z|[\"“¿¡]?[A-ZÀ-ÖØ-Þ]))"
)
"""What a transcript remarks: [laughs]."""
_IN_LABEL = re.compile(rf"\A[^\[\]\n]{{1,48}}[\]}}]:?(?=\s)|{_BRIEF.pattern}")
"""How it is said, behind the name in its brackets: ``[Mia, whispering]``."""
_OPENS, _CLOSES = r"(?:\A|(?<=[.!?…—”\"])[ ])", r"(?=[.]?(?:\Z|[ ]+[\"“(]?[A-ZÀ-ÖØ-Þ]))"
_ACTION = re.compile(rf"(?<![^\s])([*_])[a-z][^*_\n]{{2,300}}\1{_CLOSES}")
_ACTED = re.compile(rf"{_OPENS}([*_])[^*_\n]{{3,600}}\1{_CLOSES}|{_BRIEF.pattern}")
_LAST = re.compile(rf"(?:{_BRACKETED}|{_ITALIC})\s*\Z")
_WORD = re.compile(r"[^\W_]")
_FIRST_WORD = re.compile(r"\W*(\w*)")
_CAPITALS = re.compile(r"\b[^\W\d_a-z]{2,}\b")
_FEWEST = 2
"""Lines of a stanza."""


def line_parts(
    text: str, said: Span, label: Label, *, acted: bool = False
) -> Iterator[tuple[Span, bool]]:
    """The parts of ``text[said]``, and of each whether it is a direction; none is without words.

    *acted* says that in this text directions stand between asterisks: ``*shrugs* No.``
    """
    words = text[said.start : said.end]
    pattern = _pattern(label, acted=acted)
    parts: list[tuple[int, int, bool]] = []
    at = 0
    for found in pattern.finditer(words):
        parts += ((at, found.start(), False), (*found.span(), True))
        at = found.end()
    parts.append((at, len(words), False))
    yield from _with_words(words, parts, said.start)


def _pattern(label: Label, *, acted: bool) -> re.Pattern[str]:
    """What directions look like in a line behind *label*."""
    if label.style is LabelStyle.BRACKET:
        return _IN_LABEL
    if label.style.theatrical or label.direction:
        return _THEATRE
    return _ACTED if acted else _BRIEF


def acts(text: str, said: Span) -> bool:
    """Whether there is what people write in games of roles: ``*shrugs* No``."""
    return bool(_ACTION.search(text, said.start, said.end))


def is_direction(text: str, paragraph: Span, words: LabelWords) -> bool:
    """Whether *paragraph* of a play tells what is done, by its marks or one of *words*."""
    return text[paragraph.start] in "[(_" or _first_word(text, paragraph) in words["direction"]


def is_direction_alone(text: str, label: Label, paragraph: Span) -> bool:
    """Whether nothing but a direction stands behind *label* in its *paragraph*."""
    direction = label.direction
    return direction is not None and not _WORD.search(text, direction.end, paragraph.end)


def is_next_stanza(text: str, before: Span, stanza: Span) -> bool:
    """Whether *before*, something said, goes on in *stanza* below it.

    It does if both are verse, or if a direction between begins the verse: "It is a mandoline.
    [Sings]".
    """
    if not _is_verse(text, stanza):
        return False
    return _is_verse(text, before) or bool(_LAST.search(text, before.start, before.end))


def is_next_line(text: str, before: Span, line: Span, speaking: Label, *, verse: bool) -> bool:
    """Whether *before*, something said, goes on in the *line* right below it.

    It does if every message has the time before it, and in a play if it is in *verse*, or the line
    is indented further than the name.
    """
    if text.count("\n", before.end, line.start) != 1:
        return False
    if is_stamped(text, speaking):
        return True
    indented = _column(text, line.start) > _column(text, speaking.start)
    return speaking.style.theatrical and (verse or indented)


def _column(text: str, place: int) -> int:
    return place - text.rfind("\n", 0, place)


def goes_on_behind_direction(text: str, paragraph: Span, speaking: Label) -> bool:
    """Whether *speaking* goes on in *paragraph*, which stands below a direction.

    Where names stand above what is said all else is said; where they stand before it, prose may
    tell what is to be seen.
    """
    return speaking.style is LabelStyle.ABOVE or _is_verse(text, paragraph)


def leaves(text: str, direction: Span, speaking: Label, words: LabelWords) -> bool:
    """Whether who is *speaking* goes off by *direction*, and not only somebody else it names."""
    first = _first_word(text, direction)
    if first not in words["leaves"]:
        return first in words["leave"]
    named = set(_CAPITALS.findall(text, direction.start, direction.end)) - {first.upper()}
    return not named or bool(named & set(speaking.name.upper().split()))


def _first_word(text: str, paragraph: Span) -> str:
    found = _FIRST_WORD.match(text, paragraph.start, paragraph.end)
    return found[1].lower() if found else ""


def _is_verse(text: str, span: Span) -> bool:
    """Whether there are several lines, and each begins with a capital."""
    lines = text[span.start : span.end].split("\n")
    return len(lines) >= _FEWEST and all(_begins_with_capital(line) for line in lines)


def _begins_with_capital(line: str) -> bool:
    found = _WORD.search(line)
    return found is not None and found[0].isupper()


def _with_words(
    words: str, parts: list[tuple[int, int, bool]], offset: int
) -> Iterator[tuple[Span, bool]]:
    """The *parts* that have words; one without goes with the part before it, else with the next."""
    open_: tuple[int, int, bool] | None = None
    for start, end, is_direction in parts:
        if not words[start:end].strip():
            continue
        if open_ is None:
            open_ = start, end, is_direction
        elif not _WORD.search(words, start, end):
            open_ = open_[0], end, open_[2]
        elif not _WORD.search(words, open_[0], open_[1]):
            open_ = open_[0], end, is_direction
        else:
            yield _stripped(words, open_, offset)
            open_ = start, end, is_direction
    if open_ is not None:
        yield _stripped(words, open_, offset)


def _stripped(words: str, part: tuple[int, int, bool], offset: int) -> tuple[Span, bool]:
    start, end, is_direction = part
    inner = words[start:end]
    first = start + len(inner) - len(inner.lstrip())
    return Span(offset + first, offset + first + len(inner.strip())), is_direction
