"""A cluster on the loopback interface, and engines: its workers can import this module."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from narrate.model import Mark, Utterance
from narrate.testing import ToneEngine

SCHEDULER = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")
WORKERS = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def dask(folder: Path, *words: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A ``dask`` program at work in *folder*, ended with all its processes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent), **more},
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):  # a test may have ended it
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def said(process: subprocess.Popen[str], what: str) -> str:
    """What stands behind *what* in the next line of *process* that has it."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(rf"{what}\s*(\S+)", line):
            return found[1]
    raise AssertionError(f"dask never said {what!r}")


@dataclass(frozen=True)
class Scheduler:
    """A scheduler and where it answers."""

    process: subprocess.Popen[str]
    address: str


@contextmanager
def scheduler(folder: Path, **more: str) -> Iterator[Scheduler]:
    """A scheduler without workers; *more* goes into its environment."""
    with dask(folder, *SCHEDULER, **more) as process:
        yield Scheduler(process, said(process, "Scheduler at:"))


@contextmanager
def workers(folder: Path, address: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Workers of the scheduler at *address*; the first of them has joined it."""
    with dask(folder, "worker", address, *WORKERS, *words) as process:
        said(process, "Registered to:")
        yield process


@dataclass(frozen=True)
class Regicide(ToneEngine):
    """Kills the worker it records for, the first time it is to say *words*; *mark* is left then."""

    words: str = ""
    mark: Path = Path()

    def speak(self, utterance: Utterance, wav: Path) -> tuple[Mark, ...] | None:
        """Hum, unless it is time."""
        if self.words in utterance.spoken and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getppid(), signal.SIGKILL)
            signal.pause()
        return super().speak(utterance, wav)


@dataclass(frozen=True)
class Native(ToneEngine):
    """Another engine in every process, as one is whose parts are not the same everywhere."""

    def fingerprint(self) -> str:
        """Tells the process."""
        return f"native of {os.getpid()}"
