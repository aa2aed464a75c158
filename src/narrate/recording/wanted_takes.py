"""Which takes the chapters of a book want, where each is wanted, and which are still missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from narrate.errors import Place
from narrate.model import Chapter, Script, Take, Utterance, Voice
from narrate.recording.calibration import references


class WantedTakes:
    """The takes that *chapters* want: one of each utterance, however often it occurs.

    *utterances* holds a tuple for each segment of *script*. A chapter also wants what the loudness
    of each of its voices is measured by, see :func:`.calibration.references`.
    """

    def __init__(
        self,
        script: Script,
        utterances: Sequence[Sequence[Utterance]],
        chapters: Sequence[Chapter],
        costly: Container[str] = (),
    ) -> None:
        self.script = script
        self.chapters = tuple(chapters)
        self._utterances = utterances
        self._costly = costly
        self._references = references(utterances, costly)
        self._segments: dict[int, list[int]] = {chapter.number: [] for chapter in chapters}
        for position, segment in enumerate(script.segments):
            if segment.chapter in self._segments:
                self._segments[segment.chapter].append(position)
        self._takes: dict[Utterance, Take] = {}
        # Where each missing take is wanted: by which chapter, and for which segment; for none
        # of them where the chapter wants it for calibration.
        self._places: dict[Utterance, list[tuple[int, int | None]]] = {}
        for number in self._segments:
            for utterance, index in self._wanted_in(number):
                self._places.setdefault(utterance, []).append((number, index))
        places = [place for all_places in self._places.values() for place in all_places]
        self._missing_of_chapter = Counter(number for number, _ in places)
        self._missing_of_line = Counter(index for _, index in places if index is not None)
        self._lines = len(self._missing_of_line)
        self._ready = [one for one in chapters if not self._missing_of_chapter[one.number]]
        self._incomplete = {
            one.number: one for one in chapters if self._missing_of_chapter[one.number]
        }

    @property
    def lines(self) -> int:
        """How many segments are to be heard."""
        return self._lines

    def missing_in(self, chapter: Chapter) -> Iterator[Utterance]:
        """The utterances *chapter* has no take of, each once, calibrations first, then in order."""
        seen = dict.fromkeys(utterance for utterance, _ in self._wanted_in(chapter.number))
        return (utterance for utterance in seen if utterance in self._places)

    def add(self, take: Take) -> int:
        """Add *take*; returns the number of segments that now have all their takes."""
        self._takes[take.utterance] = take
        places = self._places.pop(take.utterance, [])
        lines = [index for _, index in places if index is not None]
        self._missing_of_line.subtract(lines)
        for number, _ in places:
            self._missing_of_chapter[number] -= 1
            if not self._missing_of_chapter[number]:
                self._ready.append(self._incomplete.pop(number))
        return sum(1 for index in set(lines) if not self._missing_of_line[index])

    def newly_complete(self) -> Iterator[Chapter]:
        """The chapters that have had all their takes since this was last asked, in order."""
        ready, self._ready = self._ready, []
        yield from sorted(ready, key=lambda chapter: chapter.number)

    @property
    def incomplete(self) -> tuple[Chapter, ...]:
        """The chapters that still lack a take."""
        return tuple(self._incomplete.values())

    def takes(self, chapter: Chapter) -> Mapping[int, tuple[Take, ...]]:
        """The takes of each segment of *chapter*, by the segment's index; KeyError if one lacks."""
        return {
            index: tuple(self._takes[utterance] for utterance in self._utterances[index])
            for index in self._segments[chapter.number]
        }

    def references(self, chapter: Chapter) -> Mapping[Voice, tuple[Take, ...]]:
        """The takes that the loudness of each costly voice of *chapter* is measured by.

        Raises KeyError if one lacks.
        """
        return {
            voice: tuple(self._takes[one] for one in self._references[voice])
            for voice in self._voices_in(chapter.number)
            if self.is_costly(voice)
        }

    def is_costly(self, voice: Voice) -> bool:
        """Whether *voice* is of a costly engine."""
        return voice.engine in self._costly

    def left(self, is_kept: Callable[[Utterance], bool]) -> tuple[int, int]:
        """The characters that are still to be said, of all and of the first incomplete chapter.

        Without those whose takes are kept already. Where some voices are costly, only theirs count:
        what the others say takes no time beside.
        """
        mixed = any(self.is_costly(voice) for voice in self._references)
        first = min(self._incomplete, default=None)
        in_all = in_first = 0
        for one, places in self._places.items():
            if (mixed and not self.is_costly(one.voice)) or is_kept(one):
                continue
            in_all += len(one.spoken)
            in_first += len(one.spoken) if any(number == first for number, _ in places) else 0
        return in_all, in_first

    def missing(self) -> tuple[tuple[Place, Utterance], ...]:
        """The utterances without a take, each with the place in the manuscript of the first use.

        They are in the order of those places.
        """
        first = ((self._first_segment(where), one) for one, where in self._places.items())
        in_order = sorted(first, key=lambda pair: pair[0])
        return tuple((self._place(index), utterance) for index, utterance in in_order)

    def _first_segment(self, places: Sequence[tuple[int, int | None]]) -> int:
        """Where it is heard first; where that is nowhere, the beginning of the first chapter."""
        heard = [index for _, index in places if index is not None]
        return min(heard or (self._segments[number][0] for number, _ in places))

    def _place(self, index: int) -> Place:
        return self.script.book.manuscript.place(self.script.segments[index].span.start)

    def _wanted_in(self, number: int) -> Iterator[tuple[Utterance, int | None]]:
        for voice in self._voices_in(number):
            yield from ((one, None) for one in self._references[voice])
        for index in self._segments[number]:
            yield from ((one, index) for one in self._utterances[index])

    def _voices_in(self, number: int) -> tuple[Voice, ...]:
        indices = self._segments[number]
        said = (one for index in indices for one in self._utterances[index])
        return tuple(dict.fromkeys(one.voice for one in said))
