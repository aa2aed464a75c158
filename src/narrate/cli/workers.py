"""Who does the work: processes of this machine, and the workers of a cluster if there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.recording.crew import Crew


@contextmanager
def hired(jobs: int | None, cluster: str | None) -> Iterator[Crew]:
    """A crew of *jobs* processes here, one for each core unless told.

    With the address of a *cluster*, its workers record and the processes do the rest. Raises
    ToolError if they cannot be reached.
    """
    from narrate.recording.crew import Crew
    from narrate.recording.studio import cores

    jobs = jobs or cores()
    if cluster is None:
        with Crew(jobs) as crew:
            yield crew
        return
    from narrate.recording.cluster import Cluster

    with Cluster(cluster) as there, Crew(there.threads + jobs, there.start) as crew:
        yield crew
