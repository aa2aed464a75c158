"""Records a book: each chapter is handed over when its last take is in.

Utterances go to the workers in small batches, chapter by chapter. What fails, and whatever a
dying worker took with it, is tried again at the end, one utterance at a time and nothing beside
it, in new workers, so that it is known which one is to blame. What fails ``TRIES`` times is given
up.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from narrate.errors import RecordingError
from narrate.model import Chapter, Take, Utterance
from narrate.recording.callsheet import CallSheet
from narrate.recording.crew import Crew, Job
from narrate.recording.jobs import DIED, outcomes_of, record_all
from narrate.recording.orders import Failure, Order, Progress
from narrate.recording.turns import give_way

Batch = Sequence[Utterance]
Recorded = tuple[Chapter, Mapping[int, tuple[Take, ...]]]

BATCH, BATCH_CHARACTERS = 8, 1500
"""A batch is full with so many utterances, or characters: a tenth of a second of a fast engine."""
TRIES = 3
GIVE_UP = 8
"""After so many jobs in a row that brought no take, the engine is not asked any more."""
NOT_TRIED = "not tried again, as the engine kept failing"
LISTED = 5
"""how many failures, and chapters, an error names"""


class Microphones:
    """As many workers as an engine may speak in at once, whatever the book."""

    def __init__(self, number: int) -> None:
        self.taken: list[Job] = []
        self._number = number

    @property
    def free(self) -> bool:
        """Whether another job may have one."""
        self.taken = [job for job in self.taken if not job.over]
        return len(self.taken) < self._number


class Recording:
    """One book's recording; iterate over it once, in a production that takes turns with others.

    Yields each chapter that is complete with its takes: for every segment of the chapter, by its
    index in the script, the recordings of its utterances. A chapter that lacks a take is never
    yielded: :meth:`check` says why, when the iteration is over.
    """

    def __init__(
        self,
        sheet: CallSheet,
        order: Order,
        crew: Crew,
        report: Progress,
        microphones: Microphones,
    ) -> None:
        self._sheet = sheet
        self._order = order
        self._crew = crew
        self._report = report
        self._microphones = microphones
        self._reasons: dict[Utterance, str] = {}
        self._again: list[Utterance] = []
        self._fruitless = 0

    async def __aiter__(self) -> AsyncIterator[Recorded]:
        self._report.total(self._sheet.lines)
        async for recorded in self._run(self._batches()):
            yield recorded
        for _ in range(TRIES - 1):
            if not self._again or self._gave_up:
                return
            # First what never had a fair try: it may have died with another.
            suspects = sorted(self._again, key=lambda one: self._reasons[one] != DIED)
            self._again = []
            async for recorded in self._run(([one] for one in suspects), retry=True):
                yield recorded

    def check(self) -> None:
        """Raise RecordingError, which names the lines of the story, if anything is missing."""
        missing = self._sheet.missing()
        if not missing:
            return
        reasons = [
            f"{place.inside}: {self._reasons.get(utterance, NOT_TRIED)}"
            for place, utterance in missing
        ]
        chapters = [str(chapter.number) for chapter in self._sheet.incomplete]
        msg = (
            f"{len(missing)} passage{'s' * (len(missing) > 1)} could not be recorded, "
            f"chapters not made: {_first(chapters, ', ')} ({_first(reasons, '; ')})"
        )
        raise RecordingError(
            msg, at=missing[0][0], hint="run again to go on: what was recorded is kept"
        )

    @property
    def _gave_up(self) -> bool:
        return self._fruitless >= GIVE_UP

    def _batches(self) -> Iterator[Batch]:
        """What is not on the shelf, a chapter's last batch maybe empty; the rest is delivered."""
        called: set[Utterance] = set()
        for chapter in self._sheet.chapters:
            batch: list[Utterance] = []
            for utterance in self._sheet.calls(chapter):
                if utterance in called:
                    continue
                called.add(utterance)
                take = self._order.shelf.find(utterance, self._order.fingerprint)
                if take is not None:
                    self._deliver(take)
                    continue
                batch.append(utterance)
                if _is_full(batch):
                    yield batch
                    batch = []
            yield batch

    async def _run(
        self, batches: Iterator[Batch], *, retry: bool = False
    ) -> AsyncIterator[Recorded]:
        """Have *batches* recorded; those of a *retry* one by one, the first by a new worker."""
        running: dict[Job, Batch] = {}
        batch = next(batches, None)
        renew = retry
        while batch is not None or running:
            if batch is not None and self._gave_up:
                batch = None
            elif batch is not None and self._may_start(running, alone=retry):
                if batch:
                    job = Job(record_all, (self._order, tuple(batch)), risky=True)
                    job.alone, job.new, renew = retry, renew, False
                    running[job] = batch
                    self._microphones.taken.append(job)
                    self._crew.submit(job)
                batch = next(batches, None)
            else:
                await give_way(more=batch is not None)
                for job in [one for one in running if one.over]:
                    self._collect(job, running.pop(job))
            for recorded in self._complete():
                yield recorded

    def _may_start(self, running: Mapping[Job, Batch], *, alone: bool) -> bool:
        return self._crew.room and self._microphones.free and not (alone and running)

    def _collect(self, job: Job, batch: Batch) -> None:
        """Deliver what a finished job brought, and note what it did not."""
        outcomes = outcomes_of(job, self._order, batch)
        takes = [outcome for outcome in outcomes if isinstance(outcome, Take)]
        self._fruitless = 0 if takes else self._fruitless + 1
        for take in takes:
            self._deliver(take)
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._reasons[outcome.utterance] = outcome.reason
                self._again.append(outcome.utterance)

    def _deliver(self, take: Take) -> None:
        lines = self._sheet.deliver(take)
        if lines:
            self._report.advance(lines)

    def _complete(self) -> Iterator[Recorded]:
        for chapter in self._sheet.completed():
            self._report.completed(chapter)
            yield chapter, self._sheet.takes(chapter)


def _is_full(batch: Batch) -> bool:
    return len(batch) >= BATCH or sum(len(one.spoken) for one in batch) >= BATCH_CHARACTERS


def _first(items: Sequence[str], between: str) -> str:
    """The first few of *items*, and how many there are beyond."""
    more = [f"and {len(items) - LISTED} more"] if len(items) > LISTED else []
    return between.join([*items[:LISTED], *more])
