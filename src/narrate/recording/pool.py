"""Worker processes that are replaced when one of them dies.

The seam to other machines is ``concurrent.futures.Executor``: a pool is told how to start one,
and asks nothing of it but ``submit`` and that the futures of a dead worker raise BrokenExecutor.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process, resource_tracker
from typing import Any, Self, TypeVar

from narrate.errors import ToolError

T = TypeVar("T")
Starter = Callable[[int], Executor]
"""starts an executor with so many workers"""
KEPT_BYTES = 32 << 20
"""bytes of freed memory that a worker keeps: the most glibc takes for either limit below"""
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of malloc.h
MOST_DEATHS = 10
"""A job that is not risky is started so often, if workers die under it, and then has died too."""


@dataclass(eq=False, slots=True)
class Job:
    """A call to be made in a worker: *function* of *arguments*, both picklable.

    A *risky* job may bring its worker down: if it was running when one died, it is over, and
    ``died``. Any other job is started again, ``MOST_DEATHS`` times at most.

    While a job that wants to be *alone* runs, no other does, so that it is known who is to blame
    if a worker dies. One that wants *new* workers gets them: all that there were are dismissed.

    It starts when all jobs *after* which it comes are over. If one of them failed, so does it,
    in the same way. An argument that is such a job stands for its result.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    risky: bool = False
    after: Sequence[Job] = ()
    alone: bool = False
    new: bool = False
    over: bool = field(default=False, init=False)
    """whether it has a result, or never will"""
    died: bool = field(default=False, init=False)
    deaths: int = field(default=0, init=False, repr=False)
    future: Future[Any] | None = field(default=None, init=False, repr=False)
    owner: object = field(default=None, init=False, repr=False)
    """whose job it is"""

    @classmethod
    def done(cls, result: object) -> Job:
        """A job that need not be done: its result is known."""
        job = cls(id, ())
        job.future, job.over = Future(), True
        job.future.set_result(result)
        return job

    def end(self) -> None:
        """Mark it as over and drop its arguments, which may be all of a book's tracks."""
        self.over = True
        self.arguments = self.after = ()

    @property
    def failed(self) -> bool:
        """Whether it is over and has no result."""
        return self.died or (self.over and _error(self) is not None)

    def result(self) -> Any:  # noqa: ANN401 -- whatever the function returns
        """What the function returned; raises what it raised. Only for a job that is over."""
        if self.future is None:
            raise RuntimeError("the job is not over")
        return self.future.result()


