"""When each sentence of the printed text is heard, worked out from cues and the marks of takes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from narrate.model import Cue, Mark, Segment, Span, Take, Track
from narrate.speech.mapped import WORD
from narrate.speech.places import places_of_words

Marks = Callable[[Take], Sequence[Mark]]


@dataclass(frozen=True, slots=True)
class Onset:
    """The printed word that is the characters *span* of a segment's text begins at *frame*."""

    span: Span
    frame: int


@dataclass(frozen=True, slots=True)
class TimedSpan:
    """The characters *span* of a segment's text are heard from frame *start* to frame *end*.

    *estimated* says that the beginning is not known from the engine's marks but was interpolated.
    *words* are those of the span, in order, where they were asked for.
    """

    span: Span
    start: int
    end: int
    estimated: bool
    words: tuple[Onset, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A spoken word: the characters of the segment's text that it stands for, and when it is heard.

    *start* is the frame in the track where it begins, *until* its take's last one. *exact* says
    that the engine told its place.
    """

    printed: Span
    start: int
    until: int
    exact: bool


class WordTimes:
    """When the printed words of one segment's *text* are heard, given its spoken *words*."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._printed = [Span(*word.span()) for word in WORD.finditer(text)]
        self._starts = [word.start for word in self._printed]
        self._words = words
        self._said = tuple(places(self._printed, [word.printed for word in words]))

    def timed(self, spans: Sequence[Span], *, with_words: bool = False) -> tuple[TimedSpan, ...]:
        """When each of *spans* is heard; they are in order, apart, and each has a word in it.

        A span ends where the next begins, or where its last take does if that is earlier.
        """
        firsts = [bisect_left(self._starts, span.start) for span in spans]
        ends = [bisect_left(self._starts, span.end) for span in spans]
        starts = [self._frame(first) for first in firsts]
        timed: list[TimedSpan] = []
        for n, span in enumerate(spans):
            after = starts[n + 1] if n + 1 < len(spans) else self._words[-1].until
            end = max(starts[n], min(after, self._until(ends[n])))
            words = self._onsets(firsts[n], ends[n]) if with_words else ()
            timed.append(TimedSpan(span, starts[n], end, not self._is_exact(firsts[n]), words))
        return tuple(timed)

    def _onsets(self, first: int, end: int) -> tuple[Onset, ...]:
        return tuple(Onset(self._printed[n], self._frame(n)) for n in range(first, end))

    def _at(self, printed: int) -> float:
        return self._said[printed].at if printed < len(self._said) else len(self._words)

    def _frame(self, printed: int) -> int:
        """The frame at which the printed word of that number begins."""
        index, rest = divmod(self._at(printed), 1)
        start, end = self._start(int(index)), self._start(int(index) + 1)
        return start + round(rest * (end - start))

    def _start(self, index: int) -> int:
        return self._words[index].start if index < len(self._words) else self._words[-1].until

    def _until(self, printed: int) -> int:
        """The end of the take in which the word before that printed word is said."""
        last = -(-self._at(printed) // 1) - 1
        return self._words[max(0, int(last))].until

    def _is_exact(self, printed: int) -> bool:
        said = self._said[printed]
        return said.begins and self._words[int(said.at)].exact


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """Where a printed word is said: at spoken word *at*, or a fraction of one behind it.

    *begins* is false for a word inside a passage that is said in other words as a whole, where
    only the passage has a known beginning, and for one behind which nothing more is said.
    """

    at: float
    begins: bool


def places(printed: Sequence[Span], spoken: Sequence[Span]) -> Iterator[SpokenPlace]:
    """Where each of the *printed* words is said, given what each spoken one stands for.

    It begins with the first that stands for any of it. Several that one spoken word stands for
    share what is said of them evenly. One that is not said is where the next one is.
    """
    first = done = 0
    while first < len(printed):
        last, start = first + 1, done
        while start < len(spoken) and spoken[start].end <= printed[first].start:
            start += 1
        done = start
        while done < len(spoken) and spoken[done].start < printed[last - 1].end:
            while last < len(printed) and printed[last].start < spoken[done].end:
                last += 1
            done += 1
        for n in range(last - first):
            at = start + n * (done - start) / (last - first)
            yield SpokenPlace(at, begins=n == 0 and start < len(spoken))
        first = last


def words_of(segment: Segment, cues: Sequence[Cue], track: Track, marks: Marks) -> tuple[Word, ...]:
    """The words of *segment* that the takes of *cues* say, with their frames in *track*."""
    printed = places_of_words(segment.text, segment.spoken)
    heard = (_words(printed[cue.part], cue, track, marks(cue.take)) for cue in cues)
    return tuple(chain.from_iterable(heard))


def _words(
    printed: Sequence[Span], cue: Cue, track: Track, marks: Sequence[Mark]
) -> Iterator[Word]:
    take, starts = cue.take, [mark.start for mark in marks]
    words = zip(WORD.finditer(take.utterance.spoken), printed, strict=True)
    for number, (word, place) in enumerate(words):
        frame, exact = _frame_of(word.start(), take, marks, bisect_right(starts, word.start()))
        start = cue.start + (2 * frame * track.rate + take.rate) // (2 * take.rate)
        yield Word(place, min(start, cue.end), cue.end, exact or number == 0)


def _frame_of(position: int, take: Take, marks: Sequence[Mark], index: int) -> tuple[int, bool]:
    """The frame of *take* at which its character *position* begins, and whether it is marked.

    *index* is how many *marks* are not behind it. Between two marks every character lasts equally
    long.
    """
    spoken = take.utterance.spoken
    before = marks[index - 1] if index else Mark(0, 0, 0)
    if index and not any(map(str.isalnum, spoken[before.start : position])):
        return before.frame, True
    after = marks[index] if index < len(marks) else Mark(take.frames, len(spoken), len(spoken))
    share = (position - before.start) / max(1, after.start - before.start)
    return before.frame + round(share * (after.frame - before.frame)), False
