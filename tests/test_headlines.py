from __future__ import annotations

from dataclasses import replace

from narrate.headlines import without_headings
from narrate.model import Kind
from narrate.pipeline import Prep
from soundstage import book_of


def headed(*chapters: list[str]) -> Prep:
    """A book whose chapters each begin with their heading, and that may have others inside."""
    prep = book_of(*chapters)
    segments = [
        replace(one, kind=Kind.HEADING) if one.text.startswith("Chapter") else one
        for one in prep.script.segments
    ]
    book = prep.script.book
    first = {one.chapter: one.span for one in reversed(segments)}
    marked = tuple(replace(one, heading=first[one.number]) for one in book.chapters)
    script = replace(prep.script, segments=tuple(segments), book=replace(book, chapters=marked))
    return replace(prep, script=script)


def said(prep: Prep) -> list[str]:
    return [one.spoken for some in without_headings(prep.script, prep.utterances) for one in some]


def test_the_headings_that_begin_chapters_are_left_unsaid_and_no_others() -> None:
    prep = headed(
        ["Chapter 1", "It rained.", "Chapter of accidents", "“Go.”"], ["Chapter 2", "So."]
    )
    assert said(prep) == ["It rained.", "Chapter of accidents", "Go.", "So."]


def test_every_segment_keeps_its_place() -> None:
    prep = headed(["Chapter 1", "It rained."])
    assert without_headings(prep.script, prep.utterances) == ((), prep.utterances[1])


def test_a_chapter_that_is_only_a_heading_is_still_heard() -> None:
    assert said(headed(["Chapter 1", "***"], ["Chapter 2", "So."])) == ["Chapter 1", "So."]


def test_a_chapter_without_a_heading_is_said_whole() -> None:
    prep = book_of(["It rained.", "It poured."])
    assert without_headings(prep.script, prep.utterances) == prep.utterances
