"""Leaves the chapters' headings unsaid, for who does not want to hear them."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.model import Script, Segment, Span, Utterance


def without_headings(
    script: Script, utterances: Sequence[tuple[Utterance, ...]]
) -> tuple[tuple[Utterance, ...], ...]:
    """*utterances* without what is said of the printed headings of *script*'s chapters.

    Headings inside a chapter are said, and so is the heading of a chapter that has nothing else
    to say: no file is left without a word.
    """
    headings = {chapter.number: chapter.heading for chapter in script.book.chapters}
    told = {
        segment.chapter
        for segment, said in zip(script.segments, utterances, strict=True)
        if said and not _inside(segment, headings[segment.chapter])
    }
    return tuple(
        () if segment.chapter in told and _inside(segment, headings[segment.chapter]) else said
        for segment, said in zip(script.segments, utterances, strict=True)
    )


def _inside(segment: Segment, heading: Span) -> bool:
    return heading.start <= segment.span.start and segment.span.end <= heading.end
