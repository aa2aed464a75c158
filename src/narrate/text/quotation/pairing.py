"""Pairs quotation marks: where each outermost quotation begins and ends, sound or damaged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from narrate.model import Span
from narrate.text.quotation.marks import CLOSING, OPENING, Family, QuoteMark
from narrate.text.quotation.tags import find_tag

FAR = 120
"""How many marks ahead a closing single mark is looked for; it bounds the time on hostile text."""

_SENTENCE_END = re.compile(r"[.!?…]\s+")
_NESTING = (Family.GUILLEMET, Family.CORNER)


class Quoted(NamedTuple):
    """A quotation, marks included; *closed* is false where the closing mark is missing."""

    start: int
    end: int
    family: Family
    closed: bool


class Around(NamedTuple):
    """What the paragraphs around one tell of it.

    *carried* is the family of a speech that is still open from the paragraph before, *reopened*
    that of the mark which the paragraph after begins with.
    """

    carried: Family | None
    reopened: Family | None


def pair_marks(
    text: str,
    paragraph: Span,
    marks: Sequence[QuoteMark],
    around: Around,
    language: str,
) -> list[Quoted]:
    """The outermost quotations of *paragraph*, in order.

    Where a closing mark is missing, a tag in *language* ends the speech.
    """
    return _Pairing(text, paragraph, marks, around.reopened, language).run(around.carried)


class _Pairing:
    """One walk over the marks of one paragraph."""

    def __init__(
        self,
        text: str,
        paragraph: Span,
        marks: Sequence[QuoteMark],
        reopened: Family | None,
        language: str,
    ) -> None:
        self.text = text
        self.paragraph = paragraph
        self.marks = marks
        self.reopened = reopened
        self.language = language
        self.found: list[Quoted] = []
        self.goes_on = paragraph.start
        """up to where the sentence after the last quotation is known to go on"""
        self.even = sum(mark.sign == '"' for mark in marks) % 2 == 0
        signs = [mark for mark in marks if mark.family in _NESTING]
        self.balanced = sum(mark.opens for mark in signs) * 2 == len(signs)

    def run(self, carried: Family | None) -> list[Quoted]:
        at = 0
        if carried is not None:
            at = self._quotation(self.paragraph.start, '"', carried, 0)
        while at < len(self.marks):
            mark = self.marks[at]
            if self._begins(mark):
                if mark.family is Family.SINGLE:
                    at = self._single(at)
                else:
                    at = self._quotation(mark.start, mark.sign, mark.family, at + 1)
            else:
                if mark.family is Family.DOUBLE and mark.closes:
                    self._unopened(mark)
                at += 1
        return self.found

    def _begins(self, mark: QuoteMark) -> bool:
        if mark.family is not Family.DOUBLE or mark.sign in OPENING:
            return mark.opens or mark.sign in OPENING - {"‘", "‛", "`", "‚"}
        if mark.sign in CLOSING:
            return mark.opens and not mark.closes  # Swedish and Finnish ”open so”
        return mark.opens or not mark.closes

    def _quotation(self, start: int, sign: str, family: Family, at: int) -> int:
        """Follow a quotation that began at *start*; the index of the mark to go on with."""
        depth = 1
        for i in range(at, len(self.marks)):
            mark = self.marks[i]
            if mark.family is not family:
                continue
            if family in _NESTING and (mark.closes or self.balanced):
                depth += 1 if mark.opens else -1
                if depth == 0:
                    self._add(start, mark.end, family, closed=True)
                    return i + 1
            elif family is Family.DOUBLE and self._double_closes(sign, mark):
                self._add(start, mark.end, family, closed=True)
                return i + 1
            elif family in _NESTING or self._begins(mark):
                self._cut(start, mark.start, family)
                return i
        self._run_out(start, family)
        return len(self.marks)

    def _double_closes(self, opener: str, mark: QuoteMark) -> bool:
        """Whether *mark* ends what *opener* began; if not, it begins something new."""
        if mark.sign in ("„", "``"):
            return False
        if mark.sign in CLOSING:
            return True
        if mark.sign in ("“", "‟"):
            return opener in "„‟”" or (mark.closes and not mark.opens)
        if mark.closes or not mark.opens:
            return True
        # It stands as an opening mark does. An even number of marks speaks for a slip of the
        # space bar ("Hello, "he said) or for none, behind a dash ("I--"Ann rose--"I can."),
        # an odd one for a missing mark.
        dashed = self.text[mark.start - 1] in "-–—"
        return self.even and (dashed or self.text[mark.end].islower())

    def _single(self, at: int) -> int:
        mark = self.marks[at]
        lead = self.text[max(self.paragraph.start, mark.start - 3) : mark.start].rstrip()
        pauses = not lead or lead[-1] in ",.:;!?-–—…)"
        if mark.elided and not pauses:
            return at + 1
        close, rival = self._single_close(at)
        if close is not None:
            self._add(mark.start, self.marks[close].end, Family.SINGLE, closed=True)
            return close + 1
        if mark.elided or not pauses:
            return at + 1
        if rival is not None:
            self._cut(mark.start, self.marks[rival].start, Family.SINGLE)
            return rival
        if not lead or self.reopened is Family.SINGLE:
            self._run_out(mark.start, Family.SINGLE)
            return len(self.marks)
        return at + 1

    def _single_close(self, at: int) -> tuple[int | None, int | None]:
        """The marks that close the single quotation opened at *at*, or open the next one."""
        weak = None
        for i in range(at + 1, min(at + FAR, len(self.marks))):
            mark = self.marks[i]
            if mark.family is not Family.SINGLE:
                continue
            if mark.closes and mark.sure:
                return self._last_close(i), None
            if mark.closes and weak is None and not mark.elided:
                weak = i
            if mark.opens and not mark.elided:
                return weak, i
        return weak, None

    def _last_close(self, at: int) -> int:
        """The mark that truly closes, if more closing marks follow *at* than were opened.

        Print that lost the marks inside a speech ('He cried, Stop!' and I stopped.') shows it
        so.
        """
        last = at
        for i in range(at + 1, min(at + FAR, len(self.marks))):
            mark = self.marks[i]
            if mark.family is not Family.SINGLE or mark.elided:
                continue
            if not (mark.closes and mark.sure):
                break
            last = i
        return last

    def _cut(self, start: int, end: int, family: Family) -> None:
        """End a quotation whose closing mark is missing where the next one opens."""
        end = find_tag(self.text, Span(start, end), self.language) or end
        self._add(start, end, family, closed=False)

    def _run_out(self, start: int, family: Family) -> None:
        """End a quotation with its paragraph: it goes on in the next, or its mark is missing."""
        end = self.paragraph.end
        if self.reopened is not family:
            end = find_tag(self.text, Span(start, end), self.language) or end
        self._add(start, end, family, closed=False)

    def _unopened(self, mark: QuoteMark) -> None:
        """Take a closing mark that nothing opened for the end of a speech."""
        if self.text[mark.start - 1] not in ",.!?…-–—":
            return
        start = self.paragraph.start
        if self.found:
            after = max(self.found[-1].end, self.goes_on)
            sentence = _SENTENCE_END.search(self.text, after, mark.start)
            if sentence is None or sentence.end() >= mark.start:
                self.goes_on = mark.start  # what stands before it ends no sentence: no blank
                return
            start = sentence.end()
        self._add(start, mark.end, mark.family, closed=True)

    def _add(self, start: int, end: int, family: Family, *, closed: bool) -> None:
        end = start + len(self.text[start:end].rstrip())
        if self.found and not self.found[-1].closed:
            before = self.found[-1]
            if not self.text[before.end : start].strip():
                self.found.pop()
                start = before.start
        self.found.append(Quoted(start, end, family, closed))
