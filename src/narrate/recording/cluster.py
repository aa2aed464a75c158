"""Recording on a cluster of machines, by way of dask's scheduler; all else stays on this one.

Only the engine speaks elsewhere: its takes come back as bytes and are kept in the cache here, so
the workers of the cluster need narrate and the engine and no disk in common with us.
"""

from __future__ import annotations

import asyncio
import pickle
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from concurrent.futures.thread import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self, TypeVar

from narrate import __version__
from narrate.errors import NarrateError, ToolError
from narrate.model import Take, Utterance
from narrate.recording import remote
from narrate.recording.jobs import record_all
from narrate.recording.pool import end, start_processes
from narrate.recording.worker_setup import Failure, WorkerSetup

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Call

    RemoteTakes = tuple[remote.RemoteTake | Failure, ...]

T = TypeVar("T")

ANSWER_S = 5.0
"""A scheduler that takes longer to answer is not there."""
NO_WORKER_S = 60.0
"""A cluster that has had no worker for so long will not get another: one is back in seconds."""
KEPT = "what was recorded is kept: run again to go on"


class Cluster:
    """The cluster behind the dask scheduler at *address*, which has *threads* to record in.

    A context manager: leaving it ends the connection. *answer_s* is how long the scheduler may
    take to answer, *no_worker_s* how long there may be no worker at all.

    Raises ToolError if distributed is not installed, nobody answers, or no worker is there.
    """

    def __init__(
        self, address: str, *, answer_s: float = ANSWER_S, no_worker_s: float = NO_WORKER_S
    ) -> None:
        self.address = address
        self.no_worker_s = no_worker_s
        self.lost: ToolError | None = None
        self.client = _connect(address, answer_s)
        self.loop = _quiet_loop(self.client)
        self.threads = sum(self.client.nthreads().values())
        if not self.threads:
            self.client.close()
            msg = f"{address}: the scheduler has no workers"
            raise ToolError(msg, hint=f"start some: dask worker {address}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def mark_lost(self, why: str) -> ToolError:
        """Note that the cluster cannot be used any more; returns the error that says *why*."""
        self.lost = ToolError(f"{self.address}: {why}", hint=KEPT)
        return self.lost

    def start(self, workers: int) -> Executor:
        """The executor of a pool of *workers*: the threads of the cluster, the others processes."""
        return ClusterExecutor(self, workers - self.threads)


class ClusterExecutor(Executor):
    """Has utterances recorded by *cluster*, and makes all other calls in *jobs* processes here.

    dask has an Executor too, ``Client.get_executor()``, but it loses results. When it has fetched
    one it asks for the status (``_cascade_future`` in distributed/cfexecutor.py, still so in
    2026.8), and that may be "lost" by then: the worker died just after it had sent the result. It
    takes the result for an exception, which raises "too many values to unpack (expected 3)". And
    whoever waits for a result that could not be fetched waits for ever. So we fetch them ourselves.
    """

    def __init__(self, cluster: Cluster, jobs: int) -> None:
        self._cluster = cluster
        self._here = start_processes(jobs)
        self._there: set[Call[RemoteTakes]] = set()
        self._shut_down = False
        # Besides its own, one batch waits for each thread; more would only take memory here.
        self._threads = ThreadPoolExecutor(2 * cluster.threads)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 -- as Executor has it
        """Have ``fn(*args, **kwargs)`` called, here or there.

        Raises ToolError once the cluster is lost: one story after another would fail of it.
        """
        if self._cluster.lost:
            raise self._cluster.lost
        if fn is record_all:
            return self._threads.submit(self._record_there, *args)
        return self._here.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 -- as Executor has it
        """Give up every call, here and on the cluster."""
        end(self._here)
        self._shut_down = True
        with suppress(Exception):  # a connection that is closed has nothing left to give up
            self._cluster.client.cancel(list(self._there))
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _record_there(
        self, setup: WorkerSetup, batch: Sequence[Utterance]
    ) -> tuple[Take | Failure, ...]:
        work = pickle.dumps((setup, batch))
        with _translating_errors(self._cluster), self._called(work) as call:
            outcomes = self._result(call)
        return tuple(one if isinstance(one, Failure) else one.keep(setup) for one in outcomes)

    @contextmanager
    def _called(self, work: bytes) -> Iterator[Call[RemoteTakes]]:
        """Have *work* recorded on the cluster; the call is dropped at the end of the block."""
        # A call with the same arguments is made again all the same: that is what a retry is.
        call = self._cluster.client.submit(remote.record, __version__, work, pure=False)
        self._there.add(call)
        try:
            yield call
        finally:
            self._there.remove(call)

    def _result(self, call: Call[RemoteTakes]) -> RemoteTakes:
        """What *call* returned; raises what it raised.

        Raises ToolError when nobody is left who could work on it or tell of it, BrokenExecutor
        when we gave it up ourselves.
        """
        if self._shut_down:  # since it was made
            call.cancel()
        answer, no_worker_s = self._fetched(call), self._cluster.no_worker_s
        while not wait([answer], timeout=no_worker_s).done:
            try:
                self._cluster.client.wait_for_workers(1, timeout=no_worker_s)
            except TimeoutError:
                raise self._cluster.mark_lost("the cluster has no worker left") from None
        if self._shut_down:
            raise BrokenExecutor("given up")
        if isinstance(answer.exception(), OSError) and call.status != "error":
            raise self._cluster.mark_lost("the scheduler is gone") from answer.exception()
        return answer.result()

    def _fetched(self, call: Call[RemoteTakes]) -> Future[RemoteTakes]:
        """A future of the result of *call*, however often dask makes it again.

        It is asked for once, without a limit: dask fetches many results together, and whoever
        gives up waiting for one takes the others with it.
        """

        async def fetch() -> RemoteTakes:
            outcomes: RemoteTakes = await self._cluster.client.gather(call, asynchronous=True)
            return outcomes

        return asyncio.run_coroutine_threadsafe(fetch(), self._cluster.loop)


@contextmanager
def _translating_errors(cluster: Cluster) -> Iterator[None]:
    """Turn errors of dask into BrokenExecutor, for a worker that died, or ToolError."""
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 -- loaded on demand

    try:
        yield
    except (NarrateError, BrokenExecutor):
        raise
    except KilledWorker as error:
        raise BrokenExecutor(str(error)) from error
    except Exception as error:
        if isinstance(error, CancelledError) or cluster.client.status != "running":
            raise cluster.mark_lost("the scheduler is gone") from error
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


def _quiet_loop(client: Client) -> asyncio.AbstractEventLoop:
    """The loop in which *client* works; it is its own, and from now on says nothing on stderr.

    A client that is closed may leave a future behind that just timed out, and asyncio would tell
    the user of it: "Future exception was never retrieved" (dask/distributed issue 6582).
    """
    loop: asyncio.AbstractEventLoop = client.sync(_this_loop)
    loop.set_exception_handler(lambda _loop, _context: None)
    return loop


async def _this_loop() -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


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
