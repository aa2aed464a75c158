from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Chapter, Cue, Span, Take, Track, Utterance, Voice
from narrate.sound.pieces import LEAD, LONGEST_S, SHORTEST_S, TAIL, join_pieces, split_track

RATE, PACKET = 1000, 26
CHAPTER = Chapter(1, "One", Span(0, 0), Span(0, 0))
VOICE = Voice("tone", "low-01")
HEAD = 700

Line = tuple[int, int]
"""A pause and what is said behind it, in frames."""


def lay(lines: Sequence[Line], words: Sequence[str] = (), tail: int = 2000) -> Track:
    """A track of *lines*; each says its number, unless its *words* are given."""
    cues, end = [], HEAD
    for number, (pause, frames) in enumerate(lines):
        spoken = words[number] if words else f"line {number}"
        take = Take(Utterance(spoken, VOICE), Path(), frames, RATE)
        start = end + pause
        end = start + frames
        cues.append(Cue(take, number, start, end))
    return Track(CHAPTER, RATE, end + tail, tuple(cues))


def names(count: int) -> list[str]:
    return [f"line {number}" for number in range(count)]


def content(pieces: Sequence[Track]) -> list[tuple[int, list[tuple[str, int, int]]]]:
    """All that decides how each piece sounds."""
    return [
        (piece.frames, [(one.take.utterance.spoken, one.start, one.end) for one in piece.cues])
        for piece in pieces
    ]


BOOK = lay([(550 if number % 3 else 300, 4000 + 37 * number % 900) for number in range(400)])
LINES = st.lists(st.tuples(st.integers(0, 1500), st.integers(1, 20_000)), max_size=60)


@given(LINES, st.sampled_from([1, PACKET, 144]))
def test_reels_are_the_track_and_only_pauses_become_longer(lines: list[Line], packet: int) -> None:
    track = lay(lines)
    pieces = split_track(track, RATE, packet)
    whole = join_pieces(pieces)
    assert [(one.take, one.segment) for one in whole.cues] == [
        (one.take, one.segment) for one in track.cues
    ]
    late = [new.start - old.start for new, old in zip(whole.cues, track.cues, strict=True)]
    assert [one.end - one.start for one in whole.cues] == [
        one.end - one.start for one in track.cues
    ]
    steps = [after - before for before, after in pairwise([0, *late, whole.frames - track.frames])]
    assert all(0 <= step < packet for step in steps)
    assert sum(1 for step in steps if step) <= len(pieces) - 1


@given(LINES)
def test_every_reel_but_the_last_is_whole_packets_and_has_silence_where_it_is_cut(
    lines: list[Line],
) -> None:
    *cut, last = split_track(lay(lines), RATE, PACKET)
    for piece in cut:
        assert piece.frames % PACKET == 0
        assert piece.frames - piece.cues[-1].end >= TAIL * PACKET
    for piece in [*cut, last][1:]:
        assert piece.cues[0].start == LEAD * PACKET


def test_reels_are_a_minute_or_three() -> None:
    *cut, last = split_track(BOOK, RATE, PACKET)
    assert len(cut) > 5
    for piece in cut:
        assert SHORTEST_S * RATE - 200 <= piece.frames <= LONGEST_S * RATE
    assert last.frames <= LONGEST_S * RATE


def test_a_reel_is_cut_behind_the_longest_pause() -> None:
    lines = [(3000 if number in {25, 60} else 550, 4000) for number in range(80)]
    pieces = split_track(lay(lines), RATE, PACKET)
    assert [piece.cues[0].segment for piece in pieces] == [0, 25, 60]


def test_without_a_pause_long_enough_a_reel_goes_on_to_the_next() -> None:
    lines = [(550 if number == 80 else 50, 4000) for number in range(100)]
    assert [piece.cues[0].segment for piece in split_track(lay(lines), RATE, PACKET)] == [0, 80]
    assert len(split_track(lay([(50, 4000)] * 100), RATE, PACKET)) == 1


def test_a_chapter_of_silence_is_one_reel() -> None:
    assert split_track(lay([]), RATE, PACKET) == (lay([]),)


@pytest.mark.parametrize("where", [5, 100, 200, 390])
@pytest.mark.parametrize("change", ["longer", "inserted", "gone"])
def test_a_change_leaves_the_reels_far_from_it_as_they_are(where: int, change: str) -> None:
    spans = [(one.end - one.start) for one in BOOK.cues]
    pauses = [
        after.start - before.end
        for before, after in pairwise([replace(BOOK.cues[0], end=HEAD), *BOOK.cues])
    ]
    lines, words = list(zip(pauses, spans, strict=True)), names(len(spans))
    assert content([lay(lines, words)]) == content([BOOK])
    if change == "longer":
        lines[where] = (lines[where][0], lines[where][1] + 1234)
        words[where] = "another line"
    elif change == "inserted":
        lines.insert(where, (550, 2345))
        words.insert(where, "a new line")
    else:
        del lines[where], words[where]
    before = content(split_track(BOOK, RATE, PACKET))
    after = content(split_track(lay(lines, words), RATE, PACKET))
    assert 1 <= len([one for one in after if one not in before]) <= 3


def test_a_longer_head_changes_the_first_reel_only() -> None:
    moved = tuple(replace(cue, start=cue.start + 10, end=cue.end + 10) for cue in BOOK.cues)
    later = Track(CHAPTER, RATE, BOOK.frames + 10, moved)
    before, after = (content(split_track(track, RATE, PACKET)) for track in (BOOK, later))
    assert after[0] != before[0]
    assert after[1:] == before[1:]


@given(LINES, st.sampled_from([999, 1000, 1378, 44_100]))
def test_at_another_rate_everything_comes_at_the_same_time(lines: list[Line], rate: int) -> None:
    track = lay(lines, tail=0)
    pieces = split_track(track, rate, 1)
    whole = join_pieces(pieces)
    assert {piece.rate for piece in pieces} == {rate}
    assert whole.frames >= track.frames * rate / RATE
    borders = [frame for cue in whole.cues for frame in (cue.start, cue.end)]
    assert [0, *borders, whole.frames] == sorted([0, *borders, whole.frames])
    for new, old in zip(whole.cues, track.cues, strict=True):
        assert abs(new.start - old.start * rate / RATE) <= 0.5 + len(lines)
        assert abs((new.end - new.start) - (old.end - old.start) * rate / RATE) <= 0.5
