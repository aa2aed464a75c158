"""Finds speech that a dash opens, as in Joyce, and in French, Spanish and Russian print.

The dash says where a speech begins but seldom where it ends: at a second dash (—Hola —dijo Juan—.
Adiós.), at a dash after punctuation (— Привет, — сказал он. — Как дела?), or only at the words
of the tag (—Good night, said Mr Dedalus).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from narrate.model import Span
from narrate.text.quotation.tags import either, in_past, tag, words_of

_DASH = r"(?:[—―–]|--+)"
_OPENING = re.compile(rf"[_*]*(?:{_DASH}\s*|-\s+)(?=[^\s\d—―–-])")
_HYPHENS = re.compile(rf"[_*]*(?:{_DASH}\s*|-\s*)(?=[^\s\d—―–-])")
_QUOTED = re.compile(r"[_*]*[\"“”„«»'‘‚「『]\S")
_TERMINAL = re.compile(r"[.!?…]")

_PHRASE_ENDS = re.compile(r"[.,;:!?…]+[»”\"]?(?=\s)")
_SENTENCE_ENDS = re.compile(r"[.!?…]+[»”\"]?(?=\s)")


_LONGEST = 300
"""characters of a tag between two dashes, at most"""


@cache
def _dash(language: str) -> str:
    """A pattern for what parts a tag from speech."""
    return rf"(?:{_DASH}|-)" if "hyphen" in words_of(language).dashes else _DASH


@cache
def _tag_ends(language: str) -> re.Pattern[str]:
    dash = _dash(language)
    tight = "|[¿¡A-ZÀ-Þ]" if "glued" in words_of(language).dashes else ""
    return re.compile(
        rf"(?<=[.,;:!?…])\s*(?={dash}\s*\S)"  # сказал он. — Как дела?
        rf"|(?<=\S){dash}[.,;:!?…]*(?=\s|${tight})"  # dijo Juan—. Adiós
    )


@cache
def _openings(language: str) -> re.Pattern[str]:
    """What speech begins with; a hyphen only before a blank, where it is not used as a dash."""
    return _HYPHENS if "hyphen" in words_of(language).dashes else _OPENING


@cache
def _talking(language: str) -> re.Pattern[str]:
    """Words of somebody who is talking, and marks of somebody who is heard."""
    return re.compile(rf"\b{either(words_of(language).talking)}\b|[?!]")


@cache
def _present(language: str) -> re.Pattern[str]:
    """Words that a narrator who tells in the past does not use."""
    words = (word.replace("'", "['’]") for word in words_of(language).present)
    return re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})\b")


@cache
def _telling(language: str) -> re.Pattern[str]:
    """How a narrator goes on behind a tag."""
    return re.compile(rf"\s*{either(words_of(language).telling)}\b")


@cache
def _tag_begins(language: str) -> re.Pattern[str]:
    dash, uses = _dash(language), words_of(language).dashes
    told = tag(language) if "inside" in uses else "[a-zß-öø-ÿа-яё]"
    forms = [
        rf"(?<=[,.!?…;:])[»”\"]?\s*(?P<dash>{dash})\s*(?={told})",  # Привет, — сказал он
        rf"(?<=[,!?…])\s(?={tag(language)})",  # Good night, said Mr Dedalus
    ]
    if "inside" not in uses:
        forms.insert(1, rf"\s(?P<raya>{dash})(?=[a-zß-öø-ÿ])")  # Hola —dijo Juan
    if "glued" in uses:  # Hola—dijo Juan. Hola—y reía—, Juan
        closed = rf"[^—]{{1,{_LONGEST}}}{dash}[.,;:]"
        forms.append(rf"(?<=\S)(?P<glued>{dash})(?={tag(language)}|[a-zß-öø-ÿ]{closed})")
    return re.compile("|".join(forms))


@cache
def _inner_tag_begins(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[,!?…])\s(?={tag(language)})")


def uses_dashes(text: str, paragraphs: Sequence[Span], language: str) -> bool:
    """Whether dashes open speech in this book: at least half as often as quotation marks do."""
    dashed = quoted = tagged = 0
    for paragraph in paragraphs:
        opening = _openings(language).match(text, paragraph.start, paragraph.end)
        if opening and _TERMINAL.search(text, opening.end(), paragraph.end):
            dashed += 1
            tagged += bool(_tag_begins(language).search(text, opening.end(), paragraph.end))
        elif _QUOTED.match(text, paragraph.start, paragraph.end):
            quoted += 1
    return dashed * 2 >= quoted and (dashed > 1 or tagged > 0)


def opens_with_dash(text: str, paragraph: Span, language: str) -> bool:
    """Whether *paragraph* begins as speech does in a book in *language* that uses dashes."""
    return bool(_openings(language).match(text, paragraph.start, paragraph.end))


def dash_speech(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    """The runs of speech in a paragraph that a dash opens, the dashes included."""
    yield from _untagged(text, paragraph, _tag_begins(language), language)


def without_inner_tags(text: str, speech: Span, language: str) -> Iterator[Span]:
    """The *speech* without the tags inside its marks: « Bonjour, dit-il, ça va ? »."""
    if text[speech.start] in "".join(words_of(language).inside):
        yield from _untagged(text, speech, _inner_tag_begins(language), language)
    else:
        yield speech


def _untagged(text: str, span: Span, begins: re.Pattern[str], language: str) -> Iterator[Span]:
    start = at = span.start
    opening = _openings(language).match(text, span.start, span.end)
    if opening:
        at = opening.end()
    while start < span.end:
        found = begins.search(text, at, span.end)
        if found is None:
            yield Span(start, span.end)
            return
        end = start + len(text[start : found.start()].rstrip())
        if end > start:
            yield Span(start, end)
        start = at = _resumes(text, found, span.end, language)
        while start < span.end and text[start].isspace():
            start += 1
        dash = _openings(language).match(text, start, span.end)
        at = dash.end() if dash else start


def _resumes(text: str, found: re.Match[str], end: int, language: str) -> int:
    """Where the speech goes on after the tag *found*; *end* if it does not."""
    if found.lastgroup in ("dash", "raya", "glued"):
        back = _tag_ends(language).search(text, found.end(), end)
        return back.end() if back else end
    phrase = _PHRASE_ENDS.search(text, found.end(), end)
    if phrase is None:
        return end
    closing = _SENTENCE_ENDS.search(text, phrase.end(), end)
    rest = text[phrase.end() : closing.end() if closing else end]
    heard = bool(_talking(language).search(rest))
    if _telling(language).match(rest) and not heard:
        return end
    told = text[found.end() : phrase.end()]
    if in_past(told, language) and _present(language).search(rest):
        return phrase.end()
    return phrase.end() if heard or words_of(language).inside else end
