"""Splits a track into pieces, each to be mixed and encoded by itself: pure timing, no samples.

A piece is a track, too, its cues counted from its own beginning; a chapter is its pieces one after
the other. Where a piece ends depends on what is said and how long the pauses are, not on the time:
behind a word that was changed, the cuts are soon where they were, and those pieces are the same to
the frame.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from narrate.model import Cue, Track
from narrate.sound.assembly import take_frames

SHORTEST_S, LONGEST_S = 60, 180
"""seconds of a piece; the last may be shorter, and one without a pause to cut in longer"""
LEAD, TAIL = 2, 3
"""The least silence, in packets, at the beginning and end of a piece, where it was cut.

Encoder and decoder delay the sound by less than two packets; so much of the end of a piece is lost.
"""


def split_track(track: Track, rate: int, packet: int) -> tuple[Track, ...]:
    """The pieces of *track* at *rate* Hz; all but the last are a whole number of packets long.

    A *packet* is that many frames. The pause in which a piece ends is lengthened to the next
    packet, and everything behind it comes later by so much: 26 ms at most, once in a minute.
    """
    track = _resampled(track, rate)
    pieces: list[Track] = []
    begin, first = 0, 0
    for cut in _cuts(track, (LEAD + TAIL) * packet):
        end = track.cues[cut].start - LEAD * packet
        frames = -(-(end - begin) // packet) * packet
        pieces.append(Track(track.chapter, rate, frames, _shifted(track.cues[first:cut], -begin)))
        begin, first = end, cut
    rest = _shifted(track.cues[first:], -begin)
    return (*pieces, Track(track.chapter, rate, track.frames - begin, rest))


def join_pieces(pieces: Sequence[Track]) -> Track:
    """The track of the whole chapter that was split into *pieces*."""
    cues: list[Cue] = []
    frames = 0
    for piece in pieces:
        cues += _shifted(piece.cues, frames)
        frames += piece.frames
    return Track(pieces[0].chapter, pieces[0].rate, frames, tuple(cues))


def _shifted(cues: Sequence[Cue], frames: int) -> tuple[Cue, ...]:
    return tuple(replace(one, start=one.start + frames, end=one.end + frames) for one in cues)


def _resampled(track: Track, rate: int) -> Track:
    """*track* at another rate: every frame is rounded half up, every take lasts what it did."""
    if rate == track.rate:
        return track
    cues: list[Cue] = []
    end = 0
    for cue in track.cues:
        start = max(end, (2 * cue.start * rate + track.rate) // (2 * track.rate))
        end = start + take_frames(cue.take, rate)
        cues.append(replace(cue, start=start, end=end))
    frames = max(end, -(-track.frames * rate // track.rate))
    return Track(track.chapter, rate, frames, tuple(cues))


def _cuts(track: Track, silence: int) -> Iterator[int]:
    """The indices of the cues that begin a piece: behind the longest pause the piece may end in.

    Among pauses of equal length a checksum of the words behind them decides: so the choice does not
    depend on what came before. There is no cut in a pause shorter than *silence* frames.
    """
    gaps = [0, *(after.start - before.end for before, after in pairwise(track.cues))]
    able = [index for index, gap in enumerate(gaps) if gap >= silence]
    starts = [track.cues[index].start for index in able]
    begin = 0
    while track.frames - begin > LONGEST_S * track.rate:
        low = bisect_left(starts, begin + SHORTEST_S * track.rate)
        high = bisect_right(starts, begin + LONGEST_S * track.rate)
        window = able[low : max(high, low + 1)]
        if not window:
            return
        cut = max(window, key=lambda index: (gaps[index], _checksum(track.cues[index])))
        yield cut
        begin = track.cues[cut].start


def _checksum(cue: Cue) -> int:
    return zlib.crc32(cue.take.utterance.spoken.encode("utf-8", "surrogatepass"))
