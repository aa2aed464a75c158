"""Runs narrate, or any other program, and watches what time and memory it takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_S = 0.1
WATCHING_SHARE = 0.01
"""The most of a core that watching takes: what is watched may need all cores for itself.

To look at the memory of a process takes ten milliseconds for 350 MB, and holds its page tables.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took: seconds by the clock, CPU seconds, and megabytes at its peak."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    out: str


def make(books: Sequence[Path], cache: Path, out: Path, jobs: int) -> Run:
    """Make *books* with *jobs* processes."""
    command = [sys.executable, "-m", "narrate", "make", *map(str, books), "--json"]
    options = ["--jobs", str(jobs), "-o", str(out)]
    return watched([*command, *options], {"NARRATE_CACHE": str(cache)})


def watched(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run *command*; CPU seconds are its own and those of all its processes."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, env={**os.environ, **environment})
        peak = _Peak(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        out.seek(0)
        said = out.read().decode()
    if process.returncode:
        sys.exit(f"{command[0]} failed with exit code {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, peak.stop_mb(), said)


class _Peak:
    """Watches the memory of the process *pid* and all below it."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most_kb, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop_mb(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most_kb / 1000

    def _watch(self) -> None:
        pause_s = SAMPLE_S
        while not self._over.wait(pause_s):
            began = time.thread_time()
            self._most_kb = max(self._most_kb, sum(map(_memory_kb, _tree(self._pid))))
            pause_s = max(SAMPLE_S, (time.thread_time() - began) / WATCHING_SHARE)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in children.split():
        yield from _tree(int(child))


def _memory_kb(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) if found else 0
