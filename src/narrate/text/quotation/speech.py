"""Tells speech from what is quoted for another reason: titles, single words, scare quotes."""

from __future__ import annotations

import re
from typing import NamedTuple

from narrate.model import Span
from narrate.text.quotation.marks import Family
from narrate.text.quotation.pairing import Quoted
from narrate.text.quotation.tags import SAYING, SAYS, TAG

NEAR = 120
"""How many characters on either side of a quotation are looked at."""
_SENTENCE = 400
"""Characters. Two speeches further apart do not share a sentence."""

_WRAPPING = "_*\"“”„‟＂'‘’‚‛`«»‹›「」『』 \t\r\n\u00a0\u202f"
_FULL = tuple("!?。！？")
_PAUSED = (*_FULL, *",.…—–-;:、")
_BREAK = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?…][\"”’'»)]*\s")
"""The end of a sentence, which parts two speeches that no tag joins."""
_SAYING_NOW = (
    "saying|crying|shouting|calling|whispering|singing|asking|repeating|muttering|murmuring|"
    "announcing|exclaiming|adding|answering|replying|screaming|yelling|thinking|declaring|begun"
)
_SAID = re.compile(
    rf"\b(?:{SAYING}|{_SAYING_NOW})"
    r"(?:\s+(?:out|aloud|back|only|again|to|himself|herself|\w+ly|he|she|they|I|[A-Z]\w+)){0,3}$"
)
"""A verb of saying right before the quotation, nothing but its subject or an adverb between."""
_WRITTEN = re.compile(
    r"\b(?:written|inscribed|printed|entitled|label+ed|addressed|titled|words?|phrase|motto|"
    r"called|named|nicknamed|termed|known as|marked|signed)\b[^.!?]{0,12}$"
)
"""Words before a quotation that is read or named, not said."""
_POSTED = re.compile(
    r"\b(?:signs?|card|notice|poster|placard|plaque|label|headline|banner|billboard|badge|"
    r"inscription|caption|sticker|tombstone|gravestone|screen|telegram|postcard)\b"
    r"[^.!?“”\"]{0,60}\b(?:said|says|read|reads|saying|reading|announced|proclaimed)\b[,:]?$"
)
"""Words before what stands on something: The card in the window said "Rooms"."""
_VERB_AFTER = re.compile(r"\s*(?:is|was|were|are|has|had|means|meant|lay|stood|by)\b")
"""A quotation that is the subject of its sentence: "Paradise Lost" was lying there."""


def is_speech(text: str, paragraph: Span, quoted: Quoted, spoken: Quoted | None) -> bool:
    """Whether somebody says, or thinks, what is *quoted* in *paragraph*.

    *spoken* is the speech before it in the same paragraph: "Go," said Ann, "now." belongs
    together. What decides is how print leads into speech: a new sentence or a pause before it,
    a pause inside its end.
    """
    if not quoted.closed:
        return True
    if quoted.family is Family.CORNER:
        return text[quoted.start] == "「"  # 『』 alone holds a title
    near = _look(text, paragraph, quoted)
    if not near.words or not near.ending or _POSTED.search(near.lead):
        return False
    goes_on = (
        spoken is not None
        and quoted.start - spoken.end <= _SENTENCE
        and not _BREAK.search(text, spoken.end, quoted.start)
    )
    if not near.lead or near.lead[-1] in ".!?…\"“”»’'([":
        subject = near.brief and near.words.istitle() and _VERB_AFTER.match(near.tail)
        return near.paused or not subject
    if near.lead[-1] in ",:;—–-)":
        return _is_led_into(near, goes_on=goes_on)
    return _is_embedded_speech(near, goes_on=goes_on)


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


def _is_led_into(near: _Near, *, goes_on: bool) -> bool:
    """Whether a quotation after a comma, colon or dash is speech."""
    if not near.paused:
        return bool(SAYS.search(near.lead) or re.match(TAG, near.tail) or not near.tail.strip())
    mere = near.words[0].islower() and near.brief and not near.ending.endswith(_FULL)
    named = mere or bool(_WRITTEN.search(near.lead))
    return goes_on or not named or bool(SAYS.search(near.lead))


def _is_embedded_speech(near: _Near, *, goes_on: bool) -> bool:
    """Whether a quotation that no pause leads into is speech: he shouted "Fire!" and ran."""
    if not near.paused:
        return False
    said = bool(_SAID.search(near.lead)) and (goes_on or not near.words[0].islower())
    if near.ending.endswith(_FULL):
        return said or not near.brief
    return said or (goes_on and not near.brief and not _WRITTEN.search(near.lead))
