from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.direction import splitting
from narrate.direction.splitting import split_chapters
from narrate.model import Kind, Script
from narrate.pipeline import Prep
from narrate.settings import Output, Settings
from soundstage import book_of

ACX = Settings(output=Output(preset="acx"))
LINE = "word " * 175  # a minute at the usual rate
HOUR = [LINE] * 60


def part(prep: Prep, wanted: Settings = ACX) -> Script:
    return split_chapters(prep.script, prep.utterances, wanted)


def titles(script: Script) -> list[str]:
    return [chapter.title for chapter in script.book.chapters]


def test_a_chapter_of_two_hours_becomes_two_of_one_and_the_next_is_number_three() -> None:
    script = part(book_of(HOUR * 2, ["Short."]))
    assert titles(script) == ["Part 1 (1 of 2)", "Part 1 (2 of 2)", "Part 2"]
    assert [chapter.number for chapter in script.book.chapters] == [1, 2, 3]
    counts = [sum(one.chapter == number for one in script.segments) for number in (1, 2, 3)]
    assert counts == [60, 60, 1]
    (note,) = script.notes
    assert note.code == "chapter-parted"


def test_the_other_preset_and_chapters_that_fit_leave_the_script_as_it_is() -> None:
    long, short = book_of(HOUR * 2), book_of(HOUR, HOUR)
    assert part(long, Settings()) is long.script
    assert part(short) is short.script


def test_a_scene_break_nearby_is_where_a_chapter_is_parted() -> None:
    lines = [*HOUR, LINE, LINE, LINE, "***", *HOUR]
    script = part(book_of(lines))
    second = next(index for index, one in enumerate(script.segments) if one.chapter == 2)
    assert script.segments[second - 1].kind is Kind.SCENE_BREAK


def test_a_scene_break_far_away_is_not() -> None:
    script = part(book_of([LINE, "***", *HOUR, *HOUR]))
    second = next(index for index, one in enumerate(script.segments) if one.chapter == 2)
    assert 58 <= second <= 64


def test_a_paragraph_is_parted_only_if_it_is_too_long_itself() -> None:
    prep = book_of(HOUR * 2)
    paired = tuple(replace(one, paragraph=one.paragraph // 7) for one in prep.script.segments)
    before, after = border(part(replace(prep, script=replace(prep.script, segments=paired))))
    assert paired[before].paragraph != paired[after].paragraph
    one = tuple(replace(one, paragraph=0) for one in prep.script.segments)
    assert border(part(replace(prep, script=replace(prep.script, segments=one)))) == (59, 60)


def border(script: Script) -> tuple[int, int]:
    after = next(index for index, one in enumerate(script.segments) if one.chapter == 2)
    return after - 1, after


def test_a_heading_stays_with_what_it_heads() -> None:
    prep = book_of(HOUR * 2)
    segments = list(prep.script.segments)
    for index in range(57, 63):
        segments[index] = replace(segments[index], kind=Kind.HEADING)
    before, _ = border(part(replace(prep, script=replace(prep.script, segments=tuple(segments)))))
    assert segments[before].kind is not Kind.HEADING


lines = st.lists(st.sampled_from(["Yes.", LINE, "***", f"“{LINE}”"]), max_size=40)


@given(st.lists(lines, min_size=1, max_size=4), st.integers(100, 900))
def test_parting_loses_nothing_and_keeps_the_order(chapters: list[list[str]], most: int) -> None:
    prep = book_of(*chapters)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(splitting.MOST_S, "acx", float(most))
        script = part(prep)
    spans = [chapter.span for chapter in script.book.chapters]
    assert [chapter.number for chapter in script.book.chapters] == list(range(1, len(spans) + 1))
    assert all(one.end == two.start for one, two in pairwise(spans))
    assert (spans[0].start, spans[-1].end) == (0, prep.script.book.chapters[-1].span.end)
    for new, old in zip(script.segments, prep.script.segments, strict=True):
        assert replace(new, chapter=old.chapter) == old
        span = spans[new.chapter - 1]
        assert span.start <= new.span.start < new.span.end <= span.end
