"""What the headings that a format states say, and what stands between them."""

from __future__ import annotations

from narrate.model import StatedHeading
from narrate.text.chapters.headings import heading_lines, read_heading
from narrate.text.titles import chapter_title, fold


def title_of(text: str, heading: StatedHeading) -> str:
    """What a chapter with that *heading* is called."""
    if heading.title:
        return chapter_title([heading.title])
    lines = heading_lines(text, heading.span)
    return chapter_title([fold(text[line.start : line.end]) for line in lines])


def touch(text: str, one: StatedHeading, other: StatedHeading) -> bool:
    """Whether no prose stands between the two."""
    return not text[one.span.end : other.span.start].strip()


def is_counted(text: str, heading: StatedHeading) -> bool:
    """Whether *heading* says a number."""
    mark = read_heading(title_of(text, heading))
    return mark is not None and mark.number is not None
