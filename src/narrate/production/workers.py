"""Who does the work: processes of this machine, and the workers of a cluster if there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from narrate.production.request import Workers
from narrate.recording.pool import Pool
from narrate.recording.recorder import cores


@contextmanager
def open_pool(workers: Workers) -> Iterator[Pool]:
    """The pool that *workers* describe. Raises ToolError if a cluster cannot be reached."""
    jobs = workers.jobs or cores()
    if workers.cluster is None:
        with Pool(jobs) as pool:
            yield pool
        return
    from narrate.recording.cluster import Cluster  # noqa: PLC0415 -- its library is optional

    with Cluster(workers.cluster) as there, Pool(there.threads + jobs, there.start) as pool:
        yield pool
