from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import (
    Chapter,
    Direction,
    Kind,
    Manner,
    Segment,
    Span,
    Take,
    Track,
    Utterance,
    Voice,
)
from narrate.settings import Pauses
from narrate.sound.assembly import assemble, take_frames

RATE = 1000  # a frame is a millisecond
PAUSES = Pauses(head=7, tail=20, heading=10, scene=15, paragraph=6, turn=3, tag=1, sentence=2)
CHAPTER = Chapter(1, "One", Span(0, 0), Span(0, 0))
NOBODY, ANN, BOB = None, "Ann", "Bob"


def take(frames: int = 100, rate: int = RATE) -> Take:
    return Take(Utterance("x", Voice("tone", "low-01")), Path("x.wav"), frames, rate)


def segment(
    text: str, kind: Kind = Kind.NARRATION, speaker: str | None = NOBODY, paragraph: int = 0
) -> Segment:
    return Segment(Span(0, len(text)), text, kind, 1, paragraph, speaker)


def says(text: str, speaker: str = ANN, paragraph: int = 0) -> Segment:
    return segment(text, Kind.DIALOGUE, speaker, paragraph)


def break_(paragraph: int = 0) -> Segment:
    return segment("* * *", Kind.SCENE_BREAK, paragraph=paragraph)


def lay(*segments: Segment, pauses: Pauses = PAUSES) -> Track:
    takes = {
        index: () if one.kind is Kind.SCENE_BREAK else (take(),)
        for index, one in enumerate(segments)
    }
    return assemble(CHAPTER, segments, takes, pauses)


def gap(*segments: Segment, pauses: Pauses = PAUSES) -> int:
    first, second = lay(*segments, pauses=pauses).cues
    return second.start - first.end


def test_a_track_begins_with_the_head_and_ends_with_the_tail() -> None:
    track = lay(segment("It rained."))
    assert track.cues[0].start == 7
    assert track.frames == 7 + 100 + 20


def test_a_chapter_with_nothing_to_say_is_head_and_tail() -> None:
    track = assemble(CHAPTER, [break_()], {0: ()}, PAUSES)
    assert (track.rate, track.frames, track.cues) == (22050, 154 + 441, ())


@pytest.mark.parametrize(
    ("pause", "segments"),
    [
        ("heading", [segment("Chapter One", Kind.HEADING), segment("It rained.", paragraph=1)]),
        ("heading", [segment("It rained."), segment("Later", Kind.HEADING, paragraph=1)]),
        ("scene", [segment("It rained."), break_(1), segment("Later.", paragraph=2)]),
        ("paragraph", [segment("It rained."), segment("It poured.", paragraph=1)]),
        ("paragraph", [says("“Go.”"), says("“No.”", BOB, paragraph=1)]),
        ("turn", [says("“Go.”"), says("“No.”", BOB)]),
        ("turn", [says("“Go!”"), segment("He said it twice.")]),
        ("turn", [segment("He turned."), says("“Go.”")]),
        ("tag", [says("“Go,”"), segment("he said.")]),
        ("tag", [says("“Go!”"), segment("he said.")]),
        ("tag", [segment("He said,"), says("“Go.”")]),
        ("tag", [says("“I was—”"), segment("The door opened.")]),
        ("sentence", [says("“Go.”"), says("“Now.”")]),
    ],
)
def test_the_silence_between_two_segments(pause: str, segments: list[Segment]) -> None:
    assert gap(*segments) == getattr(PAUSES, pause)


def directed(text: str, manner: Manner | None) -> tuple[Segment, Take]:
    plain = take()
    direction = Direction(manner) if manner else None
    return says(text), replace(plain, utterance=replace(plain.utterance, direction=direction))


@pytest.mark.parametrize(
    ("pause", "text", "manner"),
    [
        ("tag", "“I was—”", Manner.INTERRUPTED),
        ("tag", "“I was—”", Manner.SHOUTING),
        ("tag", "“I was”", Manner.INTERRUPTED),
        ("paragraph", "“I was.”", Manner.SHOUTING),
        ("paragraph", "“I was—”", None),
    ],
)
def test_what_cuts_a_directed_line_short_follows_at_once(
    pause: str, text: str, manner: Manner | None
) -> None:
    line, recorded = directed(text, manner)
    track = assemble(
        CHAPTER, [line, says("“No.”", BOB, paragraph=1)], {0: (recorded,), 1: (take(),)}, PAUSES
    )
    assert track.cues[1].start - track.cues[0].end == getattr(PAUSES, pause)


