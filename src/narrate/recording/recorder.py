"""Records a book: each chapter is handed over when its last take is in.

Utterances go to the workers in small batches, chapter by chapter. What fails, and whatever a
dying worker took with it, is tried again at the end, one utterance at a time in fresh workers,
so that it is known which one is to blame. What fails ``TRIES`` times is given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from narrate.errors import Place, RecordingError
from narrate.model import Chapter, Take, Utterance
from narrate.recording.callsheet import CallSheet
from narrate.recording.crew import Crew, Job
from narrate.recording.jobs import record_all
from narrate.recording.orders import Failure, Order, Progress

Batch = Sequence[Utterance]

BATCH, BATCH_CHARACTERS = 8, 1500
"""A batch is full with so many utterances, or characters: a tenth of a second of a fast engine."""
TRIES = 3
GIVE_UP = 8
"""After so many jobs in a row that brought no take, the engine is not asked any more."""
DIED = "the engine hung or crashed"
NOT_TRIED = "not tried again, as the engine kept failing"
LISTED = 5
"""how many failures, and chapters, an error names"""


class Recording:
    """One book's recording; iterate over it once.

    Yields each chapter that is complete with its takes: for every segment of the chapter, by its
    index in the script, the recordings of its utterances. A chapter that lacks a take is never
    yielded: :meth:`check` says why, when the iteration is over. *at_once* is how many workers
    the engine may speak in; None for all of them.
    """

    def __init__(
        self, sheet: CallSheet, order: Order, crew: Crew, report: Progress, *, at_once: int | None
    ) -> None:
        self._sheet = sheet
        self._order = order
        self._crew = crew
        self._report = report
        self._ahead = at_once if at_once and at_once < crew.jobs else 2 * crew.jobs
        self._reasons: dict[Utterance, str] = {}
        self._again: list[Utterance] = []
        self._fruitless = 0

    def __iter__(self) -> Iterator[tuple[Chapter, Mapping[int, tuple[Take, ...]]]]:
        self._report.total(self._sheet.lines)
        yield from self._run(self._batches(), ahead=self._ahead)
        for _ in range(TRIES - 1):
            if not self._again or self._gave_up:
                return
            self._renew()
            # First what never had a fair try: it may have died with another.
            suspects = sorted(self._again, key=lambda one: self._reasons[one] != DIED)
            self._again = []
            yield from self._run(([utterance] for utterance in suspects), ahead=0)

    def check(self) -> None:
        """Raise RecordingError, which names the lines of the story, if anything is missing."""
        missing = self._sheet.missing()
        if not missing:
            return
        reasons = [
            f"line {line}: {self._reasons.get(utterance, NOT_TRIED)}" for line, utterance in missing
        ]
        chapters = [str(chapter.number) for chapter in self._sheet.incomplete]
        msg = (
            f"{len(missing)} passage{'s' * (len(missing) > 1)} could not be recorded, "
            f"chapters not made: {_first(chapters, ', ')} ({_first(reasons, '; ')})"
        )
        place = Place(self._sheet.script.book.manuscript.path, missing[0][0])
        raise RecordingError(msg, at=place, hint="run again to go on: what was recorded is kept")

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

    def _run(
        self, batches: Iterable[Batch], ahead: int
    ) -> Iterator[tuple[Chapter, Mapping[int, tuple[Take, ...]]]]:
        """Have *batches* recorded, *ahead* of them in the workers' hands; 0: one, all alone."""
        running: dict[Job, Batch] = {}
        feed = iter(batches)
        batch = next(feed, None)
        while batch is not None or running:
            if batch is not None and self._gave_up:
                batch = None
            elif batch is not None and self._may_start(len(running), ahead):
                if batch:
                    job = Job(record_all, (self._order, tuple(batch)), risky=True)
                    running[job] = batch
                    self._crew.submit(job)
                batch = next(feed, None)
            else:
                for job in self._crew.wait():
                    if job in running:
                        self._collect(job, running.pop(job))
            yield from self._complete()

    def _may_start(self, running: int, ahead: int) -> bool:
        return running < ahead and self._crew.room if ahead else not self._crew.busy

    def _collect(self, job: Job, batch: Batch) -> None:
        """Deliver what a finished job brought, and note what it did not."""
        if job.died:
            results = [self._order.shelf.find(one, self._order.fingerprint) for one in batch]
            outcomes = [
                take or Failure(one, DIED) for one, take in zip(batch, results, strict=True)
            ]
        else:
            outcomes = list(job.result())
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

    def _complete(self) -> Iterator[tuple[Chapter, Mapping[int, tuple[Take, ...]]]]:
        for chapter in self._sheet.completed():
            yield chapter, self._sheet.takes(chapter)

    def _renew(self) -> None:
        """Let every other job come to its end, and dismiss the workers."""
        while self._crew.busy:
            self._crew.wait()
        self._crew.stop()


def _is_full(batch: Batch) -> bool:
    return len(batch) >= BATCH or sum(len(one.spoken) for one in batch) >= BATCH_CHARACTERS


def _first(items: Sequence[str], between: str) -> str:
    """The first few of *items*, and how many there are beyond."""
    more = [f"and {len(items) - LISTED} more"] if len(items) > LISTED else []
    return between.join([*items[:LISTED], *more])
