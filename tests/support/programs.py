"""Narrate as a program of its own, in a process that need not import it anew.

Each is forked from a process that has imported it, which saves a second of a core. It has its own
streams, folder, variables, signals and process group, as one that a shell starts; where nothing
can be forked it is started afresh.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Self

if sys.platform == "win32":
    CONTEXT = get_context("spawn")
else:
    CONTEXT = get_context("forkserver")
    CONTEXT.set_forkserver_preload(
        ["narrate.cli.make", "narrate.cli.studio", "narrate.production", "narrate.testing"]
    )


@dataclass(frozen=True, slots=True)
class Program:
    """A running narrate, and what it prints."""

    process: BaseProcess
    out: IO[str]
    err: IO[str]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.join()
        self.out.close()
        self.err.close()

    @property
    def pid(self) -> int:
        """Its process, which leads a group."""
        return self.process.pid or 0

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it, if it runs, with all its workers."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)

    def wait(self, timeout_s: float) -> int:
        """Its exit code, below 0 for the signal that ended it; raises TimeoutError."""
        self.process.join(timeout_s)
        if self.process.exitcode is None:
            self.kill()
            raise TimeoutError(f"narrate did not end in {timeout_s} s")
        return self.process.exitcode

    def communicate(self, timeout_s: float) -> tuple[int, str, str]:
        """Its exit code, and what it printed on each stream."""
        with ThreadPoolExecutor(2) as reading, self:
            said = [reading.submit(stream.read) for stream in (self.out, self.err)]
            code = self.wait(timeout_s)
            return code, said[0].result(), said[1].result()


def start(folder: Path, words: Sequence[str | Path], variables: Mapping[str, str]) -> Program:
    """Start ``narrate`` with *words* in *folder*, with these environment *variables*."""
    pipes = [CONTEXT.Pipe(duplex=False) for _ in range(2)]
    told = tuple(writing for _, writing in pipes)
    process = CONTEXT.Process(
        target=_run, args=(str(folder), [*map(str, words)], dict(variables), *told)
    )
    process.start()
    for writing in told:
        writing.close()
    out, err = (os.fdopen(os.dup(reading.fileno()), encoding="utf-8") for reading, _ in pipes)
    return Program(process, out, err)


def _run(
    folder: str, words: list[str], variables: dict[str, str], out: Connection, err: Connection
) -> None:
    from narrate.__main__ import main  # noqa: PLC0415 -- where nothing is forked it is slow

    if sys.platform != "win32":
        os.setsid()
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, to in enumerate((nothing, out.fileno(), err.fileno())):
        os.dup2(to, stream)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, closefd=False)
    multiprocessing.process._parent_process = None  # type: ignore[attr-defined]  # nobody's worker
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for path in filter(None, variables.get("PYTHONPATH", "").split(os.pathsep)):
        sys.path.insert(1, path)
        if (Path(path) / "sitecustomize.py").exists():  # which an interpreter runs at its start
            runpy.run_path(str(Path(path) / "sitecustomize.py"))
    sys.argv[1:] = words
    main()
