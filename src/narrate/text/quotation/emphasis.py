"""Finds speech set in italics, between underscores or asterisks.

Either in place of quotation marks, or beside them for a voice of another kind: of a house, in
somebody's head, over the radio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from narrate.model import Span
from narrate.text.quotation.tags import says, tag_of_italics

_RUN = re.compile(
    r"(?<![\w*_])(?P<sign>[_*])(?![\s*_])[^_*]{1,2000}?(?<![\s*_])(?P=sign)(?![\w*_])"
)
_PAUSED = tuple(",.!?…—–-")
_LEAD = 120
"""Characters before a run in which a verb of saying is looked for."""
_FEWEST = 2
"""So many tagged runs are no accident."""


@cache
def _tagged(language: str) -> re.Pattern[str]:
    return re.compile(tag_of_italics(language, thinking=True))


@cache
def _tagged_aloud(language: str) -> re.Pattern[str]:
    return re.compile(tag_of_italics(language, thinking=False))


def uses_emphasis(text: str, paragraphs: Sequence[Span], language: str) -> bool:
    """Whether emphasis stands for quotation marks in a book without any: tags stand beside it."""
    tagged = sum(
        _is_tagged(text, paragraph, run, language)
        for paragraph in paragraphs
        for run in _runs(text, paragraph)
    )
    return tagged >= _FEWEST


def emphasised_speech(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    """The runs of speech in *paragraph*, with their signs: where a paragraph begins, and by a tag.

    What follows a speech in its paragraph goes on with it.
    """
    spoken = False
    for run in _runs(text, paragraph):
        opens = not text[paragraph.start : run.start].strip()
        spoken = spoken or opens or _is_tagged(text, paragraph, run, language)
        if spoken:
            yield run


def uses_both(text: str, paragraphs: Sequence[Span], language: str) -> bool:
    """Whether a book with quotation marks sets some speech in emphasis: it is said, not thought."""
    said = thought = 0
    for paragraph in paragraphs:
        for run in _runs(text, paragraph):
            aloud = bool(_tagged_aloud(language).match(text, run.end, paragraph.end))
            said += aloud
            thought += not aloud and _is_tagged(text, paragraph, run, language)
    return said >= _FEWEST and not thought


def speech_beside_marks(
    text: str, paragraph: Span, marked: Sequence[Span], language: str
) -> Iterator[Span]:
    """What is said in *paragraph* where :func:`uses_both`: what is *marked*, and emphasised runs.

    Of these the tagged ones, what goes on behind them, and paragraphs of nothing else.
    """
    runs = [run for run in _runs(text, paragraph) if not any(_meet(run, one) for one in marked)]
    spoken = [_words(text, run) for run in runs] == [_words(text, paragraph).strip()]
    said = list(marked)
    for run in runs:
        spoken = spoken or bool(_tagged_aloud(language).match(text, run.end, paragraph.end))
        if spoken:
            said.append(run)
    yield from sorted(said)


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _runs(text: str, paragraph: Span) -> Iterator[Span]:
    """The emphasised runs that end as speech does."""
    for found in _RUN.finditer(text, paragraph.start, paragraph.end):
        if found[0][:-1].endswith(_PAUSED):
            yield Span(found.start(), found.end())


def _is_tagged(text: str, paragraph: Span, run: Span, language: str) -> bool:
    if _tagged(language).match(text, run.end, paragraph.end):
        return True
    lead = text[max(paragraph.start, run.start - _LEAD) : run.start].rstrip()
    return lead.endswith((",", ":")) and bool(says(language).search(lead))
