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
from narrate.text.quotation.tags import FRENCH_TAG, TAG

_DASH = r"(?:[—―–]|--+)"
_OPENING = re.compile(rf"[_*]*(?:{_DASH}\s*|-\s+)(?=[^\s\d—―–-])")
_QUOTED = re.compile(r"[_*]*[\"“”„«»'‘‚「『]\S")
_TERMINAL = re.compile(r"[.!?…]")

_TAG_ENDS = re.compile(
    rf"(?<=[.,;:!?…])\s*(?={_DASH}\s*\S)"  # сказал он. — Как дела?
    rf"|(?<=\S){_DASH}[.,;:!?…]*(?=\s|$)"  # dijo Juan—. Adiós
)
_PHRASE_ENDS = re.compile(r"[.,;:!?…]+[»”\"]?(?=\s)")
_SENTENCE_ENDS = re.compile(r"[.!?…]+[»”\"]?(?=\s)")

_NEARBY = re.compile(
    r"\b(?:I|me|my|mine|you|your|yours|we|us|our|je|j[’']|tu|te|toi|vous|nous|mon|ma|mes|votre|vos)\b"
    r"|[?!]"
)
"""Words of somebody who is talking, and marks of somebody who is heard."""
_TOLD = re.compile(r"\s*(?:and\s+)?(?:[Hh]e|[Ss]he|[Tt]hey|His|Her|Il|Elle|Ils|Elles|et)\b")


@cache
def _tag_begins() -> re.Pattern[str]:
    """Compiled when it is needed, as in :mod:`narrate.text.quotation.tags`."""
    return re.compile(
        rf"(?<=[,.!?…;:])[»”\"]?\s*(?P<dash>{_DASH})\s*(?=[a-zß-öø-ÿа-яё])"  # Привет, — сказал он
        rf"|\s(?P<raya>{_DASH})(?=[a-zß-öø-ÿ])"  # Hola —dijo Juan
        rf"|(?<=[,!?…])\s(?={TAG})"  # Good night, said Mr Dedalus
    )


@cache
def _french_tag_begins() -> re.Pattern[str]:
    return re.compile(rf"(?<=[,!?…])\s(?={FRENCH_TAG})")


def uses_dashes(text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether dashes open speech in this book: at least half as often as quotation marks do."""
    dashed = quoted = tagged = 0
    for paragraph in paragraphs:
        opening = _OPENING.match(text, paragraph.start, paragraph.end)
        if opening and _TERMINAL.search(text, opening.end(), paragraph.end):
            dashed += 1
            tagged += bool(_tag_begins().search(text, opening.end(), paragraph.end))
        elif _QUOTED.match(text, paragraph.start, paragraph.end):
            quoted += 1
    return dashed * 2 >= quoted and (dashed > 1 or tagged > 0)


def opens_with_dash(text: str, paragraph: Span) -> bool:
    """Whether *paragraph* begins as speech does in a book that uses dashes."""
    return bool(_OPENING.match(text, paragraph.start, paragraph.end))


def dash_speech(text: str, paragraph: Span) -> Iterator[Span]:
    """The runs of speech in a paragraph that a dash opens, the dashes included."""
    yield from _untagged(text, paragraph, _tag_begins())


def without_french_tags(text: str, speech: Span) -> Iterator[Span]:
    """The speech inside guillemets that hold the tag too: « Bonjour, dit-il, ça va ? »."""
    yield from _untagged(text, speech, _french_tag_begins())


def _untagged(text: str, span: Span, begins: re.Pattern[str]) -> Iterator[Span]:
    start = at = span.start
    opening = _OPENING.match(text, span.start, span.end)
    if opening:
        at = opening.end()
    while start < span.end:
        tag = begins.search(text, at, span.end)
        if tag is None:
            yield Span(start, span.end)
            return
        end = start + len(text[start : tag.start()].rstrip())
        if end > start:
            yield Span(start, end)
        start = at = _resumes(text, tag, span.end)
        while start < span.end and text[start].isspace():
            start += 1
        dash = _OPENING.match(text, start, span.end)
        at = dash.end() if dash else start


def _resumes(text: str, tag: re.Match[str], end: int) -> int:
    """Where the speech goes on after *tag*; *end* if it does not."""
    if tag.lastgroup in ("dash", "raya"):
        back = _TAG_ENDS.search(text, tag.end(), end)
        return back.end() if back else end
    french = bool(re.compile(FRENCH_TAG).match(text, tag.end()))
    phrase = _PHRASE_ENDS.search(text, tag.end(), end)
    if phrase is None:
        return end
    closing = _SENTENCE_ENDS.search(text, phrase.end(), end)
    rest = text[phrase.end() : closing.end() if closing else end]
    heard = bool(_NEARBY.search(rest))
    if _TOLD.match(rest) and not heard:
        return end
    if heard or french:
        return phrase.end()
    return end
