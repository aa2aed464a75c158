"""Opens the pool of workers: processes of this machine, and the threads of a cluster, if asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from narrate.production.request import Workers
from narrate.recording.pool import WorkerPool
from narrate.recording.recorder import cores


@contextmanager
def open_pool(workers: Workers) -> Iterator[WorkerPool]:
    """The pool that *workers* describe. Raises ToolError if a cluster cannot be reached."""
    jobs = workers.jobs or cores()
    if workers.cluster is None:
        with WorkerPool(jobs) as pool:
            yield pool
        return
    from narrate.recording.cluster import Cluster  # noqa: PLC0415 -- its library is optional

    with Cluster(workers.cluster) as there, WorkerPool(there.threads + jobs, there.start) as pool:
        yield pool
