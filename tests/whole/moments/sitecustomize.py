"""Ends a run at the nth thing any of its processes does to a file.

Python imports a module of this name in every process that has its folder on PYTHONPATH: the
program's own and its workers'. Two kinds of moments are counted, each in a file that grows by one
byte: in MOMENTS.any every file that is about to be opened to write, renamed, made or removed; in
MOMENTS.written all that reaches an open file, every flush to the disk and every renaming, so that
files are also caught when a part of them is there. The moment number KILL_AT of the kind KILL_ON
ends the whole process group, with the signal KILL_WITH.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import sys
from collections.abc import Callable
from typing import IO, Any

EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
WRITING = os.O_WRONLY | os.O_RDWR
OPEN, FSYNC = io.open, os.fsync


class _Moments:
    def __init__(self, path: str, kill_on: str, kill_at: int, kill_with: str) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self.counters = {kind: os.open(f"{path}.{kind}", flags) for kind in ("any", "written")}
        self.kill_on, self.kill_at, self.signal = kill_on, kill_at, signal.Signals[kill_with]

    def count(self, kind: str) -> None:
        counter = self.counters[kind]
        os.write(counter, b".")
        if kind == self.kill_on and os.fstat(counter).st_size == self.kill_at:
            os.killpg(os.getpgrp(), self.signal)

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in EVENTS or (event == "open" and arguments[2] & WRITING):
            self.count("any")
        if event == "os.rename":
            self.count("written")

    def fsync(self, fd: Any) -> None:
        self.count("written")
        FSYNC(fd)


class _File(io.FileIO):
    def write(self, data: Any) -> int:
        _MOMENTS.count("written")
        return super().write(data)


def _open(  # noqa: PLR0917 -- as the one it stands for
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,  # noqa: FBT001, FBT002
    opener: Callable[[str, int], int] | None = None,
) -> IO[Any]:
    """As ``open()``, but what is written is counted when it leaves the buffer."""
    if mode.startswith("r") and "+" not in mode:
        return OPEN(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = _File(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    if not buffering:
        return raw
    buffered = (io.BufferedRandom if "+" in mode else io.BufferedWriter)(raw)
    return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)


if "MOMENTS" in os.environ:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if we run in the background
    _MOMENTS = _Moments(
        os.environ["MOMENTS"],
        os.environ.get("KILL_ON", "any"),
        int(os.environ.get("KILL_AT", "0")),
        os.environ.get("KILL_WITH", "SIGKILL"),
    )
    sys.addaudithook(_MOMENTS.audit)
    for module in (builtins, io):
        setattr(module, "open", _open)  # noqa: B010 -- typed as one function for each mode
    os.fsync = _MOMENTS.fsync
