"""The call sheet: which utterance is wanted where, and what is still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from narrate.errors import Place
from narrate.model import Chapter, Script, Take, Utterance
from narrate.recording.calibration import calibration


class CallSheet:
    """The utterances of *chapters*, each wanted once however often it occurs.

    *utterances* holds a tuple for each segment of *script*. A chapter also wants every one of
    its voices reading the calibration passage.
    """

    def __init__(
        self,
        script: Script,
        utterances: Sequence[Sequence[Utterance]],
        chapters: Sequence[Chapter],
    ) -> None:
        self.script = script
        self.chapters = tuple(chapters)
        self._utterances = utterances
        self._segments: dict[int, list[int]] = {chapter.number: [] for chapter in chapters}
        for position, segment in enumerate(script.segments):
            if segment.chapter in self._segments:
                self._segments[segment.chapter].append(position)
        self._takes: dict[Utterance, Take] = {}
        self._wanted: dict[Utterance, list[tuple[int, int | None]]] = {}
        for number in self._segments:
            for utterance, index in self._calls(number):
                self._wanted.setdefault(utterance, []).append((number, index))
        places = [place for all_places in self._wanted.values() for place in all_places]
        self._chapter_lacks = Counter(number for number, _ in places)
        self._line_lacks = Counter(index for _, index in places if index is not None)
        self._lines = len(self._line_lacks)
        self._ready = [one for one in chapters if not self._chapter_lacks[one.number]]
        self._left = {one.number: one for one in chapters if self._chapter_lacks[one.number]}

    @property
    def lines(self) -> int:
        """How many segments are to be heard."""
        return self._lines

    def calls(self, chapter: Chapter) -> Iterator[Utterance]:
        """What *chapter* still wants, in order, calibrations first; each utterance once."""
        called = dict.fromkeys(utterance for utterance, _ in self._calls(chapter.number))
        return (utterance for utterance in called if utterance in self._wanted)

    def deliver(self, take: Take) -> int:
        """Note that *take* is in; the number of segments that thereby have all their takes."""
        self._takes[take.utterance] = take
        places = self._wanted.pop(take.utterance, [])
        lines = [index for _, index in places if index is not None]
        self._line_lacks.subtract(lines)
        for number, _ in places:
            self._chapter_lacks[number] -= 1
            if not self._chapter_lacks[number]:
                self._ready.append(self._left.pop(number))
        return sum(1 for index in set(lines) if not self._line_lacks[index])

    def completed(self) -> Iterator[Chapter]:
        """The chapters that have every take they want and were not handed out yet, in order."""
        ready, self._ready = self._ready, []
        yield from sorted(ready, key=lambda chapter: chapter.number)

    @property
    def incomplete(self) -> tuple[Chapter, ...]:
        """The chapters that still lack a take."""
        return tuple(self._left.values())

    def takes(self, chapter: Chapter) -> Mapping[int, tuple[Take, ...]]:
        """The takes of each segment of *chapter*, by the segment's index; KeyError if one lacks."""
        return {
            index: tuple(self._takes[utterance] for utterance in self._utterances[index])
            for index in self._segments[chapter.number]
        }

    def missing(self) -> tuple[tuple[Place, Utterance], ...]:
        """What is still wanted, each behind the place in the manuscript that first wants it."""
        first = (
            (min(self._first_segment(number, index) for number, index in places), utterance)
            for utterance, places in self._wanted.items()
        )
        in_order = sorted(first, key=lambda pair: pair[0])
        return tuple((self._place(index), utterance) for index, utterance in in_order)

    def _first_segment(self, number: int, index: int | None) -> int:
        return self._segments[number][0] if index is None else index

    def _place(self, index: int) -> Place:
        return self.script.book.manuscript.place(self.script.segments[index].span.start)

    def _calls(self, number: int) -> Iterator[tuple[Utterance, int | None]]:
        indices = self._segments[number]
        voices = dict.fromkeys(
            calibration(utterance.voice)
            for index in indices
            for utterance in self._utterances[index]
        )
        yield from ((passage, None) for passage in voices)
        yield from (
            (utterance, index) for index in indices for utterance in self._utterances[index]
        )
