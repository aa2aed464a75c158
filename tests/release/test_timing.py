from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Chapter, Cue, Mark, Span, Take, Track, Utterance, Voice
from narrate.release.sentences import sentences
from narrate.release.subtitles import milliseconds
from narrate.release.timing import Clock, Line, words_of
from narrate.testing import RATE, ToneEngine

VOICE = Voice("tone", "low-01")
CHAPTER = Chapter(1, "One", Span(0, 1), Span(0, 0))
EVERY = ToneEngine().frames(Utterance(".", VOICE))
"""frames for each character"""


def take(spoken: str, rate: int = RATE) -> Take:
    utterance = Utterance(spoken, VOICE)
    return Take(utterance, Path("x.wav"), ToneEngine().frames(utterance) * rate // RATE, rate)


def track(*takes: Take, start: int = 1000, pause: int = 500, rate: int = RATE) -> Track:
    cues: list[Cue] = []
    for one in takes:
        end = start + one.frames * rate // one.rate
        cues.append(Cue(one, 0, start, end))
        start = end + pause
    return Track(CHAPTER, rate, start, tuple(cues))


def exact(one: Take) -> tuple[Mark, ...]:
    return ToneEngine().marks(one.utterance)


def nothing(_take: Take) -> tuple[Mark, ...]:
    return ()


def lines(text: str, laid: Track, marks: object = exact) -> tuple[Line, ...]:
    words = words_of(laid.cues, laid, marks)  # type: ignore[arg-type]  # one of the two above
    return Clock(text, words).lines(sentences(text))


def test_a_sentence_begins_with_its_first_word_and_ends_with_the_next_sentence() -> None:
    assert lines("“One two. Three.”", track(take("One two. Three."))) == (
        Line(Span(0, 9), 1000, 1000 + 9 * EVERY, estimated=False),
        Line(Span(10, 17), 1000 + 9 * EVERY, 1000 + 15 * EVERY, estimated=False),
    )


def test_a_sentence_that_ends_a_take_ends_with_it() -> None:
    first, second = lines("One two. Three.", track(take("One two."), take("Three.")))
    assert (first.end, second.start) == (1000 + 8 * EVERY, 1500 + 8 * EVERY)


def test_what_is_said_differently_keeps_its_place() -> None:
    text, spoken = "He paid £3.50. No. 7 went by.", "He paid £3.50. Number seven went by."
    first, second = lines(text, track(take(spoken)))
    assert second.start == 1000 + spoken.index("Number") * EVERY == first.end
    assert not second.estimated


def test_a_change_across_two_sentences_is_called_estimated() -> None:
    text, spoken = "He paid £3.50. No. 7 went.", "He paid three pounds fifty. Number seven went."
    _, second = lines(text, track(take(spoken)))
    assert second.estimated


def test_without_marks_the_places_inside_a_take_are_estimated() -> None:
    """The tone engine gives every character the same time, so that the estimate is right."""
    text = "One two. Three four."
    marked, plain = lines(text, track(take(text))), lines(text, track(take(text)), nothing)
    assert [line.estimated for line in plain] == [False, True]
    assert [line.start for line in plain] == [line.start for line in marked]


def test_a_take_at_another_rate_is_laid_in_the_tracks_frames() -> None:
    laid = track(take("One. Two.", rate=11_025), rate=44_100)

    def marks(one: Take) -> tuple[Mark, ...]:
        return tuple(Mark(mark.frame // 2, mark.start, mark.end) for mark in exact(one))

    _, second = lines("One. Two.", laid, marks)
    assert second.start == pytest.approx(1000 + 5 * EVERY * 2, abs=4)


def test_after_ten_hours_it_is_still_exact() -> None:
    """Eleven thousand takes, each laid behind the last: no place is off by a frame."""
    text = "It rained. It went on raining."
    one, start, wanted = take(text), 0, []
    cues: list[Cue] = []
    while start < 10 * 3600 * RATE:
        cues.append(Cue(one, len(cues), start, start + one.frames))
        wanted.append(start + text.rindex("It") * EVERY)
        start += one.frames + 12_127
    laid = Track(CHAPTER, RATE, start, tuple(cues))
    for cue, place in list(zip(cues, wanted, strict=True))[-20:]:
        _, second = Clock(text, words_of([cue], laid, exact)).lines(sentences(text))
        assert second.start == place


def test_after_ten_hours_every_word_is_within_five_milliseconds_of_its_place() -> None:
    text = "It rained. It went on raining."
    one, far = take(text), 10 * 3600 * RATE + 17
    cue = Cue(one, 0, far, far + one.frames)
    words = words_of([cue], Track(CHAPTER, RATE, cue.end, (cue,)), exact)
    heard = [word for line in Clock(text, words).lines(sentences(text), with_words=True)
             for word in line.words]  # fmt: skip
    assert [text[slice(word.span.start, word.span.end)] for word in heard] == [
        "It", "rained", "It", "went", "on", "raining",
    ]  # fmt: skip
    for word in heard:
        true_ms = 1000 * (far + word.span.start * EVERY) / RATE
        assert milliseconds(word.frame, RATE) == pytest.approx(true_ms, abs=5)


def test_words_are_told_only_when_asked_for() -> None:
    assert [line.words for line in lines("One two.", track(take("One two.")))] == [()]


@given(
    st.text("ab1. ?“", min_size=1, max_size=80).filter(sentences),
    st.lists(st.text("ab1. ", min_size=1, max_size=40).filter(sentences), min_size=1, max_size=3),
    st.sampled_from([exact, nothing]),
)
def test_lines_are_in_order_and_inside_their_takes(
    text: str, spoken: list[str], marks: object
) -> None:
    laid = track(*map(take, spoken))
    timed = lines(text, laid, marks)
    assert tuple(line.span for line in timed) == sentences(text)
    assert all(line.start <= line.end for line in timed)
    assert all(a.end <= b.start or a.start == b.start for a, b in pairwise(timed))
    assert timed[0].start >= laid.cues[0].start
    assert timed[-1].end <= laid.cues[-1].end