def test_a_scene_break_or_a_heading_is_not_cut_short() -> None:
    line, recorded = directed("“I was—”", Manner.INTERRUPTED)
    for rest in (
        [break_(1), segment("Later.", paragraph=2)],
        [segment("II", Kind.HEADING, None, 1)],
    ):
        takes = {0: (recorded,), len(rest): (take(),)} | ({1: ()} if len(rest) > 1 else {})
        track = assemble(CHAPTER, [line, *rest], dict(sorted(takes.items())), PAUSES)
        assert track.cues[1].start - track.cues[0].end >= PAUSES.heading


def test_where_pauses_meet_the_longest_counts_and_not_their_sum() -> None:
    meeting = [segment("Part One", Kind.HEADING), break_(1), segment("It rained.", paragraph=2)]
    assert gap(*meeting) == 15
    assert gap(*meeting, pauses=Pauses(heading=30, scene=15, paragraph=6)) == 30


def test_two_scene_breaks_are_one_pause() -> None:
    assert gap(segment("A."), break_(1), break_(2), segment("B.", paragraph=3)) == 15


def test_a_break_at_either_end_of_a_chapter_adds_nothing() -> None:
    assert lay(break_(), segment("A.", paragraph=1), break_(2)).frames == 7 + 100 + 20


def test_parts_of_one_speech_are_parted_by_the_pause_of_a_sentence() -> None:
    track = assemble(CHAPTER, [says("“…”")], {0: (take(), take())}, PAUSES)
    assert [(cue.start, cue.end) for cue in track.cues] == [(7, 107), (109, 209)]


def test_a_take_that_holds_nothing_leaves_no_trace() -> None:
    segments = [segment("A."), says("“…”", paragraph=1), segment("B.", paragraph=2)]
    takes = {0: (take(),), 1: (take(0, rate=44100),), 2: (take(),)}
    track = assemble(CHAPTER, segments, takes, PAUSES)
    assert track.rate == RATE
    assert [cue.segment for cue in track.cues] == [0, 2]
    assert track.cues[1].start - track.cues[0].end == 6


def test_a_track_has_the_highest_rate_and_slower_takes_last_as_long_as_before() -> None:
    segments = [segment("A."), segment("B.", paragraph=1)]
    takes = {0: (take(1600, 16000),), 1: (take(2205, 22050),)}
    track = assemble(CHAPTER, segments, takes, Pauses())
    assert track.rate == 22050
    assert [cue.end - cue.start for cue in track.cues] == [2205, 2205]


def test_the_length_of_a_take_is_rounded_half_up() -> None:
    assert take_frames(take(1, 2000), 1000) == 1
    assert take_frames(take(1, 2001), 1000) == 0


segments = st.lists(
    st.tuples(
        st.sampled_from(Kind),
        st.sampled_from(["“Go,”", "he said.", "It rained."]),
        st.sampled_from([NOBODY, ANN, BOB]),
        st.integers(0, 3),
        st.lists(st.integers(0, 5000), max_size=3),
    ),
    max_size=12,
)
pauses = st.builds(Pauses, *[st.integers(0, 4000)] * 8)


@given(segments, pauses, st.sampled_from([8000, 16000, 22050, 44100]))
def test_cues_are_in_order_and_the_track_is_the_sum_of_its_parts(
    parts: list[tuple[Kind, str, str | None, int, list[int]]], pauses: Pauses, rate: int
) -> None:
    script = [segment(text, kind, who, paragraph) for kind, text, who, paragraph, _ in parts]
    takes = {
        index: tuple(take(frames, rate) for frames in part[4])
        for index, part in enumerate(parts)
        if part[0] is not Kind.SCENE_BREAK
    }
    track = assemble(CHAPTER, script, takes, pauses)
    ends = [cue.end for cue in track.cues]
    starts = [cue.start for cue in track.cues]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert all(cue.end - cue.start == take_frames(cue.take, track.rate) for cue in track.cues)
    heard = [one for some in takes.values() for one in some if one.frames]
    assert [cue.take for cue in track.cues] == heard
    longest = max(getattr(pauses, name) for name in Pauses.__dataclass_fields__)
    most = (longest * track.rate + 500) // 1000
    assert all(start - end <= most for end, start in zip(ends, starts[1:], strict=False))
    silence = (starts[0] if starts else 0) + sum(
        start - end for end, start in zip(ends, starts[1:], strict=False)
    )
    if heard:
        tail = (pauses.tail * track.rate + 500) // 1000
        assert track.frames == silence + sum(one.frames for one in heard) + tail
