"""Finds the chapters of a manuscript."""

from __future__ import annotations

import re

from narrate.lines import split_lines
from narrate.model import Book, Chapter, Manuscript, Span
from narrate.paragraphs import blocks

HEADING = re.compile(
    r"(?:chapter|part|book|volume)\s+(?:\d+|[ivxlc]+|[a-z]+(?:-[a-z]+)?)\b(?:[.:]?$|[.:—-].{0,80}$)"
    r"|(?:prologue|epilogue|preface|introduction)[.:]?$"
    r"|(?-i:[IVXLC]+|\d+)\.?$",
    re.IGNORECASE,
)


def find_chapters(manuscript: Manuscript, *, heading: re.Pattern[str] | None = None) -> Book:
    """Find title, author and chapters; *heading*, if given, is matched against each line."""
    text = manuscript.text
    pattern = heading or HEADING
    starts: list[tuple[Span, str]] = []
    for block in blocks(split_lines(text, Span(0, len(text)))):
        if len(block) <= 3 and pattern.match(block[0].text):
            title = " ".join(line.text for line in block)
            span = Span(block[0].start, block[-1].end)
            if starts and not text[starts[-1][0].end : span.start].strip():
                starts[-1] = (Span(starts[-1][0].start, span.end), f"{starts[-1][1]} {title}")
            else:
                starts.append((span, title))
    title = manuscript.path.stem.replace("_", " ")
    if not starts or text[: starts[0][0].start].strip():
        starts.insert(0, (Span(0, 0), title))
    ends = [span.start for span, _ in starts[1:]] + [len(text)]
    chapters = tuple(
        Chapter(number, name, Span(span.start, end), span)
        for number, ((span, name), end) in enumerate(zip(starts, ends, strict=True), 1)
    )
    return Book(manuscript, title, None, chapters)