class WorkerPool:
    """*size* workers, started when there is something to do; driven by whoever calls ``wait``.

    A context manager: leaving it ends the workers at once.
    """

    owner: object = None
    """whom the jobs belong to that are submitted now"""

    def __init__(self, size: int, start: Starter | None = None) -> None:
        self.size = size
        self._start = start or start_processes
        self._executor: Executor | None = None
        self._waiting: deque[Job] = deque()
        self._blocked: list[Job] = []
        self._running: dict[Future[Any], Job] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def busy(self) -> bool:
        """Whether any job is running or waiting."""
        return bool(self._running or self._waiting or self._blocked)

    @property
    def room(self) -> bool:
        """Whether another job would start soon: besides its own, one may wait for each worker."""
        return self._in_hand < 2 * self.size

    @property
    def idle(self) -> bool:
        """Whether a worker has nothing to do, or soon will not."""
        return self._in_hand <= self.size

    @property
    def _in_hand(self) -> int:
        return len(self._running) + len(self._waiting)

    def submit(self, job: Job) -> None:
        """Let *job* run when a worker is free; jobs start in the order they are given.

        One that comes after others is the next to start when these are over.
        """
        job.owner = self.owner
        if job.after:
            self._blocked.append(job)
        else:
            self._waiting.append(job)

    def drop(self, owner: object) -> None:
        """Let no more of the jobs of *owner* start; those that wait are over, and ``died``."""
        for jobs in (self._waiting, self._blocked):
            for job in [one for one in jobs if one.owner is owner]:
                jobs.remove(job)
                job.died = True
                job.end()

    def start(self) -> None:
        """Start what there is room for, and do not wait for any of it."""
        self._fill()

    def wait(self) -> list[Job]:
        """Start what there is room for, and wait until at least one job is over."""
        over = self._unblock()
        while self.busy and not over:
            self._fill()
            done, _ = wait(self._running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenExecutor) for future in done):
                over = self._collect_after_death()
            else:
                in_order = [future for future in self._running if future in done]
                over = [self._running.pop(future) for future in in_order]
            for job in over:
                job.end()
            over += self._unblock()
        return over

    def _unblock(self) -> list[Job]:
        """Queue the jobs whose predecessors are over; returns those that fail with one of them."""
        ready: list[Job] = []
        over: list[Job] = []
        for job in list(self._blocked):
            if all(one.over for one in job.after):
                self._blocked.remove(job)
                failed = next((one for one in job.after if one.failed), None)
                if failed:
                    job.future, job.died = failed.future, failed.died
                    job.end()
                (over if failed else ready).append(job)
        self._waiting.extendleft(reversed(ready))
        return over

    def stop(self) -> None:
        """End all workers at once; what was running or waiting is lost.

        The pool can go on: new jobs get new workers.
        """
        self._running.clear()
        self._waiting.clear()
        self._blocked.clear()
        self._end_executor()

    def _fill(self) -> None:
        while self._waiting and self._may_start(self._waiting[0]):
            job = self._waiting.popleft()
            if job.new:
                self._end_executor()
            try:
                if self._executor is None:
                    self._executor = self._start(self.size)
                future = self._executor.submit(job.function, *_arguments(job))
            except BrokenExecutor:
                self._waiting.appendleft(job)
                if not self._running:
                    self._end_executor()
                return
            except OSError as error:  # a worker that could not be started, or died at once
                self._put_back(job, error)
                return
            job.future = future
            self._running[future] = job

    def _put_back(self, job: Job, error: OSError) -> None:
        """Start *job* again in a new executor; raises ToolError if that has failed too often."""
        self._end_executor()
        job.deaths += 1
        if job.deaths >= MOST_DEATHS:
            msg = f"no worker process can be started: {error.strerror}"
            hint = "there may be too little memory: try --jobs 1"
            raise ToolError(msg, hint=hint) from error
        self._waiting.appendleft(job)

    def _may_start(self, job: Job) -> bool:
        if job.alone or job.new:
            return not self._running
        solo = any(one.alone for one in self._running.values())
        return not solo and len(self._running) < 2 * self.size

    def _collect_after_death(self) -> list[Job]:
        """Sort the running jobs after a worker died; returns those that are over.

        The executor breaks all futures at once. A job that is not risky is queued again.
        """
        wait(self._running)
        running = list(self._running.values())
        lost = [job for job in running if _is_lost(job)]
        for job in lost:
            job.deaths += 1
            job.died = job.risky or job.deaths >= MOST_DEATHS
        again = [job for job in lost if not job.died]
        for job in again:
            job.future = None
        self._waiting.extendleft(reversed(again))
        self._running.clear()
        self._end_executor()
        return [job for job in running if job not in again]

    def _end_executor(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None:
            end(executor)


def _error(job: Job) -> BaseException | None:
    return job.future.exception() if job.future else None


def _arguments(job: Job) -> Iterator[Any]:
    return (one.result() if isinstance(one, Job) else one for one in job.arguments)


def _is_lost(job: Job) -> bool:
    return job.future is not None and isinstance(_error(job), BrokenExecutor)


def start_processes(workers: int) -> Executor:
    """Processes of this machine, each a fresh interpreter: no engine survives a fork."""
    return _Processes(workers, mp_context=get_context("spawn"), initializer=_prepare)


class _Processes(ProcessPoolExecutor):
    """Processes that Ctrl-C does not reach while they start, when they cannot yet ignore it."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 -- as in the standard library
        with _interrupts_held():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait; processes that are started meanwhile are started so, too."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # else it is started within, and lets Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    """Prepare a worker: it leaves Ctrl-C and the terminal to the parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _leave_terminal()
    _keep_memory()
    threading.Thread(target=_follow_parent, daemon=True).start()


def _leave_terminal() -> None:
    """Connect the three standard streams to nothing: an engine may print, or wait for input.

    What a worker has to say comes back to the parent as a value.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _keep_memory() -> None:
    """Let glibc keep the memory of samples that are done with, for the next ones.

    Else it returns it to the system for every take and gets it anew page by page: with that,
    mastering took three times as long.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt:
        mallopt(_M_MMAP_THRESHOLD, KEPT_BYTES)
        mallopt(_M_TRIM_THRESHOLD, KEPT_BYTES)


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def end(executor: Executor) -> None:
    """Kill the processes of *executor*; for any other kind of it, cancel what has not begun."""
    if isinstance(executor, ProcessPoolExecutor):
        # What kill_workers() does in Python 3.14; the attribute's name is that of 3.3.
        for process in list((executor._processes or {}).values()):  # noqa: SLF001 -- as above
            with suppress(OSError, ValueError):
                process.kill()
    executor.shutdown(wait=True, cancel_futures=True)
