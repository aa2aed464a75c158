"""Finds speech in paragraphs by its quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.languages import USUAL
from narrate.model import Span
from narrate.text.quotation.dashes import (
    dash_speech,
    opens_with_dash,
    uses_dashes,
    without_inner_tags,
)
from narrate.text.quotation.emphasis import (
    emphasised_speech,
    speech_beside_marks,
    uses_both,
    uses_emphasis,
)
from narrate.text.quotation.marks import Family, QuoteMark, find_marks
from narrate.text.quotation.pairing import Around, Quoted, pair_marks
from narrate.text.quotation.speech import is_speech

REACH = 12
"""How many paragraphs a speech may run on without repeating its opening mark."""


@dataclass(frozen=True, slots=True)
class QuoteStyle:
    """How a book prints speech.

    *singles* open speech (and not only quotations within it), guillemets point »inwards«, and
    *dashes* open a paragraph of speech, or *emphasis* stands for marks, or in *both* speech is
    set. The *language* of the book has the words that tags are of.
    """

    singles: bool = False
    inward: bool = False
    dashes: bool = False
    emphasis: bool = False
    both: bool = False
    language: str = USUAL


def detect_style(text: str, paragraphs: Sequence[Span], language: str = USUAL) -> QuoteStyle:
    """Read off how a book in *language* quotes: by the mark that comes first in each paragraph.

    A quotation within a quotation never comes first, which is what makes it a good witness.
    """
    double = single = inward = outward = 0
    for paragraph in paragraphs:
        marks = find_marks(text, paragraph)
        start = paragraph.start
        openings = (mark for mark in marks if mark.opens or _stands_apart(mark))
        first = next((mark for mark in openings if not mark.elided or mark.start == start), None)
        if first is None:
            continue
        if first.family is Family.SINGLE:
            single += _speaks(text, paragraph, first, marks)
        elif first.family is Family.GUILLEMET:
            inward += first.sign in "»›"
            outward += first.sign in "«‹"
        else:
            double += 1
    dashes = uses_dashes(text, paragraphs, language)
    quoted = double + single + inward + outward + dashes
    return QuoteStyle(
        singles=single > 0 and single * 4 >= double,
        inward=inward > outward,
        dashes=dashes,
        emphasis=not quoted and uses_emphasis(text, paragraphs, language),
        both=quoted > 0 and uses_both(text, paragraphs, language),
        language=language,
    )


def _stands_apart(mark: QuoteMark) -> bool:
    """Whether it is a guillemet with a space on both sides: « as in French print »."""
    return mark.family is Family.GUILLEMET and not mark.closes


def _speaks(text: str, paragraph: Span, mark: QuoteMark, marks: Sequence[QuoteMark]) -> bool:
    """Whether a single mark opens as speech does: after a pause, and closed after one."""
    lead = text[paragraph.start : mark.start].rstrip()
    closed = any(other.closes and other.sure for other in marks if other.family is Family.SINGLE)
    return closed and (not lead or lead[-1] in ",.:;!?-—–…)")


def find_speech(
    text: str, paragraphs: Sequence[Span], style: QuoteStyle
) -> Iterator[tuple[Span, ...]]:
    """For each paragraph, the runs of speech in it, quotation marks included.

    A speech whose closing mark is missing ends with its paragraph, or where the next speech
    begins. One that goes on in the next paragraph opens there again, or is closed there without
    having been opened.
    """
    marks = [_usable(find_marks(text, paragraph), style) for paragraph in paragraphs]
    carried, until = None, -1
    for at, paragraph in enumerate(paragraphs):
        if style.dashes and opens_with_dash(text, paragraph, style.language):
            yield tuple(dash_speech(text, paragraph, style.language))
            continue
        if style.emphasis:
            yield tuple(emphasised_speech(text, paragraph, style.language))
            continue
        after = marks[at + 1] if at + 1 < len(marks) else []
        reopened = _begins(after, paragraphs[at + 1]) if after else None
        carried = carried if at <= until else None
        quoted = pair_marks(
            text,
            paragraph,
            marks[at],
            Around(carried, reopened),
            style.language,
        )
        if quoted and not quoted[-1].closed and reopened is None and at >= until:
            carried, until = quoted[-1].family, _carried_to(at, quoted[-1].family, marks)
        said = tuple(_spoken(text, paragraph, quoted, style.language))
        if style.both:
            said = tuple(speech_beside_marks(text, paragraph, said, style.language))
        yield said


def _spoken(
    text: str, paragraph: Span, quotations: Sequence[Quoted], language: str
) -> Iterator[Span]:
    spoken = None
    for quoted in quotations:
        if is_speech(text, paragraph, quoted, spoken, language):
            spoken = quoted
            yield from without_inner_tags(text, Span(quoted.start, quoted.end), language)


def _usable(marks: list[QuoteMark], style: QuoteStyle) -> list[QuoteMark]:
    """The marks that mean something in this book, turned the way it prints them."""
    usable = []
    for mark in marks:
        if mark.family is Family.GUILLEMET:
            opens = (mark.sign in "«‹") != style.inward
            usable.append(mark._replace(opens=opens, closes=not opens))
        elif mark.family is Family.CORNER:
            opens = mark.sign in "「『"
            usable.append(mark._replace(opens=opens, closes=not opens))
        elif mark.family is not Family.SINGLE or style.singles:
            usable.append(mark)
    return usable


def _begins(marks: Sequence[QuoteMark], paragraph: Span) -> Family | None:
    """The family of the mark that a paragraph begins with, if it begins with one."""
    first = marks[0]
    return first.family if first.opens and first.start - paragraph.start <= 2 else None


def _carried_to(at: int, family: Family, marks: Sequence[Sequence[QuoteMark]]) -> int:
    """The paragraph that closes, without having opened, a speech left open in paragraph *at*."""
    if family is Family.SINGLE:
        return at  # apostrophes look too much like closing marks
    for there in range(at + 1, min(at + 1 + REACH, len(marks))):
        for mark in marks[there]:
            if mark.family is family:
                return there if mark.closes and not mark.opens else at
    return at
