"""Finds quotation marks and tells them from apostrophes."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import NamedTuple

from narrate.languages import USUAL, any_of, language
from narrate.model import Span


class Family(Enum):
    """Marks that open and close one another."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    CORNER = "corner"


FAMILIES = {
    **dict.fromkeys(['"', "“", "”", "„", "‟", "＂", "``", "''"], Family.DOUBLE),
    **dict.fromkeys(["'", "‘", "’", "‚", "‛", "`"], Family.SINGLE),
    **dict.fromkeys("«»‹›", Family.GUILLEMET),
    **dict.fromkeys("「」『』", Family.CORNER),
}
OPENING = frozenset("“„‟‘‚‛`「『") | {"``"}
"""Signs that open a quotation wherever they stand (« and » depend on the country)."""
CLOSING = frozenset("”’」』") | {"''"}

_RUN = re.compile("[\"“”„‟＂'‘’‚‛`«»‹›「」『』_*](?<![_*].)[\"“”„‟＂'‘’‚‛`«»‹›「」『』_*]*")
_SIGN = re.compile("[^_*]")
_PAIRED_SIGN = re.compile("``|''|[^_*]")
"""As typewriters and TeX have it: ``so''."""
_BEFORE_OPENING = frozenset("-–—―([{/…")
_AFTER_CLOSING = frozenset("-–—―)]}/….,;:!?")
_STOP = frozenset(",.!?;:-–—…)]*_")

_LONGEST = 6
"""Letters of a word that has lost its end."""


class _Apostrophes(NamedTuple):
    """What stands beside the apostrophes of words that have lost letters."""

    elided: re.Pattern[str]
    dropped: re.Pattern[str]
    clipped: re.Pattern[str]


@cache
def _apostrophes() -> _Apostrophes:
    """Those of English, whatever the language: they are marked as quotations are."""
    words = language(USUAL).quotation
    endings = "|".join(rf"\w{entry[1:]}" for entry in words.clipped if entry.startswith("-"))
    whole = any_of(entry for entry in words.clipped if not entry.startswith("-"))
    return _Apostrophes(
        re.compile(rf"(?:{any_of(words.elided)}|\d0s|\d\d)(?![a-z0-9])", re.IGNORECASE),
        re.compile(rf"(?:{any_of(words.dropped)})(?![A-Za-z0-9])"),
        re.compile(rf"(?:{endings}|\b(?:{whole}))$", re.IGNORECASE),
    )


class QuoteMark(NamedTuple):
    """One quotation mark, at ``start`` to ``end``; *opens* and *closes* say what it can be here.

    *sure* is true for a closing mark after punctuation, which no apostrophe follows; *elided*
    for a single mark that may well be an apostrophe ('tis, the boys' hats).
    """

    start: int
    end: int
    sign: str
    family: Family
    opens: bool
    closes: bool
    sure: bool = True
    elided: bool = False


def find_marks(text: str, span: Span) -> list[QuoteMark]:
    """The quotation marks in *span*, in order; plain apostrophes are left out."""
    marks = []
    signs = _SIGN if text.find("``", span.start, span.end) < 0 else _PAIRED_SIGN
    for run in _RUN.finditer(text, span.start, span.end):
        before = text[run.start() - 1] if run.start() > span.start else " "
        after = text[run.end()] if run.end() < span.end else " "
        if len(run.group()) == 1 and run.group() in "'’" and before.isalnum() and after.isalnum():
            continue
        opens = not after.isspace() and (before.isspace() or before in _BEFORE_OPENING)
        closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
        for sign in signs.finditer(text, run.start(), run.end()):
            family = FAMILIES[sign.group()]
            mark = QuoteMark(*sign.span(), sign.group(), family, opens, closes)
            marks.append(_single(text, mark, before) if family is Family.SINGLE else mark)
    return marks


def _single(text: str, mark: QuoteMark, before: str) -> QuoteMark:
    """Weigh whether a single mark is an apostrophe; *before* is what stands before its run."""
    opens = mark.opens and mark.sign not in CLOSING
    shut = mark.sign == "’" and before in "-–—" and text[mark.end : mark.end + 1].isupper()
    astray = before.isspace() and not text[mark.end : mark.end + 1].strip()  # "I thought ' he began
    closes = (mark.closes or astray or shut) and mark.sign not in OPENING
    sure = closes and (astray or before in _STOP)
    if opens:
        elided = _is_elided(text, mark, before)
    else:
        elided = closes and not sure and _is_clipped(text, mark)
    return mark._replace(opens=opens, closes=closes, sure=sure, elided=elided)


def _is_elided(text: str, mark: QuoteMark, before: str) -> bool:
    """Whether a mark before a letter is more likely part of the word: 'tis, give 'im."""
    if _apostrophes().elided.match(text, mark.end):
        return True
    lead = text[max(0, mark.start - 2) : mark.start].strip()
    after_word = before.isspace() and lead[-1:].isalnum()
    return mark.sign in "'’" and after_word and bool(_apostrophes().dropped.match(text, mark.end))


def _is_clipped(text: str, mark: QuoteMark) -> bool:
    """Whether a mark after a letter is more likely part of the word: the boys' hats, runnin' on."""
    word, after = text[max(0, mark.start - _LONGEST) : mark.start], text[mark.end : mark.end + 2]
    owns = word[-1:] in ("s", "z", "x") and after[:1].isspace() and after[1:].islower()
    return owns or (bool(_apostrophes().clipped.search(word)) and after[:1] not in (".", "!", "?"))
