"""Parts a track into reels, to be mixed and encoded each by itself: pure timing, no samples.

A reel is a track too, with its cues counted from its own beginning; a chapter is its reels one
after the other. Where one ends is decided by what is said and how long the pauses are, not by
the time: behind a word that was changed, the cuts are soon where they were, and those reels are
the same to the frame.
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
"""How long a reel is; the last one may be shorter, and one without a pause to cut in longer."""
LEAD, TAIL = 2, 3
"""The silence, in packets, that a reel begins and ends with at least, where it was cut.

An encoder and a decoder move the sound by less than two packets, which a reel's end loses.
"""


def wind(track: Track, rate: int, packet: int) -> tuple[Track, ...]:
    """The reels of *track* at *rate* Hz; all but the last are a whole number of packets long.

    A *packet* is that many frames. The pause in which a reel ends is lengthened to the next
    packet, and everything behind it comes later by so much: 26 ms at most, once in a minute.
    """
    track = _at(track, rate)
    reels: list[Track] = []
    begin, first = 0, 0
    for cut in _cuts(track, (LEAD + TAIL) * packet):
        end = track.cues[cut].start - LEAD * packet
        frames = -(-(end - begin) // packet) * packet
        reels.append(Track(track.chapter, rate, frames, _moved(track.cues[first:cut], -begin)))
        begin, first = end, cut
    rest = _moved(track.cues[first:], -begin)
    return (*reels, Track(track.chapter, rate, track.frames - begin, rest))


def splice(reels: Sequence[Track]) -> Track:
    """The whole chapter that *reels* are."""
    cues: list[Cue] = []
    frames = 0
    for reel in reels:
        cues += _moved(reel.cues, frames)
        frames += reel.frames
    return Track(reels[0].chapter, reels[0].rate, frames, tuple(cues))


def _moved(cues: Sequence[Cue], frames: int) -> tuple[Cue, ...]:
    return tuple(replace(one, start=one.start + frames, end=one.end + frames) for one in cues)


def _at(track: Track, rate: int) -> Track:
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
    """The cues that begin a reel: behind the longest pause a reel may end in.

    Of pauses of one length, the words behind it choose: whatever came before, the choice among
    the same pauses is the same. A pause shorter than *silence* frames is never cut.
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
        cut = max(window, key=lambda index: (gaps[index], _lot(track.cues[index])))
        yield cut
        begin = track.cues[cut].start


def _lot(cue: Cue) -> int:
    return zlib.crc32(cue.take.utterance.spoken.encode("utf-8", "surrogatepass"))
