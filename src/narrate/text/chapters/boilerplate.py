"""What Project Gutenberg puts around a book: a header and a licence."""

from __future__ import annotations

import re

from narrate.model import Manuscript, Note, Span

_START = re.compile(
    r"^[ \t]*(?:\*\*\*[ ]?START OF (?:THE|THIS) PROJECT GUTENBERG"
    r"(?:.{0,200}\n?.{0,200}\*\*\*|.{0,200})"
    r"|\*END\*?[ ]?THE SMALL PRINT.{0,200}"
    r"|\[[\"“]Small Print[\"”] V\.?[\d.]+\])$",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(
    r"^[ \t]*(?:\*\*\*[ ]?END OF (?:THE|THIS) PROJECT GUTENBERG"
    r"|End of (?:the |this )?Project Gutenberg)",
    re.MULTILINE | re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^[ \t]*<<\s*THIS ELECTRONIC VERSION OF\b[^<>]{1,1500}>>", re.MULTILINE | re.IGNORECASE
)
"""What stands again before each act of a play whose edition belongs to a firm."""
_CREDIT = re.compile(
    r"\s*(?:(?:Produced|Prepared|Transcribed|Scanned|Digitized) by\b"
    r"|(?:This )?e-?(?:text|book) (?:was )?(?:produced|prepared|transcribed)\b)"
    r"(?:.+(?:\r\n?|\n)?){1,8}",
    re.IGNORECASE,
)


def gutenberg(manuscript: Manuscript) -> tuple[Span, tuple[Span, ...], tuple[Note, ...]]:
    """The span of the book itself, what Project Gutenberg put around it, and notes on that."""
    text = manuscript.text
    start, end = _start(text), len(text)
    if start:
        credit = _CREDIT.match(text, start)
        start = credit.end() if credit else start
    footer = _END.search(text, start)
    if footer:
        end = footer.start()
    omitted = tuple(
        span
        for span in (Span(0, start), *_notices(text, start, end), Span(end, len(text)))
        if text[span.start : span.end].strip()
    )
    notes = tuple(
        Note("gutenberg-left-out", "Project Gutenberg's header and licence are not read", span)
        for span in omitted[:1]
    )
    return Span(start, end), omitted, notes


def _notices(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Where the book says between *start* and *end* whose its edition is, if it has a header."""
    found = _NOTICE.finditer(text, start, end) if start else ()
    return tuple(Span(*one.span()) for one in found)


def _start(text: str) -> int:
    """Where the header ends; some files have its end, or its small print, below their book."""
    start = 0
    for found in _START.finditer(text):
        if start and _END.search(text, start, found.start()):
            break
        if found.start() > len(text) // 2 and _is_footer_next(text, found.end()):
            break
        start = found.end()
    return start


def _is_footer_next(text: str, start: int) -> bool:
    """Whether nothing stands between *start* and the licence."""
    footer = _END.search(text, start)
    return footer is not None and not text[start : footer.start()].strip()
