"""Tells speech from what is quoted for another reason: titles, single words, scare quotes."""

from __future__ import annotations

import re

from narrate.model import Span
from narrate.pairing import Quoted
from narrate.tags import SAYING, SAYS, TAG

NEAR = 120
"""How many characters on either side of a quotation are looked at."""

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
    lead = text[max(paragraph.start, quoted.start - NEAR) : quoted.start].rstrip(" \t\r\n_*")
    tail = text[quoted.end : min(paragraph.end, quoted.end + NEAR)]
    words = text[quoted.start : min(quoted.end, quoted.start + NEAR)].strip(_WRAPPING)
    ending = text[max(quoted.start, quoted.end - NEAR) : quoted.end].rstrip(_WRAPPING)
    if not words or not ending:
        return False
    goes_on = spoken is not None and not _BREAK.search(text, spoken.end, quoted.start)
    paused = ending.endswith(_PAUSED)
    brief = len(words) < NEAR // 2 and len(words.split()) <= 3
    if not lead or lead[-1] in ".!?…\"“”»’'([":
        return paused or not (brief and words.istitle() and _VERB_AFTER.match(tail))
    if lead[-1] in ",:;—–-)":
        if not paused:
            return bool(SAYS.search(lead) or TAG.match(tail) or not tail.strip())
        mere = words[0].islower() and brief and not ending.endswith(_FULL)
        return goes_on or not (mere or _WRITTEN.search(lead)) or bool(SAYS.search(lead))
    return _is_embedded_speech(lead, words, ending, goes_on=goes_on, brief=brief)


def _is_embedded_speech(lead: str, words: str, ending: str, *, goes_on: bool, brief: bool) -> bool:
    """Whether a quotation that no pause leads into is speech: he shouted "Fire!" and ran."""
    if not ending.endswith(_PAUSED):
        return False
    said = bool(_SAID.search(lead)) and (goes_on or not words[0].islower())
    if ending.endswith(_FULL):
        return said or not brief
    return said or (goes_on and not brief and not _WRITTEN.search(lead))
