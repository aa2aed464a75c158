"""What a worker of a cluster does: it has utterances recorded and sends the takes back as bytes.

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
from narrate.cache.store import OURS, DamagedTake, Shelf
from narrate.errors import NarrateError, OutputError, ToolError
from narrate.model import Mark, Take, Utterance
from narrate.recording.jobs import outcomes_of, record_all
from narrate.recording.orders import Failure, Order
from narrate.recording.pool import Job, Pool

IDLE_S = 60.0
"""A process that was given nothing for so long is ended: the run is over, or was killed."""
SAME = "install the same versions on every worker"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A take on its way to the shelf: *pcm* is mono 16-bit little-endian, at *rate* Hz."""

    utterance: Utterance
    pcm: bytes
    rate: int
    marks: tuple[Mark, ...]

    def unpack(self, order: Order) -> Take:
        """Put the take on the shelf of *order*."""
        return order.shelf.keep(self.utterance, order.fingerprint, self.pcm, self.rate, self.marks)


def record(version: str, work: bytes) -> tuple[Parcel | Failure, ...]:
    """Record the utterances that *work* holds, pickled behind their order.

    *version* is that of the narrate that asks. Raises ToolError if ours, or our engine, is not
    the same: then its takes would not be what they are kept as.
    """
    from distributed import get_worker  # noqa: PLC0415 -- only who works for a cluster has it

    with _signed():
        if version != __version__:
            msg = f"narrate is {__version__} there and {version} here"
            raise ToolError(msg, hint=SAME)
        order, utterances = pickle.loads(work)  # noqa: S301 -- dask unpickled this very call
        with TemporaryDirectory(prefix=OURS, dir=get_worker().local_directory) as folder:
            order = replace(order, shelf=Shelf(Path(folder)))
            return _stand(threading.get_ident()).record(order, utterances)


class Stand:
    """A process for an engine to speak in: it ends when it was given nothing for *idle_s*."""

    def __init__(self, idle_s: float = IDLE_S) -> None:
        # dask makes its workers daemons, which may have no children; ours end with their parent.
        multiprocessing.current_process().daemon = False
        self._idle_s = idle_s
        self._pool = Pool(1)
        self._lock = threading.Lock()
        self._leave = self._timer()

    def record(self, order: Order, utterances: Sequence[Utterance]) -> tuple[Parcel | Failure, ...]:
        """Record *utterances*, as far as the engine lives through it; a failure for the others."""
        self._leave.cancel()
        with self._lock:
            try:
                outcomes = self._outcomes(order, utterances)
            finally:
                self._leave = self._timer()
                self._leave.start()
        return tuple(_pack(order.shelf, one) for one in outcomes)

    def _outcomes(
        self, order: Order, utterances: Sequence[Utterance]
    ) -> tuple[Take | Failure, ...]:
        job = Job(_record_as_known, (order, utterances), risky=True)
        self._pool.submit(job)
        self._pool.wait()
        outcomes = outcomes_of(job, order, utterances)
        if any(isinstance(one, Failure) for one in outcomes):
            self._pool.stop()  # whatever is tried again is tried in a new process
        return outcomes

    def _timer(self) -> threading.Timer:
        timer = threading.Timer(self._idle_s, self._empty)
        timer.daemon = True
        return timer

    def _empty(self) -> None:
        with self._lock:
            self._pool.stop()


@cache
def _stand(_thread: int) -> Stand:
    """The stand of a thread of this worker: each records one batch at a time."""
    return Stand()


def _record_as_known(order: Order, utterances: Sequence[Utterance]) -> tuple[Take | Failure, ...]:
    from narrate.recording import booth  # noqa: PLC0415 -- brings numpy, for workers only

    if (theirs := booth.fingerprint(order)) != order.fingerprint:
        msg = f"the engine is {theirs!r} there and {order.fingerprint!r} here"
        raise ToolError(msg, hint=SAME)
    return record_all(order, utterances)


def _pack(shelf: Shelf, outcome: Take | Failure) -> Parcel | Failure:
    if isinstance(outcome, Failure):
        return outcome
    try:
        pcm, marks = shelf.sound(outcome), shelf.marks(outcome)
    except DamagedTake:
        return Failure(outcome.utterance, "the recording was damaged before it was sent")
    return Parcel(outcome.utterance, pcm, outcome.rate, marks)


@contextmanager
def _signed() -> Iterator[None]:
    """Have an error say which machine it comes from."""
    try:
        yield
    except NarrateError as error:
        place = f" ({error.at})" if error.at else ""
        msg = f"worker {socket.gethostname()}: {error.message}{place}"
        hint = "free some space there" if isinstance(error, OutputError) else error.hint
        raise type(error)(msg, hint=hint) from None
