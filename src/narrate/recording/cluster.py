"""Recording on a cluster of machines, by way of dask's scheduler; all else stays on this one.

Only the engine speaks elsewhere: its takes come back as bytes and are put on the shelf here, so
the workers of the cluster need narrate and the engine and no disk in common with us.
"""

from __future__ import annotations

import pickle
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from concurrent.futures.thread import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from narrate import __version__
from narrate.errors import NarrateError, ToolError
from narrate.model import Take, Utterance
from narrate.recording import remote
from narrate.recording.crew import end, start_processes
from narrate.recording.jobs import record_all
from narrate.recording.orders import Failure, Order

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")

ANSWER_S = 5.0
"""A scheduler that takes longer to answer is not there."""
DESERTED_S = 60.0
"""A cluster that has had no worker for so long will not get another: one is back in seconds."""
KEPT = "what was recorded is kept: run again to go on"


class Cluster:
    """The cluster behind the dask scheduler at *address*, which has *threads* to record in.

    A context manager: leaving it ends the connection. *answer_s* is how long the scheduler may
    take to answer, *deserted_s* how long there may be no worker at all.

    Raises ToolError if distributed is not installed, nobody answers, or no worker is there.
    """

    def __init__(
        self, address: str, *, answer_s: float = ANSWER_S, deserted_s: float = DESERTED_S
    ) -> None:
        self.address = address
        self.deserted_s = deserted_s
        self.lost: ToolError | None = None
        self.client = _connect(address, answer_s)
        self.threads = sum(self.client.nthreads().values())
        if not self.threads:
            self.client.close()
            msg = f"{address}: the scheduler has no workers"
            raise ToolError(msg, hint=f"start some: dask worker {address}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.client.close()

    def lose(self, why: str) -> ToolError:
        """Note that nothing can be recorded there any more; the error that says so."""
        self.lost = ToolError(f"{self.address}: {why}", hint=KEPT)
        return self.lost

    def start(self, jobs: int) -> Executor:
        """What a crew of *jobs* works in: the cluster's threads, the others processes here."""
        return Divided(self, jobs - self.threads)


class Divided(Executor):
    """Has utterances recorded by *cluster*, and makes all other calls in *jobs* processes here."""

    def __init__(self, cluster: Cluster, jobs: int) -> None:
        self._cluster = cluster
        self._here = start_processes(jobs)
        # A call with the same arguments is made again all the same: that is what a retry is.
        self._there: Executor = cluster.client.get_executor(pure=False)
        # One batch lies ready for each thread; more would only lie in our memory.
        self._couriers = ThreadPoolExecutor(2 * cluster.threads)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 -- as Executor has it
        """Have ``fn(*args, **kwargs)`` called, here or there.

        Raises ToolError once the cluster is lost: one story after another would fail of it.
        """
        if self._cluster.lost:
            raise self._cluster.lost
        if fn is record_all:
            return self._couriers.submit(self._record_there, *args)
        return self._here.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 -- as Executor has it
        """Give up what is under way, here and there."""
        end(self._here)
        with suppress(Exception):  # a connection that is closed has nothing left to give up
            self._there.shutdown(wait=False)
        self._couriers.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _record_there(self, order: Order, batch: Sequence[Utterance]) -> tuple[Take | Failure, ...]:
        work = pickle.dumps((order, batch))
        with _told_plainly(self._cluster):
            outcomes = self._result(self._there.submit(remote.record, __version__, work))
        return tuple(one if isinstance(one, Failure) else one.unpack(order) for one in outcomes)

    def _result(self, future: Future[T]) -> T:
        """What *future* comes to. Raises ToolError when nobody is left who could work on it."""
        deserted_s = self._cluster.deserted_s
        while not wait([future], timeout=deserted_s).done:
            try:
                self._cluster.client.wait_for_workers(1, timeout=deserted_s)
            except TimeoutError:
                raise self._cluster.lose("the cluster has no worker left") from None
        return future.result()


@contextmanager
def _told_plainly(cluster: Cluster) -> Iterator[None]:
    """Turn what dask raises into what a crew, or the user, understands."""
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 -- loaded on demand

    try:
        yield
    except NarrateError:
        raise
    except KilledWorker as error:
        raise BrokenExecutor(str(error)) from error
    except Exception as error:
        if isinstance(error, CancelledError) or cluster.client.status != "running":
            raise cluster.lose("the scheduler is gone") from error
        msg = f"{cluster.address}: a worker failed: {type(error).__name__}: {error}"
        raise ToolError(msg, hint=f"every worker needs narrate {__version__}") from error


def _connect(address: str, answer_s: float) -> Client:
    """A client of the scheduler at *address*. Raises ToolError if there is none that answers."""
    client = _client_class()
    try:
        return _within(
            2 * answer_s, lambda: client(address, timeout=answer_s, set_as_default=False)
        )
    except OSError as error:
        msg = f"there is no scheduler at {address}"
        raise ToolError(msg, hint="start one: dask scheduler") from error
    except (TypeError, ValueError, RuntimeError) as error:  # so it takes what TLS lacks
        msg = f"dask cannot connect to {address}: {error}"
        raise ToolError(msg, hint="dask's own configuration may lack something") from error


def _client_class() -> type[Client]:
    """The client of distributed, which then says nothing on stderr: what matters we raise.

    Nor does it matter whether the versions of Python and dask are the same everywhere, of which
    it warns: we ask the workers for those of narrate and the engine.
    """
    try:
        import dask  # noqa: PLC0415 -- an extra, and half a second

        dask.config.set(logging={"distributed": "critical", "distributed.client": "critical"})
        from distributed import Client  # noqa: PLC0415 -- as above
        from distributed.versions import VersionMismatchWarning  # noqa: PLC0415 -- as above
    except ImportError as error:
        hint = "run: pip install 'narrate[cluster]'"
        raise ToolError("dask.distributed is not installed", hint=hint) from error
    warnings.simplefilter("ignore", VersionMismatchWarning)

    class QuietClient(Client):
        def __del__(self) -> None:
            """Not closed here: one that never was connected would wait, fail, and say so."""

    return QuietClient


def _within(limit_s: float, call: Callable[[], T]) -> T:
    """What *call* returns. Raises TimeoutError, and leaves it alone, when it does not return."""
    result: Future[T] = Future()

    def answer() -> None:
        try:
            result.set_result(call())
        except Exception as error:  # noqa: BLE001 -- it is raised below
            result.set_exception(error)

    threading.Thread(target=answer, daemon=True).start()
    return result.result(limit_s)
