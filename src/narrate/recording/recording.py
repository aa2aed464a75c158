"""Records a book: yields each chapter when its last take is there.

Utterances go to the workers in small batches, chapter by chapter; what takes long is said first in
the last chapter. Those that failed, or were lost with a worker that died, are tried again at the
end: one utterance at a time, in new workers, so that it is known which one is to blame. One that
fails ``TRIES`` times is given up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence

from narrate.errors import RecordingError
from narrate.model import Chapter, Take, Utterance, Voice
from narrate.recording.forecast import Forecast, Pace
from narrate.recording.jobs import DIED, outcomes_of, record_all
from narrate.recording.pool import Job, WorkerPool
from narrate.recording.scheduling import yield_control
from narrate.recording.wanted_takes import WantedTakes
from narrate.recording.worker_setup import Failure, Progress, WorkerSetup

Batch = Sequence[Utterance]
Recorded = tuple[Chapter, Mapping[int, tuple[Take, ...]]]

BATCH, BATCH_CHARACTERS = 8, 1500
"""The most utterances and characters in a batch: a tenth of a second of work for a fast engine."""
TOLD_FROM_S = 20.0
"""A recording that will be over sooner is not foretold: to know it better would take as long."""
TRIES = 3
GIVE_UP = 8
"""After so many jobs in a row without a take, the engine is not asked any more."""
NOT_TRIED = "not tried again, as the engine kept failing"
LISTED = 5
"""how many failures, and chapters, an error names"""


class EngineSlots:
    """Limits the recording jobs of each engine at once, over all books: to *limits*, by its name.

    A name that is not among them is another for the first.
    """

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._limits = limits
        self._in_use: dict[str, list[Job]] = {name: [] for name in limits}

    def free(self, engine: str) -> bool:
        """Whether another recording job of *engine* may be submitted."""
        name = self._name(engine)
        self._in_use[name] = [job for job in self._in_use[name] if not job.over]
        return len(self._in_use[name]) < self._limits[name]

    def occupy(self, engine: str, job: Job) -> None:
        """*job*, of *engine*, counts until it is over."""
        self._in_use[self._name(engine)].append(job)

    def _name(self, engine: str) -> str:
        return engine if engine in self._limits else next(iter(self._limits))


class Recording:
    """The recording of one book; iterate over it once, in a task (see :mod:`.scheduling`).

    Yields each chapter that is complete with its takes: for every segment of the chapter, by its
    index in the script, the recordings of its utterances. A chapter that lacks a take is never
    yielded: :meth:`check` says why, when the iteration is over.
    """

    def __init__(
        self,
        wanted: WantedTakes,
        setup: WorkerSetup,
        pool: WorkerPool,
        report: Progress,
        slots: EngineSlots,
    ) -> None:
        self._wanted = wanted
        self._setup = setup
        self._pool = pool
        self._report = report
        self._slots = slots
        self._reasons: dict[Utterance, str] = {}
        self._again: list[Utterance] = []
        self._fruitless = 0
        self._pace: Pace | None = Pace(pool.size)

    async def __aiter__(self) -> AsyncIterator[Recorded]:
        self._report.total(self._wanted.lines)
        async for recorded in self._run(self._batches()):
            yield recorded
        for _ in range(TRIES - 1):
            if not self._again or self._gave_up:
                return
            # First those whose worker died: another utterance may have been to blame.
            suspects = sorted(self._again, key=lambda one: self._reasons[one] != DIED)
            self._again = []
            async for recorded in self._run(([one] for one in suspects), retry=True):
                yield recorded

    def check(self) -> None:
        """Raise RecordingError, which names the lines of the story, if anything is missing."""
        missing = self._wanted.missing()
        if not missing:
            return
        reasons = [
            f"{place.inside}: {self._reasons.get(utterance, NOT_TRIED)}"
            for place, utterance in missing
        ]
        chapters = [str(chapter.number) for chapter in self._wanted.incomplete]
        msg = (
            f"{len(missing)} passage{'s' * (len(missing) > 1)} could not be recorded, "
            f"chapters not made: {_first(chapters, ', ')} ({_first(reasons, '; ')})"
        )
        raise RecordingError(
            msg, at=missing[0][0], hint="run again to go on: what was recorded is kept"
        )

    def references(self, chapter: Chapter) -> Mapping[Voice, tuple[Take, ...]]:
        """What the loudness of the voices of *chapter* is measured by, where it is no passage."""
        return self._wanted.references(chapter)

    @property
    def _gave_up(self) -> bool:
        return self._fruitless >= GIVE_UP

    def _batches(self) -> Iterator[Batch]:
        """Batches of what has no take yet, each for one engine.

        Takes that are in the cache are added on the way. The last batch of a chapter is empty.
        """
        seen: set[Utterance] = set()
        for chapter in self._wanted.chapters:
            batches: defaultdict[str, list[Utterance]] = defaultdict(list)
            for utterance in self._in_turn(chapter):
                if utterance in seen:
                    continue
                seen.add(utterance)
                take = self._setup.store.find_take(utterance, self._setup.fingerprint_of(utterance))
                if take is not None:
                    self._add(take)
                    continue
                batch = batches[utterance.voice.engine]
                batch.append(utterance)
                if self._is_full(batch):
                    yield batches.pop(utterance.voice.engine)
            yield from batches.values()
            yield []

    def _in_turn(self, chapter: Chapter) -> Iterable[Utterance]:
        """What *chapter* lacks, in its order; in the last one, what takes long comes first.

        So at the end no worker has long to say while the others have nothing to do.
        """
        missing = self._wanted.missing_in(chapter)
        if chapter != self._wanted.chapters[-1]:
            return missing
        return sorted(missing, key=self._cost, reverse=True)

    def _cost(self, utterance: Utterance) -> int:
        """How long it takes to say *utterance*, in characters of a costly voice."""
        return len(utterance.spoken) if self._wanted.is_costly(utterance.voice) else 0

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
            elif batch is not None and self._may_start(batch, running, alone=retry):
                if batch:
                    job = Job(record_all, (self._setup, tuple(batch)), risky=True)
                    job.alone, job.new, renew = retry, renew, False
                    running[job] = batch
                    self._slots.occupy(batch[0].voice.engine, job)
                    self._pool.submit(job)
                batch = next(batches, None)
            else:
                await yield_control(more=batch is not None)
                for job in [one for one in running if one.over]:
                    self._collect(job, running.pop(job))
            for recorded in self._complete():
                yield recorded

    def _may_start(self, batch: Batch, running: Mapping[Job, Batch], *, alone: bool) -> bool:
        if not batch:  # there is nothing to be started
            return True
        free = self._pool.room and self._slots.free(batch[0].voice.engine)
        return free and not (alone and running)

    def _collect(self, job: Job, batch: Batch) -> None:
        """Add the takes of a finished job, and note its failures."""
        outcomes = outcomes_of(job, self._setup, batch)
        takes = [outcome for outcome in outcomes if isinstance(outcome, Take)]
        self._fruitless = 0 if takes else self._fruitless + 1
        for take in takes:
            self._add(take)
        self._foretell(takes)
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._reasons[outcome.utterance] = outcome.reason
                self._again.append(outcome.utterance)

    def _foretell(self, takes: Sequence[Take]) -> None:
        """Tell how long the rest will take, once it is known how fast *takes* are made."""
        if self._pace is None:
            return
        self._pace.add(sum(len(take.utterance.spoken) for take in takes))
        pace = self._pace.characters_a_second
        if pace is None or not self._wanted.incomplete:
            return
        self._pace = None
        at_most, _ = self._wanted.left(lambda _: False)
        if at_most / pace < TOLD_FROM_S:
            return
        in_all, in_first = self._wanted.left(self._is_kept)
        chapter = self._wanted.incomplete[0]
        self._report.expected(Forecast(in_all / pace, chapter, in_first / pace))

    def _is_kept(self, utterance: Utterance) -> bool:
        fingerprint = self._setup.fingerprint_of(utterance)
        return self._setup.store.find_take(utterance, fingerprint) is not None

    def _is_full(self, batch: Batch) -> bool:
        if self._wanted.is_costly(batch[0].voice):  # no worker is to wait for what another has
            return True
        return len(batch) >= BATCH or sum(len(one.spoken) for one in batch) >= BATCH_CHARACTERS

    def _add(self, take: Take) -> None:
        lines = self._wanted.add(take)
        if lines:
            self._report.advance(lines)

    def _complete(self) -> Iterator[Recorded]:
        for chapter in self._wanted.newly_complete():
            self._report.completed(chapter)
            yield chapter, self._wanted.takes(chapter)


def _first(items: Sequence[str], between: str) -> str:
    """The first few of *items*, and how many there are beyond."""
    more = [f"and {len(items) - LISTED} more"] if len(items) > LISTED else []
    return between.join([*items[:LISTED], *more])
