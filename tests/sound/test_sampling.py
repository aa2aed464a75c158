from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Chapter, Kind, Segment, Span, Take, Track, Utterance, Voice
from narrate.settings import Pauses
from narrate.sound.assembly import assemble
from narrate.sound.sampling import WORDS, cut_sample, sampled_chapter
from soundstage import book_of

RATE = 1000  # a frame is a millisecond
PAUSES = Pauses(head=700, tail=2000)
CHAPTER = Chapter(1, "One", Span(0, 0), Span(0, 0))
LONG = "word " * WORDS

Line = tuple[str, int, int]
"""What is said, its paragraph, and how many seconds it lasts."""


def lay(lines: Sequence[Line], first: Kind = Kind.HEADING) -> tuple[Track, list[Segment]]:
    kinds = [first, *(Kind.NARRATION for _ in lines[1:])]
    segments = [
        Segment(Span(0, 0), text, kind, 1, paragraph)
        for kind, (text, paragraph, _) in zip(kinds, lines, strict=True)
    ]
    takes = {
        index: (Take(Utterance(text, Voice("tone", "low-01")), Path("x"), 1000 * seconds, RATE),)
        for index, (text, _, seconds) in enumerate(lines)
    }
    return assemble(CHAPTER, segments, takes, PAUSES), segments


def sample(*lines: Line, most_s: float) -> list[str]:
    track, segments = lay(lines)
    cut = cut_sample(track, segments, PAUSES, most_s)
    assert cut.frames <= most_s * RATE
    assert cut.cues[0].start == PAUSES.head
    assert cut.frames - cut.cues[-1].end == PAUSES.tail
    return [cue.take.utterance.spoken for cue in cut.cues]


TITLE = ("One", 0, 1)


def test_it_begins_behind_the_heading_and_is_the_whole_of_a_short_chapter() -> None:
    assert sample(TITLE, ("A.", 1, 5), ("b", 1, 5), most_s=60) == ["A.", "b"]


def test_it_ends_behind_a_paragraph() -> None:
    lines = (TITLE, ("A.", 1, 20), ("B.", 2, 20), ("C.", 2, 5), ("D.", 3, 20), ("E.", 3, 20))
    assert sample(*lines, most_s=75) == ["A.", "B.", "C."]


def test_it_ends_behind_a_sentence_where_the_last_paragraph_ended_long_before() -> None:
    lines = (TITLE, ("A.", 1, 5), ("B.”", 2, 30), ("said he,", 2, 5), ("C.", 2, 30))
    assert sample(*lines, most_s=50) == ["A.", "B.”"]


def test_it_ends_somewhere_where_no_sentence_does() -> None:
    assert sample(TITLE, ("a", 1, 20), ("b", 1, 20), ("c", 1, 30), most_s=50) == ["a", "b"]


@given(st.lists(st.tuples(st.sampled_from(["a", "A."]), st.integers(0, 9), st.integers(1, 40))))
def test_it_is_the_chapter_as_far_as_it_goes(lines: list[Line]) -> None:
    ordered = sorted(lines, key=lambda line: line[1])
    track, segments = lay([TITLE, *ordered])
    cut = cut_sample(track, segments, PAUSES, 60)
    told = track.cues[1:] or track.cues
    assert 1 <= len(cut.cues) <= len(told)
    assert cut.frames <= 60 * RATE
    for mine, its in zip(cut.cues, told, strict=False):
        assert mine.take == its.take
        assert mine.start - cut.cues[0].start == its.start - told[0].start


def test_a_dedication_is_not_the_story() -> None:
    prep = book_of(["To my aunt."], [LONG], [LONG * 2])
    assert sampled_chapter(prep.script, prep.utterances).number == 2


def test_of_short_chapters_the_longest_is_taken() -> None:
    prep = book_of(["One."], ["One two three."], ["One two."])
    assert sampled_chapter(prep.script, prep.utterances).number == 2
