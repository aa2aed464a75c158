from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Chapter, Cue, Kind, Mark, Segment, Span, Take, Track, Utterance, Voice
from narrate.release.sentences import sentences
from narrate.release.subtitles import milliseconds
from narrate.release.timing import SpokenPlace, TimedSpan, WordTimes, places, words_of
from narrate.settings import LexiconEntry, Settings
from narrate.spans import Spoken
from narrate.speech.mapped import Mapped
from narrate.speech.steps import map_spoken, spoken_steps
from narrate.testing import RATE, ToneEngine
from soundstage import in_one_part, said_of

VOICE = Voice("tone", "low-01")
CHAPTER = Chapter(1, "One", Span(0, 1), Span(0, 0))
EVERY = ToneEngine().frames(Utterance(".", VOICE))
"""frames for each character"""


def take(spoken: str, rate: int = RATE) -> Take:
    utterance = Utterance(spoken, VOICE)
    return Take(utterance, Path("x.wav"), ToneEngine().frames(utterance) * rate // RATE, rate)


def track(*takes: Take, start: int = 1000, pause: int = 500, rate: int = RATE) -> Track:
    cues: list[Cue] = []
    for part, one in enumerate(takes):
        end = start + one.frames * rate // one.rate
        cues.append(Cue(one, 0, start, end, part))
        start = end + pause
    return Track(CHAPTER, rate, start, tuple(cues))


def exact(one: Take) -> tuple[Mark, ...]:
    return ToneEngine().marks(one.utterance)


def nothing(_take: Take) -> tuple[Mark, ...]:
    return ()


def segment(text: str, spoken: Spoken) -> Segment:
    return Segment(Span(0, len(text)), text, Kind.NARRATION, 1, 0, spoken=spoken)


def times_of(
    text: str, laid: Track, marks: object = exact, spoken: Spoken | None = None
) -> tuple[TimedSpan, ...]:
    told = spoken or said_of(text, *(cue.take.utterance.spoken for cue in laid.cues))
    words = words_of(segment(text, told), laid.cues, laid, marks)  # type: ignore[arg-type]  # one of the two above
    return WordTimes(text, words).timed(sentences(text), with_words=True)


def read_out(text: str, **lexicon: str) -> Spoken:
    """What is said of *text*, in one part."""
    entries = tuple(LexiconEntry(written, spoken) for written, spoken in lexicon.items())
    steps = spoken_steps(Settings(lexicon=entries), "en")
    return in_one_part(map_spoken(Mapped(text), Kind.NARRATION, steps))


def heard(text: str, **lexicon: str) -> list[tuple[str, str]]:
    """Each printed word, and what is being said when it lights up, to the end of that word."""
    spoken = read_out(text, **lexicon)
    told = times_of(text, track(take(spoken.text), start=0), spoken=spoken)
    words = [word for line in told for word in line.words]
    places = [round(word.frame / EVERY) for word in words]
    return [
        (text[word.span.start : word.span.end], spoken.text[place:].partition(" ")[0])
        for word, place in zip(words, places, strict=True)
    ]


def test_a_sentence_begins_with_its_first_word_and_ends_with_the_next_sentence() -> None:
    told = times_of("“One two. Three.”", track(take("One two. Three.")))
    assert tuple(replace(line, words=()) for line in told) == (
        TimedSpan(Span(0, 9), 1000, 1000 + 9 * EVERY, estimated=False),
        TimedSpan(Span(10, 17), 1000 + 9 * EVERY, 1000 + 15 * EVERY, estimated=False),
    )


def test_a_sentence_that_ends_a_take_ends_with_it() -> None:
    first, second = times_of("One two. Three.", track(take("One two."), take("Three.")))
    assert (first.end, second.start) == (1000 + 8 * EVERY, 1500 + 8 * EVERY)


def test_what_is_said_differently_keeps_its_place() -> None:
    text = "He paid £3.50. No. 7 went by."
    spoken = read_out(text)
    first, second = times_of(text, track(take(spoken.text)), spoken=spoken)
    assert second.start == 1000 + spoken.text.index("Number") * EVERY == first.end
    assert not second.estimated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He paid £3.50 to Henry VIII.", "He/He paid/paid 3.50/3 to/to Henry/Henry VIII/the"),
        ("On 4 July\n1815 *men* fell", "On/On 4/the July/July 1815/eighteen men/men fell/fell"),
        ("W-w-what?\nNooooo", "W/Wuh-wuh-what? w/wuh-what? what/what? Nooooo/No"),
        ("see [the map](url) now", "see/see the/the map/map url/now now/now"),
        ("so.[12] He", "so/so. 12/He He/He"),
        ("“I’ll,” I said", "I’ll/I’ll, I/I said/said"),
        ("1½ ﬁre-side", "1½/1 ﬁre/fire-side side/side"),
    ],
)
def test_a_word_begins_when_what_is_said_for_it_does(text: str, words: str) -> None:
    assert heard(text) == [tuple(pair.split("/")) for pair in words.split(" ")]


