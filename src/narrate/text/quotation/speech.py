"""Tells speech from what is quoted for another reason: titles, single words, scare quotes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from narrate.model import Span
from narrate.text.quotation.marks import Family
from narrate.text.quotation.pairing import Quoted
from narrate.text.quotation.tags import conjunctions, either, said, says, tag, words_of

NEAR = 120
"""How many characters on either side of a quotation are looked at."""
_SENTENCE = 400
"""Characters. Two speeches further apart do not share a sentence."""

_WRAPPING = "_*\"“”„‟＂'‘’‚‛`«»‹›「」『』 \t\r\n\u00a0\u202f"
_FULL = tuple("!?。！？")
_PAUSED = (*_FULL, *",.…—–-;:、")


_SOURCE = re.compile(
    r"[_*]*\n\s*[_*(]*[—–―-]{1,3} ?[_*]*(?P<source>[A-Z][^\n.!?\"“”]{1,90})[.)_*]*(?=\n\n|\Z)"
)
"""A line below a quotation that begins with a dash and a capital, and is the last."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = 3
"""letters of a word that a title writes small"""


@cache
def _break(language: str) -> re.Pattern[str]:
    """The end of a sentence, which parts two speeches that no tag joins."""
    short = "".join(rf"(?<!\b{word})" for word in words_of(language).abbreviation)
    return re.compile(rf"{short}[.!?…][\"”’'»)]*\s")


@cache
def _tagged(language: str) -> re.Pattern[str]:
    return re.compile(tag(language))


@cache
def _written(language: str) -> re.Pattern[str]:
    """Words before a quotation that is read or named, not said."""
    return re.compile(rf"\b{either(words_of(language).naming)}\b[^.!?]{{0,12}}$")


@cache
def _posted(language: str) -> re.Pattern[str]:
    """Words before what stands on something: The card in the window said "Rooms"."""
    words = words_of(language)
    shows = rf"\b{either(words.shows)}\b[,:]?$"
    return re.compile(rf"\b{either(words.notice)}\b[^.!?“”\"]{{0,60}}{shows}")


@cache
def _predicate(language: str) -> re.Pattern[str]:
    """Behind a quotation that is the subject of its sentence: "Paradise Lost" was lying there."""
    return re.compile(rf"\s*{either(words_of(language).predicate)}\b")


def _joins(lead: str, language: str) -> bool:
    """Whether *lead* ends as a second tagged speech is joined: "No," said Ann, and "Yes," Bob."""
    return lead.rpartition(" ")[2].lower() in conjunctions(language)


def is_speech(
    text: str, paragraph: Span, quoted: Quoted, spoken: Quoted | None, language: str
) -> bool:
    """Whether somebody says, or thinks, what is *quoted* in *paragraph*, of a book in *language*.

    *spoken* is the speech before it in the same paragraph: "Go," said Ann, "now." belongs
    together. What decides is how print leads into speech: a new sentence or a pause before it,
    a pause inside its end.
    """
    if not quoted.closed:
        return True
    if quoted.family is Family.CORNER:
        return text[quoted.start] == "「"  # 『』 alone holds a title
    near = _look(text, paragraph, quoted)
    printed = _posted(language).search(near.lead) or (not near.lead and _is_motto(text, quoted))
    if not near.words or not near.ending or printed:
        return False
    goes_on = (
        spoken is not None
        and quoted.start - spoken.end <= _SENTENCE
        and not _break(language).search(text, spoken.end, quoted.start)
    )
    if not near.lead or near.lead[-1] in ".!?…\"“”»’'([":
        subject = near.brief and near.words.istitle() and _predicate(language).match(near.tail)
        return near.paused or not subject
    if near.lead[-1] in ",:;—–-)":
        return _is_led_into(near, language, goes_on=goes_on)
    return _is_embedded_speech(near, language, goes_on=goes_on)


def _is_motto(text: str, quoted: Quoted) -> bool:
    """Whether who wrote it, or where, stands below what is *quoted*: "..." / — Old Saying."""
    found = _SOURCE.match(text, quoted.end)
    words = _WORD.findall(found["source"]) if found else []
    return bool(words) and all(word[0].isupper() or len(word) <= _SMALL for word in words)


class _Near(NamedTuple):
    """A quotation and its neighbourhood."""

    lead: str
    tail: str
    words: str
    """what it begins with"""
    ending: str
    """what it ends with"""

    @property
    def paused(self) -> bool:
        return self.ending.endswith(_PAUSED)

    @property
    def brief(self) -> bool:
        return len(self.words) < NEAR // 2 and len(self.words.split()) <= 3


def _look(text: str, paragraph: Span, quoted: Quoted) -> _Near:
    return _Near(
        lead=text[max(paragraph.start, quoted.start - NEAR) : quoted.start].rstrip(" \t\r\n_*"),
        tail=text[quoted.end : min(paragraph.end, quoted.end + NEAR)],
        words=text[quoted.start : min(quoted.end, quoted.start + NEAR)].strip(_WRAPPING),
        ending=text[max(quoted.start, quoted.end - NEAR) : quoted.end].rstrip(_WRAPPING),
    )


def _is_led_into(near: _Near, language: str, *, goes_on: bool) -> bool:
    """Whether a quotation after a comma, colon or dash is speech."""
    if not near.paused:
        tagged = says(language).search(near.lead) or _tagged(language).match(near.tail)
        return bool(tagged or not near.tail.strip())
    mere = near.words[0].islower() and near.brief and not near.ending.endswith(_FULL)
    named = mere or bool(_written(language).search(near.lead))
    return goes_on or not named or bool(says(language).search(near.lead))


def _is_embedded_speech(near: _Near, language: str, *, goes_on: bool) -> bool:
    """Whether a quotation that no pause leads into is speech: he shouted "Fire!" and ran."""
    if not near.paused:
        return False
    if _joins(near.lead, language) and _tagged(language).match(near.tail):
        return True
    led = bool(said(language).search(near.lead)) and (goes_on or not near.words[0].islower())
    if near.ending.endswith(_FULL):
        return led or not near.brief
    return led or (goes_on and not near.brief and not _written(language).search(near.lead))
