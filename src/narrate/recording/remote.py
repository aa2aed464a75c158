"""Runs in a worker of a cluster: has utterances recorded and sends the takes back as bytes.

The engine speaks in a process of its own beside the worker, as it does on one machine: if it hangs
or crashes, that process is lost and not the worker, whose other work is maybe somebody else's.
"""

from __future__ import annotations

import multiprocessing
import pickle
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from narrate import __version__
from narrate.cache.store import PREFIX, DamagedTake, Store
from narrate.errors import NarrateError, OutputError, ToolError
from narrate.model import Mark, Take, Utterance
from narrate.recording.jobs import outcomes_of, record_all
from narrate.recording.pool import Job, WorkerPool
from narrate.recording.worker_setup import Failure, WorkerSetup

IDLE_S = 60.0
"""A process that was given nothing for so long is ended: the run is over, or was killed."""
SAME_VERSIONS = "install the same versions on every worker"


@dataclass(frozen=True, slots=True)
class RemoteTake:
    """A take as bytes, on its way to the cache: *pcm* is mono 16-bit little-endian at *rate* Hz."""

    utterance: Utterance
    pcm: bytes
    rate: int
    marks: tuple[Mark, ...]

    def keep(self, setup: WorkerSetup) -> Take:
        """Keep the take in the cache of *setup*. Raises OutputError."""
        return setup.store.keep_take(
            self.utterance, setup.fingerprint_of(self.utterance), self.pcm, self.rate, self.marks
        )


def record(version: str, work: bytes) -> tuple[RemoteTake | Failure, ...]:
    """Record the utterances that *work* holds, pickled behind the setup.

    *version* is that of the narrate that asks. Raises ToolError if ours, or our engine, is not
    the same: then its takes would not be what they are kept as.
    """
    from distributed import get_worker  # noqa: PLC0415 -- only who works for a cluster has it

    with _naming_machine():
        if version != __version__:
            msg = f"narrate is {__version__} there and {version} here"
            raise ToolError(msg, hint=SAME_VERSIONS)
        setup, utterances = pickle.loads(work)  # noqa: S301 -- dask unpickled this very call
        with TemporaryDirectory(prefix=PREFIX, dir=get_worker().local_directory) as folder:
            setup = replace(setup, store=Store(Path(folder)))
            return _engine_process(threading.get_ident()).record(setup, utterances)


class EngineProcess:
    """A process in which an engine speaks; it ends when it was given nothing for *idle_s*."""

    def __init__(self, idle_s: float = IDLE_S) -> None:
        # dask makes its workers daemons, which may have no children; ours end with their parent.
        multiprocessing.current_process().daemon = False
        self._idle_s = idle_s
        self._pool = WorkerPool(1)
        self._lock = threading.Lock()
        self._timer = self._new_timer()

    def record(
        self, setup: WorkerSetup, utterances: Sequence[Utterance]
    ) -> tuple[RemoteTake | Failure, ...]:
        """Record *utterances*; those during which the engine died become failures."""
        self._timer.cancel()
        with self._lock:
            try:
                outcomes = self._outcomes(setup, utterances)
            finally:
                self._timer = self._new_timer()
                self._timer.start()
        return tuple(_read_take(setup.store, one) for one in outcomes)

    def _outcomes(
        self, setup: WorkerSetup, utterances: Sequence[Utterance]
    ) -> tuple[Take | Failure, ...]:
        job = Job(_record_as_known, (setup, utterances), risky=True)
        self._pool.submit(job)
        self._pool.wait()
        outcomes = outcomes_of(job, setup, utterances)
        if any(isinstance(one, Failure) for one in outcomes):
            self._pool.stop()  # whatever is tried again is tried in a new process
        return outcomes

    def _new_timer(self) -> threading.Timer:
        timer = threading.Timer(self._idle_s, self._stop_idle)
        timer.daemon = True
        return timer

    def _stop_idle(self) -> None:
        with self._lock:
            self._pool.stop()


@cache
def _engine_process(_thread: int) -> EngineProcess:
    """The process of a thread of this worker: each records one batch at a time."""
    return EngineProcess()


def _record_as_known(
    setup: WorkerSetup, utterances: Sequence[Utterance]
) -> tuple[Take | Failure, ...]:
    from narrate.recording import worker  # noqa: PLC0415 -- brings numpy, for workers only

    if (theirs := worker.fingerprint(setup)) != setup.fingerprint:
        msg = f"the engine is {theirs!r} there and {setup.fingerprint!r} here"
        raise ToolError(msg, hint=SAME_VERSIONS)
    return record_all(setup, utterances)


def _read_take(store: Store, outcome: Take | Failure) -> RemoteTake | Failure:
    if isinstance(outcome, Failure):
        return outcome
    try:
        pcm, marks = store.read_sound(outcome), store.read_marks(outcome)
    except DamagedTake:
        return Failure(outcome.utterance, "the recording was damaged before it was sent")
    return RemoteTake(outcome.utterance, pcm, outcome.rate, marks)


@contextmanager
def _naming_machine() -> Iterator[None]:
    """Add the name of this machine to an error that is raised in the block."""
    try:
        yield
    except NarrateError as error:
        place = f" ({error.at})" if error.at else ""
        msg = f"worker {socket.gethostname()}: {error.message}{place}"
        hint = "free some space there" if isinstance(error, OutputError) else error.hint
        raise type(error)(msg, hint=hint) from None