def test_a_number_of_twenty_words_moves_no_word_behind_it() -> None:
    text = "On 1999-12-31, 1914-18 and $1,234,567.89-ish, 555-1234 rang. Then he left at 9:05."
    spoken = read_out(text)
    _, last = times_of(text, track(take(spoken.text), start=0), spoken=spoken)
    assert last.start == spoken.text.index("Then") * EVERY
    assert not last.estimated


def test_several_words_that_are_said_as_a_whole_share_it() -> None:
    assert heard("Go to Ann Lee now", **{"Ann Lee": "Mary"}) == [
        ("Go", "Go"), ("to", "to"), ("Ann", "Mary"), ("Lee", "ry"), ("now", "now"),
    ]  # fmt: skip


def test_a_sentence_that_begins_inside_such_a_passage_is_called_estimated() -> None:
    first, second = times_of("It is. He did.", track(take("Nobody knows it all.")))
    assert (first.estimated, second.estimated) == (False, True)


def test_a_sentence_whose_first_word_is_not_said_begins_with_the_next() -> None:
    text = "One. Hm then. Two. Hm."
    spoken = read_out(text, Hm="")
    _, second, _, last = times_of(text, track(take(spoken.text), start=0), spoken=spoken)
    assert second.start == spoken.text.index("then") * EVERY
    assert (second.estimated, last.estimated) == (False, True)
    assert last.start == last.end == len(spoken.text) * EVERY


spans = st.lists(st.integers(0, 9), max_size=30).map(
    lambda steps: [Span(a, b) for a, b in pairwise(accumulate(steps))]
)


@given(spans, spans)
def test_every_printed_word_has_its_place_in_order(printed: list[Span], spoken: list[Span]) -> None:
    said = tuple(places(printed, spoken))
    assert len(said) == len(printed)
    assert all(0 <= one.at <= len(spoken) for one in said)
    assert all(a.at <= b.at for a, b in pairwise(said))
    assert all(one.at < len(spoken) for one in said if one.begins)


def test_a_word_behind_the_last_that_is_said_begins_nothing() -> None:
    assert tuple(places([Span(0, 1), Span(2, 3)], [Span(0, 1)])) == (
        SpokenPlace(0, begins=True),
        SpokenPlace(1, begins=False),
    )


def test_without_marks_the_places_inside_a_take_are_estimated() -> None:
    """The tone engine gives every character the same time, so that the estimate is right."""
    text = "One two. Three four."
    marked, plain = times_of(text, track(take(text))), times_of(text, track(take(text)), nothing)
    assert [line.estimated for line in plain] == [False, True]
    assert [line.start for line in plain] == [line.start for line in marked]


def test_a_take_at_another_rate_is_laid_in_the_tracks_frames() -> None:
    laid = track(take("One. Two.", rate=11_025), rate=44_100)

    def marks(one: Take) -> tuple[Mark, ...]:
        return tuple(Mark(mark.frame // 2, mark.start, mark.end) for mark in exact(one))

    _, second = times_of("One. Two.", laid, marks)
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
        words = words_of(segment(text, said_of(text, text)), [cue], laid, exact)
        _, second = WordTimes(text, words).timed(sentences(text))
        assert second.start == place


def test_after_ten_hours_every_word_is_within_five_milliseconds_of_its_place() -> None:
    text = "It rained. It went on raining."
    one, far = take(text), 10 * 3600 * RATE + 17
    cue = Cue(one, 0, far, far + one.frames)
    told = segment(text, said_of(text, text))
    words = words_of(told, [cue], Track(CHAPTER, RATE, cue.end, (cue,)), exact)
    heard = [word for line in WordTimes(text, words).timed(sentences(text), with_words=True)
             for word in line.words]  # fmt: skip
    assert [text[slice(word.span.start, word.span.end)] for word in heard] == [
        "It", "rained", "It", "went", "on", "raining",
    ]  # fmt: skip
    for word in heard:
        true_ms = 1000 * (far + word.span.start * EVERY) / RATE
        assert milliseconds(word.frame, RATE) == pytest.approx(true_ms, abs=5)


def test_words_are_told_only_when_asked_for() -> None:
    laid, text = track(take("One two.")), "One two."
    words = words_of(segment(text, said_of(text, text)), laid.cues, laid, exact)
    assert [line.words for line in WordTimes(text, words).timed(sentences(text))] == [()]


@given(
    st.text("ab1. ?“", min_size=1, max_size=80).filter(sentences),
    st.lists(st.text("ab1. ", min_size=1, max_size=40).filter(sentences), min_size=1, max_size=3),
    st.sampled_from([exact, nothing]),
)
def test_lines_are_in_order_and_inside_their_takes(
    text: str, spoken: list[str], marks: object
) -> None:
    laid = track(*map(take, spoken))
    timed = times_of(text, laid, marks)
    assert tuple(line.span for line in timed) == sentences(text)
    assert all(line.start <= line.end for line in timed)
    assert all(a.end <= b.start or a.start == b.start for a, b in pairwise(timed))
    assert timed[0].start >= laid.cues[0].start
    assert timed[-1].end <= laid.cues[-1].end
